"""Reads units in words: the stems of a question and a place in, what units stand there out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from bot.figures import plain_unit
from bot.matching import Lexicon
from bot.model import Unit

_NO_UNITS = frozenset[str]()


class UnitSaid(NamedTuple):
    units: frozenset[str]
    """In small letters, without what they count in; more than one of "pounds"."""
    length: int
    """Words that it takes; 0 where no unit stands."""


class UnitForms:
    """The units of figures by the stems of their names."""

    def __init__(self, by_stems: Mapping[tuple[str, ...], frozenset[str]] = MappingProxyType({})) -> None:
        self._by_stems = by_stems

    def at(self, stems: Sequence[str], place: int) -> UnitSaid:
        """The longest, so that "km/h" is no "km"."""
        for length in range(min(self._longest, len(stems) - place), 0, -1):
            units = self._by_stems.get(tuple(stems[place : place + length]), _NO_UNITS)
            if units:
                return UnitSaid(units, length)
        return UnitSaid(_NO_UNITS, 0)

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._by_stems), default=0)

    def stems_of(self, unit: str) -> frozenset[str]:
        """Of the words that it is called by."""
        plain = plain_unit(unit).casefold()
        return frozenset(stem for stems, units in self._by_stems.items() if plain in units for stem in stems)


def unit_forms(of_figures: Iterable[str], described: Sequence[Unit], lexicon: Lexicon) -> UnitForms:
    """`described`: units of the vocabulary, which may have other names."""
    found: dict[tuple[str, ...], frozenset[str]] = {}
    plain = {plain_unit(unit).casefold() for unit in of_figures}
    names = {unit: {unit} for unit in plain}
    for one in described:
        names.setdefault(one.id.casefold(), set()).update((one.id, one.one, one.many, *one.words))
    for unit, forms in names.items():
        for stems in {tuple(map(lexicon.stem, lexicon.words(form))) for form in forms}:
            found[stems] = found.get(stems, _NO_UNITS) | {unit}
    found.pop((), None)
    return UnitForms(found)
