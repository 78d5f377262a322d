"""Reads the parts of a question that concern figures: cues of an operation, times and names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from typing import NamedTuple

from bot.conversation.followup import content
from bot.conversation.queries.cues import Cues, read_cues
from bot.conversation.queries.language import AMOUNTS, Language
from bot.conversation.queries.times import Times, read_times
from bot.figures import Operation
from bot.matching import Facets, Found, Lexicon, is_number, places_of, read_facets
from bot.model import QUANTITY

TWO = frozenset({Operation.DIFFERENCE, Operation.CHANGE, Operation.RATIO, Operation.SHARE, Operation.COMPARE})
"""Operations that set one thing against another."""
_BEHIND = 3
"""Words behind "how many" among which stands what is counted: "how many more red bikes"."""
_FEW = 2
"""Numbers up to this say little: "one of", "the two"."""

Pairs = frozenset[tuple[str, str]]
"""Kinds and values of names."""


class Spoken(NamedTuple):
    word: str
    stems: frozenset[str]
    """Its own, and those of the name that it is written for ("shaomi")."""
    explained: bool
    """By an operation, a time, a number or a name that is excluded."""


@dataclass(frozen=True, slots=True)
class Part:
    """Words of a question that may name rows."""

    words: tuple[str, ...]
    """Empty in the places of what is named already."""
    stems: tuple[str, ...]
    """Of each word, in its place."""
    said: frozenset[str]
    """The stems that are not empty."""
    named: tuple[Found, ...]
    facets: Pairs
    """Of the kinds that label rows."""
    composed: Pairs
    """What a word names together with the model of the question, as "old" does beside "lark"."""

    @property
    def own(self) -> Pairs:
        return self.facets | self.composed


@dataclass(frozen=True, eq=False)
class Asked:
    """A question as far as figures are concerned; read once, bound to several measures."""

    words: tuple[str, ...]
    named: tuple[Found, ...]
    cues: Cues
    times: Times
    facets: Facets
    lexicon: Lexicon
    language: Language
    own: Pairs
    """Names of the subject itself, which say nothing of a single figure."""
    _parts: dict[tuple[str, ...], Part] = field(init=False, repr=False, default_factory=dict)

    @cached_property
    def timed_places(self) -> set[int]:
        return {at for one in self.times.named for at in range(one.start, one.stop)}

    @property
    def besides_times(self) -> tuple[str, ...]:
        return tuple(word for at, word in enumerate(self.words) if at not in self.timed_places)

    @cached_property
    def row_places(self) -> set[int]:
        """Of the words that name rows."""
        return places_of(name for name in self.named if name.kind in self.lexicon.kinds.labelling)

    @cached_property
    def besides_rows(self) -> frozenset[str]:
        return frozenset(word for at, word in enumerate(self.words) if at not in self.row_places)

    @cached_property
    def moves(self) -> int:
        """1: something is said to have risen, -1: to have fallen, 0: neither, or both."""
        rises, falls = (not self.besides_rows.isdisjoint(self.language.words[name]) for name in ("rising", "falling"))
        return int(rises) - int(falls)

    @cached_property
    def cued(self) -> frozenset[str]:
        """The words that speak for an operation."""
        return frozenset(word for cued in self.cues.weights for word in cued.said)

    @cached_property
    def amounts(self) -> tuple[str, ...]:
        """Names of the amounts that a word or the unit of a limit goes with, as "expensive" does with money."""
        named = places_of(name for name in self.named if name.kind in self.lexicon.kinds.exact)
        words = {word for at, word in enumerate(self.words) if at not in named}  # "Long Range" is none.
        limit = self.language.amount_of(self.cues.limit_unit) if self.cues.limit is not None else ""
        return tuple(name for name in AMOUNTS if name == limit or not self.language.words[name].isdisjoint(words))

    @cached_property
    def quantities(self) -> tuple[Found, ...]:
        """The quantities that are named, but for those in the name of a thing ("Long Range")."""
        things = places_of(name for name in self.named if name.kind in self.lexicon.kinds.exact)
        return tuple(name for name in self.named if name.kind == QUANTITY and name.start not in things)

    @cached_property
    def quantity_places(self) -> set[int]:
        """Of the words that name these."""
        return places_of(self.quantities)

    @cached_property
    def units(self) -> frozenset[str]:
        """The units of these amounts."""
        return frozenset(unit for name in self.amounts for unit in self.language.words[f"{name} units"])

    @cached_property
    def spoken(self) -> tuple[Spoken, ...]:
        """The words one by one."""
        stem = self.lexicon.stem
        excluded = places_of(name for name in self.named if (name.kind, name.value) in self.facets.excluded)
        names = {at: name.value.split("-") for name in self.named for at in range(name.start, name.end)}
        scales = frozenset(map(stem, self.language.scales))
        words = [*enumerate(zip(self.words, self.whole.stems, strict=True))]
        numbers = {at for at, (word, own) in words if word.replace(".", "").isdigit() or own in scales}
        explained = numbers | excluded | self.timed_places | {at for at, (word, _) in words if word in self.cued}
        stems = [{own, *map(stem, names.get(at, ()))} for at, (_, own) in words]
        return tuple([Spoken(word, frozenset(stems[at]), at in explained) for at, (word, _) in words])

    @cached_property
    def counted(self) -> frozenset[str]:
        """Stems of the words right behind "how many" and numbers, among which stands what is counted."""
        how_many = {at for at, word in enumerate(self.words) if word in self.language.words["how_many"]}
        numbers = {at for at, word in enumerate(self.words) if word.isdecimal() and at not in self.timed_places}
        return self._things({at + step for at in how_many | numbers for step in range(1, _BEHIND + 1)})

    @cached_property
    def one_of(self) -> frozenset[str]:
        """Stems of what stands behind "per" and the like: "so much per bike"."""
        leads, one = self.language.words["per_leads"], self.language.words["one"]
        behind = {at + 1 for at, word in enumerate(self.words) if word in leads}
        after_that = {at + 1 for at in behind if self.words[at - 1] not in one}  # "Per sold bike", but "a bike" alone.
        return self._things(behind | after_that)

    def _things(self, places: set[int]) -> frozenset[str]:
        return things_at(self.words, places, self.lexicon)

    def number(self, word: str) -> float | None:
        """The number that a word is, in digits or not."""
        if is_number(word):
            return float(word)
        return float(self.language.numbers[word]) if word in self.language.numbers else None

    @cached_property
    def numbers(self) -> tuple[float, ...]:
        """The numbers beside times and names that say much."""
        told = self.timed_places | places_of(self.named)
        found = (self.number(word) for at, word in enumerate(self.words) if at not in told)
        return tuple(one for one in found if one is not None and not 0 < one <= _FEW)

    @cached_property
    def telling(self) -> frozenset[str]:
        """Stems of the words that say something of their own and name no time."""
        words = tuple(word for word in self.besides_times if word not in self.cued)
        return frozenset(map(self.lexicon.stem, content(words, self.lexicon.language)))

    @cached_property
    def names(self) -> tuple[tuple[str, str], ...]:
        """Kinds and values of the names, without those of people and of the subject itself."""
        kinds = self.lexicon.kinds.impersonal
        return tuple(pair for pair in self.facets.values if pair[0] in kinds and pair not in self.own)

    @cached_property
    def whole(self) -> Part:
        return self.part(self.words)

    def part(self, words: tuple[str, ...]) -> Part:
        """Read some of the words; measures have most parts in common."""
        if words not in self._parts:
            self._parts[words] = self._read(words)
        return self._parts[words]

    def _read(self, words: tuple[str, ...]) -> Part:
        stems = tuple(self.lexicon.stem(word) if word else "" for word in words)
        named, facets = self.named, self.facets
        if words != self.words:
            named = self.lexicon.names(words)
            facets = read_facets(words, self.lexicon, named)
        composed = frozenset(pair for word in words for pair in self._composed.get(word, ()))
        return Part(words, stems, frozenset(filter(None, stems)), named, labelling(facets, self.lexicon), composed)

    @cached_property
    def _composed(self) -> Mapping[str, set[tuple[str, str]]]:
        """By word what it names right before or behind a model of the question."""
        kinds = self.lexicon.kinds
        models = {name.value: self.words[name.start : name.end] for name in self.named if name.kind in kinds.leading}
        found: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for model, word in product(models.values(), set(self.words)):
            if word not in model:
                named = (*self.lexicon.named_by((word, *model)), *self.lexicon.named_by((*model, word)))
                found[word].update(pair for pair in named if pair[0] in kinds.exact)
        return found


def things_at(words: Sequence[str], places: Collection[int], lexicon: Lexicon) -> frozenset[str]:
    """Stems of the words in some places; of synonyms that of the first of them."""
    alike = [one for one in lexicon.synonyms(words) if one.start in places]
    known = places_of(alike)
    plain = {words[at] for at in places if at < len(words) and at not in known}
    return frozenset(lexicon.stem(word) for word in (*plain, *map(lexicon.head, alike)) if word)


def labelling(facets: Facets, lexicon: Lexicon) -> Pairs:
    """What may label a row."""
    return frozenset(pair for pair in facets.values if pair[0] in lexicon.kinds.labelling)


def asked_of(words: Sequence[str], lexicon: Lexicon, language: Language, own: Pairs = frozenset()) -> Asked:
    """`own`: names of the subject itself."""
    words, named = tuple(words), lexicon.names(words)
    cues = read_cues(words, language, places_of(name for name in named if name.kind in lexicon.kinds.exact))
    times, facets = read_times(words, language), read_facets(words, lexicon, named)
    return Asked(words, named, cues, times, facets, lexicon, language, own)
