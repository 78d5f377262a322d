"""The store on SQL: each method is a short transaction, and raises StoreError if the database fails."""

import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import RowMapping, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.memory.forms import ASKER_COLUMNS, to_context
from bot.memory.records import Cutoffs, PlaceSettings, Prepared, Rate, Record, Remembered, VoteRecord, Votes
from bot.memory.reviewed import Decision, Verdict
from bot.memory.store import limits, removing
from bot.memory.store.claiming import claim_event
from bot.memory.store.connections import Connections
from bot.memory.store.engines import Engines
from bot.memory.store.listing import Listing
from bot.memory.store.outreach import Outreach
from bot.memory.store.schema import contexts, decisions, events, metadata, notes, place_settings, turns
from bot.memory.store.writing import count_votes, own_vote, put_records, put_vote
from bot.model import Context

_RECALL = "SELECT context FROM contexts WHERE place = ? AND asker = ?"


class SqlStore:
    def __init__(self, engines: Engines, lease: float, now: Callable[[], float]) -> None:
        self.lease = lease
        self._sql = Connections(engines)
        self.outreach, listing = Outreach(self._sql), Listing(self._sql.quick)
        self.asked, self.gaps, self.answered = listing.asked, listing.gaps, listing.answered
        self._now = now
        self._claim = claim_event(is_postgresql=self._sql.is_postgresql, lease=lease)

    @property
    def prepares_at_once(self) -> bool:
        """Whether `prepare` never suspends, and limits its own waiting."""
        return not self._sql.is_postgresql

    async def prepare(self, asker: str, place: str, rate: Rate | None, *, note_told: bool) -> Prepared:
        """Count a question if processes share the count, and recall the context; see `Memory.prepare`."""
        if self.prepares_at_once:
            row = self._sql.read_at_once(_RECALL, (place, asker))
            return Prepared(to_context(row[0]) if row else Context())
        async with self._sql.quick() as connection:
            if rate is not None and asker:
                refused = await limits.count_question(connection, asker, rate, note_told=note_told)
                if refused:
                    return refused
            kept = select(contexts.c.context).where(contexts.c.place == place, contexts.c.asker == asker)
            context = (await connection.execute(kept)).scalar()
        return Prepared(to_context(context) if context else Context())

    async def claim(self, key: str, owner: str) -> bool:
        """Take an event for the length of a lease; true for one owner only."""

        async def take(connection: AsyncConnection) -> bool:
            given = {"event": key, "by": owner} | ({} if self._sql.is_postgresql else {"now": self._now()})
            return (await connection.execute(self._claim, given)).scalar() is not None

        return await self._sql.alone(take)

    async def close_event(self, key: str, owner: str) -> bool:
        """Close an event for good; false if another owner has it, or it is closed."""

        async def close(connection: AsyncConnection) -> bool:
            # Open, and still this owner's: both in the one statement that closes it.
            its = (events.c.key == key, events.c.owner == owner, events.c.closed == 0)
            return bool((await connection.execute(update(events).where(*its).values(closed=1))).rowcount)

        return await self._sql.alone(close)

    async def write(self, records: Sequence[Record]) -> None:
        """Keep all or none, and no record twice. Raises RecordRefused."""
        async with self._sql.careful() as connection:
            await put_records(connection, records)

    async def vote(self, record: VoteRecord) -> Votes:
        async with self._sql.careful() as connection:
            if record.pressed and await own_vote(connection, record.turn, record.asker) is record.vote:
                record = replace(record, vote=None)
            await put_vote(connection, record)
            return replace((await count_votes(connection, [record.turn]))[record.turn], own=record.vote)

    async def turn(self, id: str) -> Remembered | None:
        return _to_remembered(await self._sql.first(select(turns).where(turns.c.id == id)))

    async def last_turn(self, asker: str, place: str) -> Remembered | None:
        asked_there = select(turns).where(turns.c.asker == asker, turns.c.place == place)
        return _to_remembered(await self._sql.first(asked_there.order_by(turns.c.at.desc()).limit(1)))

    async def settings(self, place: str) -> PlaceSettings:
        found = await self._sql.first(select(place_settings).where(place_settings.c.place == place))
        given = json.loads(found["settings"]) if found else {}
        known = {name: value for name, value in given.items() if name in PlaceSettings.__slots__}
        return PlaceSettings(**known | {"channels": tuple(known.get("channels", ()))})

    async def change_settings(self, place: str, home: str, settings: PlaceSettings) -> None:
        row = {"place": place, "home": home, "settings": json.dumps(asdict(settings))}
        await self._sql.put(place_settings, row, "settings")

    async def read_note(self, key: str) -> str | None:
        found = await self._sql.first(select(notes).where(notes.c.key == key))
        return found["value"] if found else None

    async def keep_note(self, key: str, value: str) -> None:
        await self._sql.put(notes, {"key": key, "value": value}, "value")

    async def export(self, asker: str) -> dict[str, list[dict[str, Any]]]:
        found = {}
        for name, column in ASKER_COLUMNS.items():
            table = metadata.tables[name]
            found[name] = [dict(row) for row in await self._sql.all(select(table).where(table.c[column] == asker))]
        if self._sql.is_postgresql:
            found["limits"] = [dict(row) for row in await self._sql.all(limits.times_of(asker))]
        return found

    async def forget(self, asker: str) -> int:
        return await self._remove(lambda open_: removing.forget(open_, asker))

    async def leave(self, home: str) -> int:
        return await self._remove(lambda open_: removing.leave(open_, home))

    async def prune(self, batch: int, before: Cutoffs) -> int:
        """Remove at most `batch` older rows of each table, and return their number."""
        async with self._sql.careful() as connection:
            return await removing.prune(connection, batch, before)

    async def decisions(self, after: int = 0) -> tuple[Decision, ...]:
        """The decisions with a number above `after`, in their order."""
        found = await self._sql.all(select(decisions).where(decisions.c.number > after).order_by(decisions.c.number))
        return tuple(Decision(**{**row, "verdict": Verdict(row["verdict"])}) for row in found)

    async def decide(self, decision: Decision) -> None:
        """Raises RecordRefused if its number is taken, since somebody else has decided meanwhile."""
        await self._sql.change(insert(decisions), asdict(decision) | {"verdict": decision.verdict.value})

    async def probe(self) -> None:
        """Raise StoreError unless the database can be read and written."""
        async with self._sql.careful() as connection:
            await connection.execute(text("SELECT 1"))
        async with self._sql.quick() as connection:
            await connection.execute(text("SELECT 1"))

    async def close(self) -> None:
        await self._sql.close()

    async def _remove(self, remove: Callable[[AsyncConnection], Awaitable[int]]) -> int:
        async with self._sql.careful() as connection:
            removed = await remove(connection)
        # What was removed stands in SQLite's log file until that is written back.
        if not self._sql.is_postgresql:
            async with self._sql.quick() as connection:
                await connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
        return removed


def _to_remembered(row: RowMapping | None) -> Remembered | None:
    if row is None:
        return None
    own = {name: row[name] for name in Remembered.__slots__}
    return Remembered(**own | {"asked_in": to_context(row["asked_in"]), "offered": tuple(json.loads(row["offered"]))})
