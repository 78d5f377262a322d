"""Chooses among figures: extremes, those beyond a limit, leaders, and trends."""

from collections.abc import Sequence
from itertools import groupby, pairwise

from bot.figures.answers import Answered, Operand, Reason, Why
from bot.figures.intervals import exactly, joined
from bot.figures.operands import in_order, with_time
from bot.figures.queries import Limit, Which
from bot.figures.tasks import Task
from bot.figures.types import Bound
from bot.model import Kind


def extreme(task: Task) -> Answered:
    """The labels of the ranks that are asked for, the best first; whoever is level with one of them is chosen too."""
    query = task.query
    if Kind.RUNNING in task.kinds and task.timed:
        return task.refuse(Reason.ABSURD, why=Why.RUNNING_ENDS)
    ranked = sorted(task.held, key=lambda one: one.stated, reverse=not query.lowest)
    asked = ranked[query.rank - 1 :][: query.best]
    if not asked:
        return task.refuse(Reason.MISSING, str(query.rank), str(len(ranked)), why=Why.PLACE)
    values = {one.stated for one in asked}
    chosen = [one for one in ranked if one.stated in values]
    lower = [one for one in ranked if one.stated < min(values)]
    higher = [one for one in ranked if one.stated > max(values)]
    apart = _are_apart(lower, chosen) and _are_apart(chosen, higher)
    # Where more are chosen than were asked for, they are level, which only exact figures are for certain.
    level = chosen == asked or all(one.bound is Bound.EXACT for one in chosen)
    return task.chosen(tuple(chosen), apart and level and not task.vague and not task.gaps)


def _are_apart(lower: Sequence[Operand], higher: Sequence[Operand]) -> bool:
    """Whether each of the lower is below each of the higher for certain."""
    return not lower or not higher or max(one.high for one in lower) < min(one.low for one in higher)


def threshold(task: Task) -> Answered:
    """Those that are stated to lie beyond the limit, in the order of time: their labels, or their number."""
    limit = task.query.limit
    if limit is None:
        return task.refuse(Reason.MISSING, why=Why.LIMIT)
    held = in_order(task.held)
    found = tuple(one for one in held if _is_beyond(one.stated, one.bound, limit))
    if task.query.which is Which.COUNT:
        sure = [one for one in held if _is_certain(one, limit)]
        least = sum(_is_beyond(one.stated, one.bound, limit) for one in sure)
        unsure = len(held) - len(sure) + len(task.gaps)
        return task.chosen(found, not unsure, float(len(found)), (float(least), float(least + unsure)))
    # The first is certain where those before it are; so is the last, by those behind it.
    if task.query.which is Which.FIRST and found:
        found, held = found[:1], held[: held.index(found[0]) + 1]
    elif task.query.which is Which.LAST and found:
        found, held = found[-1:], held[held.index(found[-1]) :]
    return task.chosen(found, all(_is_certain(one, limit) for one in held) and not task.gaps)


def _is_certain(one: Operand, limit: Limit) -> bool:
    """Whether it lies on the side where it is stated to lie, whatever its true value is."""
    low, high = (_is_beyond(value, one.bound, limit) for value in (one.low, one.high))
    return not one.approximate and low is high


def _is_beyond(value: float, bound: Bound, limit: Limit) -> bool:
    """Stated as "more than 20,000", a figure of 20,000 lies beyond that limit."""
    if value == limit.value:
        return limit.inclusive or (limit.above and bound is Bound.MINIMUM)
    return (value > limit.value) is limit.above


def compare(task: Task) -> Answered:
    """The one that leads first, which is the lowest where the lowest is asked for; the result is its lead."""
    if len(task.held) < 2:
        return task.refuse(Reason.MISSING, why=Why.SECOND)
    if Kind.RUNNING in task.kinds and task.timed and len({one.measure for one in task.held}) == 1:
        return task.refuse(Reason.ABSURD, why=Why.RUNNING_ENDS)  # The later one always leads.
    ranked = tuple(sorted(task.held, key=lambda one: one.stated, reverse=not task.query.lowest))
    first, *others = (one.interval or exactly(0.0) for one in ranked)
    rival = joined(others, min if task.query.lowest else max)
    return task.number(first - rival, task.unit, ranked)


def trend(task: Task) -> Answered:
    """The operands in the order of time; the result tells the course: "rose", "fell" or "held", one after another."""
    timed = with_time(task.held)
    if len(timed) < 2:
        return task.refuse(Reason.MISSING, why=Why.TIMES)
    if Kind.FLOW in task.kinds and len({span.kind for span, _ in timed}) > 1:
        return task.refuse(Reason.ABSURD, why=Why.LENGTHS)
    dated = tuple(one for _, one in timed)
    values = [one.stated for one in dated]
    steps = ["rose" if b > a else "fell" if b < a else "held" for a, b in pairwise(values)]
    ways = tuple(way for way, _ in groupby(steps))
    exact = all(one.bound is Bound.EXACT for one in dated) and not task.gaps
    return task.chosen(dated, exact, ways)
