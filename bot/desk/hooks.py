"""Logs finished turns; never their texts, never the askers."""

import logging
from collections.abc import Callable, Sequence

from bot.model import Turn

log = logging.getLogger(__name__)

Hook = Callable[[Turn], None]  # Called with each finished turn, after the reply; one that fails costs a log line.


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


def hand_on(hooks: Sequence[Hook], turn: Turn) -> None:
    for hook in hooks:
        try:
            hook(turn)
        except Exception:
            log.exception("hook failed hook=%s", getattr(hook, "__name__", type(hook).__name__))
