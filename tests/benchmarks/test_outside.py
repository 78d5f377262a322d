from __future__ import annotations

import numpy as np
import pytest

from benchmarks.measures import OUTSIDE, Ranked
from benchmarks.outside import WEIGHTS, best_weight, counted

CLASSES = np.zeros((4, 3), np.int64)
TRUTH = np.array([0, 0, OUTSIDE, OUTSIDE])


def test_the_score_of_the_lines_is_taken_from_the_confidence() -> None:
    ranked = Ranked(CLASSES, np.array([0.9, 0.8, 0.9, 0.5]), np.array([0.1, 0.0, 0.8, 0.4]))

    assert counted(ranked, 0.5).confidence.tolist() == pytest.approx([0.85, 0.8, 0.5, 0.3])


def test_a_confidence_that_knows_of_the_lines_stays() -> None:
    ranked = Ranked(CLASSES, np.array([0.9, 0.8, 0.2, 0.1]))

    assert counted(ranked, 0.5) is ranked


def test_as_little_as_parts_in_scope_from_out_of_scope_is_taken() -> None:
    # Apart from where 0.9 - 0.5 * w is below 0.8.
    ranked = Ranked(CLASSES, np.array([0.9, 0.8, 0.9, 0.2]), np.array([0.0, 0.0, 0.5, 0.5]))

    assert best_weight(ranked, TRUTH) == pytest.approx(0.3)


def test_lines_that_mislead_weigh_nothing() -> None:
    ranked = Ranked(CLASSES, np.array([0.9, 0.8, 0.2, 0.1]), np.array([0.9, 0.9, 0.0, 0.0]))

    assert best_weight(ranked, TRUTH) == 0.0 == min(WEIGHTS)
