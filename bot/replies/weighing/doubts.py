"""Holds back the likeliest answer to a follow-up in cases where it is doubtful, however likely it is."""

from bot.conversation.asking import ends_with_question_mark, is_question
from bot.conversation.asking_again import REPEAT_TAG
from bot.conversation.followup import LONG, content
from bot.conversation.readings import ReadingKind
from bot.conversation.thresholds import EVEN, thresholds
from bot.conversation.turn import Turn
from bot.matching import LEAST_KNOWN, Matcher
from bot.model import SMALL_TALK
from bot.replies.deciding.saying_enough import is_small_talk_by_chance
from bot.replies.weighing.meant import Meant

OF_WHAT_WAS_TOLD = (ReadingKind.REPEAT, ReadingKind.QUERY, ReadingKind.COUNTED)
"""Readings that are only proposed where a message asks for them."""
_MUCH = 4  # Words of its own from which on a message says much.


def asks_for_the_same(turn: Turn, best: Meant, matcher: Matcher) -> bool:
    """Whether a message says nothing of its own ("what?", "and?"), so that the last answer or, where it asks, small
    talk comes near by chance."""
    if content(turn.words, turn.language) or turn.alone.facets.values or turn.context.entry is None:
        return False
    if best.id == turn.context.entry and best.reading.kind is not ReadingKind.REPEAT:
        return True
    entry = matcher.entries[best.entry]
    return entry.topic == SMALL_TALK and REPEAT_TAG not in entry.tags and ends_with_question_mark(turn.text)


def is_strange(turn: Turn, best: Meant, matcher: Matcher) -> bool:
    """Whether hardly anything of the message is known, and the answer does not tell all that it asks either."""
    known = turn.alone.coverage
    if known.share >= LEAST_KNOWN or known.unknown <= thresholds().following.strange_to:
        return False
    if best.takes_up_all or any(kind in best.sure for kind in OF_WHAT_WAS_TOLD):
        return False
    said = content(turn.words, turn.language)
    return matcher.words_told.shares(said, (best.entry,))[best.entry].anywhere < 1


def is_unsure(turn: Turn, best: Meant, probability: float, matcher: Matcher) -> bool:
    """Whether it is not likely enough to be given, or passes over what the message names, or comes by chance."""
    says_much = len(content(turn.words, turn.language)) >= _MUCH and best.sure.get(ReadingKind.ALONE, 0.0) < EVEN
    least = thresholds().following.follow(matcher.index.confidence.thin, says_much=says_much)
    entry = matcher.entries[best.entry]
    if entry.topic == SMALL_TALK and is_question(turn.text, turn.language):
        least = max(least, EVEN)
    by_chance = is_small_talk_by_chance(entry, turn.alone.words, matcher)
    return by_chance or probability < least or _passes_over(turn, best, matcher)


def _passes_over(turn: Turn, best: Meant, matcher: Matcher) -> bool:
    """Whether it is only near the answer before, and a model is named: in a long message, which stands for itself,
    or one that it is not about."""
    named = [(kind, value) for kind, value in turn.alone.facets.values if kind in matcher.kinds.leading]
    if set(best.sure) != {ReadingKind.NEAR} or not named:
        return False
    if len(turn.words) >= LONG and not turn.has_cue:
        return True
    return not any(value in matcher.guard.core(best.entry, kind) for kind, value in named)
