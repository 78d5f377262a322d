"""What scores phrase by phrase: a row of similarities a question in, scores of the classes out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from benchmarks.data import Examples
from benchmarks.measures import Ranked, best_three
from benchmarks.progress import bar

Floats = NDArray[np.float32]
Similarities = Callable[[Sequence[str]], Floats]
"""Questions in, questions by phrases out."""

AVERAGED = 3
CHUNK = 128
"""Questions at a time, so that the matrix stays small."""


def rank_phrasewise(
    name: str, examples: Examples, similarities: Similarities, questions: Sequence[str]
) -> dict[str, Ranked]:
    """Rank the classes by their best phrase, and by the mean of their best three."""
    sizes = [len(texts) for texts in examples.texts]
    best, mean = [], []
    for chunk in bar(list(_chunks(questions)), name):
        found = similarities(chunk)
        best.append(best_phrase(found, sizes))
        mean.append(mean_of_best(found, sizes))
    ways = {"best phrase": best, "mean of three": mean}
    return {f"{name}, {way}": best_three(np.concatenate(scores).astype(np.float64)) for way, scores in ways.items()}


def best_phrase(similarities: Floats, sizes: Sequence[int]) -> Floats:
    """`sizes`: how many phrases each class has; they stand class after class."""
    return np.maximum.reduceat(similarities, _starts(sizes), axis=1)


def mean_of_best(similarities: Floats, sizes: Sequence[int]) -> Floats:
    """The mean of the best three phrases of each class, or of all where there are fewer."""
    columns = []
    for start, size in zip(_starts(sizes), sizes, strict=True):
        own = similarities[:, start : start + size]
        if size > AVERAGED:
            own = np.partition(own, size - AVERAGED, axis=1)[:, size - AVERAGED :]
        columns.append(own.mean(1))
    return np.stack(columns, axis=1)


def _chunks(questions: Sequence[str]) -> Iterator[Sequence[str]]:
    return (questions[at : at + CHUNK] for at in range(0, len(questions), CHUNK))


def _starts(sizes: Sequence[int]) -> NDArray[np.int64]:
    return np.concatenate([[0], np.cumsum(sizes[:-1])]).astype(np.int64)
