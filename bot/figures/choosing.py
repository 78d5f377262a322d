"""Chooses among figures: extremes, those beyond a limit, leaders, and trends."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise

from bot.figures.answers import Answered, Operand, Reason, Why
from bot.figures.intervals import exactly, highest, lowest
from bot.figures.operands import in_order, interval, stated
from bot.figures.queries import Limit, Which
from bot.figures.tasks import Task
from bot.figures.types import Bound
from bot.model import Kind


def extreme(task: Task) -> Answered:
    """The labels of the places that are asked for, the best first; whoever is level with one of them is chosen too."""
    query = task.query
    if Kind.RUNNING in task.kinds and task.timed:
        return task.refuse(Reason.ABSURD, why=Why.RUNNING_ENDS)
    ranked = sorted(task.held, key=stated, reverse=not query.lowest)
    places = ranked[query.rank - 1 : query.rank - 1 + query.best]
    if not places:
        return task.refuse(Reason.MISSING, str(query.rank), str(len(ranked)), why=Why.PLACE)
    least, most = sorted((stated(places[0]), stated(places[-1])))
    chosen = [one for one in ranked if least <= stated(one) <= most]
    start = ranked.index(chosen[0])
    before, behind = ranked[:start], ranked[start + len(chosen) :]
    apart = _are_apart(before, chosen, query.lowest) and _are_apart(chosen, behind, query.lowest)
    # Where more are chosen than were asked for, they are level, which only exact figures are for certain.
    level = chosen == places or all(one.bound is Bound.EXACT for one in chosen)
    return task.chosen(tuple(chosen), apart and level and not task.vague and not task.gaps)


def _are_apart(better: Sequence[Operand], worse: Sequence[Operand], low_is_better: bool) -> bool:
    """Whether each of the one is better than each of the other for certain."""
    if not better or not worse:
        return True
    if low_is_better:
        return max(one.high for one in better) < min(one.low for one in worse)
    return min(one.low for one in better) > max(one.high for one in worse)


def threshold(task: Task) -> Answered:
    """What lies beyond the limit by what is stated, in the order of time: the labels, or how many they are."""
    limit = task.query.limit
    if limit is None:
        return task.refuse(Reason.MISSING, why=Why.LIMIT)
    held = in_order(task.held)
    found = tuple(one for one in held if _beyond(one, limit))
    sure = [not one.approximate and _is_certain(one, limit) for one in held]
    if task.query.which is Which.COUNT:
        least = sum(certain for one, certain in zip(held, sure, strict=True) if _beyond(one, limit))
        ends = float(least), float(least + sure.count(False) + len(task.gaps))
        return task.chosen(found, all(sure) and not task.gaps, float(len(found)), ends)
    # The first is certain where those before it are; so is the last, by those behind it.
    if task.query.which is Which.FIRST and found:
        found, sure = found[:1], sure[: held.index(found[0]) + 1]
    elif task.query.which is Which.LAST and found:
        found, sure = found[-1:], sure[held.index(found[-1]) :]
    return task.chosen(found, all(sure) and not task.gaps)


def _beyond(one: Operand, limit: Limit) -> bool:
    return _lies_beyond(stated(one), one, limit)


def _is_certain(one: Operand, limit: Limit) -> bool:
    """Whether it lies on the side where it is stated to lie, whatever its true value is."""
    return _lies_beyond(one.low, one, limit) is _lies_beyond(one.high, one, limit)


def _lies_beyond(value: float, one: Operand, limit: Limit) -> bool:
    """Whether a value that the operand may have is beyond; more than 20,000 is more than 20,000."""
    if value == limit.value:
        return limit.inclusive or (limit.above and one.bound is Bound.MINIMUM)
    return (value > limit.value) is limit.above


def compare(task: Task) -> Answered:
    """The one that leads first, which is the lowest where the lowest is asked for; the result is its lead."""
    if len(task.held) < 2:
        return task.refuse(Reason.MISSING, why=Why.SECOND)
    ranked = tuple(sorted(task.held, key=stated, reverse=not task.query.lowest))
    first, *others = (interval(one) or exactly(0.0) for one in ranked)
    rival = lowest(others) if task.query.lowest else highest(others)
    return task.number(first - rival, task.unit, ranked)


def trend(task: Task) -> Answered:
    """The operands in the order of time; the result tells the ways it took: "rose", "fell" or "held"."""
    dated = in_order(tuple(one for one in task.held if one.span is not None))
    if len(dated) < 2:
        return task.refuse(Reason.MISSING, why=Why.TIMES)
    if Kind.FLOW in task.kinds and len({one.span.kind for one in dated if one.span}) > 1:
        return task.refuse(Reason.ABSURD, why=Why.LENGTHS)
    values = [stated(one) for one in dated]
    steps = ["rose" if b > a else "fell" if b < a else "held" for a, b in pairwise(values)]
    ways = tuple(way for way, _ in groupby(steps))
    exact = all(one.bound is Bound.EXACT for one in dated) and not task.gaps
    return task.chosen(dated, exact, ways)
