"""Thresholds are tried on conversations, and move only for a gain."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.fit_readings import tables_with
from benchmarks.talks import Said, Talk
from benchmarks.thresholds import TRIED, chosen
from bot import open_bot
from bot.conversation import thresholds

BICYCLES = Path(__file__).parents[1] / "bot" / "bicycles"


def test_the_middle_stays_where_no_value_gains_more_than_by_chance(shared_folder: Path) -> None:
    bot = open_bot(BICYCLES, shared_folder / "bicycles")
    turns = ("price of the comet", "and the lark?", "how much is it in green?")
    talk = Talk("one", tuple(Said(text, ("nowhere",), ()) for text in turns))

    values = chosen(bot, [talk], {"follow_from": 0.3})

    assert values == {name: tried[2] for name, tried in TRIED.items()}


def test_the_values_of_the_bot_are_in_force_again_afterwards(shared_folder: Path) -> None:
    before = thresholds()

    chosen(open_bot(BICYCLES, shared_folder / "bicycles"), [], {"follow_from": 0.9})

    assert thresholds() is before


def test_a_limit_that_is_not_fitted_stays_as_it_is() -> None:
    values = dict(line.split(" = ") for line in "".join(tables_with({"offer_from": 0.5})).splitlines() if "=" in line)

    assert float(values["offer_from"]) == 0.5
    assert float(values["figures_from"]) == pytest.approx(thresholds().asking.figures_from, abs=0.001)


def test_no_threshold_of_an_unknown_name_is_tried(shared_folder: Path) -> None:
    with pytest.raises(KeyError, match="folow_from"):
        chosen(open_bot(BICYCLES, shared_folder / "bicycles"), [], {"folow_from": 0.9})
