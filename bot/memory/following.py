"""Follows the decisions of curators made in any process, in the background, so that no question waits for it."""

import asyncio
import logging
from collections.abc import Callable

from bot.memory.circuit_breaker import Database
from bot.memory.records import Decision

log = logging.getLogger(__name__)

EVERY = 1.0
"""Seconds between two looks; what is decided is to be in force within two."""

Decisions = tuple[Decision, ...]
Take = Callable[[Decisions], None]


async def follow(database: Database, take: Take, known: Decisions) -> None:
    """Until it is cancelled."""
    while True:
        await asyncio.sleep(EVERY)
        await database.breaker.until_found()
        known = await look(database, take, known)


async def look(database: Database, take: Take, known: Decisions = ()) -> Decisions:
    """Give `take` all decisions if there are more than are `known`, and return all."""
    last = known[-1].number if known else 0
    found = await database.ask_or_none(lambda store: store.decisions(last))
    if not found:
        return known
    try:
        take(known + found)
        log.info("decisions taken over count=%d", len(found))
    except Exception:
        log.exception("decisions not taken over")  # As before then; the next one is another try.
    return known + found
