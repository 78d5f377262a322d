"""Groups unanswered questions by their telling words, with the same result in any order.

The words are weighed by tf-idf where the knowledge base takes the place of the other documents: what it hardly knows
tells most. What stands beside a word in other questions goes with it, more faintly: after "gift voucher" and "gift
card", a card is like a voucher. The groups are made by agglomerative clustering with average linkage: the two that are
most alike on average become one, again and again, so that one odd question between two matters does not make them one.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from heapq import heapify, heappop, heappush
from math import hypot, log

from bot.curating.stems import RAREST, Stems, counted
from bot.matching import Index

Telling = Mapping[str, float]
"""Weights of words, together of length 1, less where they tell little; empty where no word tells anything."""

_OFTEN = 10  # Questions from which on a word gains no more weight by standing in many.
_GAIN = 3.0  # What a word gains by that: what many ask for is what their questions are about.
_QUESTIONS_BESIDE = 100
"""Questions that are thought of beside those that there are, so that the share of a word in few of them is no more than
a hint: a word is of a matter that is not held where it stands in more of them than of the ways of asking."""
_BESIDE_FROM = 0.1  # Share of a word's questions in which another one must stand to go with it.
_SLIGHT = 0.1  # Share of a question's weight from which on a word counts: the others would take long.
_ALIKE = 0.4  # Cosine from which on groups are of one matter.
_FAINT = 0.1  # Cosine below which questions count as not alike at all, so that most pairs need no look.
_APART = -1.0  # What questions count that cannot be of one matter.

_Likeness = dict[int, float]


def telling_words(questions: Sequence[Sequence[str]], index: Index, repairs: Mapping[str, str]) -> tuple[Telling, ...]:
    """`questions`: the words of each as typed, each question once; `repairs`: what misspelt words were taken for."""
    stems = Stems(index, questions, repairs)
    counts = counted(stems.of_questions)
    among = len(questions) + min(_QUESTIONS_BESIDE, stems.ways_of_asking)
    weights = {
        stem: stems.weight(stem, count / among) * (1 + _GAIN * log(min(count, _OFTEN)))
        for stem, count in counts.items()
    }
    telling = [{stem for stem in one if weights[stem]} for one in stems.of_questions]
    beside = _beside(telling, counts)
    return tuple(_with_beside({stem: weights[stem] for stem in sorted(one)}, beside) for one in telling)


def _beside(said: Sequence[set[str]], counts: Counter[str]) -> Mapping[str, Mapping[str, float]]:
    """For each word that stands in more than one question the share of these in which another one stands."""
    pairs: dict[str, Counter[str]] = {}
    for one in said:
        for stem in one:
            if counts[stem] > 1:
                pairs.setdefault(stem, Counter()).update(one - {stem})
    return {
        stem: {
            other: share for other, count in sorted(found.items()) if (share := count / counts[stem]) >= _BESIDE_FROM
        }
        for stem, found in pairs.items()
    }


def _with_beside(own: Mapping[str, float], beside: Mapping[str, Mapping[str, float]]) -> Telling:
    whole = dict(own)
    for stem, weight in own.items():
        for other, share in beside.get(stem, {}).items():
            whole[other] = whole.get(other, 0.0) + weight * share
    # With less in all than the rarest word has, a question tells little.
    length = max(RAREST, hypot(*whole.values()))
    return {stem: weight / length for stem, weight in whole.items() if weight >= _SLIGHT * length}


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
