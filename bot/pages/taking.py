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

AT_ONCE = 8  # Events answered at the same time; with more, each would take longer.

EDITABLE = 120.0  # Seconds after the first answer in which an edited question gets it edited.

Shown = TypeVar("Shown", bound=Pressed)
Place = TypeVar("Place")  # Whatever the adapter needs to edit a message of the bot.
Build = Callable[[], Awaitable[Shown]]
Send = Callable[[Page], Awaitable[Place | None]]
Edit = Callable[[Page, Place], Awaitable[Place | None]]  # None: it could not be sent, or not be edited.


class Taker(Generic[Place]):
    """Of one platform's process. `under_way` surrounds all that is done for an event, so that the end can wait for it;
    `key` is that of `Desk.claim`, and an excuse is for the asker alone unless `openly`."""

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
        self, key: str, message: str, text: str, build: Build[Page], send: Send[Place], *, openly: bool = False
    ) -> None:
        """Answer a message with the id `message`."""
        with self.under_way():
            page = await self.take(key, build, openly=openly)
            place = await send(page) if page is not None else None
            if place is not None:
                self._recent.keep(message, text, place)

    async def answer_again(
        self, key: str, message: str, text: str, build: Build[Page], edit: Edit[Place], *, openly: bool = False
    ) -> None:
        """Answer a message that was edited, in the place of its first answer, as long as that is EDITABLE."""
        place = self._recent.to_edit(message, text)
        if place is None:
            return
        with self.under_way():
            page = await self.take(key, build, openly=openly)
            if page is None or page.private:
                return
            changed = await edit(page, place)
            if changed is not None:
                self._recent.keep(message, text, changed)
            else:
                self._recent.drop(message)

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


@dataclass(frozen=True, slots=True)
class _Answer(Generic[Place]):
    question: str
    place: Place
    first_at: float


class RecentAnswers(Generic[Place]):
    """Of this process, at most `remembered`, by the id of the message that asked."""

    def __init__(self, remembered: int = 2_000, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._answers: BoundedDict[str, _Answer[Place]] = BoundedDict(remembered)

    def keep(self, message: str, question: str, place: Place) -> None:
        before = self._answers.get(message)
        self._answers[message] = _Answer(question, place, before.first_at if before else self._clock())

    def to_edit(self, message: str, question: str) -> Place | None:
        """Return where the answer stands, if the question says something else now and may still be edited."""
        found = self._answers.get(message)
        if found is None or found.question == question or self._clock() - found.first_at > EDITABLE:
            return None
        return found.place

    def drop(self, message: str) -> None:
        self._answers.pop(message, None)
