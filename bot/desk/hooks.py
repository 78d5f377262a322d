"""Logs finished turns; never their texts, never the askers."""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Sequence

from bot.model import Turn

log = logging.getLogger(__name__)

Hook = Callable[[Turn], Awaitable[None] | None]
"""Called with each finished turn, after the reply; one that fails costs a log line."""

ROOM = 5_000
"""Turns that wait for a slow hook at most; the oldest are skipped first."""


def log_turn(turn: Turn) -> None:
    reply = turn.reply
    log.info(
        "turn platform=%s outcome=%s entry=%s confidence=%.2f ms=%.1f",
        turn.question.platform or "-",
        reply.outcome.value,
        reply.answer.id if reply.answer else "-",
        reply.confidence,
        turn.elapsed * 1000,
    )


class Journal:
    """Hands each turn to each hook, in order and behind the reply."""

    def __init__(self, hooks: Sequence[Hook]) -> None:
        self._hooks = tuple(hooks)
        self._turns: deque[Turn] = deque(maxlen=ROOM)
        self._worker: asyncio.Task[None] | None = None

    def put(self, turn: Turn) -> None:
        if not self._hooks:
            return
        self._turns.append(turn)
        if self._worker is None or self._worker.done():
            self._worker = asyncio.get_running_loop().create_task(self._hand_on())

    async def close(self) -> None:
        if self._worker is not None:
            await self._worker

    async def _hand_on(self) -> None:
        while self._turns:
            turn = self._turns.popleft()
            for hook in self._hooks:
                try:
                    done = hook(turn)
                    if done is not None:
                        await done
                except Exception:
                    log.exception("hook failed hook=%s", getattr(hook, "__name__", type(hook).__name__))
            await asyncio.sleep(0)
