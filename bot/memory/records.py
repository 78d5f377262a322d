"""The records and errors of a store; records hold askers, places and event keys only as hashes."""

from dataclasses import dataclass, field
from enum import StrEnum

from bot.model import BotError, Context


class Vote(StrEnum):
    GOOD = "good"
    BAD = "bad"


class Gap(StrEnum):
    """Why a curator should look at a question."""

    UNKNOWN = "unknown"
    NONE_OF_THESE = "none_of_these"
    NOT_MEANT = "not_meant"
    BAD_VOTE = "bad_vote"
    WRONG = "wrong"
    OUT_OF_DATE = "out_of_date"


@dataclass(frozen=True, slots=True)
class Rate:
    """At most `limit` questions of an asker in any `window` seconds."""

    limit: int
    window: float


@dataclass(frozen=True, slots=True)
class Votes:
    good: int = 0
    bad: int = 0
    kept: bool = True  # False: the database did not answer; it is written once that is back.
    own: Vote | None = None  # The asker's, as it stands now.


@dataclass(frozen=True, slots=True)
class PlaceSettings:
    """The settings of a server, a workspace or a channel."""

    channels: tuple[str, ...] = ()  # Channels in which mentions are answered; empty: all.
    private: bool = False  # Answers are shown to the asker alone unless asked otherwise.
    show_votes: bool = True
    helpers_channel: str = ""  # Where questions are passed on; empty: where they were asked.
    helpers_role: str = ""  # A role or user group that is called then; with neither no question is passed on.

    @property
    def has_helpers(self) -> bool:
        return bool(self.helpers_channel or self.helpers_role)


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is known before a question is answered."""

    context: Context = field(default_factory=Context)
    wait: float = 0.0  # Seconds until the asker may ask again; 0: the question is admitted.
    told: bool = False  # The asker was told so within this window already, and is to read nothing now.


@dataclass(frozen=True, slots=True)
class Remembered:
    """The part of a turn that it takes to find its reply again."""

    id: str
    asker: str
    text: str | None
    at: float  # Seconds since 1970, as all times here.
    asked_in: Context
    entry: str | None
    offered: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TurnRecord(Remembered):
    home: str  # Server or workspace.
    place: str
    platform: str
    outcome: str
    confidence: float
    context: Context  # For the next turn.
    elapsed_ms: float
    gap: bool = False  # Nothing was known.


@dataclass(frozen=True, slots=True)
class VoteRecord:
    turn: str
    asker: str
    vote: Vote | None  # None takes it back.
    at: float
    pressed: bool = False  # The same vote once more takes it back.


@dataclass(frozen=True, slots=True)
class GapRecord:
    turn: str
    asker: str
    kind: Gap
    at: float
    meant: str | None = None  # What the asker wrote instead, redacted.


@dataclass(frozen=True, slots=True)
class ClosedRecord:
    """An event that was answered while the database was away."""

    key: str
    at: float


Record = TurnRecord | VoteRecord | GapRecord | ClosedRecord


@dataclass(frozen=True, slots=True)
class PassedOn:
    """A question that was passed on to a person, which happens only once."""

    turn: str
    asker: str
    home: str
    at: float


class Passing(StrEnum):
    DONE = "done"
    ALREADY = "already"
    TOO_OFTEN = "too_often"


@dataclass(frozen=True, slots=True)
class Digest:
    """The channel where a server is told once a week what was asked there."""

    home: str
    platform: str
    address: str  # What its adapter takes to write to the server again, as the adapter gave it.
    channel: str
    due: float


@dataclass(frozen=True, slots=True)
class Cutoffs:
    """Times, in seconds since 1970; older rows are removed. Votes, gaps and passed questions stay as long as turns."""

    turns: float
    contexts: float
    events: float


class StoreError(BotError):
    """The store failed; the text never holds a password or a question."""


class DatabaseLocked(StoreError):
    """Another process holds the whole database."""


class RecordRefused(StoreError):
    """The store works, but will not take these records."""


class Unreachable(Exception):
    """The database gave no answer in time, or none before, so that it is not asked."""
