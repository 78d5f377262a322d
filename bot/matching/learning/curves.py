"""Fits a logistic curve over the signals of rankings: the chance that a ranking is right."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from bot.matching.index.quantisation import Doubles
from bot.matching.ranking.confidence import AGAINST, SIGNALS

_RIDGE = 0.05
"""Pull of the curves' weights towards 0."""
FREE_SAMPLES = 1_500
"""Samples from which on a signal may have any sign."""
LEAST_OVERRULED = 0.5
"""Least weight of a refused entry's lead against the first: the guard hardly ever refuses a left-out phrasing its own
entry, so samples teach next to nothing about it."""
Bounds = tuple[float | None, float | None]
"""The lowest and the highest weight of a signal; None: any."""


def fixed_signs(least: Mapping[str, float]) -> list[Bounds]:
    """The bounds for each of `SIGNALS`: the weight of one that is `AGAINST` is negative, by its `least` or more."""
    return [(None, 0.0 - least.get(name, 0.0)) if name in AGAINST else (0.0, None) for name in SIGNALS]


def fit_curve(signals: Doubles, right: NDArray[np.bool_], weights: Doubles, bounds: Sequence[Bounds]) -> Doubles | None:
    """Return the weights of a logistic curve, the constant last; None if all samples are right, or all wrong.

    `bounds`: those of the first signals; the others may have any weight.
    """
    used = weights > 0
    if right[used].all() or not right[used].any():
        return None
    centre, spread = signals[used].mean(0), signals[used].std(0) + 1e-6
    fitted = _fit_scaled((signals[used] - centre) / spread, right[used], weights[used], spread, bounds)
    slopes = fitted[:-1] / spread
    return np.append(slopes, fitted[-1] - slopes @ centre)


def _fit_scaled(
    signals: Doubles, right: NDArray[np.bool_], weights: Doubles, spread: Doubles, bounds: Sequence[Bounds]
) -> Doubles:
    """Logistic regression on signals divided by their `spread`; `bounds` hold for the signals themselves."""
    from scipy.optimize import minimize

    side = np.where(right, 1.0, -1.0)

    def loss(values: Doubles) -> tuple[float, Doubles]:
        margins = side * (signals @ values[:-1] + values[-1])
        pull = -weights * side / (1 + np.exp(np.clip(margins, -50, 50)))
        total = float(weights @ np.logaddexp(0, -margins) + _RIDGE / 2 * values[:-1] @ values[:-1])
        return total, np.append(pull @ signals + _RIDGE * values[:-1], pull.sum())

    start = np.zeros(signals.shape[1] + 1)
    scaled = [
        tuple(None if end is None else end * width for end in pair)
        for pair, width in zip(bounds, spread.tolist(), strict=False)
    ]
    scaled += [(None, None)] * (len(start) - len(scaled))
    return np.asarray(minimize(loss, start, jac=True, bounds=scaled, method="L-BFGS-B").x)


def chances_of(curve: Doubles, signals: Doubles) -> Doubles:
    """Return for each row of signals the chance that a curve of `fit_curve` gives it."""
    chances: Doubles = 1 / (1 + np.exp(-(signals @ curve[:-1] + curve[-1])))
    return chances
