"""Turns a turn into a record: askers and places as keyed hashes, the text redacted or left out."""

import hmac
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from hashlib import sha256

from bot.memory.records import Remembered, TurnRecord
from bot.memory.redaction import redacted
from bot.model import Context, Outcome, Turn

_KEPT = 32  # Hexadecimal digits: 128 bits, so that no two askers meet.


class Hasher:
    """HMAC-SHA256; an empty id stays empty, since it is nobody's."""

    def __init__(self, key: bytes) -> None:
        # Copied for each: the key is worked in once.
        self._keyed = hmac.new(key, digestmod=sha256)

    def asker(self, id: str) -> str:
        return self._hash("asker", id)

    def place(self, id: str) -> str:
        return self._hash("place", id)

    def home(self, place: str) -> str:
        """The hash of the server or workspace that a place belongs to."""
        return self._hash("place", home_of(place))

    def _hash(self, kind: str, id: str) -> str:
        if not id:
            return ""
        text = f"{kind}\0{id}".encode("utf-8", "surrogatepass")
        keyed = self._keyed.copy()
        keyed.update(text)
        return keyed.hexdigest()[:_KEPT]


def home_of(place: str) -> str:
    """ "slack:T1" of "slack:T1/C2/1700.1"."""
    return place.partition("/")[0]


def event_key(key: str) -> str:
    """A hash without the secret key, since processes with different keys must agree on an event."""
    return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


class Scribe:
    def __init__(self, hasher: Hasher, *, store_text: bool) -> None:
        self.hasher = hasher
        self._store_text = store_text

    def record(self, turn: Turn) -> TurnRecord:
        question, reply, kept = turn.question, turn.reply, to_remembered(turn, self.hasher)
        redact = cache(redacted)  # As a question was understood, it is mostly as it was asked.
        return TurnRecord(
            id=kept.id,
            at=kept.at,
            asker=kept.asker,
            home=self.hasher.home(question.place),
            place=self.hasher.place(question.place),
            platform=question.platform[:32],
            text=redact(question.text) if self._store_text else None,
            outcome=reply.outcome.value,
            entry=kept.entry,
            confidence=reply.confidence,
            offered=kept.offered,
            asked_in=self._kept(turn.context, redact),
            context=self._kept(reply.context, redact),
            elapsed_ms=turn.elapsed * 1000,
            gap=reply.outcome is Outcome.UNKNOWN and not reply.none_meant and bool(question.text.strip()),
        )

    def text(self, text: str) -> str | None:
        return redacted(text) if self._store_text and text.strip() else None

    def _kept(self, context: Context, redact: Callable[[str], str]) -> Context:
        """Redact or drop the question of a context, which may be the asker's own words."""
        question = redact(context.question) if self._store_text else ""
        return context if question == context.question else replace(context, question=question)


def to_remembered(turn: Turn, hasher: Hasher) -> Remembered:
    """With the text as it was asked: for this process only."""
    question, reply = turn.question, turn.reply
    return Remembered(
        id=reply.id,
        asker=hasher.asker(question.asker),
        text=question.text,
        at=question.asked_at.timestamp() if question.asked_at else 0.0,
        asked_in=turn.context,
        entry=reply.answer.id if reply.answer else None,
        offered=tuple(choice.id for choice in reply.choices),
    )
