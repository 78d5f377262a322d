"""The learned part of the ranking: vectors in, a logarithmic probability for each group of entries out.

A question's vector is first folded into a few hundred directions in which the phrasings differ most (latent semantic
analysis), so that words which keep the same company come to lie together; on those a softmax regression is trained.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from bot.matching.features import Sparse

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

DIRECTIONS = 256
FOLD_ROWS = 6_000
"""Phrasings from which the directions are found."""
ROWS_A_GROUP = 32
"""Phrasings a group that are learned from; only groups of generated entries have more."""
WORK_LIMIT = 6e9
"""Phrasings times groups times directions up to which the regression is trained; beyond it costs minutes and gains
little, and the mean of each group's phrasings serves instead."""
_STEPS = 12
_PENALTY = 0.02
_CURVATURE = 0.1
"""Share of the upper bound on the softmax's curvature that is used; smaller steps fast but may swing."""
_CENTRE_SCALE = 12.0

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class LinearModel:
    fold: NDArray[np.float16]
    """Features by directions."""
    weights: Floats
    """Directions by groups."""
    bias: Floats
    """One a group."""

    def log_probabilities(self, vector: Sparse) -> Floats:
        """Return one logarithm of a probability a group."""
        ids, values = vector
        return log_softmax(values @ self.fold[ids].astype(np.float32) @ self.weights + self.bias)


def log_softmax(scores: Floats) -> Floats:
    scores = scores - scores.max(-1, keepdims=True)
    return scores - np.log(np.exp(scores).sum(-1, keepdims=True))


def learn_fold(rows: csr_matrix) -> Floats:
    """Return the matrix (features by directions) that folds a vector."""
    sample = rows[:: max(1, rows.shape[0] // FOLD_ROWS)]
    count = min(DIRECTIONS, min(sample.shape) - 1)
    return _directions(sample, count) if count >= 1 else np.ones((rows.shape[1], 1), np.float32)


def _directions(sample: csr_matrix, count: int) -> Floats:
    """Return the leading right singular vectors, found by a randomised search with one power step.

    scikit-learn's `randomized_svd` gives the same; it orthogonalises on the side of the features, which here is by far
    the longer one, and so takes ten times as long.
    """
    start = np.random.default_rng(0).standard_normal((sample.shape[1], count + 16), dtype=np.float32)
    turned = sample.T.tocsr()
    basis = np.linalg.qr(sample @ start)[0]
    basis = np.linalg.qr(sample @ (turned @ basis))[0]
    projected = turned @ basis
    values, vectors = np.linalg.eigh((projected.T @ projected).astype(np.float64))
    leading = np.argsort(-values)[:count]
    scale = np.sqrt(np.maximum(values[leading], 1e-12))
    return np.ascontiguousarray(projected @ (vectors[:, leading] / scale).astype(np.float32))


def rows_to_learn(groups: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the rows that are learned from: at most `ROWS_A_GROUP` of each group, spread evenly; all of the last,
    which is "nothing"."""
    nothing = groups.max(initial=0)
    chosen = []
    for group in range(int(nothing) + 1):
        rows = np.flatnonzero(groups == group)
        if group != nothing and len(rows) > ROWS_A_GROUP:
            rows = rows[np.linspace(0, len(rows) - 1, ROWS_A_GROUP).astype(np.int64)]
        chosen.append(rows)
    return np.sort(np.concatenate(chosen)) if chosen else np.zeros(0, np.int64)


def learn_weights(
    folded: Floats, groups: NDArray[np.int64], count: int, told: Callable[[], None] = lambda: None
) -> tuple[Floats, Floats]:
    """Return weights and bias of a softmax regression of `groups` (0 to `count` - 1) on the rows of `folded`.

    Newton's method with a fixed curvature and Nesterov's acceleration; `told` is called after each step.
    """
    rows, width = folded.shape
    if rows * float(count) * width > WORK_LIMIT:
        return _centres(folded, groups, count)
    extended = np.hstack([folded, np.ones((rows, 1), np.float32)])
    squares = (extended.T @ extended).astype(np.float64)
    identity = np.eye(width + 1)
    step = np.linalg.inv(_CURVATURE * squares + _PENALTY * identity).astype(np.float32)
    targets = np.zeros((rows, count), np.float32)
    targets[np.arange(rows), groups] = 1
    start = np.linalg.inv(squares + identity).astype(np.float32)
    weights = 15 * start @ (extended.T @ (targets - np.float32(1 / count)))
    ahead, momentum = weights, 1.0
    for _ in range(_STEPS):
        probabilities = extended @ ahead
        probabilities -= probabilities.max(1, keepdims=True)
        np.exp(probabilities, out=probabilities)
        probabilities /= probabilities.sum(1, keepdims=True)
        probabilities[np.arange(rows), groups] -= 1
        better = ahead - step @ (extended.T @ probabilities + np.float32(_PENALTY) * ahead)
        following = (1 + np.sqrt(1 + 4 * momentum * momentum)) / 2
        ahead = better + np.float32((momentum - 1) / following) * (better - weights)
        weights, momentum = better, following
        told()
    return np.ascontiguousarray(weights[:-1]), np.ascontiguousarray(weights[-1])


def _centres(folded: Floats, groups: NDArray[np.int64], count: int) -> tuple[Floats, Floats]:
    sums = np.zeros((count, folded.shape[1]), np.float32)
    np.add.at(sums, groups, folded)
    lengths = np.linalg.norm(sums, axis=1, keepdims=True)
    centres = np.float32(_CENTRE_SCALE) * sums / np.maximum(lengths, 1e-9)
    return np.ascontiguousarray(centres.T), np.zeros(count, np.float32)
