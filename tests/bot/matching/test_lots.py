"""What is drawn at random is drawn of each phrasing and each feature by itself, so that one more moves no other."""

from __future__ import annotations

import numpy as np

from bot.matching.language.features import Worded
from bot.matching.learning.lots import drawn, lots_of, signs_of

WORDED = [Worded((f"wording{number}", "of", "many"), ()) for number in range(1_000)]
MORE = Worded(("one", "more"), ())


def test_one_phrasing_more_takes_the_place_of_one_at_most() -> None:
    before = {WORDED[place] for place in drawn(lots_of(WORDED), 200)}
    grown = [*WORDED[:300], MORE, *WORDED[300:]]

    after = {grown[place] for place in drawn(lots_of(grown), 200)}

    assert len(before) == len(after) == 200
    assert len(before - after) <= 1
    assert after - before <= {MORE}


def test_fewer_than_are_wanted_are_all_drawn_in_their_order() -> None:
    assert drawn(lots_of(WORDED[:5]), 200).tolist() == [0, 1, 2, 3, 4]


def test_signs_hang_on_the_key_alone_and_are_even() -> None:
    keys = np.arange(5_000, dtype=np.uint32)

    signs = signs_of(keys, 208)

    assert set(np.unique(signs)) == {-1, 1}
    assert np.array_equal(signs_of(keys[7:8], 208)[0], signs[7])
    # Of random signs these stay far below: five deviations of a mean, and of the likeness of two columns.
    assert np.abs(signs.mean(0)).max() < 5 / np.sqrt(len(keys))
    assert np.abs(np.corrcoef(signs.T) - np.eye(208)).max() < 6 / np.sqrt(len(keys))
