"""Puts operations that arrive together into one transaction."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.memory.records import StoreError

AT_ONCE = 50  # Operations of a transaction.

Operation = Callable[[AsyncConnection], Awaitable[bool]]
_Waiting = tuple[Operation, asyncio.Future[bool]]


class Gatherer:
    """All processes queue for the lock of a transaction, so sixteen claims in one are nearly sixteen times as quick as
    one by one. `begin` opens a transaction."""

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
                _fail(taken or self._all_waiting(), error)  # Nothing taken: it could not even begin.
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
