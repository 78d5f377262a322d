"""Holds what a short message picks figures from, and what it then counts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.conversation.queries.held.held_at import group_at
from bot.conversation.queries.held.pools import Pools
from bot.conversation.queries.words.asked import TWO, Asked
from bot.conversation.queries.words.spans import right_before, year_before
from bot.conversation.queries.words.wanting import Wanted, Way
from bot.figures import Group, Measure, Operation, Span
from bot.model import Context
from bot.replies.counting.told_figures import ToldFigure, ToldFigures
from bot.replies.figure_text.figure_operations import OVER_ONE_MEASURE

SETS_AGAINST = TWO - {Operation.SHARE}  # Operations that set one figure against another of its kind.
TimeBefore = Callable[[Span], Span | None]
TIMES_BEFORE: Mapping[Way, TimeBefore] = {Way.YEAR_BACK: year_before, Way.TIME_BACK: right_before}


@dataclass(frozen=True, slots=True)
class Calculation:
    operation: Operation
    figures: tuple[ToldFigure, ...]


@dataclass(frozen=True, slots=True)
class Picking:
    """What a short message picks the figures from that it counts with."""

    want: Wanted
    asked: Asked
    told: Sequence[ToldFigure]  # At least one, the latest first.
    context: Context
    finder: ToldFigures

    @property
    def operation(self) -> Operation:
        return self.want.operation

    @property
    def last(self) -> ToldFigure:
        return self.told[0]

    @property
    def pools(self) -> Pools:
        return self.finder.reader.pools

    @property
    def all_of_one(self) -> ToldFigure | None:
        """All figures of one measure that the last result was of, or that were told as a whole."""
        measure = self.last.measure
        if self.context.operation not in OVER_ONE_MEASURE and len(self.last.group.cells) < 2:
            return None
        cells = {cell for one in self.told if one.measure.id == measure.id for cell in one.group.cells}
        ids = tuple(cell.id for cell in measure.cells if cell.id in cells)
        return ToldFigure(measure, Group(measure.id, ids)) if len(ids) > 1 else None


def against_earlier(before: TimeBefore, figure: ToldFigure, pools: Pools) -> Calculation | None:
    span = before(figure.span) if figure.span is not None else None
    earlier = figure_at(figure.measure, span, pools) if span is not None else None
    return Calculation(Operation.CHANGE, (figure, earlier)) if earlier is not None else None


def figure_at(measure: Measure, span: Span, pools: Pools) -> ToldFigure | None:
    """That of a measure at a time; it may have been told or not."""
    group = group_at(measure, span, pools)
    return ToldFigure(pools.measures[group.measure], group) if group.cells else None
