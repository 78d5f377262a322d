"""Makes choices of near entries that the facet guard refused, after a line that says which date or name is missing."""

from collections.abc import Sequence
from dataclasses import replace

from bot.conversation.thresholds import thresholds
from bot.matching import Matcher, Ranking, Refused
from bot.model import SMALL_TALK, SPAN, TIME_KINDS
from bot.replies.deciding.decision import CHOICES, Decision, choice_of, unless_offered
from bot.replies.deciding.known_of_others import days_apart, not_excluded, same_amount, tells_amount

_TIMES = (*TIME_KINDS, SPAN)
_AS_FAR = 2
"""Choices may lie so many times as far behind the first as `near_to` allows a rival in `settle`. The distance is
divided by it, and `near_to` left alone, because `benchmarks.thresholds` fits that by the values compared with it."""


def neighbours(ranking: Ranking, matcher: Matcher) -> Decision | None:
    """Say that there is nothing for a time or name, and offer what there is. None unless an entry is refused for it
    that would come first otherwise.

    For a time, or a thing such as a model, the nearest is offered: other times, other models. For any other name (a
    place, a person) the amount that is asked for, of others; if nothing tells it, only the missing name is told.
    """
    refused = not_excluded(ranking, matcher)
    if not refused or not _would_come_first(refused[0], ranking):
        return None
    refused = _finest_first(refused, ranking, matcher)
    kind = refused[0].kind
    value = next(iter(ranking.facets.of(kind)), "")  # Empty where the facet was only carried over.
    if kind in (*_TIMES, *matcher.kinds.exact):
        offered = _offered(refused, value, matcher)[:CHOICES]
        missing = unless_offered((kind, value), offered, matcher)
        return replace(choice_of(offered, missing, matcher), is_final=True) if offered else None
    if not value:
        return None
    return same_amount(ranking, matcher) or Decision(missing=(kind, value))


def _finest_first(refused: list[Refused], ranking: Ranking, matcher: Matcher) -> list[Refused]:
    """Puts in front, of the near ones that tell the amount, the one refused for the finest time: refused for its month,
    it agrees in the year."""
    first = refused[0]
    near = (one for one in refused if one.kind in TIME_KINDS and _is_near(one, first))
    telling = [one for one in near if tells_amount(one.scored.entry, ranking.facets, matcher)]
    if first not in telling:
        return refused
    finest = max(telling, key=lambda one: TIME_KINDS.index(one.kind))
    return [finest, *(one for one in refused if one is not finest)]


def _is_near(one: Refused, first: Refused) -> bool:
    """Whether an entry is so little behind the first that it may be offered with it."""
    return (first.scored.score - one.scored.score) / _AS_FAR <= thresholds().offering.near_to


def _would_come_first(refused: Refused, ranking: Ranking) -> bool:
    """Whether an entry that is refused is before all candidates, and not behind "nothing". A time that there is nothing
    for speaks for "nothing" itself, which may then lead a little."""
    score = refused.scored.score
    if ranking.candidates and score < ranking.candidates[0].score:
        return False
    if refused.kind in _TIMES:
        return ranking.nothing - score <= thresholds().offering.near_to
    return ranking.nothing <= score


def _offered(refused: Sequence[Refused], value: str, matcher: Matcher) -> tuple[int, ...]:
    """What is near the first one that is refused: for a time what tells of other times, then what was refused with
    it, for the same kind of facet."""
    first = refused[0]
    other_times = _at_other_times(first.scored.entry, first.kind, value, matcher) if first.kind in TIME_KINDS else []
    with_it = (one.scored.entry for one in refused if one.kind == first.kind and _is_near(one, first))
    offered = dict.fromkeys((*other_times, *with_it))
    return tuple(entry for entry in offered if matcher.entries[entry].topic != SMALL_TALK)


def _at_other_times(entry: int, kind: str, asked: str, matcher: Matcher) -> list[int]:
    """Entries on the same matter, the nearest to the time that is asked for first; where the question names no time
    itself, the whole series that the entry is a point of."""
    if not asked:
        series = matcher.entry_of_id.get(matcher.entries[entry].series or "")
        return [series] if series is not None else []
    guard, finer = matcher.guard, TIME_KINDS[TIME_KINDS.index(kind) + 1 :]
    told = {
        other: min(days_apart(asked, one) for one in guard.core(other, kind))
        for other in guard.matters.shared_with(entry)
        # A month does not stand beside years.
        if guard.core(other, kind) and not any(guard.core(other, one) for one in finer)
    }
    return sorted(told, key=lambda other: (told[other], other))
