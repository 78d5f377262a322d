"""Curating: what was noted while questions were answered in, what the knowledge base lacks out."""

from bot.curating.gaps import TEXT_NOT_KEPT, Matter, gather_matters
from bot.curating.hearing import Near

__all__ = ["TEXT_NOT_KEPT", "Matter", "Near", "gather_matters"]
