"""Arithmetic with bounded values, as intervals that are certain to contain the true value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import fsum, inf, isfinite

from bot.figures.types import Bound, Cell


@dataclass(frozen=True, slots=True)
class Interval:
    low: float
    high: float
    value: float  # What is stated.
    approximate: bool = False  # An approximate value of unknown width takes part: the ends say nothing certain of it.

    @property
    def exact(self) -> bool:
        return self.low == self.high and not self.approximate

    @property
    def unbounded(self) -> bool:
        return not isfinite(self.low) and not isfinite(self.high)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.low - other.high, self.high - other.low, self.value - other.value, self._vague(other))

    def over(self, other: Interval) -> Interval | None:
        """The quotient; None where the divisor may be 0 or less."""
        if other.low <= 0:
            return None
        value, vague = self.value / other.value, self._vague(other)
        if self.high == inf and other.high == inf:
            return Interval(-inf, inf, value, vague)  # That it is above 0 would be no news.
        low = self.low / (other.high if self.low >= 0 else other.low)
        high = self.high / (other.low if self.high >= 0 else other.high)
        return Interval(low, high, value, vague)

    def times(self, factor: float) -> Interval:
        low, high = sorted((self.low * factor, self.high * factor))
        return Interval(low, high, self.value * factor, self.approximate)

    def _vague(self, other: Interval) -> bool:
        return self.approximate or other.approximate


def exactly(value: float) -> Interval:
    return Interval(value, value, value)


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
    return exactly(value)


def total(intervals: Sequence[Interval]) -> Interval:
    return joined(intervals, fsum)


def joined(intervals: Sequence[Interval], join: Callable[[Iterable[float]], float]) -> Interval:
    """Of at least one."""
    low, high, value = map(join, zip(*((one.low, one.high, one.value) for one in intervals), strict=True))
    return Interval(low, high, value, any(one.approximate for one in intervals))
