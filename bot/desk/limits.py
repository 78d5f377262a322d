"""Limits the rate of each asker, so that nobody crowds out the others."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

from bot.bounded import BoundedDict


@dataclass(slots=True)
class _Asked:
    times: deque[float] = field(default_factory=deque)
    told: float | None = None


class RateLimiter:
    """At most `limit` questions an asker in any `window` seconds; the least recent askers are forgotten."""

    def __init__(
        self, limit: int, window: float, clock: Callable[[], float] = monotonic, remembered: int = 10_000
    ) -> None:
        self._limit = limit
        self._window = window
        self._clock = clock
        self._asked: BoundedDict[str, _Asked] = BoundedDict(remembered)

    def wait(self, asker: str) -> float:
        """Count a question and return 0, or return the seconds until the next one is allowed."""
        now, times = self._clock(), self._of(asker).times
        while times and times[0] <= now - self._window:
            times.popleft()
        if len(times) >= self._limit:
            return max(times[0] + self._window - now, 0.001)
        times.append(now)
        return 0.0

    def was_told(self, asker: str) -> bool:
        told = self._of(asker).told
        return told is not None and told > self._clock() - self._window

    def tell(self, asker: str) -> None:
        self._of(asker).told = self._clock()

    def forget(self, asker: str) -> None:
        self._asked.pop(asker, None)

    def _of(self, asker: str) -> _Asked:
        found = self._asked[asker] = self._asked.get(asker) or _Asked()
        return found
