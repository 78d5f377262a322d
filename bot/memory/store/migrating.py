"""Updates a database to the newest schema, one process at a time."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.memory.port import StoreError
from bot.memory.store.migrations import NEWEST, statements_to

_LOCK = 7_310_452_018
"""Any number; the same for all processes of this bot."""


async def migrate(engine: AsyncEngine, place: str, patience: float, newest: int = NEWEST) -> int:
    """Apply what is missing, all or nothing. Waits `patience` seconds for another process that does the same."""
    postgresql = engine.dialect.name == "postgresql"
    async with engine.begin() as connection:
        # On SQLite the transaction itself is the lock: it begins as a writing one.
        if postgresql:
            await connection.execute(text(f"SET LOCAL lock_timeout = {int(patience * 1000)}"))
            await connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
        found = await _version(connection, postgresql)
        if found > newest:
            raise _too_new(place, found, newest)
        if found == newest:
            return found
        if found == 0:
            await connection.execute(text("CREATE TABLE schema_version (version INTEGER NOT NULL)"))
            await connection.execute(text("INSERT INTO schema_version VALUES (0)"))
        for version in range(found + 1, newest + 1):
            for statement in statements_to(version, postgresql=postgresql):
                await connection.exec_driver_sql(statement)
        await connection.execute(text("UPDATE schema_version SET version = :version"), {"version": newest})
    return found


async def version_of(connection: AsyncConnection, place: str) -> int:
    """Return 0 where there is no schema yet. Raises StoreError for one of a newer release."""
    found = await _version(connection, connection.dialect.name == "postgresql")
    if found > NEWEST:
        raise _too_new(place, found, NEWEST)
    return found


def _too_new(place: str, found: int, newest: int) -> StoreError:
    return StoreError(
        f"{place} is of version {found}, made by a newer release, and this one knows {newest} at most;"
        " upgrade the bot, or restore the backup from before"
    )


async def _version(connection: AsyncConnection, postgresql: bool) -> int:
    there = (
        "to_regclass('schema_version')"
        if postgresql
        else "(SELECT name FROM sqlite_master WHERE name = 'schema_version')"
    )
    if (await connection.execute(text(f"SELECT {there}"))).scalar() is None:
        return 0
    return int((await connection.execute(text("SELECT version FROM schema_version"))).scalar() or 0)
