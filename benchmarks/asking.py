"""Asks the bot as in a conversation: texts in, replies out; and the day on which benchmarks ask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time

from benchmarks.setting import Setting
from bot import Bot
from bot.model import Context, Question, Reply

MIDNIGHT, NOON = (datetime.combine(Setting.asked_on, time(hour), UTC) for hour in (0, 12))


def replies_to(bot: Bot, texts: Iterable[str]) -> Iterator[Reply]:
    """Each text after the reply to the one before."""
    context = Context()
    for text in texts:
        reply = bot.answer(Question(text, asked_at=MIDNIGHT), context)
        context = reply.context
        yield reply
