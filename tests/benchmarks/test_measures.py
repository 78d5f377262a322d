from __future__ import annotations

import numpy as np
import pytest

from benchmarks.data import Asked
from benchmarks.measures import (
    NOBODY,
    OUTSIDE,
    Bin,
    Ranked,
    auroc,
    best_three,
    calibration_error,
    first,
    first_three,
    in_scope_and_refused,
    precision_and_coverage,
    precision_curve,
    reliability,
    threshold,
    truth_of,
)


def ranked(firsts: list[int], confidence: list[float]) -> Ranked:
    classes = np.full((len(firsts), 3), NOBODY)
    classes[:, 0] = firsts
    return Ranked(classes, np.array(confidence))


def test_a_question_out_of_scope_has_no_right_class() -> None:
    assert truth_of([Asked("rye?", "bread"), Asked("rain?", None)], ["bread"]).tolist() == [0, OUTSIDE]


def test_the_best_three_come_best_first_and_ties_in_the_order_of_the_classes() -> None:
    found = best_three(np.array([[0.1, 0.9, 0.5, 0.5]]))

    assert found.classes.tolist() == [[1, 2, 3]]
    assert found.confidence.tolist() == [0.9]


def test_with_two_classes_the_third_place_is_empty() -> None:
    assert best_three(np.array([[0.1, 0.9]])).classes.tolist() == [[1, 0, NOBODY]]


def test_only_questions_in_scope_count_for_first_and_first_three() -> None:
    found = Ranked(np.array([[0, 1, 2], [2, 1, 0], [0, 1, 2], [3, 4, 5]]), np.zeros(4))
    truth = np.array([0, 0, OUTSIDE, 0])

    assert first(found, truth) == pytest.approx(1 / 3)
    assert first_three(found, truth) == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("inside", "outside", "expected"),
    [
        pytest.param([0.8, 0.9], [0.1, 0.2], 1.0, id="apart"),
        pytest.param([0.1, 0.2], [0.8, 0.9], 0.0, id="the wrong way round"),
        pytest.param([0.5, 0.5], [0.5], 0.5, id="ties"),
        pytest.param([0.3, 0.7], [0.5], 0.5, id="one on each side"),
    ],
)
def test_auroc(inside: list[float], outside: list[float], expected: float) -> None:
    truth = np.array([0] * len(inside) + [OUTSIDE] * len(outside))

    assert auroc(np.array(inside + outside), truth) == pytest.approx(expected)


def test_precision_counts_answers_out_of_scope_and_coverage_does_not() -> None:
    answered = np.array([True, True, False, True])
    given = np.array([0, 1, NOBODY, 0])
    truth = np.array([0, 0, 0, OUTSIDE])

    assert precision_and_coverage(answered, given, truth) == (pytest.approx(1 / 3), pytest.approx(2 / 3))


def test_without_an_answer_none_is_wrong() -> None:
    nothing = np.array([False, False])

    assert precision_and_coverage(nothing, np.array([NOBODY, NOBODY]), np.array([0, OUTSIDE])) == (1.0, 0.0)


def test_no_threshold_of_the_curve_comes_between_equal_confidences() -> None:
    coverage, precision = precision_curve(ranked([0, 1, 0], [0.9, 0.5, 0.5]), np.array([0, 0, OUTSIDE]))

    assert coverage.tolist() == pytest.approx([0.5, 1.0])
    assert precision.tolist() == pytest.approx([1.0, 1 / 3])


def test_reliability_says_what_was_right_in_each_bin() -> None:
    bins = reliability(ranked([0, 0, 1], [0.92, 0.98, 1.0]), np.array([0, OUTSIDE, 1]))

    assert [(one.low, one.high, one.count) for one in bins] == [(0.9, 1.0, 3)]
    assert bins[0].right == pytest.approx(2 / 3)
    assert bins[0].confidence == pytest.approx((0.92 + 0.98 + 1.0) / 3)


def test_calibration_error_weighs_bins_by_their_questions() -> None:
    bins = [Bin(0, 0.5, 1, 0.4, 0.8), Bin(0.5, 1, 3, 0.9, 0.9)]

    assert calibration_error(bins) == pytest.approx(0.1)


def test_the_threshold_treats_most_questions_rightly() -> None:
    tuned = ranked([0, 0, 0, 0], [0.9, 0.8, 0.4, 0.3])
    truth = np.array([0, 0, OUTSIDE, 0])

    assert threshold(tuned, truth, balanced=False) == pytest.approx(0.8)
    assert threshold(tuned, np.array([0, 0, 0, 0]), balanced=False) == pytest.approx(0.3)


def test_balanced_thresholds_weigh_few_questions_out_of_scope_as_much_as_many_in_scope() -> None:
    tuned = ranked([0, 0, 0, 0], [0.9, 0.8, 0.7, 0.6])
    truth = np.array([0, OUTSIDE, 0, 0])

    assert threshold(tuned, truth, balanced=False) == pytest.approx(0.6)
    assert threshold(tuned, truth, balanced=True) == pytest.approx(0.9)


def test_a_share_is_answered_rightly_in_scope_and_a_share_refused_out_of_scope() -> None:
    found = ranked([0, 1, 0, 0], [0.9, 0.9, 0.2, 0.9])
    truth = np.array([0, 0, OUTSIDE, OUTSIDE])

    assert in_scope_and_refused(found, truth, 0.5) == (0.5, 0.5)
