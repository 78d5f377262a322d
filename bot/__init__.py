"""The core: answers a `Question` from a knowledge base with a `Reply`; it knows no platform and no subject."""

from bot.bot import Bot
from bot.opening import open_bot
