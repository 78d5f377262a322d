"""A follow-up, as it is ranked in its conversation."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.matching.ranking.result import Ranking


@dataclass(frozen=True, slots=True)
class Before:
    """The question before a follow-up, and its entry."""

    entry: int
    given: bool  # The entry was answered, not only offered.
    question: str = ""
    facets: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class FollowUp:
    text: str
    clear: Ranking  # Its ranking when it stands alone.
    before: Before
    asks: tuple[str, ...] = ()  # Its content words.
    detail: bool = False  # It asks for something that the answer before may hold.
    exchanged: tuple[Ranking, ...] = ()  # The question before with the facets of the follow-up, if that is possible.
    asked_nearly: Mapping[int, float] = field(default_factory=dict)  # See `KnownFollowUps`.
