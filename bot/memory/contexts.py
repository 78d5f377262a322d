"""Remembers the context of each conversation in this process."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from bot.bounded import BoundedDict
from bot.model import Context


class Contexts:
    """One context an asker and place; the least recent are forgotten. Their age is judged by the bot."""

    def __init__(self, remembered: int = 10_000) -> None:
        self._contexts: BoundedDict[tuple[str, str], Context] = BoundedDict(remembered)

    def recall(self, place: str, asker: str) -> Context | None:
        return self._contexts.get((place, asker))

    def keep(self, place: str, asker: str, context: Context) -> None:
        self._contexts[place, asker] = context

    def drop(self, belongs: Callable[[str, str], bool]) -> None:
        """Forget those whose place and asker `belongs` is true of."""
        for key in [key for key in self._contexts if belongs(*key)]:
            del self._contexts[key]


def newest(found: Iterable[Context | None], latest: float) -> Context:
    """Return the newest context up to `latest`, the first of equals; a later one is of a clock that was put back."""
    known = [context for context in found if context is not None and _time_of(context) <= latest]
    return max(known, key=_time_of, default=Context())


def _time_of(context: Context) -> float:
    return context.at.timestamp() if context.at else 0.0
