"""Opens the `Desk` that a platform's adapter answers from, with its database."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from adapters.settings import Settings
from bot import Bot
from bot.curating import in_force
from bot.desk import Desk, log_turn
from bot.memory import Decision, MemorySettings, open_memory
from bot.renewing import Renewal, Watched


def memory_settings(settings: Settings) -> MemorySettings:
    return MemorySettings(
        url=settings.database_url.get_secret_value(),
        hash_key=settings.hash_key.get_secret_value() if settings.hash_key else None,
        store_text=settings.store_text,
        retention_days=settings.retention_days,
    )


async def open_desk(bot: Bot, settings: Settings) -> Desk:
    """Raises BotError where the database cannot be used."""
    desk = await _open(bot, settings)

    def take(decisions: tuple[Decision, ...]) -> None:
        desk.take_over(bot.with_accepted(in_force(decisions).accepted(bot.knowledge)), bot)

    await desk.memory.follow_decisions(take)
    return desk


@asynccontextmanager
async def open_renewed_desk(
    bot: Bot, settings: Settings, watched: Watched, cache: Path | None
) -> AsyncIterator[tuple[Desk, Renewal]]:
    """One that takes over a changed folder, and learns what curators accept. Raises BotError, as `open_desk`."""
    desk = await _open(bot, settings)
    renewal = Renewal(bot, desk.take_over, watched, cache, settings.database_url.get_secret_value())
    await desk.memory.follow_decisions(renewal.take_decisions)
    renewal.start()
    try:
        yield desk, renewal
    finally:
        await renewal.close()


async def _open(bot: Bot, settings: Settings) -> Desk:
    line = bot.words.privacy if settings.store_text else bot.words.privacy_without_text
    memory = await open_memory(memory_settings(settings))
    privacy = line.format(days=settings.retention_days)
    return Desk(bot, memory, settings.rate_limit, hooks=[log_turn], privacy=privacy)
