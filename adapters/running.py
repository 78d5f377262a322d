"""Runs several platforms side by side; the failure of one does not stop the others."""

import asyncio
import logging
import signal
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain, repeat
from math import inf
from time import monotonic

from adapters.settings import Settings
from bot.desk import Desk
from bot.knowledge import one_line
from bot.model import BotError

log = logging.getLogger(__name__)

# Seconds before a failed platform is started again; the last one repeats. Discord takes back the token of a bot that is
# started a thousand times a day.
PAUSES = (1.0, 2.0, 5.0, 15.0, 30.0, 60.0, 120.0, 300.0)
_UNREACHED = 30.0  # The longest pause where the platform could not be reached: that is no start, and mostly ends soon.
_STEADY = 600.0  # A platform that ran for so many seconds begins with the first pause again.
LANDING = 2.0  # Seconds that answers under way have at the end, and then the desk again.

Tell = Callable[[str], None]
Serve = Callable[[Desk, Settings, Tell], Awaitable[None]]
"""Ends when it is cancelled; answers under way are sent first, for about `LANDING` seconds. Raises BotError."""


@dataclass(frozen=True, slots=True)
class Platform:
    name: str
    serve: Serve


async def run_platforms(
    platforms: Sequence[Platform], desk: Desk, settings: Settings, tell: Tell, *, pauses: Sequence[float] = PAUSES
) -> None:
    """Until SIGTERM or SIGINT, or until each of them has ended. Raises the BotError of the last one."""
    tasks = [asyncio.create_task(_supervised(one, desk, settings, tell, pauses), name=one.name) for one in platforms]
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        with suppress(NotImplementedError):  # Windows ends a process without asking it.
            loop.add_signal_handler(name, _end, tasks)
    try:
        failures = await _outcomes(tasks, alone=len(tasks) == 1)
    finally:
        _end(tasks)
        await asyncio.gather(*tasks, return_exceptions=True)
        with suppress(TimeoutError):
            await asyncio.wait_for(desk.close(), LANDING)
    if failures and len(failures) == len(tasks):
        raise failures[-1]


async def _supervised(platform: Platform, desk: Desk, settings: Settings, tell: Tell, pauses: Sequence[float]) -> None:
    waiting = endless(pauses)
    while True:
        started, longest = monotonic(), inf
        try:
            await platform.serve(desk, settings, tell)
            reason = "it ended"
        except BotError:
            raise
        except Exception as error:
            log.debug("platform failed", exc_info=True)
            reason = f"{type(error).__name__}: {one_line(str(error))}".rstrip(": ")
            longest = _UNREACHED if isinstance(error, OSError) else inf
        if monotonic() - started >= _STEADY:
            waiting = endless(pauses)
        pause = min(next(waiting), longest)
        log.warning("%s stopped reason=%r next_try=%.0fs", platform.name, reason, pause)
        await asyncio.sleep(pause)


def endless(pauses: Sequence[float]) -> Iterator[float]:
    """The last one again and again."""
    return chain(pauses, repeat(pauses[-1]))


async def _outcomes(tasks: Sequence[asyncio.Task[None]], *, alone: bool) -> list[BotError]:
    """The errors that ended tasks; each is logged when it comes, unless the only platform is gone with it."""
    failures: list[BotError] = []
    for ended in asyncio.as_completed(tasks):
        try:
            await ended
        except BotError as error:
            failures.append(error)
            if not alone:
                log.error("%s", one_line(str(error)))
        except asyncio.CancelledError:
            # Either a signal has cancelled the tasks, which is their usual end, or our caller cancels us.
            if not any(task.cancelled() for task in tasks):
                raise
    return failures


def _end(tasks: Sequence[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
