"""Finds what a message may mean in place of an answer that was given before."""

from dataclasses import replace

from bot.conversation.followup import LONG
from bot.conversation.thresholds import EVEN, thresholds
from bot.conversation.turn import Turn
from bot.model import Question
from bot.replies.turns.one_question import OneQuestion
from bot.replies.turns.shared import Shared
from bot.replies.turns.standing import Standing
from bot.replies.weighing.understood import AskBack, Caveat, Understood


class InsteadOfRepeat:
    def __init__(self, shared: Shared, one: OneQuestion, standing: Standing) -> None:
        self._words, self._telling = shared.matcher.words, shared.telling
        self._one, self._standing = one, standing

    def understand(self, question: Question, turn: Turn, given: Understood, qualified: Understood) -> Understood:
        """A message as one question. `given`: what it comes to; `qualified`: that with what is said before it, or such
        a line alone. If `given` is no repeat, `qualified` stands; else the first of these that holds:

        1. The message does not say that it leans, `qualified` tells little of what it asks, and by itself it has a
           likely new answer that tells most of that: that one.
        2. It is long, and `given` is not very sure: what else it may mean; if that is nothing likely, only the line
           that nothing more is known.
        3. `qualified`.
        """
        if qualified.caveat not in (Caveat.SAID_BEFORE, Caveat.NOTHING_BEYOND):
            return qualified
        return self._by_itself(question, turn, qualified) or self._other_than(given, question, turn) or qualified

    def _by_itself(self, question: Question, turn: Turn, qualified: Understood) -> Understood | None:
        if turn.says_that_it_leans or self._telling.answer_tells(qualified, turn.text):
            return None
        alone = self._standing.understand(question, turn)
        is_new = self._telling.is_informative(alone) and alone.id not in turn.context.answered
        return alone if is_new and alone.confidence >= EVEN and self._telling.answer_tells(alone, turn.text) else None

    def _other_than(self, given: Understood, question: Question, turn: Turn) -> Understood | None:
        if len(turn.words) < LONG or given.confidence >= thresholds().following.long_again_from:
            return None
        other = self._one.understand(question, replace(turn, not_again=given.id))
        return other if is_worth_more(other) else given.nothing_beyond(self._words.nothing_beyond)


def is_worth_more(other: Understood) -> bool:
    """Whether what a message may mean besides is more than an answer that was given before."""
    return isinstance(other.act, AskBack) or (other.answers and other.confidence >= EVEN)
