"""Connects to a database: engines for quick and for careful work, and a bare connection that recalls a context."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from random import uniform
from time import monotonic
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.memory.errors import StoreError

BUSY_SECONDS = 5.0
"""How long SQLite waits by itself for another process that holds the file."""
BUSY_SECONDS_WRITING = 0.01
"""The same for the connection that writes, see `begun`."""
CONNECT_SECONDS = 3
_CONNECTIONS = 4
"""Of each engine, on PostgreSQL."""
SETTING = "EVBOT_DATABASE_URL"


@dataclass(frozen=True, slots=True)
class Engines:
    quick: AsyncEngine
    """Each statement for itself; on SQLite for reading only."""
    careful: AsyncEngine
    """Transactions; on SQLite the one connection that writes."""
    place: str
    """What to call the database in a message; holds neither user nor password."""
    file: Path | None
    """None on PostgreSQL."""

    async def dispose(self) -> None:
        await self.quick.dispose()
        await self.careful.dispose()


def sqlite_file(url: str) -> Path | None:
    """The file of an SQLite address, None for other addresses."""
    if not url.startswith("sqlite:"):
        return None
    name = url.removeprefix("sqlite:").removeprefix("///").partition("?")[0]
    if not url.startswith("sqlite:///") or not name or name == ":memory:":
        raise StoreError(f"{SETTING} names no file; write for example sqlite:///evbot.db")
    return Path(name)


def connect(url: str) -> Engines:
    """Nothing is opened yet. Raises StoreError where the address is none."""
    file = sqlite_file(url)
    return _to_sqlite(file) if file is not None else _to_postgresql(url)


def _to_sqlite(file: Path) -> Engines:
    address = URL.create("sqlite+aiosqlite", database=str(file))
    reading: dict[str, Any] = {"timeout": BUSY_SECONDS, "isolation_level": None}
    writing = reading | {"timeout": BUSY_SECONDS_WRITING}
    quick = create_async_engine(
        address, connect_args=reading, pool_size=2, max_overflow=0, pool_reset_on_return=None, hide_parameters=True
    )
    careful = create_async_engine(
        address, connect_args=writing, pool_size=1, max_overflow=0, pool_timeout=30, hide_parameters=True
    )
    for engine in (quick, careful):
        event.listen(engine.sync_engine, "connect", _set_up_sqlite)
    # The driver's own BEGIN comes late and takes no lock: two that read and then write would refuse each other.
    event.listen(careful.sync_engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    return Engines(quick, careful, f"database {file}", file)


def _set_up_sqlite(connection: Any, _: Any) -> None:
    cursor = connection.cursor()
    # NORMAL survives a killed process, and with WAL a loss of power cannot damage the file. What is deleted is zeroed.
    for pragma in ("synchronous = NORMAL", "secure_delete = ON", "temp_store = MEMORY"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _to_postgresql(url: str) -> Engines:
    try:
        given = make_url(url)
    except ArgumentError:
        raise StoreError(f"{SETTING} is no address; write sqlite:///evbot.db or postgresql://user@host/name") from None
    if given.drivername not in ("postgresql", "postgres", "postgresql+psycopg"):
        raise StoreError(f"{SETTING} names another kind of database; write sqlite:///FILE or postgresql://...")
    host = given.host or given.query.get("host") or "localhost"
    address = given.set(drivername="postgresql+psycopg")
    arguments: dict[str, Any] = {
        "connect_timeout": CONNECT_SECONDS,
        "application_name": "evbot",
        "keepalives_idle": 30,
        "keepalives_interval": 5,
        "keepalives_count": 3,
    }
    # What the operator has written into the address goes before.
    arguments = {name: value for name, value in arguments.items() if name not in given.query}
    shared: dict[str, Any] = {
        "connect_args": arguments,
        "pool_size": _CONNECTIONS,
        "max_overflow": 0,
        "pool_timeout": 5,
        "hide_parameters": True,
    }
    quick = create_async_engine(address, isolation_level="AUTOCOMMIT", pool_reset_on_return=None, **shared)
    return Engines(quick, create_async_engine(address, **shared), f"database {given.database} on {host}", None)


PATIENCE = 5.0
_PAUSE = (0.001, 0.008)


@asynccontextmanager
async def begun(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """Begin a transaction that holds SQLite's write lock. Raises what the engine raises, once `PATIENCE` is over.

    SQLite's own waiting looks for the lock ever less often, and whoever comes new looks at once: under load those that
    wait longest are served last. Here all look equally often.
    """
    until = monotonic() + PATIENCE
    while True:
        async with engine.connect() as connection:
            try:
                await connection.begin()
            except OperationalError as error:
                if "locked" not in str(error.orig) or monotonic() > until:
                    raise
            else:
                yield connection
                await connection.commit()
                return
        await asyncio.sleep(uniform(*_PAUSE))


_PATIENCE = 0.015
"""Seconds for a file that another process has locked whole; then questions go on without it."""
_RECALL = "SELECT context FROM contexts WHERE place = ? AND asker = ?"


class Recaller:
    """Belongs to one thread."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._connection: sqlite3.Connection | None = None

    def recall(self, place: str, asker: str) -> str | None:
        """Raises sqlite3.Error."""
        if self._connection is None:
            self._connection = sqlite3.connect(self._file, timeout=_PATIENCE, isolation_level=None)
        try:
            found: tuple[str] | None = self._connection.execute(_RECALL, (place, asker)).fetchone()
        except sqlite3.Error:
            self.close()
            raise
        return found[0] if found else None

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
