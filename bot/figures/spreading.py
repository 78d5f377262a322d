"""Adds figures up, and spreads sums: sum, average, rate per day or month."""

from dataclasses import replace

from bot.figures.answers import Answered, FigureAnswer, Reason, Refusal, Why
from bot.figures.converting import plain_unit, scale_of
from bot.figures.coverage import times_filled
from bot.figures.intervals import exactly, total
from bot.figures.kinds import counts_things, tells_means
from bot.figures.operands import cells_in, wrong_times
from bot.figures.tasks import Task
from bot.figures.times import mean_days_in
from bot.figures.types import Span
from bot.model import Kind

_NO_SUMS = {Kind.RUNNING: Why.RUNNING_SUM, Kind.RATIO: Why.RATIO_SUM}
_A_BIT = 1e-9  # Rounding may take it from a whole.


def sum_up(task: Task) -> Answered:
    unfit = next((kind for kind in task.kinds if kind is not Kind.FLOW), None)
    # What several things have at one time adds up, if it is counted: the members of several clubs.
    if unfit is not None and (unfit is not Kind.LEVEL or task.timed or not counts_things(task.unit or "")):
        return task.refuse(Reason.ABSURD, why=_NO_SUMS.get(unfit, Why.LEVEL_SUM))
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
    """Whether a mean would be wrong because nothing is known of the days between. Of running totals it always is. Of
    levels it is so for each day or month, and over several times; but right for several things at one time, and for one
    quarter or year after another, of counts or means."""
    if not task.timed:
        return False
    if Kind.RUNNING in task.kinds:
        return True
    if Kind.LEVEL not in task.kinds:
        return False
    if task.query.per:
        return True
    spans = {one.span for one in task.held}
    fits = counts_things(task.unit or "") or all(tells_means(task.measures[one.measure].title) for one in task.held)
    is_by_period = fits and all(span is not None and span.kind != "day" for span in spans)
    return len(spans) > 1 and not is_by_period


def per_unit(task: Task) -> Answered:
    """Without `per` the first operand for each one of the second; of two running totals or levels the growth per time;
    otherwise the sum, spread over the days, weeks or months that the operands are of."""
    if not task.query.per:
        return _for_each(task)
    if len(task.held) == 2 and task.kinds <= {Kind.RUNNING, Kind.LEVEL}:
        return _pace(task)
    parts = task.query.parts or times_filled(task.query.per, _spans(task))
    is_too_short = parts < 1 - _A_BIT  # Three minutes of orders tell nothing of a week.
    # What is no flow is spread only over a time that its label says: "km in 15 minutes".
    is_of_no_time = not task.query.parts and task.kinds != {Kind.FLOW}
    if is_too_short or is_of_no_time:
        return task.refuse(Reason.ABSURD, task.query.per, why=Why.PER)
    return task.number(total(task.intervals).over(exactly(parts)), task.unit)


def _for_each(task: Task) -> Answered:
    """The first operand for each one of the second: 6 million yuan and 2 thousand bikes are 3,000 yuan a bike."""
    divisor = task.measures[task.held[-1].measure]
    of_one_row = len({one.label for one in task.held}) == 1  # Then they are two columns of a table.
    if len(task.intervals) != 2 or not (of_one_row or counts_things(divisor.unit or "")):
        return task.refuse(Reason.ABSURD, divisor.title, why=Why.PER)
    amount, things = task.intervals
    spread = amount.times(scale_of(task.unit)).over(things.times(scale_of(divisor.unit)))
    of_each = spread.times(task.query.each) if spread is not None else None
    return task.number(of_each, plain_unit(task.unit or ""))


def _pace(task: Task) -> Answered:
    """The growth from the second operand to the first, spread over the time between them."""
    first, second = task.held
    length = mean_days_in(task.query.per)
    if first.span is None or second.span is None or length is None or first.span.end <= second.span.end:
        return task.refuse(Reason.ABSURD, task.query.per, why=Why.PER)
    newer, older = task.intervals
    periods = (first.span.end - second.span.end).days / length
    return task.number((newer - older).over(exactly(periods)), task.unit)


def _mean(task: Task) -> Answered:
    lengths = {span.kind for span in _spans(task)}
    if len(lengths) > 1 and task.kinds == {Kind.FLOW}:
        return task.refuse(Reason.ABSURD, why=Why.LENGTHS)
    return task.number(total(task.intervals).over(exactly(float(len(task.held)))), task.unit)


def _spans(task: Task) -> list[Span]:
    """The times that the operands are of."""
    measures = task.measures
    found = (cell.span or measures[one.measure].span for one in task.held for cell in cells_in(one, measures))
    return [span for span in found if span is not None]


def _wrong_times(task: Task) -> Refusal | None:
    found = (wrong_times(task.query, group, cells_in(group, task.measures), task.held) for group in task.query.groups)
    return next((one for one in found if one is not None), None)
