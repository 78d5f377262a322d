"""Knows what is being answered: events go in when they come and out when they are done; the end waits for them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

AT_ONCE = 8
"""Events that are answered at the same time: one after the other is done sooner on the whole than all in step."""


class Flights:
    def __init__(self) -> None:
        self.room = asyncio.Semaphore(AT_ONCE)
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
