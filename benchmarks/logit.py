"""Fits a conditional logit: the answers that a question may have compete with each other and with "none"."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

_Weights = NDArray[np.float64]  # Of each column, the constant last.


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
    centre, spread = rows.mean(0), rows.std(0) + 1e-9
    loss = loss_of([replace(one, rows=(one.rows - centre) / spread) for one in choices], ridge)
    bounds = [*((0.0 if one else None, None) for one in positive), (None, None)]
    found = minimize(loss, np.zeros(rows.shape[1] + 1), jac=True, method="L-BFGS-B", bounds=bounds).x
    slopes = found[:-1] / spread
    return np.round(np.append(slopes, found[-1] - slopes @ centre), 3)


def loss_of(choices: Sequence[Choice], ridge: float) -> Callable[[_Weights], tuple[float, _Weights]]:
    """What is minimised, with its slope, by the weights w and the constant c.

    An answer with the row x has the power e^(x w + c), and "none" the power 1. Of each question the loss is, by its
    weight, log(sum of all powers / sum of the right ones); then ridge / 2 * w w is added.
    """
    rows = np.concatenate([one.rows for one in choices])
    question_of = np.repeat(np.arange(len(choices)), [len(one.rows) for one in choices])
    right = np.concatenate([one.right for one in choices])
    weight = np.array([one.weight for one in choices])
    is_answered = np.array([one.right.any() for one in choices])

    def loss(values: _Weights) -> tuple[float, _Weights]:
        scores = rows @ values[:-1] + values[-1]
        # All powers of a question are divided by the greatest, so that none is beyond what a float holds.
        greatest = np.zeros(len(choices))
        np.maximum.at(greatest, question_of, scores)
        powers, power_of_none = np.exp(scores - greatest[question_of]), np.exp(-greatest)
        total = power_of_none + np.bincount(question_of, powers, len(choices))
        wanted = np.where(is_answered, np.bincount(question_of, powers * right, len(choices)), power_of_none)
        # For each answer its share of all powers, less its share of the right ones.
        share_of_right = np.where(right, powers / wanted[question_of], 0.0)
        pull = weight[question_of] * (powers / total[question_of] - share_of_right)
        slope = np.append(rows.T @ pull + ridge * values[:-1], pull.sum())
        return float(weight @ np.log(total / wanted) + ridge / 2 * values[:-1] @ values[:-1]), slope

    return loss


def probabilities(rows: NDArray[np.float64], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """That each of the answers of one question is right."""
    scores: NDArray[np.float64] = np.append(rows @ weights[:-1] + weights[-1], 0.0)
    chances: NDArray[np.float64] = np.exp(scores - np.logaddexp.reduce(scores))
    return chances[:-1]
