"""Remembers the last messages with the place of their answers, which the newest words of each decide."""

import asyncio
from collections.abc import Awaitable, Callable
from time import monotonic
from typing import Generic, TypeVar

from bot.bounded import BoundedDict

EDITABLE = 120.0  # Seconds after the first answer in which an edited question gets it edited.

Place = TypeVar("Place")  # Whatever the adapter needs to edit a message of the bot.
Clock = Callable[[], float]


class Exchange(Generic[Place]):
    """A message and its answer, which one at a time writes. Whoever writes gets an event, set once newer words have an
    answer: what is left to do is for those."""

    def __init__(self, text: str, clock: Clock) -> None:
        self.place: Place | None = None  # None before the first answer stands, and after one that failed.
        self._text = text
        self._clock = clock
        self._first_at: float | None = None
        self._edits = 0
        self._latest = 0  # The newest edit that has an answer.
        self._overtaken = asyncio.Event()
        self._writing = asyncio.Lock()

    async def begin(self, write: Callable[[asyncio.Event], Awaitable[Place | None]]) -> None:
        """The first answer: edits wait for it."""
        async with self._writing:
            self.place = await write(self._overtaken)
            self._first_at = self._clock()

    def hear(self, text: str) -> int | None:
        """Return the number of an edit; None where it says nothing else, or comes too late."""
        is_late = self._first_at is not None and self._clock() - self._first_at > EDITABLE
        if text == self._text or is_late:
            return None
        self._text = text
        self._edits += 1
        return self._edits

    async def change(self, edit: int, write: Callable[[Place, asyncio.Event], Awaitable[Place | None]]) -> None:
        """Write the answer to an edit, unless a newer one has its own, or there is none to change."""
        if edit < self._latest:
            return
        self._latest = edit
        self._overtaken.set()
        async with self._writing:
            if edit < self._latest or self.place is None:
                return
            self._overtaken = asyncio.Event()
            self.place = await write(self.place, self._overtaken)


class Exchanges(Generic[Place]):
    """Of this process, at most `remembered`, by the id of the message that asked."""

    def __init__(self, remembered: int = 2_000, clock: Clock = monotonic) -> None:
        self._clock = clock
        self._kept: BoundedDict[str, Exchange[Place]] = BoundedDict(remembered)

    def begin(self, message: str, text: str) -> Exchange[Place]:
        exchange = self._kept[message] = Exchange(text, self._clock)
        return exchange

    def of(self, message: str) -> Exchange[Place] | None:
        return self._kept.get(message)

    def drop(self, message: str) -> None:
        self._kept.pop(message, None)
