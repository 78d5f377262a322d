"""Counts days: between two limits of a course of figures, or between two dates."""

from collections.abc import Sequence
from dataclasses import replace
from math import inf
from typing import NamedTuple

from bot.figures.answers import Answered, Operand, Reason, Why
from bot.figures.intervals import Interval, exactly
from bot.figures.operands import with_time
from bot.figures.queries import Limit
from bot.figures.tasks import Task
from bot.figures.times import span_of_label
from bot.figures.types import IN_DAYS, Bound, Span
from bot.model import Kind


def duration(task: Task) -> Answered:
    """In days, from `limit` to `until`, or between two dates where no limit is named."""
    labels = (one.value for one in task.held if isinstance(one.value, str))
    dates = tuple(span for span in map(span_of_label, labels) if span is not None)
    if task.query.is_between_figures and len(dates) == 2:
        return _between(task, dates)
    return _course(task)


def _between(task: Task, dates: Sequence[Span]) -> Answered:
    """From the earlier one to the later one, each by the end of its time: a month may be off by its days."""
    pairs = sorted(zip(dates, task.held, strict=True), key=lambda pair: pair[0].end)
    (start, first), (end, last) = pairs
    least, most = (end.start - start.end).days, (end.end - start.start).days
    days = Interval(float(least), float(most), float((end.end - start.end).days))
    return task.number(days, IN_DAYS, (first, last))


def _course(task: Task) -> Answered:
    """From limit to limit; about, for a level, which may have gone up and down between its figures."""
    if task.kinds & {Kind.FLOW, Kind.TEXT}:
        return task.refuse(Reason.ABSURD, why=Why.COURSE)
    timed = with_time(task.held)
    if not timed:
        return task.refuse(Reason.MISSING, why=Why.TIMES)
    limits = [one for one in (task.query.limit, task.query.until) if one is not None]
    if len(limits) < 2:
        return task.refuse(Reason.MISSING, why=Why.LIMIT)
    if task.kinds == {Kind.RUNNING} and not all(one.above for one in limits):
        # "From 50 to 20": it only rises, in whatever order its limits are said.
        limits = [replace(one, above=True) for one in sorted(limits, key=lambda one: one.value)]
    start, end = (_reached(timed, one) for one in limits)
    if start is None or end is None:
        return task.refuse(Reason.MISSING, str(limits[0 if start is None else 1].value), why=Why.BEYOND)
    days = replace(end.day - start.day, approximate=task.vague or task.kinds != {Kind.RUNNING})
    return task.number(days, IN_DAYS, (start.figure, end.figure))


class _Reached(NamedTuple):
    figure: Operand  # The first that tells of it.
    day: Interval  # Counted from the year 1.


def _reached(timed: Sequence[tuple[Span, Operand]], limit: Limit) -> _Reached | None:
    """When the limit was reached: after the last figure that is short of it for certain, and by the first that has it
    for certain: 500 in April, if 480 are told of 31 March and 520 of 30 April. None where no figure has it."""
    span, figure = next(((span, one) for span, one in timed if _meets(one.stated, limit)), (None, None))
    if span is None or figure is None:
        return None
    day = _end(span)
    if span.kind == "day" and figure.bound is Bound.EXACT and figure.stated == limit.value:
        return _Reached(figure, exactly(day))  # A figure of just this size was told because it was reached on the day.
    short = [_end(span) + 1 for span, one in timed if _is_surely_short(one, limit)]
    sure = [_end(span) for span, one in timed if _meets_surely(one, limit)]
    # A level may be short of the limit once more, later; that tells nothing of the day on which it was first there.
    low, high = min(max(short, default=-inf), day), max(min(sure, default=inf), day)
    return _Reached(figure, Interval(low, high, day))


def _is_surely_short(one: Operand, limit: Limit) -> bool:
    """Even at the bound of the figure that is nearest to the limit."""
    return not _meets(one.high if limit.above else one.low, limit)


def _meets_surely(one: Operand, limit: Limit) -> bool:
    """Even at the bound of the figure that is farthest from the limit."""
    return _meets(one.low if limit.above else one.high, limit)


def _meets(value: float, limit: Limit) -> bool:
    return value >= limit.value if limit.above else value <= limit.value


def _end(span: Span) -> float:
    return float(span.end.toordinal())
