"""The loss of the conditional logit and its slope."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import approx_fprime

from benchmarks.logit import Choice, fit_logit, loss_of, probabilities

CHOICES = (
    Choice(np.array([[1.0, 0.2], [0.1, 0.9]]), np.array([True, False])),
    Choice(np.array([[0.3, 0.8]]), np.array([False]), weight=0.5),
    Choice(np.array([[0.9, 0.1], [0.8, 0.3], [0.2, 0.4]]), np.array([True, True, False])),
)


@pytest.mark.parametrize("values", [(0.0, 0.0, 0.0), (1.5, -2.0, 0.3), (-0.7, 0.4, -1.0)])
def test_the_slope_is_that_of_the_loss(values: tuple[float, ...]) -> None:
    loss = loss_of(CHOICES, ridge=0.1)

    _, slope = loss(np.array(values))

    assert slope == pytest.approx(approx_fprime(np.array(values), lambda at: loss(at)[0], 1e-7), abs=1e-5)


def test_without_weights_each_answer_is_as_likely_as_none() -> None:
    one = Choice(np.array([[1.0], [2.0]]), np.array([True, False]))

    found, _ = loss_of([one], ridge=1.0)(np.zeros(2))

    assert found == pytest.approx(np.log(3))


def test_what_is_fitted_puts_the_right_answer_first() -> None:
    weights = fit_logit(CHOICES, positive=np.array([True, False]), ridge=0.01)

    assert probabilities(CHOICES[0].rows, weights).argmax() == 0
