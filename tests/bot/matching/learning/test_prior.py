"""What a thin base cannot teach is taken from other bases, the less the more it shows itself."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from shops import HOURS, OAT, RYE, base, entry

from bot.matching.compiling import compile_index
from bot.matching.learning.prior import CONSTANT, CROWDING, FEW_WAYS, WAYS, crowding_of, learned_prior
from bot.matching.ranking.candidates import WEIGHED
from bot.matching.ranking.confidence import SIGNALS

PRIOR = learned_prior()


def test_every_part_and_every_signal_has_a_weight() -> None:
    assert set(PRIOR.weights) == set(WEIGHED)
    assert set(PRIOR.right) == set(PRIOR.among) == {*SIGNALS, WAYS, CROWDING, CONSTANT}


@pytest.mark.parametrize("ways", range(1, FEW_WAYS + 1))
def test_few_ways_of_asking_teach_nothing_however_many_entries_there_are(ways: int) -> None:
    assert PRIOR.of([ways] * 5_000, 0.95, 0.5).share == 1


def test_a_base_that_grows_teaches_more_and_at_last_everything() -> None:
    shares = [PRIOR.of([size] * 40, 0.95, 0.5).share for size in (3, 5, 8, 12)]

    assert shares == sorted(shares, reverse=True)
    assert len(set(shares)) > 2
    assert PRIOR.of([100] * 150, 0.95, 0.5).share == 0


def test_what_a_full_base_shows_is_left_as_it_is() -> None:
    full = PRIOR.of([100] * 150, 0.95, 0.5)
    own = np.linspace(-3, 3, len(SIGNALS) + 1)

    np.testing.assert_array_equal(full.mixed(full.right, own), own)
    assert full.mixed_threshold(0.37) == 0.37


def test_what_a_thin_base_shows_counts_for_nothing() -> None:
    thin = PRIOR.of([1, 2, 3], 0.95, 0.5)

    np.testing.assert_array_equal(thin.mixed(thin.right, np.full(len(SIGNALS) + 1, 9.0)), thin.right)
    assert thin.mixed_threshold(0.37) == pytest.approx(thin.answer_from)


def test_between_the_two_the_threshold_lies_between() -> None:
    half = replace(PRIOR.of([1], 0.95, 0.5), share=0.5)

    assert min(0.4, half.answer_from) < half.mixed_threshold(0.4) < max(0.4, half.answer_from)


def test_a_higher_precision_is_reached_later() -> None:
    thresholds = [PRIOR.of([2], precision, 0.5).answer_from for precision in (0.01, 0.8, 0.9, 0.95, 0.99, 0.999)]

    assert thresholds == sorted(thresholds)
    assert 0 < thresholds[0] < thresholds[3] < thresholds[-1] < 1


def test_a_base_whose_entries_are_alike_is_crowded() -> None:
    alike, apart, single = (compile_index(base(*entries)) for entries in ((RYE, OAT), (RYE, HOURS), (RYE,)))

    assert 1 > crowding_of(alike.profiles) > crowding_of(apart.profiles) > crowding_of(single.profiles) == 0


def test_an_index_tells_how_thin_its_base_is() -> None:
    full = entry("rye", "rye bread", *(f"rye bread number {number}" for number in range(int(PRIOR.lines) + FEW_WAYS)))

    assert compile_index(base(RYE, OAT, HOURS)).confidence.thin > 0.9
    assert compile_index(base(full, OAT)).confidence.thin == 0
