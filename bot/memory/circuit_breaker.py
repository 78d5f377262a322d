"""The database behind a circuit breaker: an operation gets its result within a patience, or `Unreachable`."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any, TypeVar

from bot.memory.records import RecordRefused, StoreError, Unreachable

log = logging.getLogger(__name__)

Result = TypeVar("Result")
Operation = Callable[[], Coroutine[Any, Any, Result]]

QUICK = 0.020  # Seconds that a question waits before its reply.
CAREFUL = 2.0  # Seconds that a claim or a vote waits.
PATIENT = 10.0  # Seconds that a batch of records, an export or a deletion waits.
PAUSES = (0.25, 0.5, 1.0, 2.0, 5.0)  # Seconds between probes; the last one again and again.
_STEADY = 30.0  # Seconds after which a database that was found again counts as steady.
_SAID_EVERY = 60.0  # Seconds between two lines in the log that the database is too slow.


class CircuitBreaker:
    """Stops asking a database that gave no answer, until a probe finds it. A database may be too slow for a question
    (20 ms) and fast enough for a claim (2 s), so there are two ways to ask:

    what got no answer       `quickly` asks   `carefully` asks
    nothing                  yes              yes
    `quickly` (`_slow`)      no               yes
    `carefully` (`lost`)     no               no
    """

    def __init__(self, probe: Operation[None], clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._slow = False
        self.lost = False
        self._abandoned: set[asyncio.Task[Any]] = set()  # Held until they end, since nobody waits for them any more.

        self._probe = probe
        self._probing: asyncio.Task[None] | None = None
        self._tries = 0
        self._found = asyncio.Event()
        self._found.set()
        self._found_at = -_STEADY

        self._lost_at, self._said_slow = 0.0, -_SAID_EVERY  # For the log.

    async def quickly(self, operation: Operation[Result], *, suspends: bool = True) -> Result:
        """Raises Unreachable. An operation that never `suspends` limits its own waiting, so it needs no task, which is
        quicker."""
        if self._slow or self.lost:
            raise Unreachable
        if suspends:
            return await self._ask(operation, QUICK, self._become_slow)
        with _unreachable_after(self._become_slow):
            return await operation()

    async def carefully(self, operation: Operation[Result], within: float) -> Result:
        """Raises Unreachable, or RecordRefused. `within`: in seconds."""
        if self.lost:
            raise Unreachable
        return await self._ask(operation, within, self._become_lost)

    async def until_found(self) -> None:
        await self._found.wait()

    async def close(self) -> None:
        tasks = [*self._abandoned, *([self._probing] if self._probing else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _ask(self, operation: Operation[Result], within: float, give_up: Callable[[str], None]) -> Result:
        task = await self._run(operation, within)
        if not task.done():
            give_up(f"no answer within {within * 1000:.0f} ms")
            raise Unreachable
        with _unreachable_after(give_up):
            return task.result()

    async def _run(self, operation: Operation[Result], within: float | None) -> asyncio.Task[Result]:
        """Return the task done, or leave it to the background: to cut off a statement can spoil its connection."""
        task = asyncio.get_running_loop().create_task(operation())
        try:
            await asyncio.wait({task}, timeout=within)
        finally:
            self._abandoned.add(task)
            task.add_done_callback(self._forget)  # At once where it is done.
        return task

    def _forget(self, task: asyncio.Task[Any]) -> None:
        self._abandoned.discard(task)
        if not task.cancelled():
            task.exception()  # Looked at, or it would be reported as never retrieved.

    def _become_slow(self, reason: str) -> None:
        if self._slow:
            return
        self._slow = True
        if not self.lost and self._clock() - self._said_slow >= _SAID_EVERY:
            self._said_slow = self._clock()
            log.warning("database too slow, questions go on without it reason=%r", reason)
        self._start_probing()

    def _become_lost(self, reason: str) -> None:
        if self.lost:
            return
        self.lost = True
        self._lost_at = self._clock()
        self._found.clear()
        log.warning("database lost, going on in memory reason=%r", reason)
        self._start_probing()

    def _start_probing(self) -> None:
        if self._clock() - self._found_at > _STEADY:
            self._tries = 0
        if self._probing is None or self._probing.done():
            self._probing = asyncio.get_running_loop().create_task(self._probe_until_found())

    async def _probe_until_found(self) -> None:
        while self.lost or self._slow:
            await asyncio.sleep(PAUSES[min(self._tries, len(PAUSES) - 1)])
            self._tries += 1
            # One probe at a time: one that hangs is waited for, not joined by others.
            probe = await self._run(self._probe, None)
            if not probe.cancelled() and probe.exception() is None:
                if self.lost:
                    log.warning("database found again after=%.1fs", self._clock() - self._lost_at)
                self._found_at = self._clock()
                self.lost = self._slow = False
                self._found.set()


@contextmanager
def _unreachable_after(give_up: Callable[[str], None]) -> Iterator[None]:
    """Turn an error of the store into Unreachable, after `give_up`; let RecordRefused pass."""
    try:
        yield
    except RecordRefused:
        raise
    except StoreError as error:
        give_up(str(error))
        raise Unreachable from None
