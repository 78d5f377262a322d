"""Waits fairly for SQLite's lock, shares one transaction among operations, and recalls a context without an engine."""

import asyncio
import sqlite3
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from random import uniform
from time import monotonic

from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.memory.errors import StoreError
from bot.memory.store.engines import PATIENCE

Operation = Callable[[AsyncConnection], Awaitable[bool]]
_Waiting = tuple[Operation, asyncio.Future[bool]]

AT_ONCE = 50
"""Operations of a transaction."""
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


class Gatherer:
    """Runs operations that arrive together in one transaction: `begin` gives its connection, and is left once it is
    written.

    Each transaction costs a lock for which all processes queue, so that sixteen claims in one are nearly sixteen times
    as quick as one by one.
    """

    def __init__(self, begin: Callable[[], AbstractAsyncContextManager[AsyncConnection]]) -> None:
        self._begin = begin
        self._waiting: deque[_Waiting] = deque()
        self._worker: asyncio.Task[None] | None = None

    async def run(self, operation: Operation) -> bool:
        """Raises StoreError where the transaction fails, for all that share it."""
        done: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._waiting.append((operation, done))
        if self._worker is None or self._worker.done():
            self._worker = asyncio.get_running_loop().create_task(self._work())
        return await done

    async def close(self) -> None:
        if self._worker is not None:
            self._worker.cancel()
            await asyncio.gather(self._worker, return_exceptions=True)

    async def _work(self) -> None:
        while self._waiting:
            taken: list[_Waiting] = []
            try:
                async with self._begin() as connection:
                    # Those too that came while the lock was waited for.
                    taken += [self._waiting.popleft() for _ in range(min(AT_ONCE, len(self._waiting)))]
                    results = [await operation(connection) for operation, _ in taken]
            except StoreError as error:
                _fail(taken or self._all_waiting(), error)
            except BaseException:
                _fail([*taken, *self._all_waiting()], StoreError("the database is closed"))
                raise
            else:
                for (_, done), result in zip(taken, results, strict=True):
                    if not done.done():
                        done.set_result(result)

    def _all_waiting(self) -> list[_Waiting]:
        waiting = list(self._waiting)
        self._waiting.clear()
        return waiting


def _fail(waiting: Sequence[_Waiting], error: StoreError) -> None:
    for _, done in waiting:
        if not done.done():
            done.set_exception(error)
