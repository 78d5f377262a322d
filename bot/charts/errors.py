"""The one error of this group: why no picture can be drawn here."""

from __future__ import annotations

from bot.model import BotError


class ChartError(BotError):
    """There is no picture; the answer as text still goes out."""
