"""Scales values to pixels, and finds the round values among them."""

from collections.abc import Sequence
from math import ceil, floor, isfinite, log10

_FAR = 2 / 3  # Share of the largest value from which on the smallest is far from zero.
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)  # From one round value to the next, times a power of ten.
_LEAST_STEP = 1e-300  # Not far below, powers of ten lose digits.
_TINY = 1e-9  # What rounding may add or take away, as a share of the largest value and of a step.


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
