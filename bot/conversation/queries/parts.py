"""Reads the names in words of a question: words in, a part out with all that may name rows of a measure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from bot.matching import Facets, Found, Lexicon, places_of

Pairs = frozenset[tuple[str, str]]
"""Kinds and values of names."""
Composed = Mapping[str, set[tuple[str, str]]]
"""By word the names that it forms right before or behind a model of the question."""


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
    """What its words name together with a model of the question, as "old" does beside "lark"."""

    @property
    def row_names(self) -> Pairs:
        return self.facets | self.composed


def composed_names(words: Sequence[str], named: Iterable[Found], lexicon: Lexicon) -> Composed:
    kinds = lexicon.kinds
    models = {name.value: tuple(words[name.start : name.end]) for name in named if name.kind in kinds.leading}
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for model, word in product(models.values(), set(words)):
        if word not in model:
            names = (*lexicon.names.meant_by((word, *model)), *lexicon.names.meant_by((*model, word)))
            found[word].update(pair for pair in names if pair[0] in kinds.exact)
    return found


def labelling(facets: Facets, lexicon: Lexicon) -> Pairs:
    """The names that may label a row."""
    return frozenset(pair for pair in facets.values if pair[0] in lexicon.kinds.labelling)


def exact_places(named: Iterable[Found], lexicon: Lexicon) -> set[int]:
    """Of the names of single things: a word in one ("Long Range") is no amount, and asks for no operation."""
    return places_of(name for name in named if name.kind in lexicon.kinds.exact)
