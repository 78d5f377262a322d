"""Notes that a question goes to a person: it, the limits and an open transaction in, whether it may go out."""

from __future__ import annotations

from dataclasses import asdict

from sqlalchemy import ColumnElement, func, insert, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.memory.records import PassedOn, Passing, Rate
from bot.memory.store.schema import passed


async def pass_on(connection: AsyncConnection, one: PassedOn, of_asker: Rate, of_home: Rate) -> Passing:
    if connection.dialect.name == "postgresql":
        # One at a time of a server, or two would count the same before either is there. On SQLite they never overlap.
        await connection.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:home, 0))"), {"home": one.home})
    if await _count(connection, passed.c.turn == one.turn):
        return Passing.ALREADY
    for whose, rate in ((passed.c.asker == one.asker, of_asker), (passed.c.home == one.home, of_home)):
        if await _count(connection, whose, passed.c.at > one.at - rate.window) >= rate.limit:
            return Passing.TOO_OFTEN
    await connection.execute(insert(passed), asdict(one))
    return Passing.DONE


async def _count(connection: AsyncConnection, *which: ColumnElement[bool]) -> int:
    return (await connection.execute(select(func.count()).select_from(passed).where(*which))).scalar_one()
