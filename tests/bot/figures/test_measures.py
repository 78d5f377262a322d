"""Measures of series: points, tables by column, and tables whose rows have units of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.figures import Bound, Measure, measures_of
from bot.knowledge import load_knowledge
from bot.knowledge.generating.cells import cells_of
from bot.model import Column, Kind, Point, Series

KNOWLEDGE = Path(__file__).resolve().parents[3] / "knowledge"

SALES = Series(
    "sales",
    "Sales per month",
    "shop",
    unit="bikes",
    noun="bikes sold",
    basis="counted at the till",
    about=(("model", "city-bike"),),
    points=(
        Point("2025-01", 5),
        Point("2025-02", None),
        Point("2025-03", 7, minimum=True),
        Point("2025-04", 8, approximate=True, within=0.05),
    ),
)
BIKES = Series(
    "bikes",
    "Bikes",
    "shop",
    columns=(
        Column("bike", "Bike"),
        Column("price", "Price", "EUR"),
        Column("sold", "Sold", "bikes", Kind.FLOW, "by the till"),
        Column("since", "Built since"),
        Column("frame", "Frame"),
    ),
    rows=(("City bike", 900, 3, 2019, "steel"), ("Mountain bike (2025)", 1200, None, 2025, "carbon")),
    key=("bike",),
    basis="price list",
    short=(("Mountain bike (2025)", "mountain"),),
)
DATA = Series(
    "data",
    "Two bikes",
    "shop",
    columns=(
        Column("what", "What"),
        Column("unit", "Unit"),
        Column("city", "City bike"),
        Column("mountain", "Mountain bike"),
    ),
    rows=(("Price", "EUR", 900, 1200), ("Weight", "kg", 15.5, None), ("Gears", None, 7, 21)),
    key=("what",),
    basis="price list",
    short=(("Weight", "mass"),),
)


def by_id(series: Series) -> dict[str, Measure]:
    return {one.id: one for one in measures_of(series)}


def test_points_make_one_measure() -> None:
    (sales,) = measures_of(SALES)

    assert (sales.id, sales.series, sales.title) == ("sales", "sales", "Sales per month")
    assert (sales.unit, sales.noun, sales.basis) == ("bikes", "bikes sold", "counted at the till")
    assert (sales.kind, sales.grain, sales.about) == (Kind.FLOW, "month", (("model", "city-bike"),))
    assert [one.label for one in sales.cells] == ["January 2025", "February 2025", "March 2025", "April 2025"]
    assert [one.value for one in sales.cells] == [5, None, 7, 8]
    assert [one.bound for one in sales.cells] == [Bound.EXACT, Bound.EXACT, Bound.MINIMUM, Bound.APPROXIMATE]
    assert [one.within for one in sales.cells] == [None, None, None, 0.05]


def test_a_table_makes_one_a_column() -> None:
    found = by_id(BIKES)

    assert list(found) == ["bikes:price", "bikes:sold", "bikes:since", "bikes:frame"]
    assert [one.id for one in found["bikes:price"].cells] == ["bikes:city-bike:price", "bikes:mountain:price"]
    assert [one.label for one in found["bikes:price"].cells] == ["City bike", "Mountain bike (2025)"]
    assert [one.value for one in found["bikes:sold"].cells] == [3, None]
    assert {one.id: one.basis for one in found.values()}["bikes:sold"] == "by the till"
    assert found["bikes:price"].basis == "price list"
    assert found["bikes:price"].unit == "EUR"


def test_years_and_texts_are_no_numbers() -> None:
    found = by_id(BIKES)

    assert found["bikes:since"].kind is Kind.TEXT
    assert [one.value for one in found["bikes:since"].cells] == ["2019", "2025"]
    assert found["bikes:frame"].kind is Kind.TEXT


def test_a_table_with_units_makes_one_a_row() -> None:
    found = by_id(DATA)

    assert list(found) == ["data:price", "data:mass", "data:gears"]
    assert [one.unit for one in found.values()] == ["EUR", "kg", None]
    assert [one.id for one in found["data:mass"].cells] == ["data:mass:city", "data:mass:mountain"]
    assert [one.label for one in found["data:mass"].cells] == ["City bike", "Mountain bike"]
    assert [one.value for one in found["data:mass"].cells] == [15.5, None]
    assert {one.basis for one in found.values()} == {"price list"}


def test_a_row_that_is_named_after_a_time_has_it() -> None:
    series = Series(
        "race",
        "Race",
        "shop",
        columns=(Column("rider", "Rider"), Column("month", "Month"), Column("won", "Won")),
        rows=(("Ada", "2025-05", 3), ("Bo", "2025-06", 4)),
        key=("rider", "month"),
    )

    (won,) = measures_of(series)

    assert [one.span.text for one in won.cells if one.span] == ["May 2025", "June 2025"]


@pytest.mark.parametrize(
    ("title", "unit", "labels", "kind"),
    [
        pytest.param("Deliveries per month", "cars", ("2025-01", "2025-02"), Kind.FLOW, id="so many a month"),
        pytest.param("Deliveries by 2025", "cars", ("2025-01-05", "2025-02-05"), Kind.LEVEL, id="at days"),
        pytest.param("Deliveries so far", "cars", ("2025-01", "2025-02"), Kind.RUNNING, id="so far"),
        pytest.param("Average price per quarter", "EUR", ("2025-Q1", "2025-Q2"), Kind.RATIO, id="average"),
        pytest.param("Margin per quarter", "percent", ("2025-Q1", "2025-Q2"), Kind.RATIO, id="percent"),
        pytest.param("Monthly users", "users", ("2025-01", "2025-02"), Kind.LEVEL, id="users"),
        pytest.param("Corporate sales per month", "cars", ("2025-01", "2025-02"), Kind.FLOW, id="rate within a word"),
        pytest.param("Orders", "orders", ("Max", "Pro"), Kind.FLOW, id="counts of things"),
        pytest.param("Range", "kilometres", ("Max", "Pro"), Kind.LEVEL, id="a measured thing"),
    ],
)
def test_a_kind_is_guessed(title: str, unit: str, labels: tuple[str, ...], kind: Kind) -> None:
    series = Series("s", title, "shop", unit, points=tuple(Point(label, 1) for label in labels))

    (measure,) = measures_of(series)

    assert measure.kind is kind


@pytest.mark.parametrize("kind", [Kind.FLOW, Kind.LEVEL, Kind.RUNNING, Kind.RATIO])
def test_a_declared_kind_counts(kind: Kind) -> None:
    points = Series("s", "Deliveries per month", "shop", "cars", kind=kind, points=(Point("2025-01", 1),))
    pivoted = Series("d", "Data", "shop", kind=kind, columns=DATA.columns, rows=DATA.rows, key=DATA.key)

    assert {one.kind for series in (points, pivoted) for one in measures_of(series)} == {kind}


SHIPPED = load_knowledge(KNOWLEDGE).series


@pytest.mark.parametrize("series", [SALES, BIKES, DATA, *SHIPPED], ids=lambda series: series.id)
def test_every_cell_that_can_be_addressed_is_of_one_measure(series: Series) -> None:
    """But for the units, which are no figures."""
    ids = [cell.id for measure in measures_of(series) for cell in measure.cells]
    units = {id for id, cell in cells_of(series).items() if cell.column and cell.column.id == "unit"}

    assert sorted(ids) == sorted(cells_of(series).keys() - units)
