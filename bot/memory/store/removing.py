"""Deletes the rows of an asker or a server, or old rows."""

from typing import Any

from sqlalchemy import ColumnElement, Select, Table, delete, or_, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.memory.records import Cutoffs
from bot.memory.store import limits
from bot.memory.store.schema import contexts, decisions, digests, events, gaps, passed, place_settings, turns, votes


async def forget(connection: AsyncConnection, asker: str) -> int:
    removed = await _remove_of_turns(connection, select(turns.c.id).where(turns.c.asker == asker), asker)
    for table in (contexts, turns):
        removed += await _remove(connection, table, table.c.asker == asker)
    # What was decided stays in force; only who decided it is forgotten.
    await connection.execute(update(decisions).where(decisions.c.curator == asker).values(curator=""))
    # So does what was passed on: who deletes and asks again must not call people without end.
    await connection.execute(update(passed).where(passed.c.asker == asker).values(asker=""))
    return removed + await limits.forget(connection, asker)


async def leave(connection: AsyncConnection, home: str) -> int:
    removed = await _remove_of_turns(connection, select(turns.c.id).where(turns.c.home == home))
    for table in (contexts, turns, passed, digests, place_settings):
        removed += await _remove(connection, table, table.c.home == home)
    return removed


async def prune(connection: AsyncConnection, batch: int, before: Cutoffs) -> int:
    of_turns = tuple((table, before.turns) for table in (turns, votes, gaps, passed))
    removed = 0
    for table, oldest in (*of_turns, (contexts, before.contexts), (events, before.events)):
        key = tuple(table.primary_key.columns)
        old = select(*key).where(table.c.at < oldest).limit(batch)
        removed += await _remove(connection, table, tuple_(*key).in_(old) if len(key) > 1 else key[0].in_(old))
    return removed + await limits.prune(connection, batch, before.contexts)


async def _remove_of_turns(connection: AsyncConnection, of: Select[Any], asker: str | None = None) -> int:
    """Delete all votes and gaps on these turns and, with an `asker`, those of the asker on other turns."""
    removed = 0
    for table in (votes, gaps):
        which = table.c.turn.in_(of)
        removed += await _remove(connection, table, or_(which, table.c.asker == asker) if asker else which)
    return removed


async def _remove(connection: AsyncConnection, table: Table, which: ColumnElement[bool]) -> int:
    return (await connection.execute(delete(table).where(which))).rowcount
