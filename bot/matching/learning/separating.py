"""Learns the dividing lines between each entry and its nearest rivals.

A separator is trained against the few hundred phrasings that the regression confuses most with its group, not against
all. It ranks nearly as well, in a twentieth of the time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_matrix, csr_matrix

from bot.matching.index.arrays import Floats, Ints
from bot.matching.learning.lots import Lots, drawn

RIVALS, STRANGERS = 600, 200
"""Phrasings of other groups that a separator is trained against: the likeliest, and some at random."""
SEPARATED_GROUPS = 3_000  # Groups up to which separators are trained.
KEPT_A_FEATURE = 48  # Weights kept for a feature, on average: the largest of each group. The others change nothing.
FULL_SHARE = 0.2
"""Share of the separators that use a feature, from which on its weights are kept as a full row, which reads faster."""
_COST = 2.0  # What a phrasing on the wrong side counts against a wide margin; twice the default of the library.
_TOLERANCE = 0.2  # With a twentieth of it, what is learned ranks the same.
_BLOCK = 256  # Groups whose rivals are sought at a time.


class Regression(NamedTuple):
    """The softmax regression behind the likelihood; see `LinearModel`."""

    weights: Floats
    bias: Floats


@dataclass(frozen=True, slots=True)
class Separators:
    """Features by groups, the full rows apart; see `LinearModel`."""

    places: NDArray[np.int32]
    full: Floats
    sparse: csr_matrix
    offsets: Floats


def find_rivals(projected: Floats, regression: Regression, groups: Ints) -> tuple[Ints, ...]:
    """Return for each group the phrasings of others that the regression most confuses with it; () for many groups."""
    (weights, bias), count = regression, len(regression.bias)
    if not 2 <= count <= SEPARATED_GROUPS:
        return ()
    blocks = (projected[at : at + 8 * _BLOCK] @ weights + bias for at in range(0, len(projected), 8 * _BLOCK))
    totals = np.concatenate([_log_sums(block) for block in blocks])
    rivals = []
    for first in range(0, count, _BLOCK):
        likelihoods = weights[:, first : first + _BLOCK].T @ projected.T
        likelihoods += bias[first : first + _BLOCK, None]
        likelihoods -= totals
        for group, likelihood in enumerate(likelihoods, first):
            likelihood[groups == group] = -np.inf
            few = len(likelihood) <= RIVALS
            # A copy, for a part of an array keeps the whole of it alive.
            rivals.append(np.arange(len(groups)) if few else np.argpartition(likelihood, -RIVALS)[-RIVALS:].copy())
    return tuple(rivals)


def load_solver() -> None:
    """Import what `learn_separators` needs, which takes a second."""
    import sklearn.svm  # noqa: F401


def learn_separators(rows: csr_matrix, rivals: Sequence[Ints], groups: Ints, count: int, lots: Lots) -> Separators:
    """Train one separator a group; all weights are zero without `rivals`."""
    from sklearn import config_context
    from sklearn.svm import LinearSVC
    from sklearn.utils import check_random_state

    # The solver works in doubles; converted once, not for each group, it takes half the time.
    rows = rows.astype(np.float64)
    kept = max(1, KEPT_A_FEATURE * rows.shape[1] // count)
    random = check_random_state(0)  # To make one for each group takes a sixth of the time.
    strangers = drawn(lots, STRANGERS)
    offsets = np.zeros(count, np.float32)
    features = [np.zeros(0, np.int32)] * count
    values = [np.zeros(0, np.float32)] * count
    for group, nearest in enumerate(rivals):
        own = groups == group
        taken = own.copy()
        taken[nearest] = taken[strangers] = True
        chosen = np.flatnonzero(taken)
        if own.any() and not own.all():
            random.seed(0)
            with config_context(assume_finite=True, skip_parameter_validation=True):
                model = LinearSVC(C=_COST, tol=_TOLERANCE, random_state=random).fit(rows[chosen], own[chosen])
            weights = model.coef_[0]
            offsets[group] = model.intercept_[0]
            found = np.flatnonzero(weights)
            if len(found) > kept:
                found = np.sort(found[np.argpartition(-np.abs(weights[found]), kept)[:kept]])
            features[group] = found.astype(np.int32)
            values[group] = weights[found].astype(np.float32)
    starts = np.cumsum([0, *(len(one) for one in features)])
    shape = (rows.shape[1], count)
    matrix = csc_matrix((np.concatenate(values), np.concatenate(features), starts), shape=shape).tocsr()
    return _parted(matrix, offsets)


def _parted(matrix: csr_matrix, offsets: Floats) -> Separators:
    lengths = np.diff(matrix.indptr)
    often = lengths >= max(1.0, FULL_SHARE * matrix.shape[1])
    places = np.where(often, np.cumsum(often) - 1, -1).astype(np.int32)
    rest = np.repeat(~often, lengths)
    starts = np.concatenate([[0], np.cumsum(np.where(often, 0, lengths))])
    sparse = csr_matrix((matrix.data[rest], matrix.indices[rest], starts), shape=matrix.shape)
    return Separators(places, matrix[np.flatnonzero(often)].toarray(), sparse, offsets)


def _log_sums(scores: Floats) -> Floats:
    highest: Floats = scores.max(1)
    sums: Floats = np.log(np.exp(scores - highest[:, None]).sum(1))
    return highest + sums
