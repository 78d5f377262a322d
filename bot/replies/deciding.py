"""Decides what to do with a ranking: an answer, a choice of three, or an honest "I don't know"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.conversation.followup import asks_after, content, points_back
from bot.conversation.thresholds import thresholds
from bot.matching import (
    DEFAULT_TAG,
    LEAST_KNOWN,
    LEAST_SUBJECT,
    YES_OR_NO,
    Matcher,
    Ranking,
    Scored,
    asks_for_picture,
    besides,
    forms_of,
    is_time,
)
from bot.model import QUANTITY, SMALL_TALK, TIME_KINDS, Entry, Outcome
from bot.replies.decision import CHOICES, Decision, line_before
from bot.replies.named import named
from bot.replies.neighbours import neighbours, same_amount

_RIVALS = 5  # Candidates behind the best that may answer the same question but for a facet.
_WITH_ARTICLE = 2  # Words of a message that is a single word, at most.


def decide(ranking: Ranking, matcher: Matcher) -> Decision:
    if len(ranking.exact) > 1:
        return Decision(Outcome.CLARIFY, choices=ranking.exact[:CHOICES], line=matcher.words.shared)
    if ranking.exact:
        return Decision(Outcome.ANSWER, ranking.exact[0])
    if ranking.coverage.share < LEAST_KNOWN:
        return Decision(Outcome.UNKNOWN)
    if ranking.confidence >= matcher.threshold and _says_enough(ranking, matcher):
        return settle(ranking.candidates[0].entry, ranking, matcher)
    near = neighbours(ranking, matcher)
    if near is not None:
        return near
    is_likely = bool(ranking.candidates) and ranking.among >= matcher.index.confidence.offer_from
    offered = offer(ranking, matcher) if is_likely else Decision(Outcome.UNKNOWN)
    if _is_one_picture(offered, ranking, matcher):
        return Decision(Outcome.ANSWER, offered.choices[0])
    return same_amount(ranking, matcher, offered.choices) or offered


def settle(entry: int, ranking: Ranking, matcher: Matcher) -> Decision:
    """Answer with an entry; of several like candidates that differ in a facet which the question leaves open, with the
    default one of them, or ask which is meant."""
    best = next((one for one in ranking.candidates if one.entry == entry), None)
    if best is None:
        return Decision(Outcome.ANSWER, entry)
    others = [one for one in ranking.candidates if one is not best][:_RIVALS]
    rivals = [one for one in others if best.score - one.score <= thresholds().offering.near_to]
    open_kind = next((kind for kind in matcher.kinds.exact if _is_open(kind, best, rivals, ranking, matcher)), None)
    if open_kind is None:
        return Decision(Outcome.ANSWER, best.entry)
    same = [best, *(one for one in rivals if matcher.guard.core(one.entry, open_kind))]
    default = next((one for one in same if DEFAULT_TAG in matcher.entries[one.entry].tags), None)
    if default is None:
        return Decision(Outcome.CLARIFY, choices=tuple(one.entry for one in same[:CHOICES]), line=matcher.words.open)
    values = sorted(matcher.guard.core(default.entry, open_kind))
    taken = " ".join(named((open_kind, value), matcher.words, matcher.entries, matcher.kinds) for value in values)
    return Decision(Outcome.ANSWER, default.entry, line=matcher.words.applies_to.format(what=taken))


def hesitate(ranking: Ranking, of_all: Ranking, words: Sequence[str], matcher: Matcher) -> Decision:
    """Offer candidates where no answer is likely enough to be given, but the first is likely enough to be offered and
    one of them speaks of what the `words` of the message ask. `ranking`: of the likeliest reading; `of_all`: with the
    candidates of all readings, by their probability."""
    if ranking.coverage.share < LEAST_KNOWN:
        return Decision(Outcome.UNKNOWN)
    is_likely = bool(of_all.candidates) and of_all.confidence >= thresholds().offering.offer_from
    offered = offer(of_all, matcher) if is_likely else Decision(Outcome.UNKNOWN)
    decision = neighbours(ranking, matcher) or same_amount(ranking, matcher, offered.choices) or offered
    if decision.choices and decision.missing is None and _asks_for_else(words, decision.choices, matcher):
        return Decision(Outcome.UNKNOWN)
    return decision


def _asks_for_else(words: Sequence[str], offered: Sequence[int], matcher: Matcher) -> bool:
    """Whether none of those offered speaks of much of what the words ask."""
    asks = asks_after(words, matcher.lexicon.language)
    told = matcher.situations.shares_told(asks, offered)
    return bool(asks) and max(share for share, _ in told.values()) < thresholds().offering.speaks_from


def offer(ranking: Ranking, matcher: Matcher) -> Decision:
    """Ask which of the best three is meant; nobody picks small talk."""
    worth = [
        one for one in ranking.candidates if one.confidence > thresholds().offering.offers_from_share * ranking.among
    ]
    offered = tuple(one.entry for one in worth if matcher.entries[one.entry].topic != SMALL_TALK)[:CHOICES]
    unmet = _unmet(ranking, offered, matcher)
    return Decision(Outcome.CLARIFY, choices=offered, line=line_before(unmet, matcher), missing=unmet)


def _unmet(ranking: Ranking, offered: Sequence[int], matcher: Matcher) -> tuple[str, str] | None:
    """A time or a name that is asked for, and of which none of the offered entries speaks."""
    guard, kinds = matcher.guard, matcher.kinds
    whole = [kind for kind in kinds.impersonal if kinds.of(kind).parent is None]
    for kind, value in ranking.facets.values:
        asks = kind in (*TIME_KINDS, *whole) and (kind, value) not in guard.pervasive
        if asks and not any(guard.speaks_of(entry, kind, value) for entry in offered):
            return kind, value
    return None


def _is_one_picture(offered: Decision, ranking: Ranking, matcher: Matcher) -> bool:
    """Whether a picture is wanted, and all that would be offered have the same one."""
    pictures = {matcher.entries[entry].chart or matcher.entries[entry].series for entry in offered.choices}
    is_one = len(pictures) == 1 and pictures != {None} and len(offered.choices) > 1
    return is_one and asks_for_picture(ranking.words, matcher.lexicon.language) and _has_subject(ranking, matcher)


def _says_enough(ranking: Ranking, matcher: Matcher) -> bool:
    """Whether a question has a subject; small talk needs none, and a follow-up has that of the question before. A name
    may be a common word ("had"), and then nothing but the confidence tells it."""
    entry = matcher.entries[ranking.candidates[0].entry]
    if entry.topic == SMALL_TALK:
        return not is_small_talk_by_chance(entry, ranking.words, matcher)
    if ranking.following:
        return True
    sure = ranking.confidence >= thresholds().offering.common_words_from and not any(
        is_time(word) for word in ranking.words
    )
    if not (sure or _has_subject(ranking, matcher)):
        return False
    word = _only_word(ranking.words, matcher)
    if word:
        # "Brakes" asks for no one thing about them, unless just that is what it is asked as.
        return _is_asked_as(word, entry, matcher)
    if not _only_names(ranking.words, matcher):
        return True
    # "My Lark" asks for nothing; what it is may be told, but no one thing about it.
    is_asked_so = any(_only_names(matcher.lexicon.words(text), matcher) for text in entry.ways)
    return is_asked_so and not points_back(ranking.words, matcher.lexicon.language)


def is_small_talk_by_chance(entry: Entry, words: Sequence[str], matcher: Matcher) -> bool:
    """Whether a single word brings small talk that has it only beside others: "true" is no "that's not true"."""
    word = _only_word(words, matcher)
    return entry.topic == SMALL_TALK and bool(word) and not _is_asked_as(word, entry, matcher)


def _is_asked_as(word: str, entry: Entry, matcher: Matcher) -> bool:
    return any(_only_word(matcher.lexicon.words(text), matcher) == word for text in entry.ways)


def names_what_points_back(ranking: Ranking, matcher: Matcher) -> bool:
    """Whether nothing is said but names and what points back: "is the Lark in it?" asks about what "it" is."""
    return points_back(ranking.words, matcher.lexicon.language) and _only_names(ranking.words, matcher)


def _only_word(words: Sequence[str], matcher: Matcher) -> str:
    """The stem of the only word that says something of its own, with an article at most; empty where there are others,
    or it is a name. "What is a brake" asks for one thing about it."""
    lexicon = matcher.lexicon
    is_short = len(words) <= _WITH_ARTICLE and not forms_of(words, lexicon.language)  # "What's a brake" is none.
    telling = content(words, lexicon.language) if is_short else ()
    is_name = any(name.kind in matcher.kinds.exact for name in lexicon.names(words))
    return lexicon.stem(telling[0]) if len(telling) == 1 and not is_name else ""


def _only_names(words: Sequence[str], matcher: Matcher) -> bool:
    """Whether nothing is said but names, dates and the commonest words, and not in the form of a question. "Is the Lark
    in it?" has one, and asks for nothing that is said."""
    if {*forms_of(words, matcher.lexicon.language)} - {YES_OR_NO}:
        return False
    names = [name for name in matcher.lexicon.names(words) if name.kind in matcher.kinds.named]
    return bool(names) and sum(map(matcher.index.common.weight, besides(words, names))) < LEAST_SUBJECT


def _has_subject(ranking: Ranking, matcher: Matcher) -> bool:
    """Whether more is named than a date, or that a picture is to be shown ("show me a chart")."""
    language = matcher.lexicon.language
    if not asks_for_picture(ranking.words, language):
        return ranking.coverage.has_subject
    others = (word for word in ranking.words if not asks_for_picture((word,), language))
    return sum(map(matcher.index.common.weight, others)) >= thresholds().offering.subject_from


def _is_open(kind: str, best: Scored, rivals: list[Scored], ranking: Ranking, matcher: Matcher) -> bool:
    """Whether the best entry and a rival differ in a facet that the question does not name."""
    if ranking.facets.of(kind) or any(kind == carried for carried, _ in ranking.facets.carried):
        return False
    core = matcher.guard.core
    told, quantity = core(best.entry, kind), core(best.entry, QUANTITY)
    alike = (core(one.entry, kind) for one in rivals if core(one.entry, QUANTITY) == quantity)
    return bool(told) and any(other and told.isdisjoint(other) for other in alike)
