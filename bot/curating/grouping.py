"""Groups unanswered questions by their telling words, with the same result in any order.

By agglomerative clustering with average linkage: the two groups that are most alike on average become one, again and
again, so that one odd question between two matters does not make them one.
"""

from collections.abc import Callable, Sequence
from heapq import heapify, heappop, heappush

from bot.curating.telling import Telling

_ALIKE = 0.4  # Cosine from which on groups are of one matter.
_FAINT = 0.1  # Cosine below which questions count as not alike at all, so that most pairs need no look.
_APART = -1.0  # What questions count that cannot be of one matter.

_Likeness = dict[int, float]


def group(questions: Sequence[Telling], are_apart: Callable[[int, int], bool]) -> tuple[int, ...]:
    """Return for each question the number of the first of its group. `are_apart`: two are of different matters."""
    groups = _Groups(_likenesses(questions, are_apart))
    first = list(range(len(questions)))
    pairs = ((one, pair) for one, found in enumerate(groups.alike) for pair in found.items())
    heap = [(-share, one, other) for one, (other, share) in pairs if one < other]
    heapify(heap)
    while heap and -heap[0][0] >= _ALIKE:
        share, one, other = heappop(heap)
        # Deleted lazily: a pair of which one has grown, or is gone, is still in the heap.
        if groups.alike[one].get(other) != -share:
            continue
        groups.join(one, other)
        for third, joint in groups.alike[one].items():
            heappush(heap, (-joint, min(one, third), max(one, third)))
        first[other] = one
    for number, earlier in enumerate(first):
        first[number] = first[earlier]
    return tuple(first)


class _Groups:
    """How alike each group is to others, by the number of its first question; at first each question is a group."""

    def __init__(self, alike: list[_Likeness]) -> None:
        self.alike = alike
        self._sizes = [1] * len(alike)

    def join(self, one: int, other: int) -> None:
        """Make the second group a part of the first."""
        ours, theirs = self.alike[one], self.alike[other]
        size, more = self._sizes[one], self._sizes[other]
        del ours[other], theirs[one]
        for third in {**ours, **theirs}:
            joint = (size * ours.get(third, 0.0) + more * theirs.get(third, 0.0)) / (size + more)
            ours[third] = self.alike[third][one] = joint
            self.alike[third].pop(other, None)
        self.alike[other] = {}
        self._sizes[one] = size + more


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
