"""Reads the units that stand at a place among the words of a question."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from bot.figures import plain_unit
from bot.matching import Lexicon, normalise
from bot.model import Vocabulary

_Words = tuple[str, ...]
_NOTHING = frozenset[str]()


class UnitSaid(NamedTuple):
    start: int
    stop: int
    ids: tuple[str, ...]  # In small letters, without what they count in; more than one of "pounds".
    dimensions: frozenset[str]  # What they measure, as "money" and "mass".


@dataclass(frozen=True)
class UnitReader:
    """Knows the units of a language or a knowledge base."""

    dimensions: Mapping[_Words, frozenset[str]] = field(default_factory=dict)  # By the words: "monthly" is no length.
    ids: Mapping[_Words, tuple[str, ...]] = field(default_factory=dict)  # By the stems of the words.
    stem: Callable[[str], str] = str

    def at(self, words: Sequence[str], place: int) -> UnitSaid | None:
        """The longest, so that "km/h" is no "km"."""
        near = tuple(words[place : place + self._longest])
        stems = tuple(map(self.stem, near))
        for length in range(len(near), 0, -1):
            ids, dimensions = self.ids.get(stems[:length], ()), self.dimensions.get(near[:length], _NOTHING)
            if ids or dimensions:
                return UnitSaid(place, place + length, ids, dimensions)
        return None

    def ids_at(self, words: Sequence[str], place: int) -> tuple[str, ...]:
        said = self.at(words, place)
        return said.ids if said is not None else ()

    def all_in(self, words: Sequence[str]) -> Iterator[UnitSaid]:
        firsts = self._firsts
        begins = {word for word in set(words) if word in firsts or self.stem(word) in firsts}
        stop = 0
        for place, word in enumerate(words):
            said = self.at(words, place) if word in begins and place >= stop else None
            if said is not None:
                yield said
                stop = said.stop

    @cached_property
    def _firsts(self) -> frozenset[str]:
        """The first word of each unit, as it is looked up."""
        return frozenset(one[0] for one in (*self.dimensions, *self.ids) if one)

    @cached_property
    def _longest(self) -> int:
        return max(map(len, (*self.dimensions, *self.ids)), default=0)

    def dimensions_of(self, unit: str | None) -> frozenset[str]:
        """Empty of one that no dimension has, as "bikes"."""
        return _NOTHING.union(*(one.dimensions for one in self.all_in(normalise(plain_unit(unit or "")))))

    def stems_of(self, unit: str) -> frozenset[str]:
        """The stems of the words that it is called by."""
        plain = plain_unit(unit).casefold()
        return frozenset(stem for stems, ids in self.ids.items() if plain in ids for stem in stems)


def units_of_language(dimensions: Mapping[str, Iterable[str]]) -> UnitReader:
    """`dimensions`: the units of each, by its name; "-" joins the words of one."""
    found: dict[_Words, frozenset[str]] = {}
    for dimension, units in dimensions.items():
        for unit in units:
            words = normalise(unit.replace("-", " "))
            found[words] = found.get(words, _NOTHING) | {dimension}
    return UnitReader(found)


def units_of_base(
    vocabulary: Vocabulary, of_figures: Iterable[str], lexicon: Lexicon, known: UnitReader | None = None
) -> UnitReader:
    """Knows all units of a knowledge base. Those with a rate between them are of one dimension, as all money is."""
    names: dict[str, set[str]] = {id.casefold(): {id} for rate in vocabulary.rates for id in (rate.unit, rate.into)}
    for one in vocabulary.units:
        names.setdefault(one.id.casefold(), set()).update((one.id, one.one, one.many, *one.words))
    for unit in of_figures:
        names.setdefault(plain_unit(unit).casefold(), {plain_unit(unit)})
    ids: dict[_Words, tuple[str, ...]] = {}
    for id, forms in names.items():
        for stems in {tuple(map(lexicon.stem, lexicon.words(form))) for form in forms}:
            ids[stems] = (*ids.get(stems, ()), id)
    ids.pop((), None)
    of_language = known.dimensions if known is not None else {}
    dimensions = dict(of_language)
    for id, measured in _dimensions_converted(vocabulary, of_language).items():
        for words in map(normalise, names[id.casefold()]):
            dimensions[words] = dimensions.get(words, _NOTHING) | measured
    return UnitReader(dimensions, ids, lexicon.stem)


def _dimensions_converted(
    vocabulary: Vocabulary, known: Mapping[_Words, frozenset[str]]
) -> Mapping[str, frozenset[str]]:
    """What each unit that converts measures; a dimension that no language knows is named after one of its units."""
    alike = {id: frozenset({id}) for rate in vocabulary.rates for id in (rate.unit, rate.into)}
    for rate in vocabulary.rates:
        joined = alike[rate.unit] | alike[rate.into]
        alike |= dict.fromkeys(joined, joined)
    measured = {own: _NOTHING.union(*(known.get(normalise(id), _NOTHING) for id in own)) for own in alike.values()}
    return {id: measured[own] or frozenset({min(own)}) for id, own in alike.items()}
