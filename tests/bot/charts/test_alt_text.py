"""What those hear who cannot see a picture."""

from __future__ import annotations

from bot.charts import alt_text
from bot.model import Column, Point, Series

LOAF = (Column("loaf", "Loaf"), Column("flour", "Flour"), Column("price", "Price", "euros"))


def test_few_figures_are_all_told() -> None:
    points = (Point("2024", 90.0, approximate=True), Point("2025-05", 1200.0, minimum=True), Point("2026", None))
    series = Series("s", "Loaves baked", "t", unit="loaves", as_of="2025-12-31", points=points)

    assert alt_text(series) == (
        "Chart: Loaves baked: about 90 loaves (2024), more than 1,200 loaves (May 2025), no figure (2026),"
        " as of 31 December 2025."
    )


def test_of_many_dated_figures_the_newest_the_highest_and_the_lowest_are_told() -> None:
    values = (5.0, 2.0, 3.0, 9.0, 8.0, 7.0)
    points = tuple(Point(f"2025-0{month}", value) for month, value in enumerate(values, 1))

    assert alt_text(Series("s", "Margin", "t", unit="percent", points=points)) == (
        "Chart: Margin: January 2025 to June 2025, newest 7% (June 2025), highest 9% (April 2025),"
        " lowest 2% (February 2025)."
    )


def test_of_many_categories_both_ends_are_told() -> None:
    points = tuple(Point(f"Loaf {number}", float(number)) for number in range(1, 8))

    assert alt_text(Series("s", "Weights", "t", unit="g", points=points)) == (
        "Chart: Weights: 7 figures, from 1 g (Loaf 1) to 7 g (Loaf 7)."
    )


def test_of_a_table_the_first_numbers_are_told() -> None:
    rows = (("Rye", "dark", 4.2), ("Wheat", "light", 3.9))

    assert alt_text(Series("s", "Loaves", "t", columns=LOAF, rows=rows, key=("loaf",))) == (
        "Table: Loaves: Price (euros) 4.2 (Rye), 3.9 (Wheat)."
    )


def test_of_a_long_table_the_first_rows_are_told() -> None:
    rows = tuple((f"Loaf {number}", "dark", "free") for number in range(7))

    assert alt_text(Series("s", "Loaves", "t", columns=LOAF, rows=rows, key=("loaf",))) == (
        "Table: Loaves: Loaf 0, Loaf 1, Loaf 2, Loaf 3, Loaf 4 and 2 more."
    )
