"""Answers for adapters: a `Question` in, a `Reply` out, after admission and with the conversation remembered."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from math import ceil
from time import perf_counter

from bot.bot import Bot
from bot.desk.contexts import Contexts
from bot.desk.limits import RateLimiter
from bot.model import Context, Outcome, Question, Reply, Turn
from bot.replies import wording

log = logging.getLogger(__name__)

Hook = Callable[[Turn], Awaitable[None] | None]
"""Called with each finished turn, after the reply; one that fails costs a log line."""


class Desk:
    """Admits, recalls, answers, remembers and records, in this order."""

    def __init__(
        self,
        bot: Bot,
        limiter: RateLimiter | None = None,
        hooks: Sequence[Hook] = (),
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.bot = bot
        self._limiter = limiter
        self._hooks = tuple(hooks)
        self._now = now
        self._contexts = Contexts()
        self._recording: set[asyncio.Task[None]] = set()

    async def reply(self, question: Question, *, explained: bool = False) -> Reply:
        started = perf_counter()
        if question.asked_at is None:
            question = replace(question, asked_at=self._now())
        busy = self._busy(question)
        if busy is not None:
            return self._finished(question, busy, started)
        context = self._contexts.recall(question)
        reply = self.bot.explain(question, context) if explained else self.bot.answer(question, context)
        self._contexts.keep(question, reply.context)
        return self._finished(question, reply, started)

    async def choose(self, question: Question, id: str) -> Reply:
        """Answer with the entry that was picked; the conversation goes on from there."""
        started = perf_counter()
        if question.asked_at is None:
            question = replace(question, asked_at=self._now())
        reply = self.bot.choose(id, self._contexts.recall(question), question)
        self._contexts.keep(question, reply.context)
        return self._finished(question, reply, started)

    def forget(self, question: Question) -> None:
        """Begin a new conversation for this asker in this place."""
        self._contexts.keep(question, Context())

    async def close(self) -> None:
        """Wait until what is being recorded is recorded."""
        if self._recording:
            await asyncio.gather(*self._recording, return_exceptions=True)

    def _busy(self, question: Question) -> Reply | None:
        wait = self._limiter.wait(question.asker) if self._limiter and question.asker else 0.0
        if not wait:
            return None
        return Reply(Outcome.BUSY, question.text, wording.BUSY.format(seconds=ceil(wait)))

    def _finished(self, question: Question, reply: Reply, started: float) -> Reply:
        if self._hooks:
            turn = Turn(question, reply, perf_counter() - started)
            task = asyncio.get_running_loop().create_task(self._record(turn))
            self._recording.add(task)
            task.add_done_callback(self._recording.discard)
        return reply

    async def _record(self, turn: Turn) -> None:
        for hook in self._hooks:
            try:
                done = hook(turn)
                if done is not None:
                    await done
            except Exception:
                log.exception("hook failed hook=%s", getattr(hook, "__name__", type(hook).__name__))
