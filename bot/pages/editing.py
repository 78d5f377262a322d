"""Remembers where a message was answered, while changing it changes the answer: a message in, its answer out."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from time import monotonic
from typing import Generic, TypeVar

Sent = TypeVar("Sent")

WINDOW = 120.0
"""Seconds in which a question that is changed gets its answer changed."""


class Edits(Generic[Sent]):
    """In this process; the oldest go first."""

    def __init__(self, clock: Callable[[], float] = monotonic, remembered: int = 2_000) -> None:
        self._clock = clock
        self._remembered = remembered
        self._sent: OrderedDict[str, tuple[Sent, float]] = OrderedDict()

    def keep(self, message: str, sent: Sent) -> None:
        """The window goes on from the first answer, however often it is changed."""
        since = self._sent[message][1] if message in self._sent else self._clock()
        self._sent[message] = (sent, since)
        while len(self._sent) > self._remembered:
            self._sent.popitem(last=False)

    def find(self, message: str, after: float = 0.0) -> Sent | None:
        """`after` are the seconds between writing and changing it, where the platform tells them."""
        sent, since = self._sent.get(message, (None, 0.0))
        return sent if sent is not None and max(after, self._clock() - since) <= WINDOW else None
