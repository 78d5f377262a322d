"""Finds the ends that a question sets against others, as "the best month against the worst": cells in, groups out."""

from __future__ import annotations

from collections.abc import Sequence

from bot.conversation.queries.asked import Asked
from bot.conversation.queries.directions import is_lowest
from bot.conversation.queries.groups import single
from bot.figures import Cell, Group, Measure


def both_ends(asked: Asked, measure: Measure, cells: Sequence[Cell]) -> tuple[Group, ...]:
    """The highest and the lowest, where both are asked for."""
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
