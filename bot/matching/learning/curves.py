"""Fits logistic curves: the chance that a ranking is right, by its signals."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from bot.matching.index.arrays import Doubles
from bot.matching.ranking.confidence import AGAINST, SIGNALS

Bounds = tuple[float | None, float | None]  # The lowest and the highest weight of a signal; None: any.
Flags = NDArray[np.bool_]
_RIDGE = 0.05  # Pull of the curves' weights towards 0.


def fixed_signs(least: Mapping[str, float]) -> list[Bounds]:
    """The bounds for each of `SIGNALS`: those `AGAINST` have a negative weight, of their `least` or more."""
    return [(None, 0.0 - least.get(name, 0.0)) if name in AGAINST else (0.0, None) for name in SIGNALS]


def fit_curve(signals: Doubles, right: Flags, weights: Doubles, bounds: Sequence[Bounds]) -> Doubles | None:
    """Return the weights of a logistic curve, the constant last; None if all samples are right, or all wrong. The last
    signals, which have no `bounds`, may have any weight."""
    from scipy.optimize import minimize

    used = weights > 0
    if right[used].all() or not right[used].any():
        return None
    signals, weights, side = signals[used], weights[used], np.where(right[used], 1.0, -1.0)
    centre, spread = signals.mean(0), signals.std(0) + 1e-6
    scaled = (signals - centre) / spread

    def loss(values: Doubles) -> tuple[float, Doubles]:
        margins = side * (scaled @ values[:-1] + values[-1])
        pull = -weights * side / (1 + np.exp(np.clip(margins, -50, 50)))
        total = float(weights @ np.logaddexp(0, -margins) + _RIDGE / 2 * values[:-1] @ values[:-1])
        return total, np.append(pull @ scaled + _RIDGE * values[:-1], pull.sum())

    start = np.zeros(signals.shape[1] + 1)
    of_scaled = [
        tuple(None if end is None else end * width for end in pair)
        for pair, width in zip(bounds, spread.tolist(), strict=False)
    ]
    of_scaled += [(None, None)] * (len(start) - len(of_scaled))
    fitted = minimize(loss, start, jac=True, bounds=of_scaled, method="L-BFGS-B").x
    slopes = fitted[:-1] / spread
    return np.append(slopes, fitted[-1] - slopes @ centre)


def chances_of(curve: Doubles, signals: Doubles) -> Doubles:
    """Return for each row of signals the chance that a curve of `fit_curve` gives it."""
    chances: Doubles = 1 / (1 + np.exp(-(signals @ curve[:-1] + curve[-1])))
    return chances
