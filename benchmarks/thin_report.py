"""Writes tables of what a prior gives to small knowledge bases."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.progress import bar
from benchmarks.small_bases import WAYS, SmallBase, Source, small_bases
from benchmarks.tables import Row, percent, table
from bot.matching import Matcher
from bot.matching.compiling import compile_index
from bot.matching.learning.prior import Prior

SEEDS = (0,)
SHARES = {"inside": 0.8, "near": 0.1, "far": 0.1}
"""What each kind of question counts in a base."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What a small base says to its questions, one array a column."""

    source: str
    ways: int
    confidence: NDArray[np.float64]
    answered: NDArray[np.bool_]
    right: NDArray[np.bool_]
    """The right entry comes first."""
    kinds: NDArray[np.str_]
    importance: NDArray[np.float64]


def bases_of(sources: Sequence[Source], seeds: Sequence[int], ways: Sequence[int] = WAYS) -> list[SmallBase]:
    return [base for source in sources for base in small_bases(source, seeds, ways)]


def importance_of(base: SmallBase) -> list[float]:
    counts = Counter(one.kind for one in base.asked)
    return [SHARES[one.kind] / counts[one.kind] for one in base.asked]


def answers_of(prior: Prior, base: SmallBase) -> Answers:
    matcher = Matcher(compile_index(base.knowledge, prior=prior))
    rankings = [matcher.rank(one.text, 1) for one in base.asked]
    confidence = np.array([ranking[0].confidence if ranking else 0.0 for ranking in rankings])
    right = [bool(ranking) and ranking[0].id == one.entry for one, ranking in zip(base.asked, rankings, strict=True)]
    return Answers(
        source=base.source,
        ways=base.ways,
        confidence=confidence,
        answered=confidence >= matcher.threshold,
        right=np.array(right),
        kinds=np.array([one.kind for one in base.asked]),
        importance=np.array(importance_of(base)),
    )


def told(prior: Prior, sources: Sequence[Source]) -> str:
    """Tables of what small bases of these sources get."""
    bases = bases_of(sources, SEEDS)
    asked = [answers_of(prior, base) for base in bar(bases, "classes that nothing is fitted to")]
    rows = [_row(name, ways, asked) for name in (one.name for one in sources) for ways in WAYS]
    heads = ["right first", "answered", "of these right", "near answered", "far answered"]
    bins: list[Row] = [
        [f"{low:.1f} to {low + 0.1:.1f}", *_bin(low, asked)] for low in (place / 10 for place in range(10))
    ]
    return "\n\n".join(
        [table(["ways of asking", *heads], rows), table(["confidence", "questions", "said, mean", "right"], bins)]
    )


def _row(source: str, ways: int, asked: Sequence[Answers]) -> Row:
    own = [one for one in asked if (one.source, one.ways) == (source, ways)]
    answered, right, kinds, importance = (
        np.concatenate([getattr(one, name) for one in own]) for name in ("answered", "right", "kinds", "importance")
    )
    inside, near, far = kinds == "inside", kinds == "near", kinds == "far"
    shares = [
        right[inside].mean(),
        answered[inside].mean(),
        importance[answered & right].sum() / max(1e-9, importance[answered].sum()),
        answered[near].mean(),
        answered[far].mean(),
    ]
    return [f"{source}, {ways}", *(percent(float(share)) for share in shares)]


def _bin(low: float, asked: Sequence[Answers]) -> list[str]:
    confidence, right, importance = (
        np.concatenate([getattr(one, name) for one in asked]) for name in ("confidence", "right", "importance")
    )
    within = (confidence >= low) & (confidence < low + 0.1)
    weights = importance[within] / max(1e-9, importance[within].sum())
    return [str(within.sum()), percent(float(weights @ confidence[within])), percent(float(weights @ right[within]))]
