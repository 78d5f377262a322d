"""Asks the bot some texts as one conversation, on the day on which benchmarks ask."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time

from benchmarks.setting import Setting
from bot import Bot
from bot.model import Context, Question, Reply


def noon_of(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


NOON = noon_of(Setting.asked_on)


def replies_to(bot: Bot, texts: Iterable[str], asked_at: datetime = NOON) -> Iterator[Reply]:
    """Each text after the reply to the one before."""
    context = Context()
    for text in texts:
        reply = bot.answer(Question(text, asked_at=asked_at), context)
        context = reply.context
        yield reply
