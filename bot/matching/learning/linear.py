"""Learns the linear model from vectors and groups of phrasings, and asks it for many at once."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from scipy.sparse import csr_matrix

from bot.matching.index.arrays import Floats, Ints, quantised
from bot.matching.index.linear import LinearModel, log_softmax
from bot.matching.learning.lots import Lots
from bot.matching.learning.regression import learn_regression
from bot.matching.learning.separating import Regression, Separators, find_rivals, learn_separators
from bot.matching.learning.vectors import packed

_BLOCK = 2_048  # Phrasings scored at a time, so that their scores stay in the processor's cache.


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
