"""Claims each event once, answers it whatever goes wrong, and answers again where the question is edited."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, replace
from time import monotonic
from typing import Generic, TypeVar

from bot.bounded import BoundedDict
from bot.memory import StoreError
from bot.pages.front import Front
from bot.pages.page import Page, Pressed, new_code

log = logging.getLogger(__name__)

AT_ONCE = 8
"""Events answered at the same time; with more, each would take longer."""

Shown = TypeVar("Shown", bound=Pressed)
Place = TypeVar("Place")
"""Whatever the adapter needs to edit a message of the bot."""

EDITABLE = 120.0
"""Seconds in which an edited question gets its answer edited."""


class Taker(Generic[Place]):
    """Of one platform's process. `one` surrounds all that is done for an event, so that the end can wait for it."""

    def __init__(self, front: Front) -> None:
        self.front = front
        self._recent: RecentAnswers[Place] = RecentAnswers()
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
        with suppress(TimeoutError):
            await asyncio.wait_for(self._landed.wait(), within)

    async def answer(
        self,
        key: str,
        message: str,
        text: str,
        build: Callable[[], Awaitable[Page]],
        send: Callable[[Page], Awaitable[Place | None]],
        *,
        openly: bool = False,
    ) -> None:
        """Answer a message with the id `message`; `key` and `openly` are those of `take`."""
        with self.one():
            page = await self.take(key, build, openly=openly)
            place = await send(page) if page is not None else None
            if place is not None:
                self._recent.keep(message, text, place)

    async def answer_again(
        self,
        key: str,
        message: str,
        text: str,
        build: Callable[[], Awaitable[Page]],
        edit: Callable[[Page, Place], Awaitable[Place | None]],
        *,
        openly: bool = False,
    ) -> None:
        """Answer a message that was edited within two minutes in the place of its first answer."""
        place = self._recent.to_edit(message, text)
        if place is None:
            return
        with self.one():
            page = await self.take(key, build, openly=openly)
            if page is None or page.private:
                return
            changed = await edit(page, place)
            if changed is not None:
                self._recent.keep(message, text, changed)
            else:
                self._recent.drop(message)

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
            if not await desk.close_to_send(key) or (isinstance(shown, Page) and shown.empty):
                return None
            return shown

    async def _built(self, key: str, build: Callable[[], Awaitable[Shown]], openly: bool) -> Shown | Page:
        try:
            return await build()
        except StoreError:
            return Page(lead=self.front.words.not_now, private=True)
        except Exception:
            code = new_code()
            log.exception("event failed platform=%s code=%s", key.partition(":")[0], code)
            return replace(self.front.oops(code), private=not openly)


@dataclass(frozen=True, slots=True)
class Answered(Generic[Place]):
    text: str
    """The question, as it was read."""
    place: Place
    at: float


class RecentAnswers(Generic[Place]):
    """Of this process, at most `remembered`."""

    def __init__(self, remembered: int = 2_000, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._answers: BoundedDict[str, Answered[Place]] = BoundedDict(remembered)

    def keep(self, asked: str, text: str, place: Place) -> None:
        """`asked` is the id of the message; where it is kept already its two minutes go on."""
        before = self._answers.get(asked)
        self._answers[asked] = Answered(text, place, before.at if before else self._clock())

    def to_edit(self, asked: str, text: str) -> Place | None:
        """Return where the answer stands, if the question says something else now and may still be edited."""
        found = self._answers.get(asked)
        if found is None or found.text == text or self._clock() - found.at > EDITABLE:
            return None
        return found.place

    def drop(self, asked: str) -> None:
        self._answers.pop(asked, None)
