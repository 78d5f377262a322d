"""The store on SQL: each method is a short transaction, and raises StoreError where the database fails."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import Executable, RowMapping, Table, delete, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.memory.forms import to_context
from bot.memory.records import (
    Asked,
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
    Verdict,
    VoteRecord,
    Votes,
)
from bot.memory.store import removing
from bot.memory.store.engines import PATIENCE, Engines
from bot.memory.store.faults import explained
from bot.memory.store.gathering import Gatherer, Operation
from bot.memory.store.limits import count_question, pass_on
from bot.memory.store.listing import list_gaps, list_questions, list_told
from bot.memory.store.schema import (
    contexts,
    decisions,
    digests,
    events,
    gaps,
    notes,
    passed,
    place_settings,
    turns,
    votes,
)
from bot.memory.store.sqlite import Recaller, begun
from bot.memory.store.statements import claim_event, put_one
from bot.memory.store.writing import count_votes, own_vote, put_records, put_vote

LEASE = 30.0
"""Seconds after which an event is free again whose process has died before it answered."""


class SqlStore:
    def __init__(self, engines: Engines, lease: float, now: Callable[[], float]) -> None:
        self.engines = engines
        self._postgresql = engines.file is None
        self._now = now
        self._claim = claim_event(is_postgresql=self._postgresql, lease=lease)
        self._recaller = Recaller(engines.file) if engines.file is not None else None
        self._gatherer = Gatherer(self._careful) if engines.file is not None else None

    @property
    def prepares_at_once(self) -> bool:
        """`prepare` never suspends, and waits 20 ms at most by itself."""
        return self._recaller is not None

    async def prepare(self, asker: str, place: str, rate: Rate | None, *, tell: bool) -> Prepared:
        """Count a question where processes share the count, and recall the context. `tell`: busy would be said."""
        if self._recaller is not None:
            with explained(self.engines.place):
                found = self._recaller.recall(place, asker)
            return Prepared(to_context(found) if found else None)
        async with self._quick() as connection:
            if rate is not None and asker:
                refused = await count_question(connection, asker, rate, tell=tell)
                if refused:
                    return refused
            kept = select(contexts.c.context).where(contexts.c.place == place, contexts.c.asker == asker)
            context = (await connection.execute(kept)).scalar()
        return Prepared(to_context(context) if context else None)

    async def claim(self, key: str, owner: str) -> bool:
        """Take an event for the length of a lease; true for one owner only."""

        async def take(connection: AsyncConnection) -> bool:
            given = {"event": key, "by": owner} | ({} if self._postgresql else {"now": self._now()})
            return (await connection.execute(self._claim, given)).scalar() is not None

        return await self._alone(take)

    async def answering(self, key: str, owner: str) -> bool:
        """Close an event for good; false where it is another's, or closed."""

        async def close(connection: AsyncConnection) -> bool:
            # Open, and still this owner's: both in the one statement that closes it.
            its = (events.c.key == key, events.c.owner == owner, events.c.closed == 0)
            return bool((await connection.execute(update(events).where(*its).values(closed=1))).rowcount)

        return await self._alone(close)

    async def write(self, records: Sequence[Record]) -> None:
        """Keep all or none; what was kept before is not kept twice. Raises RecordRefused."""
        async with self._careful() as connection:
            await put_records(connection, records)

    async def vote(self, record: VoteRecord) -> Votes:
        async with self._careful() as connection:
            if record.pressed and await own_vote(connection, record.turn, record.asker) is record.vote:
                record = replace(record, vote=None)
            await put_vote(connection, record)
            return replace(await count_votes(connection, record.turn), own=record.vote)

    async def turn(self, id: str) -> Remembered | None:
        return _to_remembered(await self._first(select(turns).where(turns.c.id == id)))

    async def last_turn(self, asker: str, place: str) -> Remembered | None:
        asked_there = select(turns).where(turns.c.asker == asker, turns.c.place == place)
        return _to_remembered(await self._first(asked_there.order_by(turns.c.at.desc()).limit(1)))

    async def settings(self, place: str) -> PlaceSettings:
        found = await self._first(select(place_settings).where(place_settings.c.place == place))
        given = json.loads(found["settings"]) if found else {}
        known = {name: value for name, value in given.items() if name in PlaceSettings.__slots__}
        return PlaceSettings(**known | {"channels": tuple(known.get("channels", ()))})

    async def change_settings(self, place: str, home: str, settings: PlaceSettings) -> None:
        row = {"place": place, "home": home, "settings": json.dumps(asdict(settings))}
        await self._put(place_settings, row, "settings")

    async def note(self, key: str) -> str | None:
        found = await self._first(select(notes).where(notes.c.key == key))
        return found["value"] if found else None

    async def keep_note(self, key: str, value: str) -> None:
        await self._put(notes, {"key": key, "value": value}, "value")

    async def export(self, asker: str) -> dict[str, list[dict[str, Any]]]:
        theirs = [(table, table.c.asker) for table in (turns, contexts, votes, gaps, passed)]
        found = {
            table.name: [dict(row) for row in await self._all(select(table).where(column == asker))]
            for table, column in (*theirs, (decisions, decisions.c.curator))
        }
        if self._postgresql:
            counted = text("SELECT times FROM limits WHERE asker = :asker").bindparams(asker=asker)
            found["limits"] = [dict(row) for row in await self._all(counted)]
        return found

    async def forget(self, asker: str) -> int:
        async with self._careful() as connection:
            removed = await removing.forget(connection, asker, limits=self._postgresql)
        await self._shrink()
        return removed

    async def leave(self, home: str) -> int:
        async with self._careful() as connection:
            removed = await removing.leave(connection, home)
        await self._shrink()
        return removed

    async def prune(self, batch: int, *, turns: float, contexts: float, events: float) -> int:
        """Remove at most `batch` rows of each table that are older, and return how many went."""
        async with self._careful() as connection:
            return await removing.prune(connection, batch, turns, contexts, events, limits=self._postgresql)

    def asked(self, home: str | None = None) -> AsyncIterator[Asked]:
        """Oldest first; with `home` those of that server or workspace."""
        return list_questions(self._quick, home)

    def gaps(self, since: float, home: str | None = None) -> AsyncIterator[NotedGap]:
        """What was noted at `since` or later, oldest first; with `home` of questions that were asked there."""
        return list_gaps(self._quick, since, home)

    def told(self, home: str | None = None) -> AsyncIterator[Told]:
        """The turns that were answered, oldest first; with `home` those of that server or workspace."""
        return list_told(self._quick, home)

    async def decisions(self, after: int = 0) -> tuple[Decision, ...]:
        """Those of a higher number, in their order."""
        found = await self._all(select(decisions).where(decisions.c.number > after).order_by(decisions.c.number))
        return tuple(Decision(**{**row, "verdict": Verdict(row["verdict"])}) for row in found)

    async def decide(self, decision: Decision) -> None:
        """Raises RecordRefused where its number is taken: somebody else has decided meanwhile."""
        await self._change(insert(decisions), asdict(decision) | {"verdict": decision.verdict.value})

    async def pass_on(self, passed: PassedOn, of_asker: Rate, of_home: Rate) -> Passing:
        """Take note that a question goes to a person, unless it did already, or others did too often."""
        async with self._careful() as connection:
            return await pass_on(connection, passed, of_asker, of_home)

    async def take_back(self, turn: str) -> None:
        """The question did not get there."""
        await self._change(delete(passed).where(passed.c.turn == turn))

    async def digest(self, home: str) -> Digest | None:
        row = await self._first(select(digests).where(digests.c.home == home))
        return Digest(**row) if row else None

    async def keep_digest(self, digest: Digest) -> None:
        """In the place of the one that the server has."""
        await self._put(digests, asdict(digest), "platform", "address", "channel", "due")

    async def drop_digest(self, home: str) -> None:
        await self._change(delete(digests).where(digests.c.home == home))

    async def due_digests(self, platform: str, at: float) -> tuple[Digest, ...]:
        wanted = select(digests).where(digests.c.platform == platform, digests.c.due <= at).order_by(digests.c.due)
        return tuple(Digest(**row) for row in await self._all(wanted))

    async def take_digest(self, digest: Digest, due: float) -> bool:
        """Put it off until `due`; true for one caller only."""
        its = (digests.c.home == digest.home, digests.c.due == digest.due)
        return bool(await self._change(update(digests).where(*its).values(due=due)))

    async def probe(self) -> None:
        """Raise StoreError unless it can be read and written."""
        async with self._careful() as connection:
            await connection.execute(text("SELECT 1"))
        async with self._quick() as connection:
            await connection.execute(text("SELECT 1"))

    async def close(self) -> None:
        if self._recaller is not None:
            self._recaller.close()
        if self._gatherer is not None:
            await self._gatherer.close()
        await self.engines.dispose()

    async def _shrink(self) -> None:
        """What was removed stands in SQLite's log file until that is written back."""
        if not self._postgresql:
            async with self._quick() as connection:
                await connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))

    async def _first(self, wanted: Executable) -> RowMapping | None:
        async with self._quick() as connection:
            return (await connection.execute(wanted)).mappings().first()

    async def _all(self, wanted: Executable) -> Sequence[RowMapping]:
        async with self._quick() as connection:
            return (await connection.execute(wanted)).mappings().all()

    async def _change(self, statement: Executable, row: Mapping[str, Any] | None = None) -> int:
        """Return how many rows it has changed."""
        async with self._careful() as connection:
            return (await connection.execute(statement, row)).rowcount

    async def _put(self, table: Table, row: Mapping[str, Any], *columns: str) -> None:
        async with self._careful() as connection:
            await put_one(connection, table, row, *columns)

    @asynccontextmanager
    async def _quick(self) -> AsyncIterator[AsyncConnection]:
        with explained(self.engines.place):
            async with asyncio.timeout(PATIENCE if self._postgresql else None), self.engines.quick.connect() as open_:
                yield open_

    @asynccontextmanager
    async def _careful(self) -> AsyncIterator[AsyncConnection]:
        with explained(self.engines.place):
            if self._postgresql:
                async with asyncio.timeout(PATIENCE), self.engines.careful.begin() as open_:
                    yield open_
            else:
                async with begun(self.engines.careful) as open_:
                    yield open_

    async def _alone(self, operation: Operation) -> bool:
        """Do what is one statement, and so needs no transaction of its own."""
        if self._gatherer is not None:
            return await self._gatherer.run(operation)
        with explained(self.engines.place):
            async with asyncio.timeout(PATIENCE), self.engines.careful.connect() as connection:
                return await operation(await connection.execution_options(isolation_level="AUTOCOMMIT"))


def _to_remembered(row: RowMapping | None) -> Remembered | None:
    if row is None:
        return None
    return Remembered(
        id=row["id"],
        asker=row["asker"],
        text=row["text"],
        at=row["at"],
        asked_in=to_context(row["asked_in"]),
        entry=row["entry"],
        offered=tuple(json.loads(row["offered"])),
    )
