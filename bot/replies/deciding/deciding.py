"""Decides what to do with a ranking: an answer, a choice of three, or an honest "I don't know"."""

from collections.abc import Sequence

from bot.conversation.followup import asks_after
from bot.conversation.thresholds import thresholds
from bot.matching import DEFAULT_TAG, LEAST_KNOWN, Matcher, Ranking, Scored, asks_for_picture
from bot.model import QUANTITY, SMALL_TALK, TIME_KINDS
from bot.replies.deciding.decision import CHOICES, Decision, choice_of
from bot.replies.deciding.known_of_others import same_amount
from bot.replies.deciding.named import named
from bot.replies.deciding.neighbours import neighbours
from bot.replies.deciding.saying_enough import has_subject, says_enough

_RIVALS = 5  # Candidates behind the best that may answer the same question but for a facet.


def decide(ranking: Ranking, matcher: Matcher) -> Decision:
    """What to do with the ranking of a message. The first of these that holds:

    1. It is a way of asking for an entry, word for word: that one; if for several, ask which.
    2. Most of it is unknown: not known.
    3. The first candidate is sure, and the message says enough: what `settle` makes of it.
    4. An entry that would come first is refused for a time or name: what is near it (`neighbours`).
    5. A picture is wanted, and all that may be meant have the same: the first of them.
    6. The amount that is asked for is known of others: those (`same_amount`).
    7. Ask which of the likely candidates is meant, if there are any (`offer`).
    """
    if len(ranking.exact) > 1:
        return Decision(choices=ranking.exact[:CHOICES], line=matcher.words.shared)
    if ranking.exact:
        return Decision(ranking.exact[0])
    if ranking.coverage.share < LEAST_KNOWN:
        return Decision()
    if ranking.confidence >= matcher.threshold and says_enough(ranking, matcher):
        return settle(ranking.candidates[0].entry, ranking, matcher)
    neighbouring = neighbours(ranking, matcher)
    if neighbouring is not None:
        return neighbouring
    is_likely = bool(ranking.candidates) and ranking.among >= matcher.index.confidence.offer_from
    offered = offer(ranking, matcher) if is_likely else Decision()
    if _is_one_picture(offered, ranking, matcher):
        return Decision(offered.choices[0])
    return same_amount(ranking, matcher, offered.choices) or offered


def settle(entry: int, ranking: Ranking, matcher: Matcher) -> Decision:
    """Answer with an entry; of several like candidates that differ in a facet which the question leaves open, with the
    default one of them, or ask which is meant."""
    best = next((one for one in ranking.candidates if one.entry == entry), None)
    if best is None:
        return Decision(entry)
    others = [one for one in ranking.candidates if one is not best][:_RIVALS]
    rivals = [one for one in others if best.score - one.score <= thresholds().offering.near_to]
    open_kind = next((kind for kind in matcher.kinds.exact if _is_open(kind, best, rivals, ranking, matcher)), None)
    if open_kind is None:
        return Decision(best.entry)
    same = [best, *(one for one in rivals if matcher.guard.core(one.entry, open_kind))]
    default = next((one for one in same if DEFAULT_TAG in matcher.entries[one.entry].tags), None)
    if default is None:
        return Decision(choices=tuple(one.entry for one in same[:CHOICES]), line=matcher.words.open)
    values = sorted(matcher.guard.core(default.entry, open_kind))
    taken = " ".join(named((open_kind, value), matcher.words, matcher.entries, matcher.kinds) for value in values)
    return Decision(default.entry, line=matcher.words.applies_to.format(what=taken))


def hesitate(ranking: Ranking, of_all: Ranking, words: Sequence[str], matcher: Matcher) -> Decision:
    """Offer candidates where no answer is likely enough to be given, but the first is likely enough to be offered and
    one of them speaks of what the `words` of the message ask; in the order of `decide` from 4 on, without pictures.
    `ranking`: of the likeliest reading; `of_all`: with the candidates of all readings, by their probability."""
    if ranking.coverage.share < LEAST_KNOWN:
        return Decision()
    is_likely = bool(of_all.candidates) and of_all.confidence >= thresholds().offering.offer_from
    offered = offer(of_all, matcher) if is_likely else Decision()
    decision = neighbours(ranking, matcher) or same_amount(ranking, matcher, offered.choices) or offered
    if decision.choices and not decision.is_final and _asks_for_else(words, decision.choices, matcher):
        return Decision()
    return decision


def _asks_for_else(words: Sequence[str], offered: Sequence[int], matcher: Matcher) -> bool:
    """Whether none of those offered speaks of much of what the words ask."""
    asks = asks_after(words, matcher.lexicon.language)
    told = matcher.words_told.shares(asks, offered)
    return bool(asks) and max(share for share, _ in told.values()) < thresholds().offering.speaks_from


def offer(ranking: Ranking, matcher: Matcher) -> Decision:
    """Ask which of the best three is meant; nobody picks small talk."""
    worth = [
        one for one in ranking.candidates if one.confidence > thresholds().offering.offers_from_share * ranking.among
    ]
    offered = tuple(one.entry for one in worth if matcher.entries[one.entry].topic != SMALL_TALK)[:CHOICES]
    return choice_of(offered, _unmet(ranking, offered, matcher), matcher)


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
    return is_one and asks_for_picture(ranking.words, matcher.lexicon.language) and has_subject(ranking, matcher)


def _is_open(kind: str, best: Scored, rivals: list[Scored], ranking: Ranking, matcher: Matcher) -> bool:
    """Whether the best entry and a rival differ in a facet that the question does not name."""
    if ranking.facets.of(kind) or any(kind == carried for carried, _ in ranking.facets.carried):
        return False
    core = matcher.guard.core
    told, quantity = core(best.entry, kind), core(best.entry, QUANTITY)
    alike = (core(one.entry, kind) for one in rivals if core(one.entry, QUANTITY) == quantity)
    return bool(told) and any(other and told.isdisjoint(other) for other in alike)
