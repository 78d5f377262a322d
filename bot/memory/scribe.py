"""Writes a turn down as it may be kept: who and where as hashes, the text redacted or not at all."""

from __future__ import annotations

from dataclasses import replace

from bot.memory.hashing import Hasher
from bot.memory.records import TurnRecord
from bot.memory.redaction import redacted
from bot.model import Context, Outcome, Turn


class Scribe:
    def __init__(self, hasher: Hasher, *, store_text: bool) -> None:
        self.hasher = hasher
        self._store_text = store_text

    def record(self, turn: Turn) -> TurnRecord:
        question, reply = turn.question, turn.reply
        return TurnRecord(
            id=reply.id,
            at=question.asked_at.timestamp() if question.asked_at else 0.0,
            asker=self.hasher.asker(question.asker),
            home=self.hasher.home(question.place),
            place=self.hasher.place(question.place),
            platform=redacted(question.platform)[:32],
            text=redacted(question.text) if self._store_text else None,
            outcome=reply.outcome.value,
            entry=reply.answer.id if reply.answer else None,
            confidence=reply.confidence,
            offered=tuple(choice.id for choice in reply.choices),
            asked_in=self._kept(turn.context),
            context=self._kept(reply.context),
            elapsed_ms=turn.elapsed * 1000,
            gap=reply.outcome is Outcome.UNKNOWN and not turn.declined and bool(question.text.strip()),
        )

    def text(self, text: str) -> str | None:
        return redacted(text) if self._store_text and text.strip() else None

    def _kept(self, context: Context) -> Context:
        """The question of a context can be the asker's own, so it is treated as one."""
        question = redacted(context.question) if self._store_text else ""
        return context if question == context.question else replace(context, question=question)
