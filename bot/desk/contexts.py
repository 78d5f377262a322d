"""Remembers conversations in this process: an asker and a place in, the context of their last question out."""

from __future__ import annotations

from collections import OrderedDict

from bot.model import Context, Question


class Contexts:
    """One context an asker and place; the least recent are forgotten. Their age is judged by the bot."""

    def __init__(self, remembered: int = 10_000) -> None:
        self._remembered = remembered
        self._contexts: OrderedDict[tuple[str, str], Context] = OrderedDict()

    def recall(self, question: Question) -> Context:
        return self._contexts.get((question.place, question.asker), Context())

    def keep(self, question: Question, context: Context) -> None:
        key = (question.place, question.asker)
        self._contexts[key] = context
        self._contexts.move_to_end(key)
        while len(self._contexts) > self._remembered:
            self._contexts.popitem(last=False)
