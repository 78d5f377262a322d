"""Sets the figure of a row against that in another column of its table: a row and a question in, both figures out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.conversation.queries.asked import Asked, things_in
from bot.conversation.queries.pools import Pools
from bot.conversation.queries.spans import year_in
from bot.figures import Cell, Group, Measure, plain_unit, single
from bot.model import Kind

_BEFORE = 2
"""Words before that of a column among which "than" and the like set it against another: "than in pre-sale"."""
_TITLE = 5
"""Words behind "per" or "divided by" among which the title of a column stands: "per km of electric range"."""


def in_two_columns(asked: Asked, operand: Group, pools: Pools) -> tuple[Group, ...]:
    """The row in two columns of one unit: the question says what tells one of them from the other."""
    measure = pools.measures[operand.measure]
    if not measure.column:
        return ()
    for other, cell in _beside(measure, operand, pools):
        if other.unit == measure.unit and _tells_one_from_other(asked, measure, other, pools):
            pair = ((measure, operand), (other, single(other, cell)))
            own, title = pools.telling_stems(measure.column), pools.telling_stems(other.column)
            only = {measure.id: own - title, other.id: title - own}
            # What is told of an earlier year is what the other is set against, and what stands behind "than" or "from".
            bases = {one.id: (bool(year_in(one.column)), _is_base(asked, only[one.id])) for one, _ in pair}
            base_last = sorted(pair, key=lambda one: bases[one[0].id])
            return tuple(replace(group, label=f"{cell.label}: {one.column}") for one, group in base_last)
    return ()


def _tells_one_from_other(asked: Asked, measure: Measure, other: Measure, pools: Pools) -> bool:
    """Whether the question says what only the other title says, as "used" of "price, used"; where that one says nothing
    more than this one, whether it says what only this one does."""
    said, own, title = (
        frozenset(_said_by_place(asked)),
        pools.telling_stems(measure.column),
        pools.telling_stems(other.column),
    )
    return bool(said & (title - own) or (title < own and said & (own - title)))


def _is_base(asked: Asked, stems: frozenset[str]) -> bool:
    """Whether one of the stems stands right behind "than", "from" and the like, but for small words."""
    lists, said = asked.language.words, _said_by_place(asked)
    leads = (lists["from"] | lists["against_it"]) - lists["range"]
    places = (at % len(asked.words) for at, one in enumerate(said) if one in stems)
    return any(not leads.isdisjoint(asked.words[max(0, at - _BEFORE) : at]) for at in places)


def _said_by_place(asked: Asked) -> tuple[str, ...]:
    """Stems of the words, then those of each two in one: "pre-sale" is a "presale"."""
    pairs = (before + word for before, word in pairwise(asked.words))
    return (*asked.whole.stems, *map(asked.lexicon.stem, pairs))


@dataclass(frozen=True, slots=True)
class _Divisor:
    """A column by which figures of another one are divided."""

    measure: Measure
    count: float
    """As in `ForEach`."""
    words: tuple[int, int, int]
    """How many words say its unit, its title behind that, and its title anywhere."""


def asks_per_column(asked: Asked, measure: Measure, pools: Pools) -> bool:
    """Whether so much of the measure is asked for per unit of another column of its table: "yuan per km"."""
    return next(_divisors(asked, measure, pools), None) is not None


def divided_by(asked: Asked, divisor: Measure, pools: Pools) -> Measure | None:
    """The column of which so much is asked for per unit of this one: that whose unit is said, then by the share of its
    title that is."""
    if not asked.for_each:
        return None
    said = _said_beside(asked, pools)

    def titled(one: Measure) -> tuple[bool, float]:
        title, unit = pools.telling_stems(one.column), _unit(one, pools)
        return bool(unit) and unit <= said, len(title & said) / max(1, len(title))

    others = (one for one in pools.columns(divisor) if one.id != divisor.id and one.kind is not Kind.TEXT)
    found = [one for one in others if any(of.measure.id == divisor.id for of in _divisors(asked, one, pools))]
    return max(found, key=titled, default=None)


def over_column(asked: Asked, measure: Measure, operand: Group, pools: Pools) -> tuple[Group, ...]:
    """The row of the measure and that of the column by which it is divided."""
    found = {one.measure.id: one for one in _divisors(asked, measure, pools)}
    cells = {other.id: single(other, cell) for other, cell in _beside(measure, operand, pools) if cell.number}
    best = max((one for id, one in found.items() if id in cells), key=lambda one: one.words, default=None)
    return (operand, cells[best.measure.id]) if best is not None else ()


def count_for_each(asked: Asked, measure: Measure, divisor: str, pools: Pools) -> float:
    """For how many units of a column, by the id of its measure, the question asks so much."""
    return next((one.count for one in _divisors(asked, measure, pools) if one.measure.id == divisor), 1.0)


def _divisors(asked: Asked, measure: Measure, pools: Pools) -> Iterator[_Divisor]:
    """Columns with the unit that stands behind "per" and the like; behind "divided by" also those with such a title."""
    if not asked.for_each or not measure.column or not _says_measure(asked, measure, pools):
        return
    stems, own = asked.whole.stems, _plain(measure)
    for each in asked.for_each:
        said, behind = pools.units.at(stems, each.place), frozenset(stems[each.place : each.place + _TITLE])
        if own in said.units:
            return  # "Yuan per km" asks for no km.
        for other in pools.columns(measure):
            title = pools.telling_stems(other.column)
            is_named = _plain(other) in said.units or (each.divides and bool(title & behind))
            is_of_year = year_in(other.column) == year_in(measure.column)  # No range of 2024 per kWh of 2026.
            if other.id != measure.id and other.kind is not Kind.TEXT and other.unit and is_named and is_of_year:
                length = said.length if _plain(other) in said.units else 0
                words = length, len(title & behind), len(title & asked.whole.said)
                yield _Divisor(other, each.count, words)


def _says_measure(asked: Asked, measure: Measure, pools: Pools) -> bool:
    """Whether the question says what is divided, by its unit, its title or a word that goes with its unit ("cost")."""
    said, unit = _said_beside(asked, pools), _unit(measure, pools)
    says_unit = bool(unit) and said >= unit
    return (
        says_unit or not said.isdisjoint(pools.telling_stems(measure.column)) or _plain(measure) in asked.hinted_units
    )


def _said_beside(asked: Asked, pools: Pools) -> frozenset[str]:
    """Stems of the words but for what stands behind "per" and the like: "per 100 km" says nothing of "0-100 km/h"."""
    stems = asked.whole.stems
    lengths = ((one, pools.units.at(stems, one.place).length) for one in asked.for_each)
    units = {at for one, length in lengths for at in range(one.place - (one.count != 1), one.place + length)}
    return frozenset(stem for at, stem in enumerate(stems) if stem and at not in units)


def _plain(measure: Measure) -> str:
    return plain_unit(measure.unit or "").casefold()


def _beside(measure: Measure, operand: Group, pools: Pools) -> Iterator[tuple[Measure, Cell]]:
    """The numbers of the same row in the other columns."""
    label = next(cell.label for cell in measure.cells if cell.id in operand.cells)
    for other in pools.measures.values():
        if other.series == measure.series and other.id != measure.id:
            yield from ((other, cell) for cell in other.cells if cell.label == label and cell.number is not None)


def _unit(measure: Measure, pools: Pools) -> frozenset[str]:
    words = pools.lexicon.words(measure.unit or "")
    return things_in(words, pools.lexicon).union(map(pools.lexicon.stem, words))
