"""Discord: its events in, its embeds, buttons and forms out; all that is said stands in the core."""

from adapters.discord_bot.serving import check_settings, serve

__all__ = ["check_settings", "serve"]
