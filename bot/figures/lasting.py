"""Counts days: between two limits of a course of figures, or between two dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import inf

from bot.figures.answers import Answered, Operand, Reason, Why
from bot.figures.choosing import stated
from bot.figures.intervals import Interval, exactly
from bot.figures.operands import in_order
from bot.figures.queries import Limit
from bot.figures.tasks import Task
from bot.figures.times import span_of_label
from bot.figures.types import Bound, Span
from bot.model import Kind


def duration(task: Task) -> Answered:
    """In days, from `limit` to `until`, or between two dates where no limit is named."""
    spans = tuple(span_of_label(one.value) for one in task.held if isinstance(one.value, str))
    dates = tuple(span for span in spans if span is not None)
    if task.query.limit is None and len(dates) == len(task.held) == 2:
        return _between(task, dates)
    return _course(task)


def _between(task: Task, dates: Sequence[Span]) -> Answered:
    """From the earlier one to the later one, each by the end of its time: a month may be off by its days."""
    pairs = sorted(zip(dates, task.held, strict=True), key=lambda pair: pair[0].end)
    (start, first), (end, last) = pairs
    least, most = (end.start - start.end).days, (end.end - start.start).days
    days = Interval(float(least), float(most), float((end.end - start.end).days))
    return task.number(days, "days", (first, last))


def _course(task: Task) -> Answered:
    """Of a level, which may have gone up and down between its figures, about."""
    limits = task.query.limit, task.query.until
    if task.kinds & {Kind.FLOW, Kind.TEXT}:
        return task.refuse(Reason.ABSURD, why=Why.COURSE)
    held = tuple(one for one in task.held if one.span is not None)
    if not held:
        return task.refuse(Reason.MISSING, why=Why.TIMES)
    reached: list[tuple[Operand, Interval]] = []
    for limit in limits:
        if limit is None:
            return task.refuse(Reason.MISSING, why=Why.LIMIT)
        found = _reached(in_order(held), limit)
        if found is None:
            return task.refuse(Reason.MISSING, str(limit.value), why=Why.BEYOND)
        reached.append(found)
    (first, start), (last, end) = reached
    days = replace(end - start, approximate=task.vague or task.kinds != {Kind.RUNNING})
    return task.number(days, "days", (first, last))


def _reached(held: tuple[Operand, ...], limit: Limit) -> tuple[Operand, Interval] | None:
    """The figure that first tells of it, and the day, counted from the year 1: after the last figure still short."""
    at = next((at for at, one in enumerate(held) if _meets(stated(one), limit)), None)
    if at is None:
        return None
    one = held[at]
    day = _end(one.span)
    if one.bound is Bound.EXACT and stated(one) == limit.value and one.span is not None and one.span.kind == "day":
        return one, exactly(day)  # A figure of just this size was told because it was reached on the day.
    short = [_end(other.span) + 1 for other in held if not _meets(_best(other, limit), limit)]
    sure = [_end(other.span) for other in held if _meets(_worst(other, limit), limit)]
    low, high = max(short, default=-inf), min(sure, default=inf)
    return one, Interval(min(low, day), max(high, day), day)


def _meets(value: float, limit: Limit) -> bool:
    return value >= limit.value if limit.above else value <= limit.value


def _best(one: Operand, limit: Limit) -> float:
    return one.high if limit.above else one.low


def _worst(one: Operand, limit: Limit) -> float:
    return one.low if limit.above else one.high


def _end(span: Span | None) -> float:
    return float(span.end.toordinal()) if span is not None else inf
