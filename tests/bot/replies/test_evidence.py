"""The probabilities of answers, from the evidence for each."""

from __future__ import annotations

from dataclasses import replace
from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.replies.weighing.evidence import FOR, NAMES, Evidence, contributions, probabilities, weights_for

NONE = Evidence(**dict.fromkeys(NAMES, 0.0))
SHARES = st.floats(0, 1)


@given(st.lists(st.builds(Evidence, **dict.fromkeys(NAMES, SHARES)), min_size=1, max_size=6))
def test_answers_share_what_is_left_by_none_of_them(answers: list[Evidence]) -> None:
    chances = probabilities(answers)

    assert all(0 <= one <= 1 for one in chances)
    assert sum(chances) < 1


def test_a_rival_takes_from_the_chance_of_an_answer() -> None:
    sure = replace(NONE, alone=0.9, told=1.0, either=0.9)

    (alone,) = probabilities([sure])
    both = probabilities([sure, sure])

    assert both[0] == pytest.approx(both[1])
    assert both[0] < alone


def test_nothing_that_may_be_meant_has_no_chance() -> None:
    assert probabilities([]) == []


@pytest.mark.parametrize("thin", [0.0, 1.0], ids=["full", "thin"])
def test_every_sign_counts_and_nothing_else(thin: float) -> None:
    assert {name for name, _ in contributions(NONE, thin)} == {*NAMES, "constant"}
    assert "either" in FOR
    assert frozenset(NAMES) >= FOR


@given(st.builds(Evidence, **dict.fromkeys(NAMES, SHARES)))
def test_what_the_signs_count_makes_the_probability(evidence: Evidence) -> None:
    score = sum(value for _, value in contributions(evidence))

    assert probabilities([evidence])[0] == pytest.approx(1 / (1 + exp(-score)))


def test_a_base_that_taught_itself_half_weighs_between_both() -> None:
    full, half, thin = map(weights_for, (0.0, 0.5, 1.0))

    assert all(half[name] == pytest.approx((full[name] + thin[name]) / 2) for name in NAMES)
