"""Says which suggestions may be of one matter although no word joins them: those that come near the same entries.

About three in four are; too few to join them unseen, and enough to show them to a curator side by side.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import hypot

from bot.curating.decided import Kind
from bot.curating.suggestion import Suggestion

_ALIKE = 0.7
"""Cosine of the confidences of what is nearest."""
_SHOWN = 3


def side_by_side(suggestions: Sequence[Suggestion]) -> tuple[Suggestion, ...]:
    """Return them in their order, but each followed by those that may be of its matter."""
    alike = _alike(suggestions)
    order: dict[int, None] = {}
    for at in range(len(suggestions)):
        for each in (at, *alike[at]) if at not in order else ():
            order.setdefault(each)
    return tuple(replace(suggestions[at], see_also=tuple(suggestions[one].id for one in alike[at])) for at in order)


def _alike(suggestions: Sequence[Suggestion]) -> list[tuple[int, ...]]:
    """For each the places of those like it, the most alike first."""
    near = [dict(_directed(one)) for one in suggestions]
    having: dict[str, list[int]] = {}
    for at, one in enumerate(near):
        for id in one:
            having.setdefault(id, []).append(at)
    found = []
    for at, one in enumerate(near):
        shares: dict[int, float] = {}
        for id, weight in one.items():
            for other in having[id]:
                shares[other] = shares.get(other, 0.0) + weight * near[other][id]
        likely = [(-share, other) for other, share in shares.items() if share >= _ALIKE and other != at]
        found.append(tuple(other for _, other in sorted(likely)[:_SHOWN]))
    return found


def _directed(one: Suggestion) -> Iterator[tuple[str, float]]:
    """What is nearest, together of length 1. What has grown old is a matter of its own."""
    length = hypot(*(confidence for _, confidence in one.nearest))
    if length and one.kind is not Kind.STALE:
        yield from ((id, confidence / length) for id, confidence in one.nearest)
