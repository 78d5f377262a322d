"""Claims each event once, and returns what to show, whatever goes wrong."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from typing import TypeVar

from bot.pages.front import Front
from bot.pages.page import Page, Pressed, new_code

log = logging.getLogger(__name__)

AT_ONCE = 8
"""Events that are answered at the same time: one after the other is done sooner on the whole than all in step."""

Shown = TypeVar("Shown", bound=Pressed)


class Taker:
    """Of one platform's process. `one` surrounds all that is done for an event, so that the end can wait for it."""

    def __init__(self, front: Front) -> None:
        self.front = front
        self._room = asyncio.Semaphore(AT_ONCE)
        self._count = 0
        self._landed = asyncio.Event()
        self._landed.set()

    @property
    def crowded(self) -> bool:
        """Whoever comes now has to wait for others."""
        return self._count > AT_ONCE

    @contextmanager
    def one(self) -> Iterator[None]:
        self._count += 1
        self._landed.clear()
        try:
            yield
        finally:
            self._count -= 1
            if not self._count:
                self._landed.set()

    async def all_landed(self, within: float) -> None:
        try:
            await asyncio.wait_for(self._landed.wait(), within)
        except TimeoutError:
            return

    async def take(
        self, key: str, build: Callable[[], Awaitable[Shown]], *, first: bool = False, openly: bool = False
    ) -> Shown | Page | None:
        """None: nothing is to be sent, or another process has it.

        `key` is that of `Desk.claim`; `first` is before all others; an excuse is for the asker alone unless `openly`.
        """
        desk = self.front.desk
        async with nullcontext() if first else self._room:
            if not await desk.claim(key):
                return None
            shown = await self._built(key, build, openly)
            if not await desk.answering(key) or (isinstance(shown, Page) and shown.empty):
                return None
            return shown

    async def _built(self, key: str, build: Callable[[], Awaitable[Shown]], openly: bool) -> Shown | Page:
        try:
            return await build()
        except Exception:
            code = new_code()
            log.exception("event failed platform=%s code=%s", key.partition(":")[0], code)
            return replace(self.front.oops(code), private=not openly)
