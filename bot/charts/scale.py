"""Scales values to pixels, and finds the round values and the dates within them."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, isfinite, log10

from bot.charts.times import Timeline, period_at
from bot.knowledge import Period
from bot.model import Words

_FAR = 2 / 3
"""Share of the largest value from which on the smallest is far from zero."""
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
"""From one round value to the next, times a power of ten."""
_LEAST_STEP = 1e-300
"""Not far below, powers of ten lose digits."""
_TINY = 1e-9
"""What rounding may add or take away, as a share of the largest value and of a step."""


class Scale:
    """From `at_low` to `at_high`, in pixels; it holds zero, unless `from_zero` is False and all values lie far from it.

    Values are divided by the largest first, so that no sum of them is infinite.
    """

    def __init__(self, values: Sequence[float], at_low: float, at_high: float, *, from_zero: bool = True) -> None:
        self._biggest = max((abs(value) for value in values), default=0.0) or 1.0
        shares = [value / self._biggest for value in values] or [0.0]
        low, high = min(shares), max(shares)
        self.has_zero = from_zero or low * high <= 0 or min(abs(low), abs(high)) < _FAR or low == high
        if self.has_zero:
            low, high = min(low, 0.0), max(high, 0.0)
        elif high - low < _TINY:
            low, high = low - _TINY, high + _TINY
        self._low, self._span = low, (high - low) or 1.0
        self._at_low, self._length = at_low, at_high - at_low

    @property
    def zero(self) -> float:
        return self.to_pixel(0.0)

    def to_pixel(self, value: float) -> float:
        return self._at_low + (value / self._biggest - self._low) / self._span * self._length

    def round_values(self, most: int) -> tuple[float, ...]:
        """At most `most` round values within the scale, lowest first; none where numbers are too extreme for it."""
        low, span = self._low * self._biggest, self._span * self._biggest
        rough = span / most
        if not (isfinite(span) and rough > _LEAST_STEP):
            return ()
        power = 10.0 ** floor(log10(rough))
        for step in (step * power for step in _STEPS):
            first, last = ceil(low / step - _TINY), floor((low + span) / step + _TINY)
            if last - first < most:
                return tuple(number * step for number in range(first, last + 1))
        return ()


# In periods of each kind, so that a year always begins a step.
_STEPS_OF = {
    "month": (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200),
    "quarter": (1, 2, 4, 8, 20, 40, 80, 200, 400),
    "half": (1, 2, 4, 10, 20, 40, 100, 200),
    "year": (1, 2, 5, 10, 20, 50, 100),
}


@dataclass(frozen=True, slots=True)
class Tick:
    share: float
    """Where it stands: 0 at the first date of the line, 1 at the last."""
    lines: tuple[str, str]


def ticks(timeline: Timeline, most: int, words: Words) -> list[Tick]:
    first, last = timeline.moments[0].place, timeline.moments[-1].place
    placed = _in_days(timeline, most) if timeline.is_in_days else _in_periods(first, last, timeline.kind, most)
    lines = timeline.date_lines((period for _, period in placed), words, each_year=False)
    span = max(last - first, 1)
    return [Tick((place - first) / span, dated) for (place, _), dated in zip(placed, lines, strict=True)]


def _in_periods(first: int, last: int, kind: str, most: int) -> list[tuple[int, Period]]:
    for step in _STEPS_OF[kind]:
        places = [place for place in range(first, last + 1) if place % step == 0]
        if len(places) <= most:
            return [(place, period_at(place, kind)) for place in places]
    return []


def _in_days(timeline: Timeline, most: int) -> list[tuple[int, Period]]:
    """Beginnings of months; where no two are between the first day and the last, those days themselves."""
    first, last = timeline.moments[0], timeline.moments[-1]
    first_month, last_month = (one.period.year * 12 + (one.period.month or 12) - 1 for one in (first, last))
    for step in _STEPS_OF["month"]:
        months = [period_at(month, "month") for month in range(first_month, last_month + 1) if month % step == 0]
        begun = [(month.end.replace(day=1).toordinal(), month) for month in months]
        shown = [(day, month) for day, month in begun if first.place <= day <= last.place]
        if len(shown) <= most:
            return shown if len(shown) > 1 else [(first.place, first.period), (last.place, last.period)]
    return []
