"""Tells whether a message says enough to be answered with what comes near: a word or a name alone asks for nothing."""

from collections.abc import Sequence

from bot.conversation.followup import content, points_back
from bot.conversation.thresholds import thresholds
from bot.matching import LEAST_SUBJECT, YES_OR_NO, Matcher, Ranking, asks_for_picture, besides, forms_of, is_time
from bot.model import SMALL_TALK, Entry

_WITH_ARTICLE = 2  # Words of a message that is a single word, at most.


def says_enough(ranking: Ranking, matcher: Matcher) -> bool:
    """Whether the message asks for what the first candidate tells. The first of these that applies decides:

    1. It brings small talk: unless by the chance of a single word.
    2. It is a follow-up: yes, for its subject is that of the question before.
    3. It names nothing but a date, and is not sure: no.
    4. It is a single word: if just that is what the candidate is asked as; "brakes" asks for no one thing about them.
    5. It says only names ("my Lark"): if the candidate is asked so, as what the Lark is, and nothing points back.
    6. It says more: yes.
    """
    entry = matcher.entries[ranking.candidates[0].entry]
    if entry.topic == SMALL_TALK:
        return not is_small_talk_by_chance(entry, ranking.words, matcher)
    if ranking.following:
        return True
    if not has_subject(ranking, matcher) and not _is_sure_of_common_words(ranking):
        return False
    word = _only_word(ranking.words, matcher)
    if word:
        return _is_asked_as(word, entry, matcher)
    if not _says_only_names(ranking.words, matcher):
        return True
    is_asked_so = any(_says_only_names(matcher.lexicon.words(text), matcher) for text in entry.ways)
    return is_asked_so and not points_back(ranking.words, matcher.lexicon.language)


def is_small_talk_by_chance(entry: Entry, words: Sequence[str], matcher: Matcher) -> bool:
    """Whether a single word brings small talk that has it only beside others: "true" is no "that's not true"."""
    word = _only_word(words, matcher)
    return entry.topic == SMALL_TALK and bool(word) and not _is_asked_as(word, entry, matcher)


def names_what_points_back(ranking: Ranking, matcher: Matcher) -> bool:
    """Whether nothing is said but names and what points back: "is the Lark in it?" asks about what "it" is."""
    return points_back(ranking.words, matcher.lexicon.language) and _says_only_names(ranking.words, matcher)


def has_subject(ranking: Ranking, matcher: Matcher) -> bool:
    """Whether more is named than a date, or that a picture is to be shown ("show me a chart")."""
    language = matcher.lexicon.language
    if not asks_for_picture(ranking.words, language):
        return ranking.coverage.has_subject
    others = (word for word in ranking.words if not asks_for_picture((word,), language))
    return sum(map(matcher.index.common.weight, others)) >= thresholds().offering.subject_from


def _is_sure_of_common_words(ranking: Ranking) -> bool:
    """A name may be a common word ("had"): then only the confidence tells that there is a subject."""
    is_sure = ranking.confidence >= thresholds().offering.common_words_from
    return is_sure and not any(map(is_time, ranking.words))


def _only_word(words: Sequence[str], matcher: Matcher) -> str:
    """The stem of the only word that says something of its own, with an article at most; empty where there are others,
    or it is a name. "What is a brake" asks for one thing about it."""
    lexicon = matcher.lexicon
    is_short = len(words) <= _WITH_ARTICLE and not forms_of(words, lexicon.language)  # "What's a brake" is none.
    telling = content(words, lexicon.language) if is_short else ()
    is_name = any(name.kind in matcher.kinds.exact for name in lexicon.names(words))
    return lexicon.stem(telling[0]) if len(telling) == 1 and not is_name else ""


def _is_asked_as(word: str, entry: Entry, matcher: Matcher) -> bool:
    """Whether a way of asking for the entry is just this word."""
    return any(_only_word(matcher.lexicon.words(text), matcher) == word for text in entry.ways)


def _says_only_names(words: Sequence[str], matcher: Matcher) -> bool:
    """Whether nothing is said but names, dates and the commonest words, and not in the form of a question. "Is the Lark
    in it?" has one, and asks for nothing that is said."""
    if {*forms_of(words, matcher.lexicon.language)} - {YES_OR_NO}:
        return False
    names = [name for name in matcher.lexicon.names(words) if name.kind in matcher.kinds.named]
    return bool(names) and sum(map(matcher.index.common.weight, besides(words, names))) < LEAST_SUBJECT
