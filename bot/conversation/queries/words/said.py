"""Reads what a question says by its words alone: their stems, synonyms and names, and those of parts of it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product

from bot.conversation.queries.words.language import Language
from bot.conversation.queries.words.word_lists import WordList
from bot.matching import Facets, Found, Lexicon, negated_places, places_of, read_facets
from bot.model import QUANTITY

Pairs = frozenset[tuple[str, str]]  # Kinds and values of names.


@dataclass(frozen=True, slots=True)
class Part:
    """Words of a question that may name rows."""

    words: tuple[str, ...]  # Empty in the places of what is named already.
    stems: tuple[str, ...]  # Of each word, in its place.
    said: frozenset[str]  # The stems that are not empty.
    named: tuple[Found, ...]
    facets: Pairs  # Of the kinds that label rows.
    row_names: Pairs
    """The same, with what its words name together with a model of the question, as "old" does beside "lark"."""


@dataclass(frozen=True, eq=False)
class Said:
    """All properties are worked out when they are first needed, and kept; so are the parts that `part` reads."""

    words: tuple[str, ...]
    lexicon: Lexicon
    language: Language
    subject_names: Pairs  # They say nothing of a single figure.
    _parts: dict[tuple[str, ...], Part] = field(init=False, repr=False, default_factory=dict)

    def says(self, words: WordList) -> bool:
        """Whether a word is said of the language's list with this name."""
        return not self.language.words[words].isdisjoint(self.words)

    def places(self, words: WordList) -> list[int]:
        """Where a word is said of the language's list with this name."""
        return [at for at, word in enumerate(self.words) if word in self.language.words[words]]

    @cached_property
    def named(self) -> tuple[Found, ...]:
        return self.lexicon.names(self.words)

    @cached_property
    def facets(self) -> Facets:
        return read_facets(self.words, self.lexicon, self.named)

    @cached_property
    def exact_places(self) -> set[int]:
        return exact_places(self.named, self.lexicon)

    @cached_property
    def whole(self) -> Part:
        return self.part(self.words)

    def part(self, words: tuple[str, ...]) -> Part:
        """Read some of the words; measures have most parts in common."""
        if words not in self._parts:
            is_whole = words == self.words
            named = self.named if is_whole else self.lexicon.names(words)
            facets = self.facets if is_whole else read_facets(words, self.lexicon, named)
            stems = tuple(self.lexicon.stem(word) if word else "" for word in words)
            # "The normal Finch" beside the Lark is no normal Lark.
            has_model = any(name.kind in self.lexicon.kinds.leading for name in named)
            names = _composed_names(words, named, self.lexicon) if has_model else self._composed
            labels = labelling(facets, self.lexicon)
            row_names = labels | {pair for word in words for pair in names.get(word, ())}
            self._parts[words] = Part(words, stems, frozenset(filter(None, stems)), named, labels, row_names)
        return self._parts[words]

    @cached_property
    def _composed(self) -> Mapping[str, Pairs]:
        return _composed_names(self.words, self.named, self.lexicon)

    @cached_property
    def names(self) -> tuple[tuple[str, str], ...]:
        """Kinds and values of the names, without those of people and of the subject itself."""
        kinds = self.lexicon.kinds.impersonal
        return tuple(pair for pair in self.facets.values if pair[0] in kinds and pair not in self.subject_names)

    @cached_property
    def row_places(self) -> set[int]:
        """Of the words that name rows."""
        return places_of(name for name in self.named if name.kind in self.lexicon.kinds.labelling)

    @cached_property
    def besides_rows(self) -> frozenset[str]:
        return frozenset(word for at, word in enumerate(self.words) if at not in self.row_places)

    def says_besides_rows(self, words: WordList) -> bool:
        """As `says`, but by no word that names a row."""
        return not self.language.words[words].isdisjoint(self.besides_rows)

    @cached_property
    def quantities(self) -> tuple[Found, ...]:
        """The quantities that are named, but for those in the name of a thing ("Long Range")."""
        return tuple(name for name in self.named if name.kind == QUANTITY and name.start not in self.exact_places)

    @cached_property
    def quantity_places(self) -> set[int]:
        return places_of(self.quantities)

    @cached_property
    def heads(self) -> frozenset[str]:
        """Stems of the head words of all synonyms in the question: "boot" of "trunk"."""
        return frozenset[str]().union(*self.heads_of.values())

    @cached_property
    def heads_of(self) -> Mapping[str, frozenset[str]]:
        """The same by the stem of the word that is said: "electric" and "bike" of "ebike"."""
        stem, words = self.lexicon.stem, self.lexicon.words
        return {
            stem(" ".join(self.words[one.start : one.end])): frozenset(map(stem, words(self.lexicon.head(one))))
            for one in self.lexicon.synonyms(self.words)
        }

    @cached_property
    def denied(self) -> frozenset[str]:
        """Stems of words that stand only behind a negation, without names: "2024" of "not the 2024 one"."""
        negated = negated_places(self.words, self.language.native) - places_of(self.named)
        elsewhere = frozenset(stem for at, stem in enumerate(self.whole.stems) if at not in negated)
        return frozenset(self.whole.stems[at] for at in negated) - elsewhere


def _composed_names(words: Sequence[str], named: Iterable[Found], lexicon: Lexicon) -> Mapping[str, Pairs]:
    """By word the names that it forms right before or behind a model among the words."""
    kinds = lexicon.kinds
    models = {name.value: tuple(words[name.start : name.end]) for name in named if name.kind in kinds.leading}
    found: dict[str, Pairs] = defaultdict(frozenset)
    for model, word in product(models.values(), set(words)):
        if word not in model:
            names = (*lexicon.names.meant_by((word, *model)), *lexicon.names.meant_by((*model, word)))
            found[word] |= {pair for pair in names if pair[0] in kinds.exact}
    return found


def labelling(facets: Facets, lexicon: Lexicon) -> Pairs:
    """The names that may label a row."""
    return frozenset(pair for pair in facets.values if pair[0] in lexicon.kinds.labelling)


def exact_places(named: Iterable[Found], lexicon: Lexicon) -> set[int]:
    """Of the names of single things: a word in one ("Long Range") is no amount, and asks for no operation."""
    return places_of(name for name in named if name.kind in lexicon.kinds.exact)


def things_in(words: Sequence[str], lexicon: Lexicon, places: Collection[int] | None = None) -> frozenset[str]:
    """Stems of the words, or of those in some places; of synonyms that of the first of them."""
    chosen = range(len(words)) if places is None else places
    alike = [one for one in lexicon.synonyms(words) if one.start in chosen]
    known = places_of(alike)
    plain = {words[at] for at in chosen if at < len(words) and at not in known}
    return frozenset(lexicon.stem(word) for word in (*plain, *map(lexicon.head, alike)) if word)
