"""Remembers where the last answers stand, as long as they are edited with their questions."""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import Generic, TypeVar

from bot.bounded import BoundedDict

Place = TypeVar("Place")
"""Whatever the adapter needs to edit a message of the bot."""

EDITABLE = 120.0
"""Seconds in which an edited question gets its answer edited."""


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
