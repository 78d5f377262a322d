"""Reads questions about figures, and binds them to the measures of a series."""

from bot.conversation.queries.binding import Bound, bind

__all__ = ["Bound", "bind"]
