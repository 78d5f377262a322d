"""Makes two engines from the address of a database, for quick and for careful work."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.memory.records import StoreError

PATIENCE = 5.0  # Seconds for a PostgreSQL that hangs, and for a file of SQLite that another process holds.
_BEGIN_PATIENCE = 0.01  # The same for the connection of SQLite that writes: `Connections` waits in its place.
_CONNECT_SECONDS = 3
_CONNECTIONS = 4  # Of each engine, on PostgreSQL.
_SETTING = "EVBOT_DATABASE_URL"


@dataclass(frozen=True, slots=True)
class Engines:
    quick: AsyncEngine  # Each statement for itself; on SQLite for reading only.
    careful: AsyncEngine  # Transactions; on SQLite the one connection that writes.
    place: str  # What to call the database in a message; holds neither user nor password.
    file: Path | None  # None on PostgreSQL.

    async def dispose(self) -> None:
        await self.quick.dispose()
        await self.careful.dispose()


def sqlite_file(url: str) -> Path | None:
    """The file of an SQLite address, None for other addresses."""
    if not url.startswith("sqlite:"):
        return None
    name = url.removeprefix("sqlite:").removeprefix("///").partition("?")[0]
    if not url.startswith("sqlite:///") or not name or name == ":memory:":
        raise StoreError(f"{_SETTING} names no file; write for example sqlite:///evbot.db")
    return Path(name)


def connect(url: str) -> Engines:
    """Make engines, and open nothing yet. Raises StoreError for a bad address."""
    file = sqlite_file(url)
    return _to_sqlite(file) if file is not None else _to_postgresql(url)


def _to_sqlite(file: Path) -> Engines:
    address = URL.create("sqlite+aiosqlite", database=str(file))
    made = partial(create_async_engine, address, max_overflow=0, hide_parameters=True)
    reading: dict[str, Any] = {"timeout": PATIENCE, "isolation_level": None}
    quick = made(connect_args=reading, pool_size=2, pool_reset_on_return=None)
    careful = made(connect_args=reading | {"timeout": _BEGIN_PATIENCE}, pool_size=1, pool_timeout=30)
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
        raise StoreError(f"{_SETTING} is no address; write sqlite:///evbot.db or postgresql://user@host/name") from None
    if given.drivername not in ("postgresql", "postgres", "postgresql+psycopg"):
        raise StoreError(f"{_SETTING} names another kind of database; write sqlite:///FILE or postgresql://...")
    host = given.host or given.query.get("host") or "localhost"
    address = given.set(drivername="postgresql+psycopg")
    defaults: dict[str, Any] = {
        "connect_timeout": _CONNECT_SECONDS,
        "application_name": "evbot",
        "keepalives_idle": 30,
        "keepalives_interval": 5,
        "keepalives_count": 3,
    }
    made = partial(
        create_async_engine,
        address,
        # What the operator has written into the address goes before.
        connect_args={name: value for name, value in defaults.items() if name not in given.query},
        pool_size=_CONNECTIONS,
        max_overflow=0,
        pool_timeout=PATIENCE,
        hide_parameters=True,
    )
    quick = made(isolation_level="AUTOCOMMIT", pool_reset_on_return=None)
    return Engines(quick, made(), f"database {given.database} on {host}", None)
