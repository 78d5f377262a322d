"""Opens the store, with the newest schema."""

import asyncio
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from time import monotonic, time

from sqlalchemy import text

from bot.memory.deduplication import LEASE
from bot.memory.records import DatabaseLocked, StoreError
from bot.memory.store.engines import Engines, connect
from bot.memory.store.faults import explained
from bot.memory.store.schema import NEWEST, migrate, version_of
from bot.memory.store.sql_store import SqlStore

PATIENCE = 15.0  # Seconds that are waited at start for whoever holds the database.
_PAUSE = 0.2


async def open_store(
    url: str, *, lease: float = LEASE, now: Callable[[], float] = time, patience: float = PATIENCE
) -> SqlStore:
    """Raises StoreError."""
    engines = connect(url)
    if engines.file is not None:
        _check_folder(engines.file)
    until = monotonic() + patience
    while True:
        try:
            with explained(engines.place):
                await _prepare(engines, max(until - monotonic(), 0.1))
                store = SqlStore(engines, lease, now)
                await store.probe()
                # The first time takes longest; nobody's question should.
                await store.prepare("", "", None, note_told=False)
            return store
        except StoreError as error:
            await engines.dispose()
            if not isinstance(error, DatabaseLocked) or monotonic() > until:
                raise
            await asyncio.sleep(_PAUSE)
        except BaseException:
            await engines.dispose()
            raise


async def database_version(url: str) -> tuple[str, int, int]:
    """Return the name of the database, its version and the newest one; changes nothing. Raises StoreError."""
    engines = connect(url)
    try:
        with explained(engines.place):
            if engines.file is not None:
                _check_folder(engines.file)
            async with engines.careful.begin() as connection:
                found = await version_of(connection, engines.place)
        return engines.place, found, NEWEST
    finally:
        await engines.dispose()


async def _prepare(engines: Engines, patience: float) -> None:
    if engines.file is not None:
        _make_private(engines.file)
        async with engines.quick.connect() as connection:
            await connection.execute(text("PRAGMA journal_mode = WAL"))
            # A connection that has switched to the log, and not read since, refuses to write the log back.
            await connection.execute(text("SELECT count(*) FROM sqlite_master"))
    await migrate(engines.careful, engines.place, patience)


def _make_private(file: Path) -> None:
    """Make the file for this user only, as it holds what people asked. SQLite's other files get the same rights."""
    with suppress(OSError):  # SQLite explains better what is wrong.
        os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def _check_folder(file: Path) -> None:
    folder = file.absolute().parent
    try:
        there, taken = folder.is_dir(), file.is_dir()
    except OSError as error:
        raise StoreError(f"database {file}: {error.strerror}; make its folder readable and writable") from None
    if not there:
        raise StoreError(f"database {file}: the folder {folder} does not exist; create it, or name another file")
    if taken:
        raise StoreError(f"database {file} is a folder; name a file")
