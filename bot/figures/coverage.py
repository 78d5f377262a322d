"""Measures how much time spans fill together, and whether one lies within another."""

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from math import fsum

from bot.figures.times import DAYS_IN, MONTHS_IN
from bot.figures.types import Span


def nested(spans: Sequence[Span]) -> bool:
    """Whether one is a part of another, as a month is of its year: their figures tell the same twice."""
    different = {(one.start, one.end): one for one in spans}.values()
    return any(one.holds(other) for one in different for other in different if one is not other)


def days_left(whole: Span, parts: Iterable[Span]) -> int:
    """Days of the whole that no part fills; a part that reaches beyond it fills none of them."""
    return whole.days - len(_days_of(part for part in parts if whole.holds(part)))


def times_filled(time: str, spans: Iterable[Span]) -> float:
    """How many days, weeks, months or the like lie in any of the spans; 0 where `time` names none."""
    days = _days_of(spans)
    if time in DAYS_IN:
        return len(days) / DAYS_IN[time]
    return _months_of(days) / MONTHS_IN[time] if time in MONTHS_IN else 0.0


def _days_of(spans: Iterable[Span]) -> set[int]:
    """Each day by its ordinal, once."""
    return {day for one in spans for day in range(one.start.toordinal(), one.end.toordinal() + 1)}


def _months_of(days: Iterable[int]) -> float:
    """Of a month that is not whole, the share of its days."""
    counts = Counter((day.year, day.month) for day in map(date.fromordinal, days))
    return fsum(count / monthrange(*month)[1] for month, count in counts.items())
