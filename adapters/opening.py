"""Opens the desk that a platform's adapter answers from: a bot and the settings in, a `Desk` on its database out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.curating import decided
from bot.desk import Desk, Rate, log_turn
from bot.memory import MemorySettings, open_memory

if TYPE_CHECKING:
    from adapters.settings import Settings
    from bot import Bot


def memory_settings(settings: Settings) -> MemorySettings:
    return MemorySettings(
        url=settings.database_url.get_secret_value(),
        hash_key=settings.hash_key.get_secret_value() if settings.hash_key else None,
        store_text=settings.store_text,
        retention_days=settings.retention_days,
    )


async def open_desk(bot: Bot, settings: Settings) -> Desk:
    """Raises BotError where the database cannot be used."""
    limit, window = settings.rate_limit.limit, settings.rate_limit.window
    line = bot.words.privacy if settings.store_text else bot.words.privacy_without_text
    memory = await open_memory(memory_settings(settings))
    desk = Desk(
        bot,
        memory,
        Rate(limit, window) if limit is not None else None,
        hooks=[log_turn],
        privacy=line.format(days=settings.retention_days),
    )
    await memory.follow_decisions(lambda all_: desk.take_over(decided(all_).accepted(bot.knowledge)))
    return desk
