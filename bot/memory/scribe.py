"""Turns a turn into a record: askers and places as hashes, the text redacted or left out."""

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
        text = redacted(question.text) if self._store_text else None
        # As it was understood, it is mostly as it was asked; to look for what is personal once is enough.
        known = {question.text: text or "", "": ""}
        return TurnRecord(
            id=reply.id,
            at=question.asked_at.timestamp() if question.asked_at else 0.0,
            asker=self.hasher.asker(question.asker),
            home=self.hasher.home(question.place),
            place=self.hasher.place(question.place),
            platform=question.platform[:32],
            text=text,
            outcome=reply.outcome.value,
            entry=reply.answer.id if reply.answer else None,
            confidence=reply.confidence,
            offered=tuple(choice.id for choice in reply.choices),
            asked_in=self._kept(turn.context, known),
            context=self._kept(reply.context, known),
            elapsed_ms=turn.elapsed * 1000,
            gap=reply.outcome is Outcome.UNKNOWN and not turn.declined and bool(question.text.strip()),
        )

    def text(self, text: str) -> str | None:
        return redacted(text) if self._store_text and text.strip() else None

    def _kept(self, context: Context, known: dict[str, str]) -> Context:
        """The question of a context can be the asker's own, so it is treated as one."""
        asked = context.question
        if self._store_text and asked not in known:
            known[asked] = redacted(asked)
        question = known[asked] if self._store_text else ""
        return context if question == asked else replace(context, question=question)
