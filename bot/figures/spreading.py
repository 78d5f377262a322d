"""Adds figures up, and spreads sums: sum, average, rate per day or month."""

from __future__ import annotations

from dataclasses import replace

from bot.figures.answers import Answered, FigureAnswer, Operand, Reason, Refusal, Why
from bot.figures.converting import plain_unit, scale_of
from bot.figures.intervals import exactly, total
from bot.figures.kinds import counts_things
from bot.figures.operands import cells_of, wrong_times
from bot.figures.tasks import Task
from bot.figures.times import MONTHS_IN, days_of, months_of
from bot.figures.types import Span
from bot.model import Kind

_DAYS = {"hour": 1 / 24, "day": 1.0, "week": 7.0}
_LENGTHS = {**_DAYS, "month": 365.25 / 12, "quarter": 365.25 / 4, "year": 365.25}
"""Days of each time."""
_SUMS = {Kind.RUNNING: Why.RUNNING_SUM, Kind.RATIO: Why.RATIO_SUM}
_A_BIT = 1e-9
"""What rounding may take from a whole."""


def sum_up(task: Task) -> Answered:
    unfit = next((kind for kind in task.kinds if kind is not Kind.FLOW), None)
    if unfit is not None:
        return task.refuse(Reason.ABSURD, why=_SUMS.get(unfit, Why.LEVEL_SUM))
    if task.gaps:
        return task.refuse(Reason.MISSING, task.gaps[0])
    return _wrong_times(task) or task.number(total(task.intervals), task.unit)


def average(task: Task) -> Answered:
    """The mean of the operands; a flow may also be spread, over the time that `per` names: "monthly sales in 2025"."""
    if _is_mean_over_days(task):
        return task.refuse(Reason.ABSURD, why=Why.DAYS)
    if task.gaps:
        return task.refuse(Reason.MISSING, task.gaps[0])
    if task.kinds != {Kind.FLOW}:
        return _mean(task)
    wrong = _wrong_times(task)
    if wrong is not None and wrong.why is not Why.PART:
        return wrong
    mean = per_unit(task) if task.query.per else _mean(task)
    if wrong is not None and isinstance(mean, FigureAnswer):
        return replace(mean, exact=False)  # The months that are held stand for the year that was asked for.
    return mean


def _is_mean_over_days(task: Task) -> bool:
    """Whether levels or running totals of several days would count as if the days between them were known."""
    several = len(task.held) > 1 or bool(task.query.per)
    return task.timed and (Kind.RUNNING in task.kinds or (several and Kind.LEVEL in task.kinds))


def per_unit(task: Task) -> Answered:
    """The sum of the operands, spread over the days, weeks or months that they are of."""
    if not task.query.per:
        return _for_each(task)
    if len(task.held) == 2 and task.kinds <= {Kind.RUNNING, Kind.LEVEL}:
        return _pace(task)
    parts = task.query.parts or _parts(task)
    if not task.query.parts and (task.kinds != {Kind.FLOW} or parts < 1 - _A_BIT):
        return task.refuse(Reason.ABSURD, task.query.per, why=Why.PER)
    spread = total(task.intervals).over(exactly(parts))
    return task.number(spread, task.unit) if spread is not None else task.refuse(Reason.UNBOUNDED)


def _for_each(task: Task) -> Answered:
    """The first operand for each one of the second: 6 million yuan and 2 thousand bikes are 3,000 yuan a bike."""
    divisor = task.measures[task.held[-1].measure]
    of_one_row = len({one.label for one in task.held}) == 1  # Then they are two columns of a table.
    if len(task.intervals) != 2 or not (of_one_row or counts_things(divisor.unit or "")):
        return task.refuse(Reason.ABSURD, divisor.title, why=Why.PER)
    amount, things = task.intervals
    spread = amount.times(scale_of(task.unit)).over(things.times(scale_of(divisor.unit)))
    if spread is None:
        return task.refuse(Reason.UNBOUNDED)
    return task.number(spread, plain_unit(task.unit or ""))


def _pace(task: Task) -> Answered:
    """The growth from the second operand to the first, spread over the time between them."""
    first, second = task.held
    length = _LENGTHS.get(task.query.per)
    if first.span is None or second.span is None or length is None or first.span.end <= second.span.end:
        return task.refuse(Reason.ABSURD, task.query.per, why=Why.PER)
    newer, older = task.intervals
    growth = (newer - older).over(exactly((first.span.end - second.span.end).days / length))
    return task.number(growth, task.unit) if growth is not None else task.refuse(Reason.UNBOUNDED)


def _mean(task: Task) -> Answered:
    lengths = {span.kind for one in task.held for span in _spans(task, one)}
    if len(lengths) > 1 and task.kinds == {Kind.FLOW}:
        return task.refuse(Reason.ABSURD, why=Why.LENGTHS)
    mean = total(task.intervals).over(exactly(float(len(task.held))))
    return task.number(mean, task.unit) if mean is not None else task.refuse(Reason.UNBOUNDED)


def _parts(task: Task) -> float:
    """How many days, weeks or months the operands are of; 0 where they are of no time, or `per` is none."""
    per, spans = task.query.per, [span for one in task.held for span in _spans(task, one)]
    if per in _DAYS:
        return days_of(spans) / _DAYS[per]
    return months_of(spans) / MONTHS_IN[per] if per in MONTHS_IN else 0.0


def _spans(task: Task, one: Operand) -> list[Span]:
    whole = task.measures[one.measure].span
    spans = (cell.span or whole for cell in cells_of(one, task.measures))
    return [span for span in spans if span is not None]


def _wrong_times(task: Task) -> Refusal | None:
    found = (wrong_times(task.query, group, cells_of(group, task.measures), task.held) for group in task.query.groups)
    return next((one for one in found if one is not None), None)
