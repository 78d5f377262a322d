"""Takes over the decisions of curators in any process, and removes old records, beside the answers."""

import asyncio
import logging
from collections.abc import Callable

from bot.memory.circuit_breaker import PATIENT
from bot.memory.database import Database
from bot.memory.records import Cutoffs, StoreError, Unreachable
from bot.memory.reviewed import Decision

log = logging.getLogger(__name__)

_FOLLOW_EVERY = 1.0  # Seconds between two looks: decisions are in force everywhere within two seconds.
DAY = 86_400.0
CONTEXT_AGE = 3_600.0  # Seconds; a context is of use for fifteen minutes only.
BATCH = 200
_PAUSE = 0.05  # Seconds between two batches, so that others get to write.

Decisions = tuple[Decision, ...]
Take = Callable[[Decisions], None]  # Puts all decisions into force.


async def follow_decisions(database: Database, take: Take, known: Decisions) -> None:
    """Take over all decisions after `known`, until cancelled."""
    while True:
        await asyncio.sleep(_FOLLOW_EVERY)
        await database.breaker.until_found()
        known = await take_new_decisions(database, take, known)


async def take_new_decisions(database: Database, take: Take, known: Decisions = ()) -> Decisions:
    """Give `take` all decisions if there are more than `known`, and return all."""
    last = known[-1].number if known else 0
    new = await database.ask_or_none(lambda store: store.decisions(last))
    if not new:
        return known
    try:
        take(known + new)
        log.info("decisions taken over count=%d", len(new))
    except Exception:
        log.exception("decisions not taken over")  # Those before stay in force; the next one is another try.
    return known + new


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
    """Return the number of deleted rows. Raises Unreachable."""
    before = Cutoffs(turns=now - days * DAY, contexts=now - CONTEXT_AGE, events=now - DAY)
    total = 0
    while removed := await database.ask(lambda store: store.prune(BATCH, before), PATIENT):
        total += removed
        await asyncio.sleep(_PAUSE)
    return total
