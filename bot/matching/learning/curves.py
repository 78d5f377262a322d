"""Fits a logistic curve over the signals of rankings: the chance that a ranking is right."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from bot.matching.ranking.confidence import AGAINST, SIGNALS

_RIDGE = 0.05
"""Pull of the curves' weights towards 0."""
FREE_SAMPLES = 1_500
"""Samples from which on a signal may have any sign."""
LEAST_OVERRULED = 0.5
"""Least weight of a refused entry's lead against the first: the guard hardly ever refuses a left-out phrasing its own
entry, so samples teach next to nothing about it."""


def fit_curve(
    signals: NDArray[np.float64],
    right: NDArray[np.bool_],
    weights: NDArray[np.float64],
    against: Mapping[str, float] | None = None,
) -> NDArray[np.float64] | None:
    """Return the weights of a logistic curve, the constant last; None if all samples are right, or all wrong.

    `signals`: those of `SIGNALS`, then others, of any sign. `against`: least weights for some of `AGAINST`, which fix
    all signs; None: with many samples, each signal may have any sign.
    """
    used = weights > 0
    if right[used].all() or not right[used].any():
        return None
    centre, spread = signals[used].mean(0), signals[used].std(0) + 1e-6
    fitted = _fit_signed((signals[used] - centre) / spread, right[used], weights[used], spread, against)
    slopes = fitted[:-1] / spread
    return np.append(slopes, fitted[-1] - slopes @ centre)


def _fit_signed(
    signals: NDArray[np.float64],
    right: NDArray[np.bool_],
    weights: NDArray[np.float64],
    spread: NDArray[np.float64],
    against: Mapping[str, float] | None,
) -> NDArray[np.float64]:
    """Logistic regression on signals divided by their `spread`, with fixed signs if samples are few or `against` is
    given."""
    from scipy.optimize import minimize

    side = np.where(right, 1.0, -1.0)

    def loss(values: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        margins = side * (signals @ values[:-1] + values[-1])
        pull = -weights * side / (1 + np.exp(np.clip(margins, -50, 50)))
        total = float(weights @ np.logaddexp(0, -margins) + _RIDGE / 2 * values[:-1] @ values[:-1])
        return total, np.append(pull @ signals + _RIDGE * values[:-1], pull.sum())

    start = np.zeros(signals.shape[1] + 1)
    bounds = _bounds(spread, against, free=against is None and len(signals) >= FREE_SAMPLES)
    bounds += [(None, None)] * (len(start) - len(bounds))
    return np.asarray(minimize(loss, start, jac=True, bounds=bounds, method="L-BFGS-B").x)


def _bounds(
    spread: NDArray[np.float64], against: Mapping[str, float] | None, free: bool
) -> list[tuple[float | None, float | None]]:
    """Return for each signal the bounds of its weight: unless `free`, below 0 if it is `AGAINST`, else above 0."""
    if free:
        return [(None, None)] * len(SIGNALS)
    least = {"overruled": LEAST_OVERRULED} if against is None else against
    return [
        (None, 0.0 - least.get(name, 0.0) * width) if name in AGAINST else (0.0, None)
        for name, width in zip(SIGNALS, spread.tolist(), strict=False)
    ]


def chances_of(curve: NDArray[np.float64], signals: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return for each row of signals the chance that a curve of `fit_curve` gives it."""
    chances: NDArray[np.float64] = 1 / (1 + np.exp(-(signals @ curve[:-1] + curve[-1])))
    return chances
