"""Opens connections, quick or careful, and waits for the lock of SQLite; errors become StoreErrors."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from random import uniform
from time import monotonic
from typing import Any

from sqlalchemy import Executable, RowMapping, Table
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.memory.store.engines import PATIENCE, Engines
from bot.memory.store.faults import explained
from bot.memory.store.gathering import Gatherer, Operation
from bot.memory.store.upserting import put_one

_PAUSE = (0.001, 0.008)  # Seconds between two tries for SQLite's lock, by chance from the one to the other.
_READ_PATIENCE = 0.015  # Seconds that `read_at_once` waits for a locked file; a question waits 20 ms (`QUICK`) in all.


class Connections:
    def __init__(self, engines: Engines) -> None:
        self.engines = engines
        self.is_postgresql = engines.file is None
        self._patience = PATIENCE if self.is_postgresql else None  # SQLite has its own.
        self._gatherer = None if self.is_postgresql else Gatherer(self.careful)
        self._reader: sqlite3.Connection | None = None

    async def first(self, wanted: Executable) -> RowMapping | None:
        async with self.quick() as connection:
            return (await connection.execute(wanted)).mappings().first()

    async def all(self, wanted: Executable) -> Sequence[RowMapping]:
        async with self.quick() as connection:
            return (await connection.execute(wanted)).mappings().all()

    async def change(self, statement: Executable, row: Mapping[str, Any] | None = None) -> int:
        """Return the number of changed rows."""
        async with self.careful() as connection:
            return (await connection.execute(statement, row)).rowcount

    async def put(self, table: Table, row: Mapping[str, Any], *columns: str) -> None:
        async with self.careful() as connection:
            await put_one(connection, table, row, *columns)

    @asynccontextmanager
    async def quick(self) -> AsyncIterator[AsyncConnection]:
        with explained(self.engines.place):
            async with asyncio.timeout(self._patience), self.engines.quick.connect() as open_:
                yield open_

    @asynccontextmanager
    async def careful(self) -> AsyncIterator[AsyncConnection]:
        """Open a connection in a transaction."""
        engine = self.engines.careful
        with explained(self.engines.place):
            begun = engine.begin() if self.is_postgresql else _begun_on_sqlite(engine)
            async with asyncio.timeout(self._patience), begun as open_:
                yield open_

    def read_at_once(self, query: str, given: Sequence[str]) -> tuple[Any, ...] | None:
        """Read the first row from SQLite without an engine; blocks the event loop meanwhile."""
        with explained(self.engines.place):
            if self._reader is None:
                self._reader = sqlite3.connect(self.engines.file or "", timeout=_READ_PATIENCE, isolation_level=None)
            try:
                row: tuple[Any, ...] | None = self._reader.execute(query, given).fetchone()
            except sqlite3.Error:
                self._close_reader()
                raise
        return row

    async def alone(self, operation: Operation) -> bool:
        """Run an operation of one statement: on SQLite in a transaction with others, on PostgreSQL in none."""
        if self._gatherer is not None:
            return await self._gatherer.run(operation)
        with explained(self.engines.place):
            async with asyncio.timeout(PATIENCE), self.engines.careful.connect() as connection:
                return await operation(await connection.execution_options(isolation_level="AUTOCOMMIT"))

    async def close(self) -> None:
        self._close_reader()
        if self._gatherer is not None:
            await self._gatherer.close()
        await self.engines.dispose()

    def _close_reader(self) -> None:
        if self._reader is not None:
            self._reader.close()
            self._reader = None


@asynccontextmanager
async def _begun_on_sqlite(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """Begin a transaction that holds the lock for writing. Raises what the engine raises, once `PATIENCE` is over.

    While SQLite itself waits, it tries the lock ever less often, and newcomers try at once: under load the longest
    waiting are served last. Here all try equally often.
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
