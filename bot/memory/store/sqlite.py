"""Waits fairly for SQLite's lock, and recalls a context over a connection that has no engine between."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from random import uniform
from time import monotonic

from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.memory.store.engines import PATIENCE

_PAUSE = (0.001, 0.008)
"""Seconds between two tries for the lock, by chance from the one to the other."""
_RECALL_PATIENCE = 0.015
"""Seconds for a file that another process has locked whole; then questions go on without it."""
_RECALL = "SELECT context FROM contexts WHERE place = ? AND asker = ?"


@asynccontextmanager
async def begun(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """Begin a transaction that holds the lock for writing. Raises what the engine raises, once `PATIENCE` is over.

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


class Recaller:
    """Belongs to one thread, and holds it up: 15 ms at most."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._connection: sqlite3.Connection | None = None

    def recall(self, place: str, asker: str) -> str | None:
        """Return a context as it was stored. Raises sqlite3.Error."""
        if self._connection is None:
            self._connection = sqlite3.connect(self._file, timeout=_RECALL_PATIENCE, isolation_level=None)
        try:
            row: tuple[str] | None = self._connection.execute(_RECALL, (place, asker)).fetchone()
        except sqlite3.Error:
            self.close()
            raise
        return row[0] if row else None

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
