"""Refuses what nothing answers, whatever comes near: a line out of scope, or a foreign language beside names."""

from bot.conversation.turn import Turn
from bot.matching import Matcher
from bot.model import Question
from bot.replies.deciding.declining import Declining
from bot.replies.deciding.unreadable import is_foreign_beside_names
from bot.replies.turns.remarks import only_question
from bot.replies.weighing.understood import NotKnown, Understood


def unanswerable(question: Question, turn: Turn, matcher: Matcher, declining: Declining) -> Understood | None:
    """The refusal, with the line of what is declined, if it is; None where something may answer.

    A line out of scope, such as "will it rain tomorrow", is refused even as the only question beside remarks: "Nice.
    Will it rain tomorrow?"
    """
    if not (_is_outside(question.text, turn, matcher) or is_foreign_beside_names(turn.text, turn.alone, matcher)):
        return None
    line = declining.line(question.text, turn.alone)
    return Understood(NotKnown(), turn.text, turn.alone, turn.context, line=line)


def _is_outside(text: str, turn: Turn, matcher: Matcher) -> bool:
    """Whether a message, or its only question, is a line out of scope word for word, and was not noted under the last
    answer. `text`: the message as it was written."""
    alone, words = turn.alone, matcher.lexicon.words
    said = (words(text), words(only_question(turn)), alone.words)
    if alone.exact or not any(map(matcher.index.exact.is_outside, said)):
        return False
    last = matcher.entry_of_id.get(turn.context.entry or "")
    return last is None or matcher.situations.asked_exactly(alone.words, last) is None
