"""Makes choices of what tells an amount that is asked for, if it is not known of what the question names."""

from collections.abc import Sequence

import numpy as np

from bot.conversation.thresholds import thresholds
from bot.figures.times import span_of_label
from bot.matching import Facets, Matcher, Ranking, Refused
from bot.model import QUANTITY, TIME_KINDS
from bot.replies.deciding.decision import CHOICES, Decision, choice_of, unless_offered


def same_amount(ranking: Ranking, matcher: Matcher, offered: Sequence[int] = ()) -> Decision | None:
    """Say that the amount that is asked for is known, but not of what is named, and offer what it is known of; unless
    one of `offered` tells this amount of what is named."""
    found = _known_of_others(ranking, matcher)
    if found is None:
        return None
    facet, known = found[0], tuple(found[1][:CHOICES])
    own = (entry for entry in offered if matcher.guard.speaks_of(entry, *facet))
    if any(tells_amount(entry, ranking.facets, matcher) for entry in own):
        return None
    return choice_of(known, unless_offered(facet, known, matcher), matcher)


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
    if not value or any(tells_amount(entry, ranking.facets, matcher) for entry in about):
        return None
    known = [one.scored.entry for one in amounts if one.kind == kind]
    return (kind, value), _nearest_first(known, kind, value, matcher)


def _amounts(ranking: Ranking, matcher: Matcher) -> list[Refused]:
    """Those that tell the amount of something else, and are not far behind "nothing"."""
    may_have_one = (*TIME_KINDS, *matcher.kinds.leading, *matcher.kinds.mentioned)
    of_kind = (one for one in not_excluded(ranking, matcher) if one.kind in may_have_one)
    near = (one for one in of_kind if ranking.nothing - one.scored.score <= thresholds().offering.amount_to)
    return [one for one in near if tells_amount(one.scored.entry, ranking.facets, matcher)]


def _nearest_first(known: list[int], kind: str, value: str, matcher: Matcher) -> list[int]:
    """By the time that they tell of, where a time is missing; else as they are."""
    if kind not in TIME_KINDS:
        return known
    away = {entry: [days_apart(value, one) for one in matcher.guard.core(entry, kind)] for entry in known}
    # First those about one time, which tell the amount of it: others show how it went on.
    return sorted(known, key=lambda entry: (len(away[entry]) != 1, min(away[entry], default=-1)))


def not_excluded(ranking: Ranking, matcher: Matcher) -> list[Refused]:
    """What was refused, without what the question excludes itself ("not the Lark")."""
    refused = ranking.refused
    entries = np.array([one.scored.entry for one in refused], np.int64)
    excluded = matcher.guard.excluded(ranking.facets, entries).tolist()
    return [one for one, unwanted in zip(refused, excluded, strict=True) if not unwanted]


def tells_amount(entry: int, asked: Facets, matcher: Matcher) -> bool:
    return not matcher.guard.core(entry, QUANTITY).isdisjoint(asked.of(QUANTITY))


def days_apart(asked: str, told: str) -> int:
    """The days from the beginning of one time to that of another; 0 where one is no date."""
    first, second = span_of_label(asked), span_of_label(told)
    return abs((first.start - second.start).days) if first is not None and second is not None else 0
