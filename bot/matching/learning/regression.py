"""Learns by softmax regression how likely each group is for a projected question."""

import numpy as np
from scipy.sparse import csr_matrix

from bot.matching.index.arrays import Floats, Ints
from bot.matching.index.linear import softmax
from bot.matching.learning.separating import Regression

WORK_LIMIT = 8e9
"""Phrasings times groups times directions from which on a group's mean replaces the regression, which takes minutes."""
MANY_ROWS = 6_000
_STEPS, _STEPS_OF_MANY = 12, 4
"""Steps of the regression, and those for more than `MANY_ROWS` phrasings, where more steps rank no better."""
_BLOCK = 2_048  # Phrasings processed at a time, so that their scores stay in the processor's cache.
_PENALTY = 0.02  # Pull of the weights towards 0, without which those of a group with few phrasings would grow and grow.
_CURVATURE = 0.1  # Share of the upper bound on the softmax's curvature that is used; smaller steps fast but may swing.
_START_SCALE = 15  # The regression starts from least squares times this, whose weights are that much smaller.
_CENTRE_SCALE = 12.0
"""Length of a group's weights where they are its mean: of length 1, all groups would seem equally likely."""


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
