"""Picks the figures that a short message counts with, where it names none: they are among those that were told."""

from itertools import takewhile

from bot.conversation.queries.held.ends import best_first, is_lowest
from bot.conversation.queries.held.held_at import newest_group, of_grain
from bot.conversation.queries.held.pools import unit_of
from bot.conversation.queries.over_time.grains import grain_of
from bot.conversation.queries.words.asked import TWO
from bot.conversation.queries.words.wanting import FIGURES_REMEMBERED, Way
from bot.figures import Group, Operation, single, whole_of
from bot.replies.counting.calculation import TIMES_BEFORE, Calculation, Picking, TimeBefore, against_earlier
from bot.replies.counting.told_figures import ToldFigure
from bot.replies.figure_text.figure_operations import OVER_ALL


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
    """The first of these that fits:

    1. The times that are asked for, if they are of another length: "the best month?" after the sales of a year.
    2. The highest: of all of one measure that were told, else, or if it is asked for "ever", of the whole measure.
    3. All of one measure, if they were told: "the average?" after the sales by month.
    4. The figures told one after the other; also if they are counted: "the last three together?".
    """
    last, all_of_one, grain = pick.last, pick.all_of_one, grain_of(pick.asked)
    if grain and grain != last.measure.grain:
        return _by_grain(grain, pick)
    if pick.operation is Operation.EXTREME:
        held = None if pick.want.ever else all_of_one
        held = held or ToldFigure(last.measure, whole_of(last.measure))
        return Calculation(pick.operation, (held,)) if len(held.group.cells) > 1 else None
    if all_of_one is not None and not pick.want.count:
        return Calculation(pick.operation, (all_of_one,))
    return _run(pick)


def _by_grain(grain: str, pick: Picking) -> Calculation | None:
    """By the months or other times that are asked for, within the time of the last figure. "The average per month" of a
    year is not that of its months, but so much for each: the year divided."""
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
    """The highest against the lowest of the figures that were told; where that is one, of all of its measure."""
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
