"""Groups questions by their telling words, with the same result in any order.

Two questions are of one matter where their telling words overlap, and so is what is linked by others between them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from bot.curating.telling import Telling

_ALIKE = 0.6
"""Share of the shorter question's weight that both must have in common."""
_ENOUGH = 1.0
"""Weight that they must have in common at least."""

Facets = frozenset[tuple[str, str]]


def group(questions: Sequence[tuple[Telling, Facets]]) -> tuple[int, ...]:
    """Return for each question the number of the first one of its group."""
    first = list(range(len(questions)))

    def first_of(number: int) -> int:
        while first[number] != number:
            first[number] = first[first[number]]
            number = first[number]
        return number

    for one, other in _sharing(questions):
        ours, theirs = sorted((first_of(one), first_of(other)))
        # What is linked already needs no look, so that thousands of wordings of one matter cost little.
        if ours != theirs and _is_same(questions[one], questions[other]):
            first[theirs] = ours
    return tuple(map(first_of, range(len(questions))))


def _sharing(questions: Sequence[tuple[Telling, Facets]]) -> Iterator[tuple[int, int]]:
    """Pairs that have a word in common, some more than once; all others need no look."""
    having: dict[str, list[int]] = {}
    for number, (telling, _) in enumerate(questions):
        for word in telling.unknown or telling.known:
            having.setdefault(word, []).append(number)
    for numbers in having.values():
        yield from combinations(numbers, 2)


def _is_same(one: tuple[Telling, Facets], other: tuple[Telling, Facets]) -> bool:
    (first, facets), (second, other_facets) = one, other
    if first.unknown and second.unknown:
        common = _weight(first.unknown, second.unknown)
        whole = common + _weight(first.known, second.known)
        least = min(_sum(first), _sum(second))
        return common > 0 and whole >= max(_ENOUGH, _ALIKE * least)
    if first.unknown or second.unknown:
        return False
    # Where each word is known, it is their combination that is missing: hardly anything may be left over.
    return facets == other_facets and _weight(first.known, second.known) >= _ALIKE * max(_sum(first), _sum(second))


def _weight(words: Mapping[str, float], others: Mapping[str, float]) -> float:
    return sum(weight for word, weight in words.items() if word in others)


def _sum(telling: Telling) -> float:
    return sum(telling.unknown.values()) + sum(telling.known.values())
