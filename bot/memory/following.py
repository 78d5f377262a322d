"""Follows the decisions of curators made in any process, in the background, so that no question waits for it."""

import asyncio
import logging
from collections.abc import Callable

from bot.memory.circuit_breaker import Database
from bot.memory.reviewed import Decision

log = logging.getLogger(__name__)

_EVERY = 1.0
"""Seconds between two looks: what is decided is to be in force everywhere within two seconds."""

Decisions = tuple[Decision, ...]
Take = Callable[[Decisions], None]
"""Puts all decisions into force."""


async def follow_decisions(database: Database, take: Take, known: Decisions) -> None:
    """Take over all that come after `known`, until it is cancelled."""
    while True:
        await asyncio.sleep(_EVERY)
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
