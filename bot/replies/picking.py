"""Picks the figures that a short message counts with: what they are picked from (`Picking`), and those of a message
that names none, which are among the figures that were told."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from bot.conversation.queries.held.ends import best_first, is_lowest
from bot.conversation.queries.held.held_at import group_at, newest_group, of_grain
from bot.conversation.queries.held.pools import Pools, unit_of
from bot.conversation.queries.over_time.grains import grain_of
from bot.conversation.queries.words.asked import TWO, Asked
from bot.conversation.queries.words.spans import right_before, year_before
from bot.conversation.queries.words.wanting import FIGURES_REMEMBERED, Back, Wanted, Way
from bot.figures import FigureAnswer, Group, Measure, Operation, Span, single, whole_of
from bot.model import Context
from bot.replies.figure_operations import OVER_ALL, OVER_ONE_MEASURE, OVER_TIME
from bot.replies.told_figures import ToldFigure, ToldFigures

SETS_AGAINST = TWO - {Operation.SHARE}  # Operations that set one figure against another of its kind.


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


def of_told(it: Picking) -> Calculation | None:
    way, operation, last, all_of_one = it.want.way, it.operation, it.last, it.all_of_one
    if isinstance(way, Back):
        return _so_far_apart(way.grain, it) or against_earlier(way.grain, last, it.pools)
    if way is Way.SINCE:
        return _until_now(operation, last)
    if operation in OVER_ALL:
        return _over_all(it)
    if way is Way.AGAINST_END:
        return _against_end(it)
    # More of its measure may have been told than the last figure: a series, or the operands of a calculation.
    is_of_many = all_of_one is not None and len(it.told) != 2
    if way is Way.ENDS or (is_of_many and operation is Operation.DIFFERENCE):
        return _ends_of(all_of_one or last)
    return Calculation(operation, tuple(it.told[:2])) if operation in TWO and len(it.told) > 1 else None


def _so_far_apart(grain: str, it: Picking) -> Calculation | None:
    """The last two figures, where one is of the year, quarter or month before the other."""
    pair, before = tuple(it.told[:2]), year_before if grain == "year" else right_before
    spans = [one.span for one in pair if one.span is not None]
    if len(spans) < 2 or pair[0].measure.id != pair[1].measure.id:
        return None
    first, second = spans
    is_so_far = second.is_same(before(first)) or first.is_same(before(second))
    return Calculation(Operation.CHANGE, pair) if is_so_far else None


def _over_all(it: Picking) -> Calculation | None:
    last, all_of_one, grain = it.last, it.all_of_one, grain_of(it.asked)
    if grain and grain != last.measure.grain:
        return _by_grain(grain, it)
    if it.operation is Operation.EXTREME:
        held = ToldFigure(last.measure, whole_of(last.measure)) if all_of_one is None or it.want.ever else all_of_one
        return Calculation(it.operation, (held,)) if len(held.group.cells) > 1 else None
    return _run(it) if all_of_one is None or it.want.count else Calculation(it.operation, (all_of_one,))


def _by_grain(grain: str, it: Picking) -> Calculation | None:
    """By the months or other times that are asked for, within the time of the last figure."""
    last, fine = it.last, of_grain(it.last.measure, grain, it.pools)
    span = last.span if last.span is not None and last.span.kind != grain and not it.want.ever else None
    if it.operation is not Operation.EXTREME and it.asked.cues.per and span is not None:
        return Calculation(Operation.PER_UNIT, (last,))
    dated = ((cell.id, cell.span) for cell in fine.cells if cell.span and cell.span.kind == grain)
    cells = tuple(id for id, own in dated if span is None or span.holds(own))
    return Calculation(it.operation, (ToldFigure(fine, Group(fine.id, cells)),)) if len(cells) > 1 else None


def _run(it: Picking) -> Calculation | None:
    """The figures told one after the other: as many as are asked for, else all of one measure, or two."""
    unit = unit_of(it.last.measure)
    run = list(takewhile(lambda one: unit_of(one.measure) == unit, it.told[:FIGURES_REMEMBERED]))
    count = it.want.count or (len(run) if all(one.measure.id == run[0].measure.id for one in run) else 2)
    return Calculation(it.operation, tuple(reversed(run[:count]))) if 1 < count <= len(run) else None


def _against_end(it: Picking) -> Calculation | None:
    """The last figure, or the newest of all that were told, against the highest or lowest of its measure."""
    measure = it.last.measure
    order = best_first(measure.cells, lowest=is_lowest(it.asked.cues.direction, it.asked, measure))
    is_one = len(it.last.group.cells) == 1 and it.context.operation != Operation.LIST
    own = it.last.group if is_one else newest_group(measure)
    if own is None or not order:
        return None
    end = single(measure, order[0])
    figures = ToldFigure(measure, own), ToldFigure(measure, end)
    return Calculation(it.operation, figures) if own.cells != end.cells else None


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


def against_earlier(back: str, figure: ToldFigure, pools: Pools) -> Calculation | None:
    """A figure against that of the year, quarter or month before; `back`: as `Back.grain`."""
    before = year_before if back == "year" else right_before
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
