"""Keeps the questions that were passed on to people, and the channels of weekly digests."""

from dataclasses import asdict

from sqlalchemy import ColumnElement, delete, func, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.memory.records import Digest, PassedOn, Passing, Rate
from bot.memory.store.connections import Connections
from bot.memory.store.schema import digests, passed


class Outreach:
    def __init__(self, sql: Connections) -> None:
        self._sql = sql

    async def pass_on(self, question: PassedOn, of_asker: Rate, of_home: Rate) -> Passing:
        """Note that a question goes to a person, unless it did already, or too many of the asker or server did."""
        async with self._sql.careful() as connection:
            if self._sql.is_postgresql:
                # One at a time of a server, or two count the same before either is there. On SQLite they never overlap.
                lock = text("SELECT pg_advisory_xact_lock(hashtextextended(:home, 0))")
                await connection.execute(lock, {"home": question.home})
            if await _count(connection, passed.c.turn == question.turn):
                return Passing.ALREADY
            limits = ((passed.c.asker == question.asker, of_asker), (passed.c.home == question.home, of_home))
            for whose, rate in limits:
                if await _count(connection, whose, passed.c.at > question.at - rate.window) >= rate.limit:
                    return Passing.TOO_OFTEN
            await connection.execute(insert(passed), asdict(question))
        return Passing.DONE

    async def take_back(self, turn: str) -> None:
        """Forget a question that did not reach the person."""
        await self._sql.change(delete(passed).where(passed.c.turn == turn))

    async def digest(self, home: str) -> Digest | None:
        row = await self._sql.first(select(digests).where(digests.c.home == home))
        return Digest(**row) if row else None

    async def keep_digest(self, digest: Digest) -> None:
        """Replace the digest of the server."""
        await self._sql.put(digests, asdict(digest), "platform", "address", "channel", "due")

    async def drop_digest(self, home: str) -> None:
        await self._sql.change(delete(digests).where(digests.c.home == home))

    async def due_digests(self, platform: str, at: float) -> tuple[Digest, ...]:
        wanted = select(digests).where(digests.c.platform == platform, digests.c.due <= at).order_by(digests.c.due)
        return tuple(Digest(**row) for row in await self._sql.all(wanted))

    async def take_digest(self, digest: Digest, due: float) -> bool:
        """Put a digest off until `due`; true for one caller only."""
        its = (digests.c.home == digest.home, digests.c.due == digest.due)
        return bool(await self._sql.change(update(digests).where(*its).values(due=due)))


async def _count(connection: AsyncConnection, *conditions: ColumnElement[bool]) -> int:
    return (await connection.execute(select(func.count()).select_from(passed).where(*conditions))).scalar_one()
