"""Tells whether a message is read by itself, without the conversation before it."""

from collections.abc import Sequence

from bot.conversation.asking_again import repeats
from bot.conversation.followup import LONG, asks_after, content, points_back, says_hardly_anything
from bot.conversation.known_follow_up import known_follow_up
from bot.conversation.queries.binding import COMPUTED
from bot.conversation.queries.reader import FigureReader
from bot.conversation.queries.words.language import figure_language
from bot.conversation.thresholds import EVEN, thresholds
from bot.conversation.turn import Turn
from bot.matching import Lexicon, Matcher, besides, forms_of
from bot.model import RANK, SMALL_TALK

_WHAT = "what"  # The form of a question that asks what something is.
MORE_TAG = "more"
"""Tag of small talk that asks for more on the same ("tell me more"), which is answered with what is related."""


def stands_alone(turn: Turn, matcher: Matcher, reader: FigureReader) -> bool:
    """Whether nothing was asked before, the message is a way of asking or asks what a term is, or shows no sign of a
    follow-up where it needs one."""
    return (
        not turn.follows
        or _is_word_for_word(turn, matcher)
        or _asks_for_term(turn, matcher)
        or _lacks_sign(turn, matcher, reader)
    )


def _is_word_for_word(turn: Turn, matcher: Matcher) -> bool:
    """Whether the message is a way of asking of some entry, word for word. Three such messages are still follow-ups: a
    mere name ("the Finch?"), a single word ("price?"), and small talk about the last answer ("source?")."""
    if not turn.alone.exact:
        return False
    entry = matcher.entries[turn.alone.exact[0]]
    if MORE_TAG in entry.tags or repeats(turn, matcher):
        return False
    if entry.topic == SMALL_TALK:
        return True
    words = turn.alone.words
    names = [name for name in matcher.lexicon.names(words) if name.kind in matcher.kinds.named]
    telling = content(besides(words, names), turn.language)
    return bool(telling) if names else len(telling) > 1


def _asks_for_term(turn: Turn, matcher: Matcher) -> bool:
    """Whether it only asks what a term is, as the likeliest entry does: "what's a catenary?" asks nothing of the last
    answer, though that may speak of one."""
    ranking = turn.alone
    names_thing = any(kind in matcher.kinds.leading for kind, _ in ranking.facets.values)
    if turn.corrects or turn.back or names_thing or not ranking.candidates:
        return False
    entry, lexicon = matcher.entries[ranking.candidates[0].entry], matcher.lexicon
    term = _term(ranking.words, lexicon)
    return bool(term) and ranking.confidence >= EVEN and term <= _term(lexicon.words(entry.question), lexicon)


def _term(words: Sequence[str], lexicon: Lexicon) -> frozenset[str]:
    """The stems of what "what is ..." asks about; empty of other questions, and of "the" range, that of something."""
    language = figure_language(lexicon.language)
    if forms_of(words, lexicon.language) != (_WHAT,) or points_back(words, lexicon.language):
        return frozenset()
    if language is not None and not language.words["definite"].isdisjoint(words):
        return frozenset()
    return frozenset(map(lexicon.stem, asks_after(words, lexicon.language)))


def _lacks_sign(turn: Turn, matcher: Matcher, reader: FigureReader) -> bool:
    """Whether nothing says that it leans, on a thin base: what speaks for a follow-up was learned where nearly all that
    is asked is held."""
    if matcher.index.confidence.thin < thresholds().following.thin_from:
        return False
    is_long = len(turn.words) >= LONG and not (turn.corrects or turn.back or turn.has_cue)
    has_sign = (
        (not is_long and (turn.says_that_it_leans or _is_fragment(turn)))
        or known_follow_up(turn, matcher) is not None
        or _is_small_talk(turn, matcher)
        or _counts_with_told(turn, reader)
    )
    return not has_sign


def _is_small_talk(turn: Turn, matcher: Matcher) -> bool:
    """Whether it is likelier than not, and so may be about the last answer ("tell me more")."""
    alone = turn.alone
    return alone.confidence >= EVEN and matcher.entries[alone.candidates[0].entry].topic == SMALL_TALK


def _counts_with_told(turn: Turn, reader: FigureReader) -> bool:
    """Whether something is to be worked out, and figures were told before."""
    asked = reader.asked(turn.alone.words) if turn.context.told else None
    return asked is not None and any(one.operation in COMPUTED for one in asked.cues.asked_for)


def _is_fragment(turn: Turn) -> bool:
    """Whether it may only change the question before: it corrects, goes back, says hardly anything, or holds a name or
    a date to stand in the place of those before."""
    facets = turn.alone.facets
    # "Who was the first emperor" names nothing that stands in another question.
    named = facets.excluded or [value for kind, value in facets.values if kind != RANK]
    return turn.corrects or turn.back or says_hardly_anything(turn.words) or bool(named)
