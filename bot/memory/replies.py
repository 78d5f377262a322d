"""Remembers the last replies of this process, by id, and by asker and place."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

from bot.memory.records import Remembered
from bot.model import Turn


class Replies:
    """At most `remembered`, the oldest go first; the questions are kept as they were asked, here only."""

    def __init__(self, hash_asker: Callable[[str], str], remembered: int = 2_000) -> None:
        self._hash_asker = hash_asker
        self._remembered = remembered
        self._turns: OrderedDict[str, Turn] = OrderedDict()
        self._last: dict[tuple[str, str], str] = {}

    def keep(self, turn: Turn) -> None:
        self._turns[turn.reply.id] = turn
        self._last[turn.question.asker, turn.question.place] = turn.reply.id
        while len(self._turns) > self._remembered:
            self._drop(next(iter(self._turns)))

    def of(self, id: str) -> Remembered | None:
        turn = self._turns.get(id)
        return self._to_remembered(turn) if turn is not None else None

    def last(self, asker: str, place: str) -> Remembered | None:
        return self.of(self._last.get((asker, place), ""))

    def drop(self, belongs: Callable[[str, str], bool]) -> None:
        """Forget those whose place and asker `belongs` is true of."""
        for id, turn in list(self._turns.items()):
            if belongs(turn.question.place, turn.question.asker):
                self._drop(id)

    def _drop(self, id: str) -> None:
        turn = self._turns.pop(id)
        key = (turn.question.asker, turn.question.place)
        if self._last.get(key) == id:
            del self._last[key]

    def _to_remembered(self, turn: Turn) -> Remembered:
        question, reply = turn.question, turn.reply
        return Remembered(
            id=reply.id,
            asker=self._hash_asker(question.asker),
            text=question.text,
            at=question.asked_at.timestamp() if question.asked_at else 0.0,
            asked_in=turn.context,
            entry=reply.answer.id if reply.answer else None,
            offered=tuple(choice.id for choice in reply.choices),
        )
