"""Finds the column by which a question divides another of its table: "yuan per km" divides a price by a range."""

from typing import NamedTuple

from bot.conversation.queries.held.pools import Pools, plain_unit_of
from bot.conversation.queries.words.asked import Asked
from bot.conversation.queries.words.spans import year_in
from bot.figures import Measure

_TITLE = 5  # Words behind "per" or "divided by" among which the title of a column stands: "per km of electric range".


class _Said(NamedTuple):
    """How well a question says a column, the unit first."""

    unit: bool
    title_behind: int  # Words of its title behind "per".
    title: int


class Divisor(NamedTuple):
    measure: Measure
    each: float  # For how many of its unit, as 100 in "per 100 km".
    said: _Said


def divisor_of(asked: Asked, measure: Measure, pools: Pools) -> Divisor | None:
    """The column that is said best, by its unit behind "per" or the like, or by its title behind "divided by"."""
    if not asked.for_each or not measure.column or not _says_measure(asked, measure, pools):
        return None
    stems, own = asked.whole.stems, plain_unit_of(measure)
    units = [pools.units.ids_at(asked.words, each.place) for each in asked.for_each]
    if any(own in one for one in units):
        return None  # "Yuan per km" asks for no km.
    found: list[Divisor] = []
    for each, unit in zip(asked.for_each, units, strict=True):
        behind = frozenset(stems[each.place : each.place + _TITLE])
        for other in pools.numbers_beside(measure):
            title = pools.telling_stems(other.column)
            said = _Said(plain_unit_of(other) in unit, len(title & behind), len(title & asked.whole.said))
            is_named = said.unit or (each.divides and said.title_behind)
            # No range of 2024 per kWh of 2026.
            if other.unit and is_named and year_in(other.column) == year_in(measure.column):
                found.append(Divisor(other, each.count, said))
    return max(found, key=lambda one: one.said, default=None)


def column_divided_by(asked: Asked, divisor: Measure, pools: Pools) -> Measure | None:
    """The column that this one divides; of several the one whose unit is said, then that of whose title most is."""
    if not asked.for_each:
        return None
    said = _said_beside(asked, pools)

    def titled(one: Measure) -> tuple[bool, float]:
        title = pools.telling_stems(one.column)
        return _is_unit_in(said, one, pools), len(title & said) / max(1, len(title))

    each = ((one, divisor_of(asked, one, pools)) for one in pools.numbers_beside(divisor))
    found = [one for one, by in each if by is not None and by.measure.id == divisor.id]
    return max(found, key=titled, default=None)


def _says_measure(asked: Asked, measure: Measure, pools: Pools) -> bool:
    """Whether the question says what is divided, by its unit, its title or a word that goes with its unit ("cost")."""
    said = _said_beside(asked, pools)
    says_title = not said.isdisjoint(pools.telling_stems(measure.column))
    return _is_unit_in(said, measure, pools) or says_title or plain_unit_of(measure) in asked.amounts.units()


def _is_unit_in(said: frozenset[str], measure: Measure, pools: Pools) -> bool:
    unit = pools.unit_stems(measure) | pools.stems(measure.unit or "")
    return bool(unit) and unit <= said


def _said_beside(asked: Asked, pools: Pools) -> frozenset[str]:
    """Stems of the words but for what stands behind "per" and the like: "per 100 km" says nothing of "0-100 km/h"."""
    stems = asked.whole.stems
    stops = ((one, pools.units.at(asked.words, one.place)) for one in asked.for_each)
    units = {at for one, said in stops for at in range(one.place - (one.count != 1), said.stop if said else one.place)}
    return frozenset(stem for at, stem in enumerate(stems) if stem and at not in units)
