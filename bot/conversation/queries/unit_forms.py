"""Reads units in words: the stems of a question and a place in, what units stand there out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
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


@dataclass(frozen=True, slots=True)
class UnitForms:
    """The units of figures by the stems of their names."""

    by_stems: Mapping[tuple[str, ...], frozenset[str]] = field(default_factory=dict)

    def at(self, stems: Sequence[str], place: int) -> UnitSaid:
        """The longest, so that "km/h" is no "km"."""
        longest = max(map(len, self.by_stems), default=0)
        for length in range(min(longest, len(stems) - place), 0, -1):
            units = self.by_stems.get(tuple(stems[place : place + length]), _NO_UNITS)
            if units:
                return UnitSaid(units, length)
        return UnitSaid(_NO_UNITS, 0)

    def stems_of(self, unit: str) -> frozenset[str]:
        """Of the words that it is called by."""
        plain = plain_unit(unit).casefold()
        return frozenset(stem for stems, units in self.by_stems.items() if plain in units for stem in stems)


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
