"""Claims each event once, answers it whatever goes wrong, and answers again where the question is edited."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import replace
from typing import Generic, TypeVar

from bot.memory import StoreError
from bot.pages.exchanges import EDITABLE, Exchanges, Place
from bot.pages.front import Front
from bot.pages.page import Page, Pressed, new_code

log = logging.getLogger(__name__)

AT_ONCE = 8  # Events answered at the same time; with more, each would take longer.

Shown = TypeVar("Shown", bound=Pressed)
Build = Callable[[], Awaitable[Shown]]
Send = Callable[[Page, asyncio.Event], Awaitable[Place | None]]
Edit = Callable[[Page, Place, asyncio.Event], Awaitable[Place | None]]
"""None: it could not be sent, or not be edited. The event is set once there is an answer to newer words."""


class Taker(Generic[Place]):
    """Of one platform's process. `under_way` surrounds all that is done for an event, so that the end can wait for it;
    `key` is that of `Desk.claim`, and an excuse is for the asker alone unless `openly`."""

    def __init__(self, front: Front) -> None:
        self.front = front
        self._exchanges: Exchanges[Place] = Exchanges()
        self._room = asyncio.Semaphore(AT_ONCE)
        self._count = 0
        self._landed = asyncio.Event()
        self._landed.set()

    @property
    def crowded(self) -> bool:
        """Whoever comes now has to wait for others."""
        return self._count > AT_ONCE

    @contextmanager
    def under_way(self) -> Iterator[None]:
        self._count += 1
        self._landed.clear()
        try:
            yield
        finally:
            self._count -= 1
            if not self._count:
                self._landed.set()

    async def all_landed(self, within: float) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._landed.wait(), within)

    async def answer(
        self, message: str, text: str, build: Build[Page], send: Send[Place], *, openly: bool = False
    ) -> None:
        """Answer a message; its id `message` is its key, too."""
        if self._exchanges.of(message) is not None:
            return  # It was delivered again.
        exchange = self._exchanges.begin(message, text)

        async def write(overtaken: asyncio.Event) -> Place | None:
            page = await self.take(message, build, openly=openly)
            return await send(page, overtaken) if page is not None else None

        try:
            with self.under_way():
                await exchange.begin(write)
        finally:
            if exchange.place is None:
                self._exchanges.drop(message)

    async def answer_again(
        self,
        key: str,
        message: str,
        text: str,
        build: Build[Page],
        send: Send[Place],
        edit: Edit[Place],
        *,
        age: float,
        openly: bool = False,
    ) -> None:
        """Answer a message that was edited, `age` seconds after it was written: in the place of its first answer, as
        long as that is EDITABLE, or for the first time where only now it is for the bot."""
        exchange = self._exchanges.of(message)
        if exchange is None:
            if age <= EDITABLE:
                await self.answer(message, text, build, send, openly=openly)
            return
        number = exchange.hear(text)
        if number is None:
            return
        with self.under_way():
            page = await self.take(key, build, openly=openly)
            if page is None or page.private:
                return
            await exchange.change(number, lambda place, overtaken: edit(page, place, overtaken))
            if exchange.place is None:
                self._exchanges.drop(message)

    async def take(
        self, key: str, build: Build[Shown], *, first: bool = False, openly: bool = False
    ) -> Shown | Page | None:
        """None: nothing is to be sent, or another process has it. `first` waits for no others."""
        desk = self.front.desk
        async with nullcontext() if first else self._room:
            if not await desk.claim(key):
                return None
            shown = await self._built(key, build, openly)
            if not await desk.close_to_send(key) or (isinstance(shown, Page) and shown.empty):
                return None
            return shown

    async def _built(self, key: str, build: Build[Shown], openly: bool) -> Shown | Page:
        try:
            return await build()
        except StoreError:
            return Page(lead=self.front.words.not_now, private=True)
        except Exception:
            code = new_code()
            log.exception("event failed platform=%s code=%s", key.partition(":")[0], code)
            return replace(self.front.oops(code), private=not openly)
