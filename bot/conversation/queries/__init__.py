"""Reads questions about figures: words and the measures that may be meant in, a bound query out."""

from bot.conversation.queries.binding import Bound, bind

__all__ = ["Bound", "bind"]
