"""The types of readings: the possible meanings of a message."""

from dataclasses import dataclass
from enum import StrEnum

from bot.matching import Ranking


class ReadingKind(StrEnum):
    """How a reading makes a whole question of a message."""

    ALONE = "alone"  # The message as it stands.
    PART = "part"  # A part of it that asks.
    SUBSTITUTED = "substituted"  # The question before, with what the message names in the place of what that named.
    EXTENDED = "extended"  # The same, where the message says something besides what it replaces.
    ANAPHORA = "anaphora"
    """The message, with the subject in the place of what points back to it, or behind what leaves it out."""
    NEAR = "near"  # The message, with the question before heard more faintly, among what lies near the last answer.
    KNOWN = "known"  # A follow-up that the knowledge base holds word for word: certain.
    WORKED = "worked"  # Figures that were just told, with an operation, a time or a name, and nothing else: certain.
    QUERY = "query"  # The query before, with what the message changes in it.
    REPEAT = "repeat"  # The last answer once more ("source?").
    BACK = "back"  # The message after an earlier subject than the last one.
    COUNTED = "counted"  # Figures that were just told, with an operation that the message names ("so together?").


@dataclass(frozen=True, slots=True)
class Reading:
    kind: ReadingKind
    text: str  # The whole question.
    ranking: Ranking
    target: str | None = None  # Id of the entry or cell that it asks for, where that is known without a ranking.
    measure: str = ""  # Id of the measure whose query it changes.
    line: str = ""  # What is said before its answer, where that is about more than what it names.
