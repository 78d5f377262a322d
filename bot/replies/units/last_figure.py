"""Holds a message that asks for a unit, and converts the figure of the last answer for it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from bot.conversation.queries.held.units_asked import Wish
from bot.conversation.turn import Turn
from bot.model import Context, Entry, Question
from bot.replies.units.converting import Converter
from bot.replies.weighing.understood import KNOWN, ByEntry, ByFigures, Understand, Understood


@dataclass(frozen=True, slots=True)
class Asking:
    """A message that asks for a unit."""

    question: Question
    turn: Turn
    own: Understood  # The answer to the question as typed.
    wish: Wish
    understand: Understand


class LastFigure:
    def __init__(self, converter: Converter, entries: Mapping[str, Entry]) -> None:
        self._converter, self._entries = converter, entries

    def converted(self, asking: Asking, named: Collection[float] = ()) -> Understood | None:
        """`named`: only if it is one of these."""
        last = self._last(asking)
        return self._converter.as_figures(last, asking.wish, named) if last is not None else None

    def _last(self, asking: Asking) -> Understood | None:
        """The last answer: that to its question asked once more, where it was computed."""
        turn, context = asking.turn, asking.turn.context
        entry = self._entries.get(context.entry or "")
        if entry is None:
            return None
        if entry.series is not None and context.question:
            again = asking.understand(Question(context.question), Context())
            if isinstance(again.act, ByFigures) and again.act.figured.entry.series == entry.series:
                return replace(again, confidence=KNOWN)
        return Understood(ByEntry(entry.id), context.question, turn.alone, context, KNOWN)
