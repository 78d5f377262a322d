"""A calculation with figures that were told: what they are picked from, and those that one measure gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.conversation.queries.asked import TWO, Asked
from bot.conversation.queries.pools import Pools
from bot.conversation.queries.wanting import Wanted
from bot.figures import FigureAnswer, Group, Operation, single
from bot.model import Context
from bot.replies.figure_operations import OVER_ALL, OVER_ONE_MEASURE, OVER_TIME
from bot.replies.told_figures import ToldFigure, ToldFigures


@dataclass(frozen=True, slots=True)
class Calculation:
    operation: Operation
    figures: tuple[ToldFigure, ...]


@dataclass(frozen=True, slots=True)
class Picking:
    """What a short message picks the figures from that it counts with."""

    want: Wanted
    asked: Asked
    told: Sequence[ToldFigure]
    """At least one, the latest first."""
    context: Context
    figures: ToldFigures

    @property
    def operation(self) -> Operation:
        return self.want.operation

    @property
    def last(self) -> ToldFigure:
        return self.told[0]

    @property
    def pools(self) -> Pools:
        return self.figures.reader.pools

    @property
    def all_of_one(self) -> ToldFigure | None:
        """All figures of one measure that the last result was of, or that were told as a whole."""
        measure = self.last.measure
        if self.context.operation not in OVER_ONE_MEASURE and len(self.last.group.cells) < 2:
            return None
        cells = {cell for one in self.told if one.measure.id == measure.id for cell in one.group.cells}
        ids = tuple(cell.id for cell in measure.cells if cell.id in cells)
        return ToldFigure(measure, Group(measure.id, ids)) if len(ids) > 1 else None


def ends_of(one: ToldFigure) -> Calculation | None:
    """The highest against the lowest."""
    numbers = [cell for cell in one.measure.cells if cell.number is not None]
    told = [cell for cell in numbers if cell.id in one.group.cells]
    order = sorted(told if len(told) > 1 else numbers, key=lambda cell: cell.number or 0.0)
    if len(order) < 2:
        return None
    # `Workings` puts the latest first where each has a time; without them the highest stays in front.
    ends = (ToldFigure(one.measure, single(one.measure, cell)) for cell in (order[-1], order[0]))
    return Calculation(Operation.DIFFERENCE, tuple(ends))


def until_now(operation: Operation, one: ToldFigure) -> Calculation | None:
    """From a figure on: all of them where the operation counts over all, else the newest against it."""
    dated = [(cell, cell.span) for cell in one.measure.cells if cell.span is not None and cell.number is not None]
    if one.stated or one.span is None or not dated:
        return None
    if operation in OVER_ALL:
        later = tuple(cell.id for cell, span in dated if span.start >= one.span.start)
        return Calculation(operation, (ToldFigure(one.measure, Group(one.measure.id, later)),))
    newest, span = max(dated, key=lambda pair: pair[1].end)
    if operation not in TWO or newest.id in one.group.cells:
        return None
    return Calculation(operation, (ToldFigure(one.measure, single(one.measure, newest, span)), one))


def contradicts(answer: FigureAnswer, moves: int) -> bool:
    """Whether something is told to have risen that was said to have fallen, or the other way round; `moves`: as in
    `Asked`."""
    if not moves or answer.query.operation not in OVER_TIME:
        return False
    losses = any(isinstance(one.value, float) and one.value < 0 for one in answer.operands)
    return isinstance(answer.result, float) and not losses and answer.result * moves < 0
