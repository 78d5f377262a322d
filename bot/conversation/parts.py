"""Finds the part of a message that asks: a piece of it that is understood better than the whole."""

from collections.abc import Sequence
from typing import NamedTuple

from bot.conversation.asking import asking_patterns, ends_with_question_mark, is_question
from bot.conversation.followup import LONG, content, points_back
from bot.conversation.language_files import talk_of
from bot.conversation.pieces import pieces_of
from bot.conversation.ranking_parts import is_small_talk, rank_part
from bot.conversation.thresholds import thresholds
from bot.conversation.turn import Turn
from bot.matching import EXACT_CONFIDENCE, LEAST_KNOWN, Matcher, Ranking, normalise, parted
from bot.model import QUANTITY

PART_LIMIT = 6  # Parts of a message that are looked at, at most: pieces that may ask.
_LEAST_SAID = 3  # Words of a part that may ask something, at least.
_SMALL_TALK_WORTH = 0.5
"""What the confidence in small talk counts for beside a question. In full, "which site is right lol" asks for "lol"."""


def parts_that_may_ask(text: str, language: str) -> tuple[str, ...]:
    """The pieces of a message that hold a word or a mark that asks, in their order, or else the last one; none of a
    message that is short, or a single piece. "How many were there?" asks nothing without the piece before it."""
    if _length(text) < LONG:
        return ()
    pieces = pieces_of(text, language)
    parts = [piece for piece in pieces if _length(piece) >= _LEAST_SAID]
    if len(pieces) < 2 or not parts:
        return ()
    asks = asking_patterns(language).asking
    asking = [part for part in parts if asks.search(part)] or parts[-1:]
    return tuple(part for part in asking if not _only_asks(part, language))[:PART_LIMIT]


def _only_asks(part: str, language: str) -> bool:
    """Whether it says nothing but "how many" or the like; "what is it" asks of all that was said before."""
    said = content(normalise(part), language)
    return bool(said) and talk_of(language).words["question_words"].issuperset(said)


def _length(text: str) -> int:
    """Words; of a script that puts no spaces between them, signs."""
    return len(parted(text).split())


class Ranked(NamedTuple):
    text: str
    ranking: Ranking


def best_part(turn: Turn, matcher: Matcher) -> Ranked:
    """The whole message, or the part of it that asks, where that is understood better."""
    whole, language = Ranked(turn.text, turn.alone), matcher.lexicon.language
    parts = parts_that_may_ask(turn.text, language)
    if not parts or _needs_no_parts(whole.ranking, parts, matcher):
        return whole
    asked = [part for part in parts if is_question(part, language)]
    # Beside a plain question the other parts tell something ("mine is from 2024"), unless they hold it word for word.
    plain = [part for part in parts if any(one in part for one in asked)]
    ranked = [Ranked(part, rank_part(part, turn.alone, matcher)) for part in plain or parts]
    if len(plain) == 1 and _stands_for_itself(ranked[0].ranking, whole.ranking, matcher):
        return ranked[0]
    fit = (one for one in ranked if not _names_less_of_table(one.ranking, whole.ranking, matcher))
    return max((whole, *fit), key=lambda one: _worth(one.ranking, matcher))


def _names_less_of_table(part: Ranking, whole: Ranking, matcher: Matcher) -> bool:
    """Whether the whole message names an amount that the part lacks, and by that amount means another column of the
    same table: "legs and battery together, how far does it go"."""
    if not part.candidates or not whole.candidates or _worth(whole, matcher) < matcher.threshold:
        return False
    own, other, mentions = part.candidates[0].entry, whole.candidates[0].entry, matcher.guard.mentions
    series = matcher.entries[own].series
    if series is None or series != matcher.entries[other].series:
        return False
    left_out = set(whole.facets.of(QUANTITY)).difference(part.facets.of(QUANTITY))
    return any(mentions(other, QUANTITY, one) and not mentions(own, QUANTITY, one) for one in left_out)


def _needs_no_parts(whole: Ranking, parts: Sequence[str], matcher: Matcher) -> bool:
    """Whether the whole message is as sure as can be or, where it asks but once, nearly so."""
    worth = _worth(whole, matcher)
    if whole.exact or worth >= EXACT_CONFIDENCE:
        return True
    asks_twice = sum(map(ends_with_question_mark, parts)) > 1
    return not asks_twice and worth >= thresholds().telling.whole_from


def _stands_for_itself(part: Ranking, whole: Ranking, matcher: Matcher) -> bool:
    """Whether the only question of a message needs nothing that is told around it ("We live near Munich; when ...?").
    What points back does, and figures may: "month by month, how did it go?"."""
    if points_back(part.words, matcher.lexicon.language) or not whole.candidates:
        return False
    figures = matcher.entries[whole.candidates[0].entry].labels
    return not figures and _worth(part, matcher) >= matcher.threshold


def _worth(ranking: Ranking, matcher: Matcher) -> float:
    """Confidence, where enough is known; small talk ("thanks!", "hi all") counts for little beside a question."""
    if not ranking.candidates or (ranking.coverage.share < LEAST_KNOWN and not ranking.exact):
        return 0.0
    return ranking.confidence * (_SMALL_TALK_WORTH if is_small_talk(ranking, matcher) else 1.0)
