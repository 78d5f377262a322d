"""Records turns after their replies; a full queue drops and counts them."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from bot.memory.circuit_breaker import PATIENT, CircuitBreaker
from bot.memory.records import ClosedRecord, GapRecord, Record, RecordRefused, Unreachable, VoteRecord
from bot.memory.scribe import Scribe
from bot.model import Turn

if TYPE_CHECKING:
    from bot.memory.store.sql_store import SqlStore

log = logging.getLogger(__name__)

Item = Turn | VoteRecord | GapRecord | ClosedRecord

ROOM = 5_000  # Turns that wait at most; the oldest are dropped first.
BATCH = 100
_GATHERING = 0.2  # Seconds in which turns come together for one transaction.
_AT_A_TIME = 5  # Turns that are written down before others get to run.
SAID_EVERY = 60.0  # Seconds between two lines in the log that turns were dropped.


class Recorder:
    def __init__(
        self, store: SqlStore, breaker: CircuitBreaker, scribe: Scribe, room: int = ROOM, said_every: float = SAID_EVERY
    ) -> None:
        self._store, self._breaker, self._scribe = store, breaker, scribe
        self._room, self._said_every = room, said_every
        self._items: deque[Item] = deque()
        self._writing = asyncio.Lock()
        self._wanted = asyncio.Event()
        self._worker: asyncio.Task[None] | None = None
        self._telling: asyncio.TimerHandle | None = None
        self._unsaid_drops = 0

    @property
    def waiting(self) -> int:
        return len(self._items)

    def put(self, item: Item) -> None:
        """Never waits and does no I/O."""
        if self._worker is None:
            self._worker = asyncio.get_running_loop().create_task(self._write_on())
        if len(self._items) >= self._room:
            self._items.popleft()
            self._count_dropped(1)
        self._items.append(item)
        self._wanted.set()

    async def flush(self) -> None:
        """Write all that waits, as far as the database answers, and wait for writing under way."""
        try:
            while self._items:
                await self._write_some()
        except Unreachable:
            return
        async with self._writing:
            pass

    @asynccontextmanager
    async def without(self, belongs: Callable[[Item], bool]) -> AsyncIterator[None]:
        """Drop the waiting items that belong to somebody, and write nothing meanwhile."""
        async with self._writing:
            self._items = deque(item for item in self._items if not belongs(item))
            yield

    async def close(self, within: float) -> None:
        """Empty the queue within so many seconds; then drop the rest, and log its number."""
        try:
            async with asyncio.timeout(within):
                await self.flush()
        except TimeoutError:
            log.warning("queue not emptied within=%.1fs", within)
        if self._worker is not None:
            self._worker.cancel()
            await asyncio.gather(self._worker, return_exceptions=True)
        self._count_dropped(len(self._items))
        self._items.clear()
        if self._telling is not None:
            self._telling.cancel()
            self._tell()

    async def _write_on(self) -> None:
        while True:
            await self._wanted.wait()
            if len(self._items) < BATCH:
                await asyncio.sleep(_GATHERING)
            await self._breaker.until_found()
            self._wanted.clear()  # Before writing: what is put meanwhile asks for another round.
            try:
                await self._write_some()
            except Unreachable:
                # Found, but not able to write: one try a second then.
                await asyncio.sleep(1)
            except Exception:
                log.exception("recording failed")
                await asyncio.sleep(1)
            if self._items:
                self._wanted.set()

    async def _write_some(self) -> None:
        async with self._writing:
            batch = [self._items.popleft() for _ in range(min(BATCH, len(self._items)))]
            try:
                records = await self._written_down(batch)
                await self._keep(records)
            except BaseException:
                self._put_back(batch)
                raise

    async def _written_down(self, batch: list[Item]) -> list[Record]:
        records: list[Record] = []
        for number, item in enumerate(batch, 1):
            records.append(self._scribe.record(item) if isinstance(item, Turn) else item)
            if number % _AT_A_TIME == 0:
                await asyncio.sleep(0)
        return records

    async def _keep(self, records: list[Record]) -> None:
        if not records:
            return
        try:
            await self._breaker.carefully(lambda: self._store.write(records), PATIENT)
        except RecordRefused as error:
            if len(records) == 1:
                log.warning("record refused reason=%r", str(error))
                self._count_dropped(1)
                return
            for record in records:
                await self._keep([record])

    def _put_back(self, batch: list[Item]) -> None:
        """Put back the newest items, as far as there is room."""
        room = max(self._room - len(self._items), 0)
        kept = batch[max(len(batch) - room, 0) :]
        self._items.extendleft(reversed(kept))
        self._count_dropped(len(batch) - len(kept))

    def _count_dropped(self, count: int) -> None:
        if not count:
            return
        self._unsaid_drops += count
        if self._telling is None:
            self._telling = asyncio.get_running_loop().call_later(self._said_every, self._tell)

    def _tell(self) -> None:
        self._telling = None
        if self._unsaid_drops:
            log.warning("turns not recorded dropped=%d", self._unsaid_drops)
            self._unsaid_drops = 0
