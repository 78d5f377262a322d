"""Curating: what was noted while questions were answered in, what the knowledge base lacks out; and what is decided."""

from bot.curating.accepting import Wishes
from bot.curating.decided import Decided, Kind, Taken, decided
from bot.curating.gaps import TEXT_NOT_KEPT, Matter, gather_matters
from bot.curating.gate import Collision, pinned
from bot.curating.hearing import Near
from bot.curating.reviewing import Review, decide, review
from bot.curating.suggestion import Suggestion

__all__ = [
    "TEXT_NOT_KEPT",
    "Collision",
    "Decided",
    "Kind",
    "Matter",
    "Near",
    "Review",
    "Suggestion",
    "Taken",
    "Wishes",
    "decide",
    "decided",
    "gather_matters",
    "pinned",
    "review",
]
