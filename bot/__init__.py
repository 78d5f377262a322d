"""The core: a `Question` in, a `Reply` out, from a knowledge base; it knows no platform and no subject."""

from bot.bot import Bot
from bot.opening import open_bot

__all__ = ["Bot", "open_bot"]
