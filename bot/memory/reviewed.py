"""The records that curators read, and their decisions; askers stand in them only as hashes."""

from dataclasses import dataclass
from enum import StrEnum

from bot.memory.records import Gap
from bot.model import Context


@dataclass(frozen=True, slots=True)
class Asked:
    """A recorded question, as it is exported for a curator."""

    text: str | None
    outcome: str
    entry: str | None
    asked_at: float
    good: int = 0  # Votes.
    bad: int = 0
    gaps: tuple[str, ...] = ()  # Why a curator should look at it, each reason once.
    meant: tuple[str, ...] = ()  # What was written as meant instead, redacted.


@dataclass(frozen=True, slots=True)
class NotedGap:
    """One asker's reason to look at a turn, with all that is kept of the turn."""

    turn: str
    asker: str
    kind: Gap
    at: float
    meant: str | None = None
    text: str | None = None  # None where no text is kept, empty where an entry was pressed.
    asked_at: float | None = None  # None where the turn is gone already.
    asked_in: Context | None = None
    entry: str | None = None
    offered: tuple[str, ...] = ()
    confidence: float = 0.0

    @property
    def kept_text(self) -> str:
        return self.text if self.text and self.text.strip() else ""

    @property
    def stands_for(self) -> str:
        """The entry of a question without text: the one that answered, else the first that was offered, else empty."""
        return self.entry or next(iter(self.offered), "")


@dataclass(frozen=True, slots=True)
class AnsweredTurn:
    """A turn that was answered, with its context."""

    turn: str
    asker: str
    at: float
    text: str | None
    entry: str
    asked_in: Context


class Verdict(StrEnum):
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    UNDONE = "undone"
    PROPOSED = "proposed"  # An answer of a person's, for a curator to decide about.


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision of a curator. It never changes; another decision can take it back."""

    number: int  # From 1 on without a gap, in the order in which they were made.
    at: float
    curator: str  # The hash of an asker, or "terminal:" and the name of the user there.
    verdict: Verdict
    suggestion: str
    what: str  # JSON, as `bot.curating.taken` writes it; of UNDONE the number of the decision that is taken back.
