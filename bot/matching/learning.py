"""Learns the linear model from vectors and groups of phrasings. Used only to compile an index."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from bot.matching.linear import LinearModel, log_softmax
from bot.matching.packing import narrow_places, pack_bytes, pack_shorts, unpack
from bot.matching.separating import Separators, find_rivals, learn_separators

DIRECTIONS = 192
DIRECTIONS_OF_FEW = 768
"""Directions where there are at most `FEW_ROWS` phrasings, so that nothing is lost in folding."""
FEW_ROWS = 2_500
FOLD_ROWS = 6_000
"""Phrasings from which the directions are found."""
WORK_LIMIT = 8e9
"""Phrasings times groups times directions up to which the regression is trained; beyond it costs minutes and gains
little, and the mean of each group's phrasings serves instead."""
_STEPS, _STEPS_OF_MANY = 12, 4
"""Steps of the regression, and where there are more than `MANY_ROWS` phrasings, which the other parts then know so well
that more steps rank no better."""
MANY_ROWS = 6_000
_BLOCK = 2_048
"""Phrasings that are worked on at a time, so that their scores stay in the processor's cache."""
_PENALTY = 0.02
_CURVATURE = 0.1
"""Share of the upper bound on the softmax's curvature that is used; smaller steps fast but may swing."""
_CENTRE_SCALE = 12.0

Floats = NDArray[np.float32]


def learn_linear(rows: csr_matrix, folded: Floats, fold: Floats, groups: NDArray[np.int64], count: int) -> LinearModel:
    """Train both parts on `rows`, `folded` by `fold`, whose groups are 0 to `count` - 1."""
    weights, bias = learn_weights(folded, groups, count)
    rivals = find_rivals(folded, weights, bias, groups)
    return linear_of(fold, weights, bias, learn_separators(rows, rivals, groups, count))


def linear_of(fold: Floats, weights: Floats, bias: Floats, separators: Separators) -> LinearModel:
    packed, scale = pack_shorts(separators.sparse.data[None])
    return LinearModel(
        *pack_bytes(fold),
        weights,
        bias,
        separators.places,
        *pack_shorts(separators.full),
        separators.sparse.indptr.astype(np.int64),
        narrow_places(separators.sparse.indices, len(bias)),
        packed[0],
        scale,
        separators.offsets,
    )


def scores_of_rows(model: LinearModel, rows: csr_matrix, folded: Floats) -> Iterator[Floats]:
    """Yield the scores of each row, as `LinearModel.read` gives them."""
    sparse = csr_matrix(
        (model.separators * model.separators_scale, model.groups.astype(np.int32), model.starts),
        shape=(rows.shape[1], len(model.bias)),
    )
    full = unpack(model.full, model.full_scales)
    common = rows[:, np.flatnonzero(model.places >= 0)]
    for first in range(0, rows.shape[0], _BLOCK):
        block = slice(first, first + _BLOCK)
        margins = common[block] @ full + (rows[block] @ sparse).toarray() + model.offsets
        likelihoods = log_softmax(folded[block] @ model.weights + model.bias)
        yield from np.stack([margins.astype(np.float32), likelihoods], axis=1)


def learn_fold(rows: csr_matrix) -> Floats:
    """Return the matrix (features by directions) that folds a vector."""
    sample = rows[:: max(1, rows.shape[0] // FOLD_ROWS)]
    wanted = DIRECTIONS_OF_FEW if rows.shape[0] <= FEW_ROWS else DIRECTIONS
    count = min(wanted, min(sample.shape) - 1)
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


def learn_weights(folded: Floats, groups: NDArray[np.int64], count: int) -> tuple[Floats, Floats]:
    """Return weights and bias of a softmax regression of `groups` (0 to `count` - 1) on the rows of `folded`.

    Newton's method with a fixed curvature and Nesterov's acceleration.
    """
    rows, width = folded.shape
    if rows * float(count) * width > WORK_LIMIT:
        return _centres(folded, groups, count)
    extended = np.hstack([folded, np.ones((rows, 1), np.float32)])
    squares = (extended.T @ extended).astype(np.float64)
    identity = np.eye(width + 1)
    step = np.linalg.inv(_CURVATURE * squares + _PENALTY * identity).astype(np.float32)
    own = np.ascontiguousarray(_sums(extended, groups, count).T)
    start = np.linalg.inv(squares + identity).astype(np.float32)
    weights = 15 * start @ (own - extended.sum(0)[:, None] / np.float32(count))
    ahead, momentum = weights, 1.0
    for _ in range(_STEPS if rows <= MANY_ROWS else _STEPS_OF_MANY):
        slope = np.float32(_PENALTY) * ahead - own
        for block in (extended[at : at + _BLOCK] for at in range(0, rows, _BLOCK)):
            probabilities = block @ ahead
            probabilities -= probabilities.max(1, keepdims=True)
            np.exp(probabilities, out=probabilities)
            probabilities /= probabilities.sum(1, keepdims=True)
            slope += block.T @ probabilities
        better = ahead - step @ slope
        following = (1 + np.sqrt(1 + 4 * momentum * momentum)) / 2
        ahead = better + np.float32((momentum - 1) / following) * (better - weights)
        weights, momentum = better, following
    return np.ascontiguousarray(weights[:-1]), np.ascontiguousarray(weights[-1])


def _centres(folded: Floats, groups: NDArray[np.int64], count: int) -> tuple[Floats, Floats]:
    sums = _sums(folded, groups, count)
    lengths = np.linalg.norm(sums, axis=1, keepdims=True)
    centres = np.float32(_CENTRE_SCALE) * sums / np.maximum(lengths, 1e-9)
    return np.ascontiguousarray(centres.T), np.zeros(count, np.float32)


def _sums(rows: Floats, groups: NDArray[np.int64], count: int) -> Floats:
    """Return for each group the sum of its rows."""
    members = csr_matrix((np.ones(len(rows), np.float32), (groups, np.arange(len(rows)))), shape=(count, len(rows)))
    sums: Floats = members @ rows
    return sums
