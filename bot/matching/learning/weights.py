"""Learns the weights of the parts of a score, from rankings of left-out phrasings."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from bot.matching.index.arrays import Doubles, Floats
from bot.matching.index.linear import softmax
from bot.matching.learning.cross_validation import KEPT, Sample, weight_outside
from bot.matching.ranking.candidates import WEIGHED, weights_of

_PULL = 1e-4  # Penalty for the squared distance from `FIRST_WEIGHTS`, at which few samples leave the weights.


class _Weight(NamedTuple):
    first: float  # Before any is fitted.
    least: float
    most: float


_WEIGHTS = {
    "margin": _Weight(3.0, 0, 12),
    "likelihood": _Weight(0.2, 0.05, 3),
    "phrasings": _Weight(1.0, 0, 30),
    "words": _Weight(0.25, 0, 2),
    "meaning": _Weight(4.0, 0, 12),
    "names met": _Weight(0.3, 0, 4),
    "dates met": _Weight(0.5, 0, 4),
    "facets open": _Weight(-0.3, -4, 0),
    "names unmentioned": _Weight(-0.8, -6, 0),
    "situation": _Weight(1.0, 1, 1),
    "nothing": _Weight(0.0, -8, 8),
}
"""What a part speaks for is known, and none may decide alone. "situation" is fixed, since no left-out question stands
in a conversation."""
FIRST_WEIGHTS = weights_of({name: weight.first for name, weight in _WEIGHTS.items()})
LEAST_INSIDE = 20  # Questions in scope from which on weights are fitted.


def fit_weights(samples: Sequence[Sample]) -> Floats | None:
    """Fit by conditional logit, so that the right candidate has the best score; None for too few samples."""
    from scipy.optimize import minimize

    useful = [one for one in samples if not one.is_everyday and one.truth in one.candidates.entries]
    inside = sum(not one.outside for one in useful)
    if inside < LEAST_INSIDE:
        return None
    width = len(WEIGHED)
    values = np.zeros((len(useful), KEPT + 1, width), np.float64)
    mask = np.zeros((len(useful), KEPT + 1), bool)
    truth = np.zeros(len(useful), np.int64)
    importance = np.ones(len(useful))
    outside_weight = min(1.0, weight_outside(inside, len(useful) - inside))
    for at, one in enumerate(useful):
        entries = one.candidates.entries
        size = len(entries)
        values[at, :size, : width - 1] = one.candidates.parts
        values[at, :size, width - 1] = entries == one.candidates.nothing
        mask[at, :size] = True
        truth[at] = int(np.flatnonzero(entries == one.truth)[0])
        importance[at] = outside_weight if one.outside else 1.0
    importance /= importance.sum()

    def loss(weights: Doubles) -> tuple[float, Doubles]:
        shares = softmax(np.where(mask, values @ weights, -1e9))
        likelihood = np.log(np.maximum(shares[np.arange(len(truth)), truth], 1e-12))
        shares[np.arange(len(truth)), truth] -= 1
        gradient = np.einsum("n,nk,nkw->w", importance, shares, values)
        pull = weights - FIRST_WEIGHTS
        return float(-(importance @ likelihood) + _PULL * (pull @ pull)), gradient + 2 * _PULL * pull

    bounds = [(_WEIGHTS[name].least, _WEIGHTS[name].most) for name in WEIGHED]
    fitted = minimize(loss, FIRST_WEIGHTS.astype(np.float64), jac=True, bounds=bounds, method="L-BFGS-B")
    return np.asarray(fitted.x, np.float32)
