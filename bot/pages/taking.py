"""Claims each event once, answers it whatever goes wrong, and answers again if the question is edited."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from bot.bounded import BoundedDict
from bot.memory import StoreError
from bot.pages.exchanges import EDITABLE, Exchange, Sent
from bot.pages.front import Front
from bot.pages.page import Page, Pressed, new_code

log = logging.getLogger(__name__)

AT_ONCE = 8  # Events answered at the same time; with more, each would take longer.

Shown = TypeVar("Shown", bound=Pressed)
Build = Callable[[], Awaitable[Shown]]
Send = Callable[[Page, asyncio.Event], Awaitable[Sent | None]]
Edit = Callable[[Page, Sent, asyncio.Event], Awaitable[Sent | None]]
"""Both return None where the platform refused. The event is set once the question was edited again and answered anew:
this answer is out of date."""


@dataclass(frozen=True, slots=True)
class Incoming(Generic[Sent]):
    """A message to be answered."""

    id: str  # Its key, too, as `Deduplicator.claim` takes it.
    text: str
    build: Build[Page]
    send: Send[Sent]
    openly: bool = False  # As in `Taker.take`.


class Taker(Generic[Sent]):
    """Takes the events of one platform. All work for an event is `under_way`, so that the end can wait for it."""

    def __init__(self, front: Front) -> None:
        self.front = front
        self._exchanges: BoundedDict[str, Exchange[Sent]] = BoundedDict(2_000)  # By the id of the message.
        self._room = asyncio.Semaphore(AT_ONCE)
        self._count = 0
        self._landed = asyncio.Event()
        self._landed.set()

    @property
    def crowded(self) -> bool:
        """Whether a new event has to wait for others."""
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

    async def answer(self, asked: Incoming[Sent]) -> None:
        if asked.id in self._exchanges:
            return  # It was delivered again.
        exchange = self._exchanges[asked.id] = Exchange[Sent](asked.text)

        async def write(overtaken: asyncio.Event) -> Sent | None:
            page = await self.take(asked.id, asked.build, openly=asked.openly)
            return await asked.send(page, overtaken) if page is not None else None

        try:
            with self.under_way():
                await exchange.answer_first(write)
        finally:
            if exchange.answer is None:
                self._exchanges.pop(asked.id, None)

    async def answer_again(self, asked: Incoming[Sent], key: str, edit: Edit[Sent], *, age: float) -> None:
        """Answer a message that was edited `age` seconds after it was written: change its first answer while that is
        EDITABLE, or give the first one if only the edit addresses the bot. `key`: of the edit."""
        exchange = self._exchanges.get(asked.id)
        if exchange is None:
            if age <= EDITABLE:
                await self.answer(asked)
            return
        number = exchange.number_edit(asked.text)
        if number is None:
            return
        with self.under_way():
            page = await self.take(key, asked.build, openly=asked.openly)
            if page is None or page.private:  # Such as "not now": what stands there stays.
                return
            await exchange.answer_edit(number, lambda answer, overtaken: edit(page, answer, overtaken))
            if exchange.answer is None:
                self._exchanges.pop(asked.id, None)

    async def take(
        self, key: str, build: Build[Shown], *, first: bool = False, openly: bool = False
    ) -> Shown | Page | None:
        """None: nothing is to be sent, or another process has it. `key` is that of `Deduplicator.claim`; `first`
        waits for no others; `openly`: an apology for an error may be shown to everybody."""
        events = self.front.desk.memory.events
        async with nullcontext() if first else self._room:
            if not await events.claim(key):  # Once there is room: until then, any process may have it.
                return None
            shown = await self._built(key, build, openly)
            if not await events.close_to_send(key) or (isinstance(shown, Page) and shown.empty):
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
