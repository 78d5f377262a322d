"""Follows the decisions of curators made in any process."""

import asyncio
import logging
from collections.abc import Callable

from bot.memory.circuit_breaker import Database
from bot.memory.records import Decision

log = logging.getLogger(__name__)

EVERY = 1.0
"""Seconds between two looks; what is decided is to be in force within two."""

Take = Callable[[tuple[Decision, ...]], None]


class Following:
    """Looks in the background, so that no question waits for it."""

    def __init__(self, database: Database, take: Take) -> None:
        self._database = database
        self._take = take
        self._known: tuple[Decision, ...] = ()
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Take over what is decided already, if the database answers."""
        await self._look()
        self._task = asyncio.get_running_loop().create_task(self._look_on())

    async def close(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _look_on(self) -> None:
        while True:
            await asyncio.sleep(EVERY)
            await self._database.breaker.until_found()
            await self._look()

    async def _look(self) -> None:
        last = self._known[-1].number if self._known else 0
        found = await self._database.ask_or_none(lambda store: store.decisions(last))
        if not found:
            return
        self._known += found
        try:
            self._take(self._known)
            log.info("decisions taken over count=%d", len(found))
        except Exception:
            log.exception("decisions not taken over")  # As before then; the next one is another try.
