"""The tables, and the numbered steps that bring a database to their newest form, one process at a time."""

from typing import Any

from sqlalchemy import Column, Double, Integer, MetaData, String, Table, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.memory.records import StoreError

metadata = MetaData()  # All but `limits`. A test compares it with a database of the newest version.

_NUMBERS: dict[str, Any] = {
    **dict.fromkeys(("at", "free_at", "due", "confidence", "elapsed_ms"), Double),
    **dict.fromkeys(("closed", "number"), Integer),
}
"""Columns that hold no text."""


def _table(name: str, key: str, others: str) -> Table:
    """With the columns of its primary key, and the others."""
    columns = {column: _NUMBERS.get(column, String) for column in f"{key} {others}".split()}
    made = (Column(column, kind, primary_key=column in key.split()) for column, kind in columns.items())
    return Table(name, metadata, *made)


turns = _table("turns", "id", "at asker home place platform text outcome entry confidence offered asked_in elapsed_ms")
contexts = _table("contexts", "place asker", "home context at")
events = _table("events", "key", "owner free_at closed at")
votes = _table("votes", "turn asker", "vote at")
gaps = _table("gaps", "turn asker kind", "meant at")
notes = _table("notes", "key", "value")
decisions = _table("decisions", "number", "at curator verdict suggestion what")
passed = _table("passed", "turn", "asker home at")
digests = _table("digests", "home", "platform address channel due")
place_settings = _table("place_settings", "place", "home settings")

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE turns (
            id TEXT PRIMARY KEY, at DOUBLE PRECISION NOT NULL, asker TEXT NOT NULL, home TEXT NOT NULL,
            place TEXT NOT NULL, platform TEXT NOT NULL, text TEXT, outcome TEXT NOT NULL, entry TEXT,
            confidence DOUBLE PRECISION NOT NULL, offered TEXT NOT NULL, asked_in TEXT NOT NULL,
            elapsed_ms DOUBLE PRECISION NOT NULL)""",
        "CREATE INDEX turns_by_asker ON turns (asker, place, at)",
        "CREATE INDEX turns_by_home ON turns (home)",
        """CREATE TABLE contexts (
            place TEXT NOT NULL, asker TEXT NOT NULL, home TEXT NOT NULL, context TEXT NOT NULL,
            at DOUBLE PRECISION NOT NULL, PRIMARY KEY (place, asker))""",
        "CREATE INDEX contexts_by_asker ON contexts (asker)",
        """CREATE TABLE events (
            key TEXT PRIMARY KEY, owner TEXT NOT NULL, free_at DOUBLE PRECISION NOT NULL, closed INTEGER NOT NULL,
            at DOUBLE PRECISION NOT NULL)""",
        """CREATE TABLE votes (
            turn TEXT NOT NULL, asker TEXT NOT NULL, vote TEXT NOT NULL, at DOUBLE PRECISION NOT NULL,
            PRIMARY KEY (turn, asker))""",
        "CREATE INDEX votes_by_asker ON votes (asker)",
        """CREATE TABLE gaps (
            turn TEXT NOT NULL, asker TEXT NOT NULL, kind TEXT NOT NULL, meant TEXT, at DOUBLE PRECISION NOT NULL,
            PRIMARY KEY (turn, asker, kind))""",
        "CREATE INDEX gaps_by_asker ON gaps (asker)",
        "CREATE TABLE place_settings (place TEXT PRIMARY KEY, home TEXT NOT NULL, settings TEXT NOT NULL)",
    ),
    (
        # What is removed by age is found by age.
        "CREATE INDEX turns_by_age ON turns (at)",
        "CREATE INDEX contexts_by_age ON contexts (at)",
        "CREATE INDEX events_by_age ON events (at)",
        "CREATE INDEX votes_by_age ON votes (at)",
        "CREATE INDEX gaps_by_age ON gaps (at)",
    ),
    # What processes have to know of each other, such as which commands a platform was told of last.
    ("CREATE TABLE notes (key TEXT PRIMARY KEY, value TEXT NOT NULL)",),
    # What curators decided; rows are only ever added.
    (
        """CREATE TABLE decisions (
            number INTEGER PRIMARY KEY, at DOUBLE PRECISION NOT NULL, curator TEXT NOT NULL, verdict TEXT NOT NULL,
            suggestion TEXT NOT NULL, what TEXT NOT NULL)""",
    ),
    # Questions that a person was asked, and which servers are told weekly what was asked there.
    (
        """CREATE TABLE passed (
            turn TEXT PRIMARY KEY, asker TEXT NOT NULL, home TEXT NOT NULL, at DOUBLE PRECISION NOT NULL)""",
        "CREATE INDEX passed_by_home ON passed (home, at)",
        "CREATE INDEX passed_by_asker ON passed (asker, at)",
        "CREATE INDEX passed_by_age ON passed (at)",
        """CREATE TABLE digests (
            home TEXT PRIMARY KEY, platform TEXT NOT NULL, address TEXT NOT NULL, channel TEXT NOT NULL,
            due DOUBLE PRECISION NOT NULL)""",
    ),
)

# By the version that they lead to: the first of MIGRATIONS leads to version 1.
POSTGRESQL_ONLY: dict[int, tuple[str, ...]] = {
    # Processes that share a database share the count of an asker's questions. It is worth nothing after a crash.
    2: (
        """CREATE UNLOGGED TABLE limits (
            asker TEXT PRIMARY KEY, times DOUBLE PRECISION[] NOT NULL, told DOUBLE PRECISION NOT NULL,
            admitted BOOLEAN NOT NULL, tell BOOLEAN NOT NULL)""",
    )
}

NEWEST = len(MIGRATIONS)

_LOCK = 7_310_452_018  # Any number; the same for all processes of this bot.


async def migrate(engine: AsyncEngine, place: str, patience: float, newest: int = NEWEST) -> int:
    """Apply all missing steps, or none. Waits `patience` seconds for another process that does so."""
    postgresql = engine.dialect.name == "postgresql"
    async with engine.begin() as connection:
        # On SQLite the transaction itself is the lock: it begins as a writing one.
        if postgresql:
            await connection.execute(text(f"SET LOCAL lock_timeout = {int(patience * 1000)}"))
            await connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
        found = await version_of(connection, place, newest)
        if found == newest:
            return found
        if found == 0:
            await connection.execute(text("CREATE TABLE schema_version (version INTEGER NOT NULL)"))
            await connection.execute(text("INSERT INTO schema_version VALUES (0)"))
        for version in range(found + 1, newest + 1):
            also = POSTGRESQL_ONLY.get(version, ()) if postgresql else ()
            for statement in (*MIGRATIONS[version - 1], *also):
                await connection.exec_driver_sql(statement)
        await connection.execute(text("UPDATE schema_version SET version = :version"), {"version": newest})
    return found


async def version_of(connection: AsyncConnection, place: str, newest: int = NEWEST) -> int:
    """Return 0 where there is no schema yet. Raises StoreError for one of a newer release."""
    there = "(SELECT name FROM sqlite_master WHERE name = 'schema_version')"
    if connection.dialect.name == "postgresql":
        there = "to_regclass('schema_version')"
    if (await connection.execute(text(f"SELECT {there}"))).scalar() is None:
        return 0
    found = int((await connection.execute(text("SELECT version FROM schema_version"))).scalar() or 0)
    if found > newest:
        raise StoreError(
            f"{place} is of version {found}, made by a newer release, and this one knows {newest} at most;"
            " upgrade the bot, or restore the backup from before"
        )
    return found
