"""Computes the result of a `FigureQuery`."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from bot.figures.answers import Answered, FigureAnswer, Operand, Reason, Refusal
from bot.figures.arithmetic import change, difference, of_two, ratio, share
from bot.figures.choosing import compare, extreme, threshold, trend
from bot.figures.converting import convert, with_conversion
from bot.figures.intervals import exactly
from bot.figures.lasting import duration
from bot.figures.operands import Measures, operand
from bot.figures.queries import FigureQuery, Group
from bot.figures.spreading import average, per_unit, sum_up
from bot.figures.tasks import Task
from bot.figures.types import Bound
from bot.model import Operation, Rate


def compute(query: FigureQuery, measures: Measures, rates: tuple[Rate, ...] = ()) -> Answered:
    """Never raises for a query whose measures and cells exist."""
    one_by_one = query.operation in _ON_CELLS and not query.is_between_figures
    groups = query.groups
    if one_by_one:
        groups = tuple(Group(group.measure, (cell,)) for group in groups for cell in group.cells)
    held: list[Operand] = []
    gaps: list[str] = []
    for group in groups:
        made = operand(group, measures, query)
        if isinstance(made, Operand):
            held.append(made)
        elif one_by_one and made.reason is Reason.MISSING:
            gaps.extend(made.about)  # A gap among many is no reason not to tell the rest.
        else:
            return made
    if not held:
        return Refusal(query, Reason.MISSING, (query.groups[0].label or measures[query.measure].title,))
    task = Task(query, tuple(held), measures, tuple(gaps), rates)
    answer = _unlike(task) or _OPERATIONS[query.operation](task)
    return with_conversion(answer, task) if query.into and query.operation is not Operation.CONVERT else answer


def compute_from_one_up(query: FigureQuery, measures: Measures) -> Answered:
    """The same, but a ratio below 1 the other way round, for "how many times" asks for more than one."""
    answer = compute(query, measures)
    result = answer.result if isinstance(answer, FigureAnswer) else None
    is_part = query.operation is Operation.RATIO and isinstance(result, float) and 0 < result < 1
    return compute(replace(query, groups=query.groups[::-1]), measures) if is_part else answer


def _unlike(task: Task) -> Refusal | None:
    """Where units or bases do not go together, or a text stands where a number is needed."""
    if task.query.operation in (Operation.VALUE, Operation.LIST, Operation.COUNT) or task.query.is_between_figures:
        return None
    measures = [task.measures[one.measure] for one in task.held]
    if task.query.operation is Operation.PER_UNIT and not task.query.per:
        return None  # "Revenue per bike" is of two units.
    if len({(one.unit or "").casefold() for one in measures}) > 1:
        return task.refuse(Reason.UNITS, *dict.fromkeys(one.unit or "" for one in measures))
    bases = dict.fromkeys(one.basis for one in measures if one.basis)
    # What is part of a thing stays so however it is counted: such a share is told as "about".
    if len(bases) > 1 and task.query.operation is not Operation.SHARE:
        return task.refuse(Reason.BASIS, *bases)
    if len(task.intervals) < len(task.held):
        return task.refuse(Reason.TEXT, measures[0].title)
    return None


def _value(task: Task) -> Answered:
    first = task.held[0]
    unit, exact = task.measures[first.measure].unit, first.bound is Bound.EXACT
    return FigureAnswer(task.query, task.held, first.value, unit, exact, first.low, first.high, first.approximate)


_ON_GROUPS: dict[Operation, Callable[[Task], Answered]] = {
    Operation.VALUE: _value,
    Operation.DIFFERENCE: partial(of_two, difference),
    Operation.CHANGE: partial(of_two, change),
    Operation.RATIO: partial(of_two, ratio),
    Operation.SHARE: share,
    Operation.COMPARE: compare,
    Operation.PER_UNIT: per_unit,
    Operation.CONVERT: convert,
}
"""A group is an operand."""
_ON_CELLS: dict[Operation, Callable[[Task], Answered]] = {
    Operation.LIST: lambda task: task.chosen(task.held, exact=True),
    Operation.SUM: sum_up,
    Operation.AVERAGE: average,
    Operation.COUNT: lambda task: task.number(exactly(float(len(task.held))), None),
    Operation.EXTREME: extreme,
    Operation.THRESHOLD: threshold,
    Operation.TREND: trend,
    Operation.DURATION: duration,
}
"""Each cell of a group is an operand by itself."""
_OPERATIONS = _ON_GROUPS | _ON_CELLS
