"""Remembers where the answers to a message stand, so that an edited question gets its answer edited."""

import asyncio
from collections.abc import Awaitable, Callable
from time import monotonic
from typing import Generic, TypeVar

EDITABLE = 120.0  # Seconds after the first answer in which an edited question gets it edited.

Sent = TypeVar("Sent")  # Whatever the adapter needs to edit a message of the bot.


class Exchange(Generic[Sent]):
    """The answers to one message, written one at a time. `answer_first` writes the first; each edit gets a number from
    `number_edit`, and its answer from `answer_edit`, unless a newer edit was faster. A `write` that still writes an
    older answer sees its event set, and may leave out the rest, such as a picture."""

    def __init__(self, text: str, clock: Callable[[], float] = monotonic) -> None:
        self.answer: Sent | None = None  # As it stands now: None before the first, and after one that failed.
        self._text = text
        self._clock = clock
        self._first_at: float | None = None
        self._edits = 0
        self._newest_answered = 0
        self._overtaken = asyncio.Event()
        self._writing = asyncio.Lock()

    async def answer_first(self, write: Callable[[asyncio.Event], Awaitable[Sent | None]]) -> None:
        """Write the first answer; edits wait for it."""
        async with self._writing:
            self.answer = await write(self._overtaken)
            self._first_at = self._clock()

    def number_edit(self, text: str) -> int | None:
        """Number an edit; None if its text is the same, or it comes too late."""
        is_late = self._first_at is not None and self._clock() - self._first_at > EDITABLE
        if text == self._text or is_late:
            return None
        self._text = text
        self._edits += 1
        return self._edits

    async def answer_edit(self, edit: int, write: Callable[[Sent, asyncio.Event], Awaitable[Sent | None]]) -> None:
        """Change the answer, if there is one."""
        if edit < self._newest_answered:
            return
        self._newest_answered = edit
        self._overtaken.set()
        async with self._writing:
            if edit < self._newest_answered or self.answer is None:
                return
            self._overtaken = asyncio.Event()
            self.answer = await write(self.answer, self._overtaken)
