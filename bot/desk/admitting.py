"""Admits a question, or says how long its asker has to wait; recalls the conversation that it belongs to."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

from bot.bounded import BoundedDict
from bot.memory import Memory, Prepared, Rate
from bot.model import Question


class Admitting:
    """Of two limits the stricter one counts: that of this process, and that which processes share by the database."""

    def __init__(self, memory: Memory, rate: Rate | None, clock: Callable[[], float]) -> None:
        self._memory, self._rate = memory, rate
        self._limiter = RateLimiter(rate, clock) if rate else None

    async def admit(self, question: Question, *, must_answer: bool) -> Prepared:
        """`must_answer`: whoever has to wait is told each time; otherwise once in a window, and that is noted."""
        asker, limiter = question.asker, self._limiter
        if limiter is None or not asker:
            return await self._memory.prepare(question, None, note_told=not must_answer)
        wait = limiter.count_question(asker)
        if wait and not must_answer and limiter.was_told(asker):
            return Prepared(wait=wait, told=True)  # Without asking the database.
        shared = await self._memory.prepare(question, self._rate, note_told=not must_answer)
        wait = max(wait, shared.wait)
        if not wait:
            return shared
        if must_answer:
            return Prepared(wait=wait)
        told = shared.told or limiter.was_told(asker)
        limiter.note_told(asker)
        return Prepared(wait=wait, told=told)

    def forget(self, asker: str) -> None:
        if self._limiter is not None:
            self._limiter.forget(asker)


@dataclass(slots=True)
class _Asker:
    admitted: deque[float] = field(default_factory=deque)  # When, within the window.
    told_at: float | None = None  # When they last read that it is too early.


class RateLimiter:
    """Of this process; the least recent askers are forgotten."""

    def __init__(self, rate: Rate, clock: Callable[[], float] = monotonic, remembered: int = 10_000) -> None:
        self._rate, self._clock = rate, clock
        self._askers: BoundedDict[str, _Asker] = BoundedDict(remembered)

    def count_question(self, asker: str) -> float:
        """Count it and return 0, or return the seconds until the next one is allowed."""
        now, admitted = self._clock(), self._of(asker).admitted
        while admitted and admitted[0] <= now - self._rate.window:
            admitted.popleft()
        if len(admitted) >= self._rate.limit:
            # More than 0 in any case: by rounding a refusal would be an admission.
            return max(admitted[0] + self._rate.window - now, 0.001)
        admitted.append(now)
        return 0.0

    def was_told(self, asker: str) -> bool:
        """Whether the asker read within this window that it is too early."""
        told_at = self._of(asker).told_at
        return told_at is not None and told_at > self._clock() - self._rate.window

    def note_told(self, asker: str) -> None:
        self._of(asker).told_at = self._clock()

    def forget(self, asker: str) -> None:
        self._askers.pop(asker, None)

    def _of(self, asker: str) -> _Asker:
        """Remembered as the most recent one."""
        found = self._askers[asker] = self._askers.get(asker) or _Asker()
        return found
