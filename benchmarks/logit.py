"""Fits a conditional logit: the answers that a question may have compete with each other and with "none"."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Choice:
    """The answers of one question, a row of evidence each; where none is right, "none" is."""

    rows: NDArray[np.float64]
    right: NDArray[np.bool_]
    weight: float = 1.0


def fit_logit(choices: Sequence[Choice], positive: NDArray[np.bool_], ridge: float) -> NDArray[np.float64]:
    """The weight of each column, the constant last, rounded to three digits; "none" has the score 0. `positive`:
    columns that may not speak against an answer. `ridge` weighs the squares of the weights of scaled columns."""
    from scipy.optimize import minimize

    rows = np.concatenate([one.rows for one in choices])
    of = np.repeat(np.arange(len(choices)), [len(one.rows) for one in choices])
    right = np.concatenate([one.right for one in choices])
    weight = np.array([one.weight for one in choices])
    held = np.array([one.right.any() for one in choices])
    centre, spread = rows.mean(0), rows.std(0) + 1e-9
    scaled = (rows - centre) / spread

    def loss(values: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        scores = scaled @ values[:-1] + values[-1]
        most = np.zeros(len(choices))
        np.maximum.at(most, of, scores)
        powers, none = np.exp(scores - most[of]), np.exp(-most)
        total = none + np.bincount(of, powers, len(choices))
        wanted = np.where(held, np.bincount(of, powers * right, len(choices)), none)
        pull = weight[of] * powers * (1 / total[of] - np.where(held[of] & right, 1 / wanted[of], 0.0))
        slope = np.append(scaled.T @ pull + ridge * values[:-1], pull.sum())
        return float(weight @ np.log(total / wanted) + ridge / 2 * values[:-1] @ values[:-1]), slope

    bounds = [*((0.0 if one else None, None) for one in positive), (None, None)]
    found = minimize(loss, np.zeros(rows.shape[1] + 1), jac=True, method="L-BFGS-B", bounds=bounds).x
    slopes = found[:-1] / spread
    return np.round(np.append(slopes, found[-1] - slopes @ centre), 3)


def probabilities(rows: NDArray[np.float64], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """That each of the answers of one question is right."""
    scores: NDArray[np.float64] = np.append(rows @ weights[:-1] + weights[-1], 0.0)
    chances: NDArray[np.float64] = np.exp(scores - np.logaddexp.reduce(scores))
    return chances[:-1]
