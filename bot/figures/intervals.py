"""Counts with values that are only bounded: intervals that hold the true value for certain."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

from bot.figures.types import Bound, Cell


@dataclass(frozen=True, slots=True)
class Interval:
    low: float
    high: float
    value: float
    """What is stated."""
    approximate: bool = False
    """An approximate value of unknown width takes part: the ends say nothing certain of it."""

    @property
    def exact(self) -> bool:
        return self.low == self.high and not self.approximate

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high, self.value + other.value, self._vague(other))

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.low - other.high, self.high - other.low, self.value - other.value, self._vague(other))

    def over(self, other: Interval) -> Interval | None:
        """The quotient of two positive values; None where the divisor may be 0."""
        if other.low <= 0 or self.low < 0:
            if other.exact and self.exact and other.value:
                quotient = self.value / other.value
                return Interval(quotient, quotient, quotient)
            return None
        low = self.low / other.high if other.high < inf else 0.0
        return Interval(low, self.high / other.low, self.value / other.value, self._vague(other))

    def times(self, factor: float) -> Interval:
        low, high = sorted((self.low * factor, self.high * factor))
        return Interval(low, high, self.value * factor, self.approximate)

    def _vague(self, other: Interval) -> bool:
        return self.approximate or other.approximate


def interval_of(cell: Cell) -> Interval | None:
    """None where the cell holds no number."""
    value = cell.number
    if value is None:
        return None
    if cell.bound is Bound.MINIMUM:
        return Interval(value, inf, value)
    if cell.bound is Bound.APPROXIMATE:
        width = abs(value) * (cell.within or 0.0)
        return Interval(value - width, value + width, value, cell.within is None)
    return Interval(value, value, value)


def total(intervals: tuple[Interval, ...]) -> Interval:
    result = intervals[0]
    for one in intervals[1:]:
        result = result + one
    return result
