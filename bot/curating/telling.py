"""Finds the telling words of unanswered questions, and weighs them.

By tf-idf, where the knowledge base takes the place of the other documents: what it hardly knows tells most. What stands
beside a word in other questions goes with it, more faintly: after "gift voucher" and "gift card", a card is like a
voucher.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from math import hypot, log

from bot.curating.stem_weights import RAREST
from bot.curating.stems import counted, stems_of
from bot.matching import Index

Telling = Mapping[str, float]
"""Weights of words, together of length 1, less where they tell little; empty where no word tells anything."""

_OFTEN = 10  # Questions from which on a word gains no more weight by standing in many.
_GAIN = 3.0  # What a word gains by that: what many ask for is what their questions are about.
_QUESTIONS_BESIDE = 100
"""Added to the number of questions, so that in a small log one occurrence of a word does not look like a frequent
subject: a word is of a matter that is not held where it stands in more of the questions than of the ways of asking."""
_BESIDE_FROM = 0.1  # Share of a word's questions in which another one must stand to go with it.
_SLIGHT = 0.1  # Share of a question's weight from which on a word counts: the others would take long.


def telling_words(questions: Sequence[Sequence[str]], index: Index, repairs: Mapping[str, str]) -> tuple[Telling, ...]:
    """`questions`: the words of each as typed, each question once; `repairs`: what misspelt words were taken for."""
    stems, weighed = stems_of(questions, repairs, index)
    counts = counted(stems)
    among = len(questions) + min(_QUESTIONS_BESIDE, weighed.ways_of_asking)
    weights = {
        stem: weighed.weight(stem, count / among) * (1 + _GAIN * log(min(count, _OFTEN)))
        for stem, count in counts.items()
    }
    telling = [{stem for stem in one if weights[stem]} for one in stems]
    beside = _beside(telling, counts)
    return tuple(_with_beside({stem: weights[stem] for stem in sorted(one)}, beside) for one in telling)


def _beside(said: Sequence[set[str]], counts: Counter[str]) -> Mapping[str, Mapping[str, float]]:
    """For each word that stands in more than one question the share of these in which another one stands."""
    pairs: dict[str, Counter[str]] = {}
    for one in said:
        for stem in one:
            if counts[stem] > 1:
                pairs.setdefault(stem, Counter()).update(one - {stem})
    return {stem: _often_beside(found, counts[stem]) for stem, found in pairs.items()}


def _often_beside(others: Counter[str], questions: int) -> Mapping[str, float]:
    shares = {other: count / questions for other, count in sorted(others.items())}
    return {other: share for other, share in shares.items() if share >= _BESIDE_FROM}


def _with_beside(own: Mapping[str, float], beside: Mapping[str, Mapping[str, float]]) -> Telling:
    whole = dict(own)
    for stem, weight in own.items():
        for other, share in beside.get(stem, {}).items():
            whole[other] = whole.get(other, 0.0) + weight * share
    # With less in all than the rarest word has, a question tells little.
    length = max(RAREST, hypot(*whole.values()))
    return {stem: weight / length for stem, weight in whole.items() if weight >= _SLIGHT * length}
