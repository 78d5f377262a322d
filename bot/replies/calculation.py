"""A calculation with figures that were told, and the operands that one measure gives: many, its ends, those since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.conversation.queries.asked import TWO
from bot.conversation.queries.groups import single
from bot.figures import Group, Operation
from bot.replies.told_figures import Known

OVER_ALL = frozenset({Operation.SUM, Operation.AVERAGE, Operation.EXTREME})
_POOLED = OVER_ALL | {Operation.LIST, Operation.THRESHOLD, Operation.TREND, Operation.COUNT}
"""Operations whose operands are figures of one kind, all of which may be counted with again."""


@dataclass(frozen=True, slots=True)
class Calculation:
    operation: Operation
    figures: tuple[Known, ...]


def pool_of(told: Sequence[Known], operation: str) -> Known | None:
    """All figures of one measure that the last result was of, or that were told as a whole."""
    first = told[0]
    if operation not in _POOLED and len(first.group.cells) < 2:
        return None
    cells = {cell for one in told if one.measure.id == first.measure.id for cell in one.group.cells}
    ids = tuple(cell.id for cell in first.measure.cells if cell.id in cells)
    return Known(first.measure, Group(first.measure.id, ids)) if len(ids) > 1 else None


def ends_of(one: Known) -> Calculation | None:
    """The highest against the lowest."""
    numbers = [cell for cell in one.measure.cells if cell.number is not None]
    told = [cell for cell in numbers if cell.id in one.group.cells]
    order = sorted(told if len(told) > 1 else numbers, key=lambda cell: cell.number or 0.0)
    if len(order) < 2:
        return None
    # Without times, so that the highest stays in front.
    ends = (Known(one.measure, single(one.measure, cell)) for cell in (order[-1], order[0]))
    return Calculation(Operation.DIFFERENCE, tuple(ends))


def until_now(operation: Operation, one: Known) -> Calculation | None:
    """From a figure on: against the newest, or all of them."""
    since = one.span
    dated = [(cell, cell.span) for cell in one.measure.cells if cell.span is not None and cell.number is not None]
    if since is None or not dated or one.stated:
        return None
    if operation in OVER_ALL:
        later = tuple(cell.id for cell, span in dated if span.start >= since.start)
        return Calculation(operation, (Known(one.measure, Group(one.measure.id, later)),))
    newest, span = max(dated, key=lambda pair: pair[1].end)
    if operation not in TWO or newest.id in one.group.cells:
        return None
    return Calculation(operation, (Known(one.measure, single(one.measure, newest, span)), one))
