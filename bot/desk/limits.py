"""Fairness between askers: an asker in, whether they may ask now out."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable
from time import monotonic


class RateLimiter:
    """At most `limit` questions an asker in any `window` seconds; the least recent askers are forgotten."""

    def __init__(
        self, limit: int, window: float, clock: Callable[[], float] = monotonic, remembered: int = 10_000
    ) -> None:
        self._limit = limit
        self._window = window
        self._clock = clock
        self._remembered = remembered
        self._asked: OrderedDict[str, deque[float]] = OrderedDict()

    def allow(self, asker: str) -> bool:
        return self.wait(asker) == 0.0

    def wait(self, asker: str) -> float:
        """Count a question and return 0, or return the seconds until the next one is allowed."""
        now = self._clock()
        times = self._asked.setdefault(asker, deque())
        self._asked.move_to_end(asker)
        while len(self._asked) > self._remembered:
            self._asked.popitem(last=False)
        while times and times[0] <= now - self._window:
            times.popleft()
        if len(times) >= self._limit:
            return max(times[0] + self._window - now, 0.001)
        times.append(now)
        return 0.0
