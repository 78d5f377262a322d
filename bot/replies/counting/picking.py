"""Picks the figures that a short message counts with: what they are picked from (`Picking`), and those of a message
that names none, which are among the figures that were told."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from bot.conversation.queries.held.ends import best_first, is_lowest
from bot.conversation.queries.held.held_at import group_at, newest_group, of_grain
from bot.conversation.queries.held.pools import Pools, unit_of
from bot.conversation.queries.over_time.grains import grain_of
from bot.conversation.queries.words.asked import TWO, Asked
from bot.conversation.queries.words.spans import right_before, year_before
from bot.conversation.queries.words.wanting import FIGURES_REMEMBERED, Wanted, Way
from bot.figures import FigureAnswer, Group, Measure, Operation, Span, single, whole_of
from bot.model import Context
from bot.replies.counting.told_figures import ToldFigure, ToldFigures
from bot.replies.figure_text.figure_operations import OVER_ALL, OVER_ONE_MEASURE, OVER_TIME

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


def of_told(pick: Picking) -> Calculation | None:
    """The first case counts."""
    way, operation, last, all_of_one = pick.want.way, pick.operation, pick.last, pick.all_of_one
    if before := TIMES_BEFORE.get(way):  # "Than a year before?"
        return _so_far_apart(before, pick) or against_earlier(before, last, pick.pools)
    if way is Way.SINCE:  # "Since then?"
        return _until_now(operation, last)
    if operation in OVER_ALL:  # "Add them up", "which was the highest?"
        return _over_all(pick)
    if way is Way.AGAINST_END:  # "How far below the peak?"
        return _against_end(pick)
    # "Spread?"; or "the difference?" of a series, or of the operands of a calculation.
    is_of_many = all_of_one is not None and len(pick.told) != 2
    if way is Way.ENDS or (is_of_many and operation is Operation.DIFFERENCE):
        return _ends_of(all_of_one or last)
    # "The difference?" after two figures.
    return Calculation(operation, tuple(pick.told[:2])) if operation in TWO and len(pick.told) > 1 else None


def _so_far_apart(before: TimeBefore, pick: Picking) -> Calculation | None:
    """The last two figures, where one is of the time before the other."""
    pair = tuple(pick.told[:2])
    spans = [one.span for one in pair if one.span is not None]
    if len(spans) < 2 or pair[0].measure.id != pair[1].measure.id:
        return None
    first, second = spans
    is_so_far = second.is_same(before(first)) or first.is_same(before(second))
    return Calculation(Operation.CHANGE, pair) if is_so_far else None


def _over_all(pick: Picking) -> Calculation | None:
    """Over the times that are asked for, if of another length ("the best month?"); for the highest, over all of one
    measure; else over the figures told one after the other, unless all of one measure were told."""
    last, all_of_one, grain = pick.last, pick.all_of_one, grain_of(pick.asked)
    if grain and grain != last.measure.grain:
        return _by_grain(grain, pick)
    if pick.operation is Operation.EXTREME:
        held = ToldFigure(last.measure, whole_of(last.measure)) if all_of_one is None or pick.want.ever else all_of_one
        return Calculation(pick.operation, (held,)) if len(held.group.cells) > 1 else None
    return _run(pick) if all_of_one is None or pick.want.count else Calculation(pick.operation, (all_of_one,))


def _by_grain(grain: str, pick: Picking) -> Calculation | None:
    """By the months or other times that are asked for, within the time of the last figure."""
    last, fine = pick.last, of_grain(pick.last.measure, grain, pick.pools)
    span = last.span if last.span is not None and last.span.kind != grain and not pick.want.ever else None
    if pick.operation is not Operation.EXTREME and pick.asked.cues.per and span is not None:
        return Calculation(Operation.PER_UNIT, (last,))
    dated = ((cell.id, cell.span) for cell in fine.cells if cell.span and cell.span.kind == grain)
    cells = tuple(id for id, own in dated if span is None or span.holds(own))
    return Calculation(pick.operation, (ToldFigure(fine, Group(fine.id, cells)),)) if len(cells) > 1 else None


def _run(pick: Picking) -> Calculation | None:
    """The figures told one after the other: as many as are asked for, else all of one measure, or two."""
    unit = unit_of(pick.last.measure)
    run = list(takewhile(lambda one: unit_of(one.measure) == unit, pick.told[:FIGURES_REMEMBERED]))
    count = pick.want.count or (len(run) if all(one.measure.id == run[0].measure.id for one in run) else 2)
    return Calculation(pick.operation, tuple(reversed(run[:count]))) if 1 < count <= len(run) else None


def _against_end(pick: Picking) -> Calculation | None:
    """The last figure, or the newest of all that were told, against the highest or lowest of its measure."""
    measure = pick.last.measure
    order = best_first(measure.cells, lowest=is_lowest(pick.asked.cues.direction, pick.asked, measure))
    is_one = len(pick.last.group.cells) == 1 and pick.context.operation != Operation.LIST
    own = pick.last.group if is_one else newest_group(measure)
    if own is None or not order:
        return None
    end = single(measure, order[0])
    figures = ToldFigure(measure, own), ToldFigure(measure, end)
    return Calculation(pick.operation, figures) if own.cells != end.cells else None


def _ends_of(one: ToldFigure) -> Calculation | None:
    """The highest against the lowest."""
    numbers = [cell for cell in one.measure.cells if cell.number is not None]
    told = [cell for cell in numbers if cell.id in one.group.cells]
    order = sorted(told if len(told) > 1 else numbers, key=lambda cell: cell.number or 0.0)
    if len(order) < 2:
        return None
    # `Workings` puts the latest first where each has a time; without them the highest stays in front.
    ends = (ToldFigure(one.measure, single(one.measure, cell)) for cell in (order[-1], order[0]))
    return Calculation(Operation.DIFFERENCE, tuple(ends))


def _until_now(operation: Operation, one: ToldFigure) -> Calculation | None:
    """From a figure on: all figures since then if the operation counts over all, else the newest against this one."""
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


def against_earlier(before: TimeBefore, figure: ToldFigure, pools: Pools) -> Calculation | None:
    span = before(figure.span) if figure.span is not None else None
    earlier = figure_at(figure.measure, span, pools) if span is not None else None
    return Calculation(Operation.CHANGE, (figure, earlier)) if earlier is not None else None


def figure_at(measure: Measure, span: Span, pools: Pools) -> ToldFigure | None:
    """That of a measure at a time; it may have been told or not."""
    group = group_at(measure, span, pools)
    return ToldFigure(pools.measures[group.measure], group) if group.cells else None


def contradicts(answer: FigureAnswer, moves: int) -> bool:
    """Whether something is told to have risen that was said to have fallen, or the other way round; `moves`: as in
    `Asked`."""
    if not moves or answer.query.operation not in OVER_TIME:
        return False
    losses = any(isinstance(one.value, float) and one.value < 0 for one in answer.operands)
    return isinstance(answer.result, float) and not losses and answer.result * moves < 0
