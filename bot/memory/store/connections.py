"""Opens connections for statements, quick or careful; whatever the database says against one becomes a StoreError."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import Executable, RowMapping, Table
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.memory.store.engines import PATIENCE, Engines
from bot.memory.store.faults import explained
from bot.memory.store.sqlite import Gatherer, Operation, begun
from bot.memory.store.writing import put_one


class Connections:
    def __init__(self, engines: Engines) -> None:
        self.engines = engines
        self.is_postgresql = engines.file is None
        self._gatherer = None if self.is_postgresql else Gatherer(self.careful)

    async def first(self, wanted: Executable) -> RowMapping | None:
        async with self.quick() as connection:
            return (await connection.execute(wanted)).mappings().first()

    async def all(self, wanted: Executable) -> Sequence[RowMapping]:
        async with self.quick() as connection:
            return (await connection.execute(wanted)).mappings().all()

    async def change(self, statement: Executable, row: Mapping[str, Any] | None = None) -> int:
        """Return how many rows it has changed."""
        async with self.careful() as connection:
            return (await connection.execute(statement, row)).rowcount

    async def put(self, table: Table, row: Mapping[str, Any], *columns: str) -> None:
        async with self.careful() as connection:
            await put_one(connection, table, row, *columns)

    @asynccontextmanager
    async def quick(self) -> AsyncIterator[AsyncConnection]:
        with explained(self.engines.place):
            async with asyncio.timeout(PATIENCE if self.is_postgresql else None), self.engines.quick.connect() as open_:
                yield open_

    @asynccontextmanager
    async def careful(self) -> AsyncIterator[AsyncConnection]:
        """In a transaction."""
        with explained(self.engines.place):
            if self.is_postgresql:
                async with asyncio.timeout(PATIENCE), self.engines.careful.begin() as open_:
                    yield open_
            else:
                async with begun(self.engines.careful) as open_:
                    yield open_

    async def alone(self, operation: Operation) -> bool:
        """Do what is one statement, and so needs no transaction of its own."""
        if self._gatherer is not None:
            return await self._gatherer.run(operation)
        with explained(self.engines.place):
            async with asyncio.timeout(PATIENCE), self.engines.careful.connect() as connection:
                return await operation(await connection.execution_options(isolation_level="AUTOCOMMIT"))

    async def close(self) -> None:
        if self._gatherer is not None:
            await self._gatherer.close()
        await self.engines.dispose()
