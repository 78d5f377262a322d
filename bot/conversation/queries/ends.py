"""Finds the ends of a measure that a question asks for: "best" and "record" are the lowest where fewer is better,
"biggest loss" is too."""

from __future__ import annotations

from collections.abc import Sequence

from bot.conversation.queries.asked import Asked
from bot.conversation.queries.directions import Direction
from bot.conversation.queries.pools import unit_of
from bot.figures import Cell, Group, Measure, single
from bot.model import QUANTITY


def is_lowest(direction: Direction, asked: Asked, measure: Measure) -> bool:
    """Whether the lowest is asked for; where no direction is said, as by "first", the best is."""
    less = measure.fewer_is_better or unit_of(measure) in asked.language.words["less_is_better"]
    if less and not asked.language.words["records"].isdisjoint(asked.words):
        return True
    if direction is Direction.UNSAID:
        return less
    if direction in (Direction.MORE, Direction.LESS):
        return (direction is Direction.LESS) is not _speaks_of_losses(asked, measure)
    return (less or _is_price(measure)) is (direction is Direction.BETTER)


def _speaks_of_losses(asked: Asked, measure: Measure) -> bool:
    said = not asked.language.words["losses"].isdisjoint(asked.words)
    return said and any(cell.number is not None and cell.number < 0 for cell in measure.cells)


def _is_price(measure: Measure) -> bool:
    return "price" in measure.column.casefold() or (QUANTITY, "price") in measure.about


def both_ends(asked: Asked, measure: Measure, cells: Sequence[Cell]) -> tuple[Group, ...]:
    """The highest and the lowest, where both are asked for: "the best month against the worst"."""
    lowest = {is_lowest(direction, asked, measure) for direction in asked.cues.ends}
    return (_end(measure, cells, False), _end(measure, cells, True)) if len(lowest) == 2 and len(cells) > 1 else ()


def only_end(asked: Asked, measure: Measure, cells: Sequence[Cell]) -> Group | None:
    """The end that is asked for, where it is one."""
    lowest = {is_lowest(direction, asked, measure) for direction in asked.cues.ends}
    return _end(measure, cells, lowest.pop()) if len(lowest) == 1 and len(cells) > 1 else None


def _end(measure: Measure, cells: Sequence[Cell], lowest: bool) -> Group:
    """`cells`: with numbers."""
    choose = min if lowest else max
    return single(measure, choose(cells, key=lambda cell: cell.number or 0.0))
