"""Finds the date or name for which a known amount is missing, and the nearest known ones."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.conversation.thresholds import thresholds
from bot.matching import Facets, Matcher, Ranking, Refused
from bot.model import QUANTITY, TIME_KINDS

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
    amounts = _amounts(ranking, refused, matcher)
    if not amounts:
        return None
    kind = amounts[0].kind
    value = next((one for one in ranking.facets.of(kind) if (kind, one) not in matcher.guard.pervasive), "")
    about = (one.entry for one in ranking.candidates if value in matcher.guard.core(one.entry, kind))
    if not value or any(tells_amount(entry, ranking.facets, matcher) for entry in about):
        return None
    known = [one.scored.entry for one in amounts if one.kind == kind]
    return Lacking((kind, value), tuple(_nearest_first(known, kind, value, matcher)))


def _amounts(ranking: Ranking, refused: Sequence[Refused], matcher: Matcher) -> list[Refused]:
    """Those that tell the amount of something else, and are not far behind "nothing"."""
    may_have_one = (*TIME_KINDS, *matcher.kinds.leading, *matcher.kinds.mentioned)
    of_kind = (one for one in refused if one.kind in may_have_one)
    near = (one for one in of_kind if ranking.nothing - one.scored.score <= thresholds().amount_to)
    return [one for one in near if tells_amount(one.scored.entry, ranking.facets, matcher)]


def _nearest_first(known: Sequence[int], kind: str, value: str, matcher: Matcher) -> Sequence[int]:
    """By the time that they tell of, where a time is missing; else as they are."""
    if kind not in TIME_KINDS:
        return known
    away = {entry: [distance(value, one) for one in matcher.guard.core(entry, kind)] for entry in known}
    # First those about one time, which tell the amount of it: others show how it went on.
    return sorted(known, key=lambda entry: (len(away[entry]) != 1, min(away[entry], default=-1)))


def tells_amount(entry: int, asked: Facets, matcher: Matcher) -> bool:
    """Whether an entry is about an amount that is asked for."""
    return not matcher.guard.core(entry, QUANTITY).isdisjoint(asked.of(QUANTITY))


def distance(asked: str, told: str) -> int:
    """How far two times of one kind lie apart, to order them by: in about days; a quarter counts as a month."""
    parts = [[int(part) for part in re.findall(r"\d+", value)] for value in (asked, told)]
    first, second = (sum(part * days for part, days in zip(one, _DAYS, strict=False)) for one in parts)
    return abs(first - second)
