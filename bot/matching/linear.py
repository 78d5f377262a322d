"""The learned part of the ranking: vectors in, two numbers for each group of entries out.

The likelihood: a question's vector is folded into a few hundred directions in which the phrasings differ most (latent
semantic analysis), so that words which keep the same company come to lie together; on those a softmax regression is
trained. The margin: for each group a linear separator of its phrasings from those that come nearest to it, over all
n-grams. The first is the better of the two where there are few phrasings, the second where there are many.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from bot.matching.features import Sparse

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

DIRECTIONS = 256
DIRECTIONS_OF_FEW = 768
"""Directions where there are at most `FEW_ROWS` phrasings, so that nothing is lost in folding."""
FEW_ROWS = 2_500
FOLD_ROWS = 6_000
"""Phrasings from which the directions are found."""
ROWS_A_GROUP = 32
"""Phrasings a group that are learned from; only groups of generated entries have more."""
WORK_LIMIT = 8e9
"""Phrasings times groups times directions up to which the regression is trained; beyond it costs minutes and gains
little, and the mean of each group's phrasings serves instead."""
RIVALS, STRANGERS = 600, 200
"""Phrasings of other groups that a separator is trained against: the nearest, and some at random."""
SEPARATED_GROUPS = 3_000
"""Groups up to which separators are trained."""
KEPT_A_FEATURE = 48
"""Weights of separators kept for a feature, on average, the largest of each group; the others change nothing."""
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
    starts: NDArray[np.int64]
    """Where each feature's weights of separators begin."""
    groups: NDArray[np.int32]
    separators: NDArray[np.float16]
    offsets: Floats
    """One a group."""

    def scores(self, vector: Sparse) -> Floats:
        """Return a row of margins (about -1 to 1) and a row of logarithms of probabilities, a column a group."""
        ids, values = vector
        likelihoods = log_softmax(values @ self.fold[ids].astype(np.float32) @ self.weights + self.bias)
        spans = [slice(int(self.starts[i]), int(self.starts[i + 1])) for i in ids]
        groups = np.concatenate([self.groups[span] for span in spans])
        weights = np.concatenate([self.separators[span] for span in spans])
        factors = np.repeat(values, [span.stop - span.start for span in spans])
        margins = np.bincount(groups, weights * factors, len(self.bias)) + self.offsets
        return np.stack([margins.astype(np.float32), likelihoods])


def learn_linear(rows: csr_matrix, fold: Floats, groups: NDArray[np.int64], count: int) -> LinearModel:
    """Train both parts on `rows`, whose groups are 0 to `count` - 1."""
    rows.sort_indices()
    folded = np.asarray(rows @ fold, np.float32)
    weights, bias = learn_weights(folded, groups, count)
    separators, offsets = learn_separators(rows, folded, groups, count)
    return LinearModel(
        fold.astype(np.float16),
        weights,
        bias,
        separators.indptr.astype(np.int64),
        separators.indices.astype(np.int32),
        separators.data.astype(np.float16),
        offsets,
    )


def log_softmax(scores: Floats) -> Floats:
    scores = scores - scores.max(-1, keepdims=True)
    logs: Floats = scores - np.log(np.exp(scores).sum(-1, keepdims=True))
    return logs


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


def learn_separators(
    rows: csr_matrix, folded: Floats, groups: NDArray[np.int64], count: int
) -> tuple[csr_matrix, Floats]:
    """Return a matrix (features by groups) and an offset a group; zeros where there are too many groups."""
    from joblib import Parallel, delayed
    from scipy.sparse import csc_matrix
    from sklearn.svm import LinearSVC

    kept = max(1, KEPT_A_FEATURE * rows.shape[1] // count)
    centres = np.zeros((count, folded.shape[1]), np.float32)
    np.add.at(centres, groups, folded)
    centres /= np.maximum(np.linalg.norm(centres, axis=1, keepdims=True), 1e-9)
    directed = folded / np.maximum(np.linalg.norm(folded, axis=1, keepdims=True), 1e-9)
    strangers = np.random.default_rng(0).permutation(len(groups))[:STRANGERS]
    nothing = np.zeros(0, np.int32), np.zeros(0, np.float32), 0.0

    def separate(group: int) -> tuple[NDArray[np.int32], Floats, float]:
        own = groups == group
        if not own.any() or own.all():
            return nothing
        nearness = np.where(own, -2, directed @ centres[group])
        rivals = np.argpartition(-nearness, RIVALS)[:RIVALS] if len(nearness) > RIVALS else np.flatnonzero(~own)
        chosen = np.unique(np.concatenate([np.flatnonzero(own), rivals, strangers]))
        model = LinearSVC(C=2, tol=0.01, random_state=0).fit(rows[chosen], own[chosen])
        weights = model.coef_[0]
        features = np.flatnonzero(weights)
        if len(features) > kept:
            features = np.sort(features[np.argpartition(-np.abs(weights[features]), kept)[:kept]])
        return features.astype(np.int32), weights[features].astype(np.float32), float(model.intercept_[0])

    # One after the other: the solver draws from random numbers that all threads of a process share, so that side by
    # side no two runs would learn the same.
    several = Parallel(n_jobs=1)
    learned = several(delayed(separate)(group) for group in range(count if 2 <= count <= SEPARATED_GROUPS else 0))
    learned = learned or [nothing] * count
    starts = np.concatenate([[0], np.cumsum([len(features) for features, _, _ in learned])])
    features = np.concatenate([features for features, _, _ in learned])
    values = np.concatenate([values for _, values, _ in learned])
    matrix = csc_matrix((values, features, starts), shape=(rows.shape[1], count)).tocsr()
    return matrix, np.array([offset for _, _, offset in learned], np.float32)


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
    return np.ascontiguousarray(weights[:-1]), np.ascontiguousarray(weights[-1])


def _centres(folded: Floats, groups: NDArray[np.int64], count: int) -> tuple[Floats, Floats]:
    sums = np.zeros((count, folded.shape[1]), np.float32)
    np.add.at(sums, groups, folded)
    lengths = np.linalg.norm(sums, axis=1, keepdims=True)
    centres = np.float32(_CENTRE_SCALE) * sums / np.maximum(lengths, 1e-9)
    return np.ascontiguousarray(centres.T), np.zeros(count, np.float32)
