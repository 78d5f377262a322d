"""Sets the figure of a row against that in another column of its table: a row and a question in, both figures out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.conversation.followup import content
from bot.conversation.queries.asked import Asked, things_in
from bot.conversation.queries.pools import Pools
from bot.conversation.queries.spans import year_in
from bot.figures import Cell, Group, Measure, single


def in_two_columns(asked: Asked, operand: Group, pools: Pools) -> tuple[Group, ...]:
    """The row in two columns of one unit: the question says what tells one of them from the other."""
    measure = pools.measures[operand.measure]
    if not measure.column:
        return ()
    for other, cell in _beside(measure, operand, pools):
        if other.unit == measure.unit and _tells_one_from_other(asked, measure, other, pools):
            pair = ((measure, operand), (other, single(other, cell)))
            # What is told of an earlier year is what the other is set against.
            dated_last = sorted(pair, key=lambda one: bool(year_in(one[0].column)))
            return tuple(replace(group, label=f"{cell.label}: {one.column}") for one, group in dated_last)
    return ()


def _tells_one_from_other(asked: Asked, measure: Measure, other: Measure, pools: Pools) -> bool:
    """Whether the question says what only the other title says, as "used" of "price, used"; where that one says nothing
    more than this one, whether it says what only this one does."""
    said, own, title = asked.whole.said, _telling(measure, pools), _telling(other, pools)
    return bool(said & (title - own) or (title < own and said & (own - title)))


def over_column(asked: Asked, measure: Measure, operand: Group, pools: Pools) -> tuple[Group, ...]:
    """The row of the measure, for each of the unit that another column tells of it: "yuan per km"."""
    unit, said = _unit(measure, pools), asked.whole.said
    says_measure = said >= unit or not said.isdisjoint(_telling(measure, pools))
    if not says_measure or not asked.things_for_each.isdisjoint(unit):
        return ()  # "Litres per km" asks for no seconds.
    for other, cell in _beside(measure, operand, pools):
        if cell.number and asked.things_for_each & _unit(other, pools):
            return (operand, single(other, cell))
    return ()


def _beside(measure: Measure, operand: Group, pools: Pools) -> Iterator[tuple[Measure, Cell]]:
    """The numbers of the same row in the other columns."""
    label = next(cell.label for cell in measure.cells if cell.id in operand.cells)
    for other in pools.measures.values():
        if other.series == measure.series and other.id != measure.id:
            yield from ((other, cell) for cell in other.cells if cell.label == label and cell.number is not None)


def _unit(measure: Measure, pools: Pools) -> frozenset[str]:
    words = pools.lexicon.words(measure.unit or "")
    return things_in(words, pools.lexicon).union(map(pools.lexicon.stem, words))


def _telling(measure: Measure, pools: Pools) -> frozenset[str]:
    """Stems of the words of a column's title that say something of their own."""
    return frozenset(map(pools.lexicon.stem, content(pools.lexicon.words(measure.column), pools.lexicon.language)))
