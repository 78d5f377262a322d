"""How much time spans fill together."""

from __future__ import annotations

import pytest

from bot.figures import Span
from bot.figures.coverage import days_left, nested, times_filled
from bot.figures.times import span_of_label


def spans(*labels: str) -> list[Span]:
    return [span for label in labels if (span := span_of_label(label)) is not None]


@pytest.mark.parametrize(
    ("time", "labels", "filled"),
    [
        pytest.param("day", ["2024-02"], 29, id="days of a leap year"),
        pytest.param("hour", ["2024-02-01"], 24, id="hours of a day"),
        pytest.param("month", ["2024-Q1", "2024-03"], 3, id="what lies in two counts once"),
        pytest.param("quarter", ["2024"], 4, id="quarters of a year"),
        pytest.param("month", ["2025-04-01", "2025-04-02", "2025-04-03"], 0.1, id="a part of a month"),
        pytest.param("shop", ["2024"], 0, id="no time"),
    ],
)
def test_times_are_filled(time: str, labels: list[str], filled: float) -> None:
    assert times_filled(time, spans(*labels)) == pytest.approx(filled)


def test_days_that_no_part_fills_are_left() -> None:
    (whole,) = spans("2024-Q1")

    assert days_left(whole, spans("2024-01", "2024-02")) == 31
    assert days_left(whole, spans("2024")) == 91


def test_a_month_lies_within_its_year_and_no_time_within_itself() -> None:
    assert nested(spans("2024", "2024-05"))
    assert not nested(spans("2024-05", "2024-05", "2024-06"))
