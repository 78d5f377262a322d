"""What stands beside a picture, so that nobody has to read a wide table on a phone."""

from __future__ import annotations

from bot.charts import caption
from bot.model import Column, Point, Series

LOAF, FLOUR = Column("loaf", "Loaf"), Column("flour", "Flour")
PRICE, WEIGHT = Column("price", "Price", "euros"), Column("weight", "Weight", "g")


def test_of_one_column_of_numbers_each_row_has_its_figure() -> None:
    rows = (("Rye", "dark", 4.2), ("Wheat", "light", 3.9))
    series = Series("s", "Loaves", "t", columns=(LOAF, FLOUR, PRICE), rows=rows, key=("loaf",))

    assert caption(series) == "**Loaves**\nPrice (euros):\n- Rye: 4.2\n- Wheat: 3.9"


def test_of_several_columns_of_numbers_the_first_two_are_told() -> None:
    series = Series("s", "Loaves", "t", columns=(LOAF, PRICE, WEIGHT), rows=(("Rye", 4.2, 750),), key=("loaf",))

    assert caption(series) == "**Loaves**\n- Rye: Price (euros) 4.2, Weight (g) 750"


def test_where_there_are_no_numbers_the_rows_are_named() -> None:
    series = Series("s", "Loaves", "t", columns=(LOAF, FLOUR), rows=(("Rye", "dark"),), key=("loaf",))

    assert caption(series) == "**Loaves**\n- Rye"


def test_of_many_rows_the_first_five_are_told_and_the_others_counted() -> None:
    rows = tuple((f"Loaf {number}", float(number)) for number in range(1, 8))
    told = caption(Series("s", "Loaves", "t", columns=(LOAF, WEIGHT), rows=rows, key=("loaf",)))

    assert told.endswith("- Loaf 5: 5 g\n- … 2 more in the picture")


def test_figures_of_a_chart_come_with_their_unit() -> None:
    points = (Point("Rye", 90.0, approximate=True), Point("Wheat", 120.0))

    assert caption(Series("s", "Sold", "t", unit="loaves", points=points)) == (
        "**Sold**\n- Rye: about 90 loaves\n- Wheat: 120 loaves"
    )


def test_of_many_rows_in_the_order_of_time_the_newest_are_told() -> None:
    rows = tuple((f"May {year}", float(year - 2000)) for year in range(2019, 2026))
    told = caption(Series("s", "Loaves", "t", columns=(LOAF, WEIGHT), rows=rows, key=("loaf",)))

    assert next(line for line in told.split("\n") if "May" in line) == "- May 2021: 21 g"
    assert told.endswith("- May 2025: 25 g\n- … 2 more in the picture")
