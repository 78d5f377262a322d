"""Finds the date or name for which a known amount is missing, and the nearest known ones."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.conversation.thresholds import thresholds
from bot.matching import Facets, Matcher, Ranking, Scored
from bot.model import QUANTITY, TIME_KINDS, Kinds

_DAYS = (400, 32, 1)
"""Those of a year, a month and a day: rather more than they have, so that what is later always counts more."""


@dataclass(frozen=True, slots=True)
class Lacking:
    missing: tuple[str, str]
    """The facet, kind and value, of which the amount is not known."""
    known: tuple[int, ...]
    """Entries that tell the amount of something else of that kind, the nearest first (in time, for a time)."""


def lacking(ranking: Ranking, refused: Sequence[tuple[Scored, str]], matcher: Matcher) -> Lacking | None:
    """`refused`: entries that contradict the question, with the kind of the facet, the nearest first."""
    if ranking.coverage.share < thresholds().lacks_from:
        return None
    kinds, far = _asked_of(matcher.kinds), thresholds().amount_to
    near = [
        (one.entry, kind)
        for one, kind in refused
        if kind in kinds and ranking.nothing - one.score <= far and tells_amount(one.entry, ranking.facets, matcher)
    ]
    if not near:
        return None
    kind = near[0][1]
    value = next((one for one in ranking.facets.of(kind) if (kind, one) not in matcher.guard.pervasive), "")
    held = (one.entry for one in ranking.candidates if value in matcher.guard.core(one.entry, kind))
    if not value or any(tells_amount(entry, ranking.facets, matcher) for entry in held):
        return None
    known = [entry for entry, other in near if other == kind]
    if kind in TIME_KINDS:
        told = {entry: [distance(value, one) for one in matcher.guard.core(entry, kind)] for entry in known}
        # What is about one time tells it; what is about many shows how they went on.
        known.sort(key=lambda entry: (len(told[entry]) != 1, min(told[entry], default=-1)))
    return Lacking((kind, value), tuple(known))


def _asked_of(kinds: Kinds) -> tuple[str, ...]:
    """Kinds of what an amount may be asked of."""
    return (*TIME_KINDS, *kinds.leading, *kinds.mentioned)


def tells_amount(entry: int, asked: Facets, matcher: Matcher) -> bool:
    """Whether an entry is about an amount that is asked for."""
    return not matcher.guard.core(entry, QUANTITY).isdisjoint(asked.of(QUANTITY))


def distance(asked: str, told: str) -> int:
    """How far two times of one kind lie apart, to order them by: in about days; a quarter counts as a month."""
    parts = [[int(part) for part in re.findall(r"\d+", value)] for value in (asked, told)]
    first, second = (sum(part * days for part, days in zip(one, _DAYS, strict=False)) for one in parts)
    return abs(first - second)
