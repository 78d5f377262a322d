"""The desk: the thin asynchronous shell around the bot, and the only object that adapters call."""

from bot.desk.desk import Desk, Hook
from bot.desk.limits import RateLimiter

__all__ = ["Desk", "Hook", "RateLimiter"]
