"""Turns the similarities of questions to single phrases into scores of classes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from benchmarks.data import Examples
from benchmarks.measures import Ranked, best_three
from benchmarks.progress import bar

Floats = NDArray[np.float32]

AVERAGED = 3
CHUNK = 128
"""Questions at a time, so that the matrix stays small."""


@dataclass(frozen=True)
class Phrases:
    """What questions are compared with: phrasings class after class, behind them the lines out of scope, if any."""

    examples: Examples
    outside: Sequence[str] = ()

    @cached_property
    def texts(self) -> list[str]:
        return [*(text for texts in self.examples.texts for text in texts), *self.outside]

    @property
    def sizes(self) -> list[int]:
        own = [len(texts) for texts in self.examples.texts]
        return [*own, len(self.outside)] if self.outside else own


class Phrasewise:
    """Ranks the classes by their best phrase, and by the mean of their best three."""

    name: str

    def __init__(self, examples: Examples, outside: Sequence[str] = ()) -> None:
        self._phrases = Phrases(examples, outside)

    def rank(self, questions: Sequence[str]) -> dict[str, Ranked]:
        sizes, classes = self._phrases.sizes, len(self._phrases.examples.labels)
        best, mean = [], []
        for chunk in bar(list(_chunks(questions)), self.name):
            found = self._similarities(chunk)
            best.append(best_phrase(found, sizes))
            mean.append(mean_of_best(found, sizes))
        ways = {"best phrase": best, "mean of three": mean}
        return {f"{self.name}, {way}": ranked_beside(np.concatenate(scores), classes) for way, scores in ways.items()}

    def _similarities(self, questions: Sequence[str]) -> Floats:
        """Questions by phrases."""
        raise NotImplementedError


def ranked_beside(scores: NDArray[np.floating], classes: int) -> Ranked:
    """`scores`: questions by classes; a column behind these is that of the lines out of scope, and no answer."""
    own = scores.astype(np.float64)
    ranked = best_three(own[:, :classes])
    return replace(ranked, outside=own[:, classes]) if own.shape[1] > classes else ranked


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
