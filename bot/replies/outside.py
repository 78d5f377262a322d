"""Recognises a line out of scope, word for word."""

from bot.conversation.message import question_beside_remarks
from bot.conversation.turn import Turn
from bot.matching import Matcher


def is_outside(text: str, turn: Turn, matcher: Matcher) -> bool:
    """Whether a message, or its only question, is such a line, and was not noted under the last answer. `text`: the
    message as it was written."""
    alone, lexicon = turn.alone, matcher.lexicon
    beside = question_beside_remarks(turn.text, turn.language)
    said = (lexicon.words(text), lexicon.words(beside.question if beside else turn.text), alone.words)
    if alone.exact or not any(map(matcher.index.exact.is_outside, said)):
        return False
    last = matcher.entry_of_id.get(turn.context.entry or "")
    return last is None or matcher.situations.asked_exactly(alone.words, last) is None
