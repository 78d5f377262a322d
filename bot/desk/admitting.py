"""Admits a question, or says how long its asker has to wait; recalls the conversation that it belongs to."""

from collections.abc import Callable
from dataclasses import dataclass, field

from bot.desk.limits import RateLimiter
from bot.memory import Memory, Rate
from bot.model import Context, Question


@dataclass(frozen=True, slots=True)
class Admission:
    context: Context = field(default_factory=Context)
    wait: float = 0.0
    """Seconds until the asker may ask again; 0: the question is admitted."""
    was_told: bool = False
    """The asker was told so within this window already, and is to read nothing now."""


class Admitting:
    """Of two limits the stricter one counts: that of this process, and that which processes share by the database."""

    def __init__(self, memory: Memory, rate: Rate | None, clock: Callable[[], float]) -> None:
        self._memory = memory
        self._rate = rate
        self._limiter = RateLimiter(rate.limit, rate.window, clock) if rate else None

    async def admit(self, question: Question, *, must_answer: bool) -> Admission:
        """`must_answer`: who has to wait is told so every time."""
        asker, limiter = question.asker, self._limiter
        if limiter is None or not asker:
            return Admission((await self._memory.prepare(question, None, tell=not must_answer)).context or Context())
        wait = limiter.count_question(asker)
        if wait and not must_answer and limiter.was_told(asker):
            return Admission(wait=wait, was_told=True)  # Without asking the database.
        shared = await self._memory.prepare(question, self._rate, tell=not must_answer)
        wait = max(wait, shared.wait)
        if not wait:
            return Admission(shared.context or Context())
        if must_answer:
            return Admission(wait=wait)
        was_told = shared.told or limiter.was_told(asker)
        limiter.note_told(asker)
        return Admission(wait=wait, was_told=was_told)

    def forget(self, asker: str) -> None:
        if self._limiter is not None:
            self._limiter.forget(asker)
