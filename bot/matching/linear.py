"""The learned part of the ranking: a vector in, two numbers for each group of entries out.

The likelihood: a question's vector is folded into a few hundred directions in which the phrasings differ most (latent
semantic analysis), so that words which keep the same company come to lie together; on those stands a softmax
regression. The margin: for each group a linear separator of its phrasings from others, over all n-grams. The first is
the better of the two where there are few phrasings, the second where there are many.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.matching.features import Sparse
from bot.matching.packing import Bytes, Shorts

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class LinearModel:
    fold: Bytes
    """Features by directions, packed, since it is by far the largest array and a start holds what it reads of it."""
    fold_scales: Floats
    weights: Floats
    """Directions by groups."""
    bias: Floats
    """One a group."""
    places: NDArray[np.int32]
    """The row in `full` of each feature that many separators use; -1 for the others."""
    full: Shorts
    """Separators' weights of those features, by groups; packed."""
    full_scales: Floats
    starts: NDArray[np.int64]
    """Where the weights of each other feature begin."""
    groups: NDArray[np.int32]
    separators: Floats
    offsets: Floats
    """One a group."""

    def scores(self, vector: Sparse, folded: Floats) -> Floats:
        """Return a row of margins (about -1 to 1) and a row of logarithms of probabilities, a column a group."""
        ids, values = vector
        scores = np.empty((2, len(self.bias)), np.float32)
        scores[0] = self._margins(ids, values)
        scores[1] = log_softmax(folded @ self.weights + self.bias)
        return scores

    def folded(self, vector: Sparse) -> Floats:
        ids, values = vector
        folded: Floats = (values * self.fold_scales.take(ids)) @ self.fold.take(ids, axis=0).astype(np.float32)
        return folded

    def _margins(self, ids: NDArray[np.int32], values: Floats) -> NDArray[np.float64] | Floats:
        places = self.places[ids]
        dense = places >= 0
        places = places[dense]
        full = self.full.take(places, axis=0).astype(np.float32)
        margins = (values[dense] * self.full_scales.take(places)) @ full + self.offsets
        ids, values = ids[~dense], values[~dense]
        first, last = self.starts[ids], self.starts[ids + 1]
        spans = [slice(*span) for span in zip(first.tolist(), last.tolist(), strict=True)]
        if not spans:
            return margins
        groups = np.concatenate([self.groups[span] for span in spans])
        weights = np.concatenate([self.separators[span] for span in spans]) * np.repeat(values, last - first)
        return margins + np.bincount(groups, weights, len(margins))


def log_softmax(scores: Floats) -> Floats:
    scores = scores - scores.max(-1, keepdims=True)
    logs: Floats = scores - np.log(np.exp(scores).sum(-1, keepdims=True))
    return logs
