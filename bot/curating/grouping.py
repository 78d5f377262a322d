"""Groups questions by their telling words, with the same result in any order.

The two groups that are most alike become one, again and again, until none are alike enough. Groups are as alike as
their questions are on average, so that one odd question between two matters does not make them one.
"""

from collections.abc import Callable, Sequence
from heapq import heapify, heappop, heappush

from bot.curating.telling import Telling

_ALIKE = 0.4
"""Cosine from which on groups are of one matter."""
_FAINT = 0.1
"""Cosine below which questions count as not alike at all, so that most pairs need no look."""
_APART = -1.0
"""What questions count that cannot be of one matter."""

_Likeness = dict[int, float]


def group(questions: Sequence[Telling], are_apart: Callable[[int, int], bool]) -> tuple[int, ...]:
    """Return for each question the number of the first one of its group.

    `are_apart`: whether two questions, by number, are of different matters although they share words.
    """
    alike = _likenesses(questions, are_apart)
    first, sizes = list(range(len(questions))), [1] * len(questions)
    heap = [(-share, one, other) for one, found in enumerate(alike) for other, share in found.items() if one < other]
    heapify(heap)
    while heap and -heap[0][0] >= _ALIKE:
        share, one, other = heappop(heap)
        if alike[one].get(other) != -share:  # One of them has grown, or is gone.
            continue
        for third, joint in _join(alike, sizes, one, other).items():
            heappush(heap, (-joint, min(one, third), max(one, third)))
        first[other] = one
    for number, earlier in enumerate(first):
        first[number] = first[earlier]
    return tuple(first)


def _join(alike: list[_Likeness], sizes: list[int], one: int, other: int) -> _Likeness:
    """Make the second group a part of the first; return how alike that is to others now."""
    ours, theirs = alike[one], alike[other]
    size, more = sizes[one], sizes[other]
    del ours[other], theirs[one]
    for third in {**ours, **theirs}:
        joint = (size * ours.get(third, 0.0) + more * theirs.get(third, 0.0)) / (size + more)
        ours[third] = alike[third][one] = joint
        alike[third].pop(other, None)
    alike[other] = {}
    sizes[one] = size + more
    return ours


def _likenesses(questions: Sequence[Telling], are_apart: Callable[[int, int], bool]) -> list[_Likeness]:
    """For each question the cosine of each other one that shares enough."""
    having: dict[str, list[tuple[int, float]]] = {}
    alike: list[_Likeness] = [{} for _ in questions]
    for number, telling in enumerate(questions):
        shares: _Likeness = {}
        for word, weight in telling.items():
            for earlier, its in having.setdefault(word, []):
                shares[earlier] = shares.get(earlier, 0.0) + weight * its
            having[word].append((number, weight))
        for earlier, share in shares.items():
            if share >= _FAINT:
                alike[number][earlier] = alike[earlier][number] = _APART if are_apart(earlier, number) else share
    return alike
