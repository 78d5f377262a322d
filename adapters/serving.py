"""Runs platforms until the process is asked to end: a session and the platforms in, an exit status out."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from adapters.opening import open_desk
from bot.desk import Desk

if TYPE_CHECKING:
    from adapters.settings import Settings
    from adapters.terminal.session import Session
    from bot import Bot

Serve = Callable[[Desk, "Settings", Callable[[str], None]], Awaitable[None]]
"""Ends when it is cancelled, with what is being answered out within two seconds. Raises BotError."""
RECORDING = 2.0
"""Seconds for what waits to be recorded at the end: with the two for answers, a process ends within five."""


def run_platforms(session: Session, platforms: Sequence[Serve]) -> int:
    settings = session.settings()
    bot = session.open_bot()
    asyncio.run(_run(session, bot, settings, platforms))
    return 0


async def _run(session: Session, bot: Bot, settings: Settings, platforms: Sequence[Serve]) -> None:
    """Where one platform cannot go on, all end: whoever keeps the process running then starts it anew."""
    desk = await open_desk(bot, settings)
    serving = asyncio.gather(*(serve(desk, settings, session.world.write_line) for serve in platforms))
    for name in (signal.SIGTERM, signal.SIGINT):
        with suppress(NotImplementedError):  # Windows ends a process without asking it.
            asyncio.get_running_loop().add_signal_handler(name, serving.cancel)
    try:
        with suppress(asyncio.CancelledError):
            await serving
    finally:
        with suppress(TimeoutError):
            await asyncio.wait_for(desk.close(), RECORDING)
