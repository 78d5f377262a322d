"""Finds the date or name for which a known amount is missing, and the nearest known ones."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.conversation.thresholds import thresholds
from bot.matching import Facets, Matcher, Ranking, Refused
from bot.model import QUANTITY, TIME_KINDS, Kinds

_DAYS = (400, 32, 1)
"""Those of a year, a month and a day: rather more than they have, so that what is later always counts more."""


@dataclass(frozen=True, slots=True)
class Lacking:
    missing: tuple[str, str]
    """The facet, kind and value, of which the amount is not known."""
    known: tuple[int, ...]
    """Entries that tell the amount of something else of that kind, the nearest first (in time, for a time)."""


def lacking(ranking: Ranking, refused: Sequence[Refused], matcher: Matcher) -> Lacking | None:
    """`refused`: entries that contradict the question, with the kind of the facet, the nearest first."""
    if ranking.coverage.share < thresholds().lacks_from:
        return None
    refused_amounts = _refused_amounts(ranking, refused, matcher)
    if not refused_amounts:
        return None
    kind = refused_amounts[0][1]
    value = next((one for one in ranking.facets.of(kind) if (kind, one) not in matcher.guard.pervasive), "")
    if not value or _is_told(kind, value, ranking, matcher):
        return None
    known = [entry for entry, other in refused_amounts if other == kind]
    return Lacking((kind, value), tuple(_nearest_first(known, kind, value, matcher)))


def _refused_amounts(ranking: Ranking, refused: Sequence[Refused], matcher: Matcher) -> list[tuple[int, str]]:
    """Those that tell the amount of something else, and are not far behind "nothing", each with the kind of facet."""
    kinds, far = _asked_of(matcher.kinds), thresholds().amount_to
    return [
        (one.entry, kind)
        for one, kind in refused
        if kind in kinds and ranking.nothing - one.score <= far and tells_amount(one.entry, ranking.facets, matcher)
    ]


def _is_told(kind: str, value: str, ranking: Ranking, matcher: Matcher) -> bool:
    """Whether a candidate tells the amount of what is named."""
    about = (one.entry for one in ranking.candidates if value in matcher.guard.core(one.entry, kind))
    return any(tells_amount(entry, ranking.facets, matcher) for entry in about)


def _nearest_first(known: Sequence[int], kind: str, value: str, matcher: Matcher) -> Sequence[int]:
    """By the time that they tell of, where a time is missing; else as they are."""
    if kind not in TIME_KINDS:
        return known
    away = {entry: [distance(value, one) for one in matcher.guard.core(entry, kind)] for entry in known}
    # An entry about one time tells the amount of it; one about many shows how it went on.
    return sorted(known, key=lambda entry: (len(away[entry]) != 1, min(away[entry], default=-1)))


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
