"""Curating: what was noted while questions were answered in, what the knowledge base lacks out; and what is decided."""

from bot.curating.accepting import Wishes, written_answer
from bot.curating.decided import Decided, Draft, Kind, Taken, decided
from bot.curating.drafting import propose_draft
from bot.curating.gaps import TEXT_NOT_KEPT, Matter, gather_matters
from bot.curating.gate import Collision, Pinned, pinned
from bot.curating.hearing import Near
from bot.curating.reviewing import Review, decide, read_recorded, review, reviewed
from bot.curating.suggestion import Suggestion

__all__ = [
    "TEXT_NOT_KEPT",
    "Collision",
    "Decided",
    "Draft",
    "Kind",
    "Matter",
    "Near",
    "Pinned",
    "Review",
    "Suggestion",
    "Taken",
    "Wishes",
    "decide",
    "decided",
    "gather_matters",
    "pinned",
    "propose_draft",
    "read_recorded",
    "review",
    "reviewed",
    "written_answer",
]
