"""Makes choices of near entries that the facet guard refused, after a line that says which date or name is missing."""

from collections.abc import Sequence

import numpy as np

from bot.conversation.thresholds import thresholds
from bot.figures.times import span_of_label
from bot.matching import Facets, Matcher, Ranking, Refused
from bot.model import QUANTITY, SMALL_TALK, SPAN, TIME_KINDS
from bot.replies.decision import CHOICES, Decision, line_before

_TIMES = (*TIME_KINDS, SPAN)
_AS_FAR = 2
"""So many times further behind the first an offer may be than a rival of an answer. The lag is divided by it, not the
limit multiplied: `benchmarks.thresholds` notes what a limit is compared with."""


def neighbours(ranking: Ranking, matcher: Matcher) -> Decision | None:
    """Where an entry is refused for a facet, and would come first otherwise, say so and offer what there is."""
    refused = _contrary(ranking, matcher)
    if not refused or not _would_come_first(refused[0], ranking):
        return None
    refused = _finest_first(refused, ranking, matcher)
    kind = refused[0].kind
    value = next(iter(ranking.facets.of(kind)), "")  # Empty where the facet was only carried over.
    if kind in (*_TIMES, *matcher.kinds.exact):
        near = _near(refused, value, matcher)[:CHOICES]
        line = line_before(_unless_offered((kind, value), near, matcher), matcher)
        # Missing even if one of them is about it: so `hesitate` offers them whatever else the message asks.
        return Decision(choices=near, line=line, missing=(kind, value)) if near else None
    if not value:
        return None
    about_nothing = Decision(missing=(kind, value))
    return same_amount(ranking, matcher) or about_nothing


def same_amount(ranking: Ranking, matcher: Matcher, offered: Sequence[int] = ()) -> Decision | None:
    """Say that the amount that is asked for is known, but not of what is named, and offer what it is known of; unless
    one of those `offered` tells it of that."""
    found = _known_of_others(ranking, matcher)
    if found is None:
        return None
    facet, known = found[0], tuple(found[1][:CHOICES])
    own = (entry for entry in offered if matcher.guard.speaks_of(entry, *facet))
    if any(_tells_amount(entry, ranking.facets, matcher) for entry in own):
        return None
    missing = _unless_offered(facet, known, matcher)
    return Decision(choices=known, line=line_before(missing, matcher), missing=missing)


def _contrary(ranking: Ranking, matcher: Matcher) -> list[Refused]:
    """What was refused, but for what the question excludes itself."""
    refused = ranking.refused
    entries = np.array([one.scored.entry for one in refused], np.int64)
    excluded = matcher.guard.excluded(ranking.facets, entries).tolist()
    return [one for one, unwanted in zip(refused, excluded, strict=True) if not unwanted]


def _finest_first(refused: list[Refused], ranking: Ranking, matcher: Matcher) -> list[Refused]:
    """Of those that tell the amount and are near the first, the one before that agrees in most: one that is refused for
    its month is of the year that is asked for."""
    first = refused[0]
    near = [
        one
        for one in refused
        if one.kind in TIME_KINDS and _is_near(one, first) and _tells_amount(one.scored.entry, ranking.facets, matcher)
    ]
    if first not in near:
        return refused
    finest = max(near, key=lambda one: TIME_KINDS.index(one.kind))
    return [finest, *(one for one in refused if one is not finest)]


def _is_near(one: Refused, first: Refused) -> bool:
    """Whether an entry is so little behind the first that it may be offered with it."""
    return (first.scored.score - one.scored.score) / _AS_FAR <= thresholds().offering.near_to


def _would_come_first(refused: Refused, ranking: Ranking) -> bool:
    """Whether an entry that is refused is before all candidates, and not behind "nothing"."""
    score = refused.scored.score
    if ranking.candidates and score < ranking.candidates[0].score:
        return False
    # A year that there is nothing for speaks for "nothing" itself, which may then lead a little.
    return ranking.nothing - score <= (thresholds().offering.near_to if refused.kind in _TIMES else 0)


def _near(refused: Sequence[Refused], value: str, matcher: Matcher) -> tuple[int, ...]:
    """What may be offered in place of the first one that is refused: for a time first what tells of other times."""
    first = refused[0]
    other_times = _at_other_times(first.scored.entry, first.kind, value, matcher) if first.kind in TIME_KINDS else []
    offered = dict.fromkeys((*other_times, *_as_near(refused)))
    return tuple(entry for entry in offered if matcher.entries[entry].topic != SMALL_TALK)


def _at_other_times(entry: int, kind: str, asked: str, matcher: Matcher) -> list[int]:
    """Entries on the same matter, the nearest to the time that is asked for first; where the question names no time
    itself, the whole series that the entry is a point of."""
    if not asked:
        series = matcher.entry_of_id.get(matcher.entries[entry].series or "")
        return [series] if series is not None else []
    guard, finer = matcher.guard, TIME_KINDS[TIME_KINDS.index(kind) + 1 :]
    told = {
        other: min(_distance(asked, one) for one in guard.core(other, kind))
        for other in guard.matters.shared_with(entry)
        # A month does not stand beside years.
        if guard.core(other, kind) and not any(guard.core(other, one) for one in finer)
    }
    return sorted(told, key=lambda other: (told[other], other))


def _as_near(refused: Sequence[Refused]) -> list[int]:
    """The entries that are refused for the same kind of facet as the first, and are near it."""
    first = refused[0]
    return [one.scored.entry for one in refused if one.kind == first.kind and _is_near(one, first)]


def _unless_offered(facet: tuple[str, str], offered: Sequence[int], matcher: Matcher) -> tuple[str, str] | None:
    """The facet, unless it has no value or one of those offered is about it."""
    kind, value = facet
    told = not value or any(value in matcher.guard.core(entry, kind) for entry in offered)
    return None if told else facet


def _known_of_others(ranking: Ranking, matcher: Matcher) -> tuple[tuple[str, str], list[int]] | None:
    """The facet, kind and value, of which the amount is not known, and the entries that tell it of another one of that
    kind, the nearest first (in time, for a time)."""
    if ranking.coverage.share < thresholds().offering.lacks_from:
        return None
    amounts = _amounts(ranking, matcher)
    if not amounts:
        return None
    kind = amounts[0].kind
    value = next((one for one in ranking.facets.of(kind) if (kind, one) not in matcher.guard.pervasive), "")
    about = (one.entry for one in ranking.candidates if value in matcher.guard.core(one.entry, kind))
    if not value or any(_tells_amount(entry, ranking.facets, matcher) for entry in about):
        return None
    known = [one.scored.entry for one in amounts if one.kind == kind]
    return (kind, value), _nearest_first(known, kind, value, matcher)


def _amounts(ranking: Ranking, matcher: Matcher) -> list[Refused]:
    """Those that tell the amount of something else, and are not far behind "nothing"."""
    may_have_one = (*TIME_KINDS, *matcher.kinds.leading, *matcher.kinds.mentioned)
    of_kind = (one for one in _contrary(ranking, matcher) if one.kind in may_have_one)
    near = (one for one in of_kind if ranking.nothing - one.scored.score <= thresholds().offering.amount_to)
    return [one for one in near if _tells_amount(one.scored.entry, ranking.facets, matcher)]


def _nearest_first(known: list[int], kind: str, value: str, matcher: Matcher) -> list[int]:
    """By the time that they tell of, where a time is missing; else as they are."""
    if kind not in TIME_KINDS:
        return known
    away = {entry: [_distance(value, one) for one in matcher.guard.core(entry, kind)] for entry in known}
    # First those about one time, which tell the amount of it: others show how it went on.
    return sorted(known, key=lambda entry: (len(away[entry]) != 1, min(away[entry], default=-1)))


def _tells_amount(entry: int, asked: Facets, matcher: Matcher) -> bool:
    return not matcher.guard.core(entry, QUANTITY).isdisjoint(asked.of(QUANTITY))


def _distance(asked: str, told: str) -> int:
    """The days from the beginning of one time to that of another; 0 where one is no date."""
    first, second = span_of_label(asked), span_of_label(told)
    return abs((first.start - second.start).days) if first is not None and second is not None else 0
