"""The Discord adapter: turns events into visits, and pages into embeds, buttons and forms."""

from adapters.discord_bot.client import serve
from adapters.discord_bot.refusals import check_settings
