"""Relates two figures: difference, change, ratio, share."""

from collections.abc import Callable
from dataclasses import replace

from bot.figures.answers import Answered, Reason, Why
from bot.figures.intervals import Interval, exactly, total
from bot.figures.tasks import Task
from bot.figures.types import IN_PERCENT, IN_TIMES, PERCENT


def of_two(relate: Callable[[Task, Interval, Interval], Answered], task: Task) -> Answered:
    """Relate the two operands of a task, which is refused without two."""
    return relate(task, *task.intervals) if len(task.held) == 2 else task.refuse(Reason.MISSING, why=Why.SECOND)


def difference(task: Task, first: Interval, second: Interval) -> Answered:
    return task.number(first - second, task.unit)


def change(task: Task, new: Interval, old: Interval) -> Answered:
    """In percent of the old; of percentages the difference in points."""
    if task.unit in PERCENT:
        return difference(task, new, old)
    quotient = new.over(old)
    if quotient is None:
        return task.refuse(Reason.ABSURD, why=Why.NOTHING)
    return task.number(quotient.times(100) - exactly(100), IN_PERCENT)


def ratio(task: Task, first: Interval, second: Interval) -> Answered:
    """How many times the second the first is."""
    quotient = first.over(second) if first.low >= 0 else None
    return task.refuse(Reason.ABSURD, why=Why.LOSS) if quotient is None else task.number(quotient, IN_TIMES)


def share(task: Task) -> Answered:
    """The percentage of the whole that the part is; the whole may be several operands, which are added up."""
    if len(task.held) < 2:
        return task.refuse(Reason.MISSING, why=Why.WHOLE)
    part, whole = task.intervals[0], total(task.intervals[1:])
    quotient = part.over(whole) if part.low >= 0 else None
    if quotient is None:
        return task.refuse(Reason.ABSURD, why=Why.LOSS)
    if part.low > whole.high:
        return task.refuse(Reason.ABSURD, why=Why.LARGER)
    bases = {basis for one in task.held if (basis := task.measures[one.measure].basis)}
    percent = quotient.times(100)
    return task.number(replace(percent, approximate=percent.approximate or len(bases) > 1), IN_PERCENT)
