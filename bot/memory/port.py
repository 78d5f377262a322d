"""The narrow interface to permanent storage; a database implements it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import Any, Protocol

from bot.memory.records import (
    Asked,
    Cutoffs,
    Decision,
    Digest,
    NotedGap,
    PassedOn,
    Passing,
    PlaceSettings,
    Prepared,
    Rate,
    Record,
    Remembered,
    Told,
    VoteRecord,
    Votes,
)
from bot.model import BotError


class StoreError(BotError):
    """The store did not do what was asked; its text never holds a password or a question."""


class RecordRefused(StoreError):
    """The store works, but will not take these records."""


class Store(Protocol):
    """Every method raises StoreError where the database fails."""

    @property
    def prepares_at_once(self) -> bool:
        """`prepare` never suspends, and waits 20 ms at most by itself."""
        ...

    async def prepare(self, asker: str, place: str, rate: Rate | None, *, tell: bool) -> Prepared:
        """Count a question where processes share the count, and recall the context. `tell`: busy would be said."""
        ...

    async def claim(self, key: str, owner: str) -> bool:
        """Take an event for the length of a lease; true for one owner only."""
        ...

    async def answering(self, key: str, owner: str) -> bool:
        """Close an event for good; false where it is another's, or closed."""
        ...

    async def write(self, records: Sequence[Record]) -> None:
        """Keep all or none; what was kept before is not kept twice. Raises RecordRefused."""
        ...

    async def vote(self, record: VoteRecord) -> Votes: ...

    async def turn(self, id: str) -> Remembered | None: ...

    async def last_turn(self, asker: str, place: str) -> Remembered | None: ...

    async def settings(self, place: str) -> PlaceSettings: ...

    async def change_settings(self, place: str, home: str, settings: PlaceSettings) -> None: ...

    async def note(self, key: str) -> str | None: ...

    async def keep_note(self, key: str, value: str) -> None: ...

    async def export(self, asker: str) -> dict[str, list[dict[str, Any]]]:
        """Return all rows of an asker, by table."""
        ...

    async def forget(self, asker: str) -> int:
        """Remove all rows of an asker and return their number."""
        ...

    async def leave(self, home: str) -> int:
        """Remove all rows of a server or workspace and return their number."""
        ...

    async def prune(self, cutoffs: Cutoffs, batch: int) -> int:
        """Remove at most `batch` old rows of each table and return how many went."""
        ...

    def asked(self, home: str | None = None) -> AsyncIterator[Asked]:
        """Yield all recorded questions, oldest first; with `home` those of that server or workspace."""
        ...

    def gaps(self, since: float, home: str | None = None) -> AsyncIterator[NotedGap]:
        """Yield what was noted at `since` or later, oldest first; with `home` of questions that were asked there."""
        ...

    def told(self, home: str | None = None) -> AsyncIterator[Told]:
        """Yield all turns that were answered, oldest first; with `home` those of that server or workspace."""
        ...

    async def decisions(self, after: int = 0) -> tuple[Decision, ...]:
        """Return those of a higher number, in their order."""
        ...

    async def decide(self, decision: Decision) -> None:
        """Keep it. Raises RecordRefused where its number is taken: somebody else has decided meanwhile."""
        ...

    async def pass_on(self, passed: PassedOn, of_asker: Rate, of_home: Rate) -> Passing:
        """Take note that a question goes to a person, unless it did already, or others did too often."""
        ...

    async def take_back(self, turn: str) -> None:
        """The question did not get there."""
        ...

    async def digest(self, home: str) -> Digest | None: ...

    async def keep_digest(self, digest: Digest) -> None:
        """In the place of the one that the server has."""
        ...

    async def drop_digest(self, home: str) -> None: ...

    async def due_digests(self, platform: str, at: float) -> tuple[Digest, ...]: ...

    async def take_digest(self, digest: Digest, due: float) -> bool:
        """Put it off until `due`; true for one caller only."""
        ...

    async def probe(self) -> None:
        """Raise StoreError unless it can be read and written."""
        ...

    async def close(self) -> None: ...
