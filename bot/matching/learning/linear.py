"""Learns the linear model from vectors and groups of phrasings."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from scipy.sparse import csr_matrix

from bot.matching.index.arrays import Floats, Ints, quantised
from bot.matching.index.linear import LinearModel, log_softmax, softmax
from bot.matching.learning.lots import Lots, drawn, signs_of
from bot.matching.learning.separating import Regression, Separators, find_rivals, learn_separators
from bot.matching.learning.vectors import packed

DIRECTIONS = 192
DIRECTIONS_OF_FEW = 768  # Directions for at most `FEW_ROWS` phrasings, so that the projection loses nothing.
FEW_ROWS = 2_500
PROJECTION_ROWS = 7_500  # Phrasings, drawn at random, from which the directions are found.
WORK_LIMIT = 8e9
"""Phrasings times groups times directions from which on a group's mean replaces the regression, which takes minutes."""
_STEPS, _STEPS_OF_MANY = 12, 4
"""Steps of the regression, and those for more than `MANY_ROWS` phrasings, where more steps rank no better."""
MANY_ROWS = 6_000
_BLOCK = 2_048  # Phrasings processed at a time, so that their scores stay in the processor's cache.
_PENALTY = 0.02  # Pull of the weights towards 0, without which those of a group with few phrasings would grow and grow.
_CURVATURE = 0.1  # Share of the upper bound on the softmax's curvature that is used; smaller steps fast but may swing.
_START_SCALE = 15  # The regression starts from least squares times this, whose weights are that much smaller.
_CENTRE_SCALE = 12.0
"""Length of a group's weights where they are its mean: of length 1, all groups would seem equally likely."""
_SPARE = 16  # Directions that are searched beyond those wanted, so that the last of these are exact too.


def learn_linear(rows: csr_matrix, projected: Floats, groups: Ints, count: int, lots: Lots) -> LinearModel:
    """Train both parts on `rows`. The model lacks a projection, so only `scores_of_rows` can use it."""
    regression = learn_regression(projected, groups, count)
    separators = learn_separators(rows, find_rivals(projected, regression, groups), groups, count, lots)
    return linear_of(projected[:0], regression, separators)


def linear_of(projection: Floats, regression: Regression, separators: Separators) -> LinearModel:
    packed_projection, projection_scales = quantised(projection, np.int8)
    full, full_scales = quantised(separators.full, np.int16)
    sparse = packed(separators.sparse)
    values, values_scale = quantised(sparse.values[None], np.int16)
    return LinearModel(
        projection=packed_projection,
        projection_scales=projection_scales,
        weights=regression.weights,
        bias=regression.bias,
        places=separators.places,
        full=full,
        full_scales=full_scales,
        separators=replace(sparse, values=values[0]),
        separators_scale=values_scale,
        offsets=separators.offsets,
    )


def scores_of_rows(model: LinearModel, rows: csr_matrix, projected: Floats) -> Iterator[Floats]:
    """Yield the scores of each row, as `LinearModel.read` gives them."""
    few = model.separators
    sparse = csr_matrix(
        (few.values * model.separators_scale, few.ids.astype(np.int32), few.starts),
        shape=(rows.shape[1], len(model.bias)),
    )
    full = model.full * model.full_scales[:, None]
    common = rows[:, np.flatnonzero(model.places >= 0)]
    for first in range(0, rows.shape[0], _BLOCK):
        block = slice(first, first + _BLOCK)
        margins = common[block] @ full + (rows[block] @ sparse).toarray() + model.offsets
        likelihoods = log_softmax(projected[block] @ model.weights + model.bias)
        yield from np.stack([margins.astype(np.float32), likelihoods], axis=1)


def learn_projection(rows: csr_matrix, lots: Lots, keys: Lots) -> Floats:
    """Return the matrix (features by directions) that projects a vector. `keys`: a number for each feature."""
    sample = rows[drawn(lots, PROJECTION_ROWS)]
    wanted = DIRECTIONS_OF_FEW if rows.shape[0] <= FEW_ROWS else DIRECTIONS
    count = min(wanted, min(sample.shape) - 1)
    return _directions(sample, keys, count) if count >= 1 else np.ones((rows.shape[1], 1), np.float32)


def _directions(sample: csr_matrix, keys: Lots, count: int) -> Floats:
    """Return the leading right singular vectors, found by a randomised search with one power step, in a tenth of the
    time of scikit-learn's `randomized_svd`, which orthogonalises on the far longer side of the features."""
    start = signs_of(keys, count + _SPARE)
    turned = sample.T.tocsr()
    basis = np.linalg.qr(sample @ start)[0]
    basis = np.linalg.qr(sample @ (turned @ basis))[0]
    projected = turned @ basis
    values, vectors = np.linalg.eigh((projected.T @ projected).astype(np.float64))
    leading = np.argsort(-values)[:count]
    scale = np.sqrt(np.maximum(values[leading], 1e-12))
    return np.ascontiguousarray(projected @ (vectors[:, leading] / scale).astype(np.float32))


def learn_regression(projected: Floats, groups: Ints, count: int) -> Regression:
    """Learn `groups` (0 to `count` - 1) by Newton's method with a fixed curvature and Nesterov's acceleration."""
    rows, width = projected.shape
    if rows * float(count) * width > WORK_LIMIT:
        return _centres(projected, groups, count)
    extended = np.hstack([projected, np.ones((rows, 1), np.float32)])
    squares = (extended.T @ extended).astype(np.float64)
    identity = np.eye(width + 1)
    inverse_curvature = np.linalg.inv(_CURVATURE * squares + _PENALTY * identity).astype(np.float32)
    own_sums = np.ascontiguousarray(_sums(extended, groups, count).T)
    least_squares = np.linalg.inv(squares + identity).astype(np.float32)
    weights = _START_SCALE * least_squares @ (own_sums - extended.sum(0)[:, None] / np.float32(count))
    extrapolated, momentum = weights, 1.0
    for _ in range(_STEPS if rows <= MANY_ROWS else _STEPS_OF_MANY):
        gradient = np.float32(_PENALTY) * extrapolated - own_sums
        for block in (extended[at : at + _BLOCK] for at in range(0, rows, _BLOCK)):
            gradient += block.T @ softmax(block @ extrapolated)
        better = extrapolated - inverse_curvature @ gradient
        next_momentum = (1 + np.sqrt(1 + 4 * momentum * momentum)) / 2
        extrapolated = better + np.float32((momentum - 1) / next_momentum) * (better - weights)
        weights, momentum = better, next_momentum
    return Regression(np.ascontiguousarray(weights[:-1]), np.ascontiguousarray(weights[-1]))


def _centres(projected: Floats, groups: Ints, count: int) -> Regression:
    sums = _sums(projected, groups, count)
    lengths = np.linalg.norm(sums, axis=1, keepdims=True)
    centres = np.float32(_CENTRE_SCALE) * sums / np.maximum(lengths, 1e-9)
    return Regression(np.ascontiguousarray(centres.T), np.zeros(count, np.float32))


def _sums(rows: Floats, groups: Ints, count: int) -> Floats:
    """Return for each group the sum of its rows."""
    members = csr_matrix((np.ones(len(rows), np.float32), (groups, np.arange(len(rows)))), shape=(count, len(rows)))
    sums: Floats = members @ rows
    return sums
