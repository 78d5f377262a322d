"""Adds figures up, and spreads sums: sum, average, rate per day or month."""

from __future__ import annotations

from dataclasses import replace

from bot.figures.answers import Answered, FigureAnswer, Operand, Reason, Refusal, Why
from bot.figures.converting import plain_unit, scale_of
from bot.figures.intervals import exactly, total
from bot.figures.kinds import counts_things
from bot.figures.operands import cells_of, wrong_times
from bot.figures.tasks import Task
from bot.figures.times import days_of, months_of
from bot.figures.types import Cell, Span
from bot.model import Kind

_DAYS = {"hour": 1 / 24, "day": 1.0, "week": 7.0}
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
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
    """The mean of the operands; of a flow over a time so much a finer time, where `per` names one."""
    over_days = task.timed and (len(task.held) > 1 or task.query.per)
    if (over_days and Kind.LEVEL in task.kinds) or (task.timed and Kind.RUNNING in task.kinds):
        return task.refuse(Reason.ABSURD, why=Why.DAYS)
    if task.gaps:
        return task.refuse(Reason.MISSING, task.gaps[0])
    wrong = _wrong_times(task) if task.kinds == {Kind.FLOW} else None
    if wrong is not None and wrong.why is not Why.PART:
        return wrong
    mean = per_unit(task) if task.query.per and task.kinds == {Kind.FLOW} else _mean(task)
    if wrong is not None and isinstance(mean, FigureAnswer):
        return replace(mean, exact=False)  # The months that are held stand for the year that was asked for.
    return mean


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
    """The first operand for each of what the second counts, or is measured in, in its unit without what that counts
    in."""
    things_of = task.measures[task.held[-1].measure]
    of_one = len({one.label for one in task.held}) == 1  # Two columns of a table.
    if len(task.intervals) != 2 or not (of_one or counts_things(things_of.unit or "")):
        return task.refuse(Reason.ABSURD, things_of.title, why=Why.PER)
    amount, things = task.intervals
    over = things.times(scale_of(things_of.unit))
    spread = amount.times(scale_of(task.unit)).over(over)
    return task.number(spread, plain_unit(task.unit or "")) if spread is not None else task.refuse(Reason.UNBOUNDED)


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
    return months_of(spans) / _MONTHS[per] if per in _MONTHS else 0.0


def _spans(task: Task, one: Operand) -> list[Span]:
    whole = task.measures[one.measure].span
    spans = (cell.span or whole for cell in _cells(task, one))
    return [span for span in spans if span is not None]


def _cells(task: Task, one: Operand) -> list[Cell]:
    wanted = set(one.cells)
    return [cell for cell in task.measures[one.measure].cells if cell.id in wanted]


def _wrong_times(task: Task) -> Refusal | None:
    found = (wrong_times(task.query, group, cells_of(group, task.measures), task.held) for group in task.query.groups)
    return next((one for one in found if one is not None), None)
