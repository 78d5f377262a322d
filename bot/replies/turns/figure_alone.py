"""Finds the single figure that a follow-up asks for by a mere name or time, in an answer that tells it among others."""

from dataclasses import replace

from bot.conversation.followup import asks_after
from bot.conversation.thresholds import EVEN
from bot.conversation.turn import Turn
from bot.figures import FigureAnswer
from bot.matching import besides
from bot.model import TIME_KINDS, Entry
from bot.replies.figure_queries.figured import number_of
from bot.replies.turns.shared import Shared
from bot.replies.weighing.understood import ByEntry, ByFigures, Understood


class FigureAlone:
    def __init__(self, shared: Shared) -> None:
        self._matcher, self._reader = shared.matcher, shared.reader

    def in_new(self, one: Understood, entry: Entry, turn: Turn) -> Understood | None:
        """The figure in place of an answer that was not given before, unless the answer begins with it."""
        number = number_of(one.figured.bound) if one.figured is not None else None
        if not turn.follows or number is None or self._reader.entry_figures(entry).begins_with(number):
            return None
        return self.of(one, turn)

    def of(self, one: Understood, turn: Turn) -> Understood | None:
        """The figure in place of the answer: "and in 2024?" wants that one, not all that is told of several years."""
        by = one.act.figured if isinstance(one.act, ByEntry) else None
        if by is None or by.cell is None or not isinstance(by.bound.answer, FigureAnswer):
            return None
        is_likely = max(one.confidence, by.confidence) >= EVEN
        return (
            replace(one, act=ByFigures(by.cell, by, by.bound.answer)) if is_likely and self._only_names(turn) else None
        )

    def _only_names(self, turn: Turn) -> bool:
        """Whether a message says nothing but names and times."""
        kinds, asked = self._matcher.kinds.named, self._reader.asked(turn.alone.words)
        is_named = any(kind in (*kinds, *TIME_KINDS) for kind, _ in turn.alone.facets.values)
        if asked is None or not is_named:
            return False
        words = asked.besides_times
        names = [name for name in self._matcher.lexicon.names(words) if name.kind in kinds]
        return not asks_after(besides(words, names), turn.language)
