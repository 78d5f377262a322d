"""Deletes old records in small batches, at the start and daily."""

import asyncio
import logging
from collections.abc import Callable

from bot.memory.circuit_breaker import PATIENT, Database
from bot.memory.errors import StoreError, Unreachable
from bot.memory.records import Cutoffs

log = logging.getLogger(__name__)

DAY = 86_400.0
CONTEXT_AGE = 3_600.0
"""Seconds; a context is of use for fifteen minutes only."""
EVENT_AGE = DAY
BATCH = 200
_PAUSE = 0.05
"""Seconds between two batches, so that others get to write."""


async def prune_daily(database: Database, days: int, now: Callable[[], float]) -> None:
    while True:
        await database.breaker.until_found()
        try:
            removed = await prune(database, days, now())
        except (Unreachable, StoreError) as error:
            log.warning("old rows not removed, next try in a minute reason=%s", type(error).__name__)
            await asyncio.sleep(60)
            continue
        log.info("old rows removed rows=%d days=%d", removed, days)
        await asyncio.sleep(DAY)


async def prune(database: Database, days: int, now: float) -> int:
    """Return how many rows went. Raises Unreachable."""
    before = Cutoffs(turns=now - days * DAY, contexts=now - CONTEXT_AGE, events=now - EVENT_AGE)
    total = 0
    while removed := await database.ask(lambda store: store.prune(BATCH, before), PATIENT):
        total += removed
        await asyncio.sleep(_PAUSE)
    return total
