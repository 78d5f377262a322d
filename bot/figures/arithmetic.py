"""Relates two figures: difference, change, ratio, share."""

from __future__ import annotations

from dataclasses import replace

from bot.figures.answers import Answered, Reason, Refusal, Why
from bot.figures.intervals import Interval, exactly
from bot.figures.tasks import Task
from bot.figures.types import IN_PERCENT, IN_TIMES, PERCENT


def difference(task: Task) -> Answered:
    """The first operand less the second."""
    pair = _pair(task)
    if isinstance(pair, Refusal):
        return pair
    return task.number(pair[0] - pair[1], task.unit)


def change(task: Task) -> Answered:
    """From the second operand to the first, in percent of the second; of percentages the difference in points."""
    pair = _pair(task)
    if isinstance(pair, Refusal):
        return pair
    if task.unit in PERCENT:
        return difference(task)
    quotient = pair[0].over(pair[1])
    if quotient is None:
        return task.refuse(Reason.ABSURD, why=Why.NOTHING)
    return task.number(quotient.times(100) - exactly(100), IN_PERCENT)


def ratio(task: Task) -> Answered:
    """How many times the second operand the first is."""
    pair = _pair(task)
    if isinstance(pair, Refusal):
        return pair
    quotient = pair[0].over(pair[1]) if pair[0].low >= 0 else None
    return task.refuse(Reason.ABSURD, why=Why.LOSS) if quotient is None else task.number(quotient, IN_TIMES)


def share(task: Task) -> Answered:
    """What percentage of the second operand the first is."""
    pair = _pair(task, Why.WHOLE)
    if isinstance(pair, Refusal):
        return pair
    part, whole = pair
    quotient = part.over(whole) if part.low >= 0 else None
    if quotient is None:
        return task.refuse(Reason.ABSURD, why=Why.LOSS)
    if part.low > whole.high:
        return task.refuse(Reason.ABSURD, why=Why.LARGER)
    bases = {basis for one in task.held if (basis := task.measures[one.measure].basis)}
    percent = quotient.times(100)
    return task.number(replace(percent, approximate=percent.approximate or len(bases) > 1), IN_PERCENT)


def _pair(task: Task, lacking: Why = Why.SECOND) -> tuple[Interval, Interval] | Refusal:
    if len(task.held) != 2:
        return task.refuse(Reason.MISSING, why=lacking)
    first, second = task.intervals
    return first, second
