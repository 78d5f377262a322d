"""Finds the date or name for which a known amount is missing, and the nearest known ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.matching import Matcher, Ranking, Scored
from bot.model import QUANTITY, TIME_KINDS, Kinds

_WELL_KNOWN = 0.9
"""Share of a question that must be known for its amount to be taken for one that the knowledge base speaks of."""
_FAR = 6.0
"""Difference to the score of "nothing" beyond which the amount alone is the same: a price, but of a phone."""


@dataclass(frozen=True, slots=True)
class Lacking:
    missing: tuple[str, str]
    """The facet, kind and value, of which the amount is not known."""
    known: tuple[int, ...]
    """Entries that tell the amount of something else of that kind, the nearest first."""


def lacking(ranking: Ranking, refused: Sequence[tuple[Scored, str]], matcher: Matcher) -> Lacking | None:
    """`refused`: entries that contradict the question, with the kind of the facet, the nearest first."""
    amounts = frozenset(ranking.facets.of(QUANTITY))
    if ranking.coverage.share < _WELL_KNOWN:
        return None
    kinds = _asked_of(matcher.kinds)
    near = [
        (one.entry, kind)
        for one, kind in refused
        if kind in kinds and one.score >= ranking.nothing - _FAR and _tells(one.entry, amounts, matcher)
    ]
    if not near:
        return None
    kind = near[0][1]
    value = next((one for one in ranking.facets.of(kind) if (kind, one) not in matcher.guard.pervasive), "")
    held = (one.entry for one in ranking.candidates if value in matcher.guard.core(one.entry, kind))
    if not value or any(_tells(entry, amounts, matcher) for entry in held):
        return None
    return Lacking((kind, value), tuple(entry for entry, other in near if other == kind))


def _asked_of(kinds: Kinds) -> tuple[str, ...]:
    """Kinds of what an amount may be asked of."""
    return (*TIME_KINDS, *kinds.leading, *kinds.mentioned)


def _tells(entry: int, amounts: frozenset[str], matcher: Matcher) -> bool:
    return not amounts.isdisjoint(matcher.guard.core(entry, QUANTITY))
