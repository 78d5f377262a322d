"""Reads the parts of a question that concern figures: cues of an operation, times and names."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from bot.conversation.followup import content
from bot.conversation.queries.cues import Cues, read_cues
from bot.conversation.queries.language import AMOUNTS, Language
from bot.conversation.queries.times import Times, read_times
from bot.figures import Cell, Group, Limit, Measure, Operation, Span
from bot.matching import Facets, Found, Lexicon, normalise, places_of, read_facets

_BEHIND = 3
"""Words behind "how many" among which stands what is counted: "how many more red bikes"."""
_FEW = 2
TWO = frozenset({Operation.DIFFERENCE, Operation.CHANGE, Operation.RATIO, Operation.SHARE, Operation.COMPARE})


Pairs = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Part:
    """Words of a question that may name rows."""

    words: tuple[str, ...]
    """Empty in the places of what is named already."""
    stems: tuple[str, ...]
    """Of each word."""
    said: frozenset[str]
    """The same, but for empty ones."""
    named: tuple[Found, ...]
    facets: Pairs
    """Of the kinds that label rows."""
    composed: Pairs
    """What few words name together with the model of the question, as "old" does beside "lark"."""


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
    def cued(self) -> frozenset[str]:
        """The words that speak for an operation."""
        return frozenset(word for _, _, said in self.cues.weights for word in said)

    @cached_property
    def amounts(self) -> tuple[str, ...]:
        """What a word or the unit of a limit goes with, as "expensive" does with money,"""
        named = places_of(name for name in self.named if name.kind in self.lexicon.kinds.exact)
        words = {word for at, word in enumerate(self.words) if at not in named}  # "Long Range" is none.
        limit = self.language.amount_of(self.cues.limit_unit) if self.cues.limit is not None else ""
        return tuple(name for name in AMOUNTS if name == limit or not self.language.words[name].isdisjoint(words))

    @cached_property
    def units(self) -> frozenset[str]:
        """and the units of that."""
        return frozenset(unit for name in self.amounts for unit in self.language.words[f"{name} units"])

    @cached_property
    def explained(self) -> tuple[tuple[str, frozenset[str], bool], ...]:
        """Each word, its stem with those of the name that it is written for ("shaomi"), and whether an operation, a
        time, a number or a name that is excluded explains it."""
        stem, places = self.lexicon.stem, self.timed_places | self.excluded_places
        names = {at: name.value.split("-") for name in self.named for at in range(name.start, name.end)}
        scales = frozenset(map(stem, self.language.scales))
        return tuple(
            (
                word,
                frozenset({one, *map(stem, names.get(at, ()))}),
                word in self.cued or at in places or word.replace(".", "").isdigit() or one in scales,
            )
            for at, (word, one) in enumerate(zip(self.words, self.whole.stems, strict=True))
        )

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
        places = {at + 1 for at, word in enumerate(self.words) if word in leads}
        return self._things(places | {at + 1 for at in places if self.words[at - 1] not in one})

    def number(self, word: str) -> float | None:
        """The number that a word is, in digits or not."""
        if word.replace(".", "", 1).isdecimal():
            return float(word)
        return float(self.language.numbers[word]) if word in self.language.numbers else None

    @cached_property
    def numbers(self) -> tuple[float, ...]:
        """Those that are named beside times and names; "one" and "two" say little."""
        told = self.timed_places | places_of(self.named)
        found = (self.number(word) for at, word in enumerate(self.words) if at not in told)
        return tuple(one for one in found if one is not None and (one > _FEW or not one))

    def _things(self, places: set[int]) -> frozenset[str]:
        return things_at(self.words, places, self.lexicon)

    @cached_property
    def telling(self) -> frozenset[str]:
        """Stems of the words that say something of their own and name no time."""
        places = self.timed_places
        words = (word for at, word in enumerate(self.words) if at not in places and word not in self.cued)
        return frozenset(map(self.lexicon.stem, content(tuple(words), self.lexicon.language)))

    @property
    def excluded_places(self) -> set[int]:
        """Places of names that are asked about no longer: "not the Pro"."""
        return places_of(name for name in self.named if (name.kind, name.value) in self.facets.excluded)

    @cached_property
    def names(self) -> tuple[tuple[str, str], ...]:
        kinds = self.lexicon.kinds.impersonal
        return tuple(pair for pair in self.facets.values if pair[0] in kinds and pair not in self.own)

    @property
    def whole(self) -> Part:
        return self.part(self.words)

    def part(self, words: tuple[str, ...]) -> Part:
        """Read some of the words; measures have most parts in common."""
        known = self._parts.get(words)
        if known is None:
            stems = tuple(self.lexicon.stem(word) if word else "" for word in words)
            whole = words == self.words
            named = self.named if whole else self.lexicon.names(words)
            facets = labelling(self.facets if whole else read_facets(words, self.lexicon, named), self.lexicon)
            composed = frozenset(pair for word in words for pair in self._composed.get(word, ()))
            known = Part(words, stems, frozenset(filter(None, stems)), named, facets, composed)
            self._parts[words] = known
        return known

    @cached_property
    def _composed(self) -> Mapping[str, set[tuple[str, str]]]:
        kinds = self.lexicon.kinds
        models = {name.value: name for name in self.named if name.kind in kinds.leading}
        found: dict[str, set[tuple[str, str]]] = {}
        for model in models.values():
            own = self.words[model.start : model.end]
            for word in set(self.words).difference(own):
                for whole in ((word, *own), (*own, word)):
                    exact = [pair for pair in self.lexicon.named_by(whole) if pair[0] in kinds.exact]
                    found.setdefault(word, set()).update(exact)
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
    words, named = tuple(words), lexicon.names(words)
    cues = read_cues(words, language, places_of(name for name in named if name.kind in lexicon.kinds.exact))
    return Asked(
        words, named, cues, read_times(words, language), read_facets(words, lexicon, named), lexicon, language, own
    )


def whole_of(measure: Measure) -> Group:
    return Group(measure.id, tuple(cell.id for cell in measure.cells), measure.title)


def single(measure: Measure, cell: Cell, span: Span | None = None) -> Group:
    return Group(measure.id, (cell.id,), cell.label, span)


def scaled(limit: Limit, measure: Measure, language: Language) -> Limit:
    """ "100 billion" is 100 where the unit counts billions."""
    return Limit(limit.value / _scale(measure, limit.value, language), limit.above)


def _scale(measure: Measure, value: float, language: Language) -> float:
    unit = normalise(measure.unit or "")
    scale = next((size for word, size in language.scales.items() if word in unit), 1.0)
    return scale if value >= scale else 1.0
