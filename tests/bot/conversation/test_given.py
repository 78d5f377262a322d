"""A figure that a question states itself, and one column of a row divided by another."""

from __future__ import annotations

import pytest

from bot.conversation.queries.binding import BoundQuery, bind
from bot.conversation.queries.held.pools import pools_of
from bot.conversation.queries.words.asked import asked_of
from bot.conversation.queries.words.language import figure_language
from bot.figures import FigureAnswer, Operation, measures_of
from bot.matching import Lexicon, normalise
from bot.model import Column, Kind, Name, Point, Series, Unit, Vocabulary

LEXICON = Lexicon(Vocabulary(names=tuple(Name("model", one) for one in ("lark", "finch", "owl"))))
UNITS = (
    Unit("km", "kilometre", "km", ("kilometres",)),
    Unit("km/h", "km/h", "km/h"),
    Unit("kWh", "kilowatt-hour", "kWh", ("kilowatt hour",)),
)
TABLES = (
    Series(
        "bikes",
        "Bikes by version",
        "shop",
        columns=(
            Column("bike", "Bike"),
            Column("price", "Price", unit="yuan"),
            Column("battery", "Battery", unit="kWh"),
            Column("range", "Range", unit="km"),
            Column("range-with-trailer", "Range with trailer", unit="km"),
            Column("range-2024", "Range in 2024", unit="km"),
            Column("speed", "Top speed", unit="km/h"),
            Column("seats", "Seats", unit="seats"),
            Column("brakes", "Brakes"),
        ),
        rows=(
            ("Lark", 1200, 4, 120, 60, 100, 30, 2, "disc"),
            ("Finch", 800, 2, 80, 50, None, 25, 1, "rim"),
            ("Owl", 3000, 5, 100, 80, 90, 40, 3, "disc"),
        ),
        key=("bike",),
    ),
    Series(
        "sales",
        "Bikes sold per month",
        "shop",
        unit="bikes",
        kind=Kind.FLOW,
        points=(Point("2025-03", 2000), Point("2025-04", 5000), Point("2025-05", 1500, minimum=True)),
    ),
    Series("shops", "Shops over time", "shop", unit="shops", points=(Point("2025-03-31", 40), Point("2025-04-30", 50))),
    Series(
        "towns",
        "Towns with shops over time",
        "shop",
        unit="towns",
        points=(Point("2025-03-31", 10), Point("2025-04-30", 20)),
    ),
    Series(
        "costs",
        "Costs per month",
        "shop",
        unit="million yuan",
        kind=Kind.FLOW,
        points=(Point("2025-03", 3), Point("2025-04", 4)),
    ),
)
MEASURES = {one.id: one for table in TABLES for one in measures_of(table)}


def bound(question: str, measure: str) -> BoundQuery | None:
    language = figure_language("en")
    assert language is not None
    pools = pools_of(MEASURES.values(), LEXICON, Vocabulary(units=UNITS))
    return bind(asked_of(normalise(question), LEXICON, language), MEASURES[measure], pools)


@pytest.mark.parametrize(
    ("question", "measure", "operation", "result"),
    [
        pytest.param("of the 8,000 bikes of 2025, what share was sold in March", "sales", "share", 25, id="whole"),
        pytest.param("8,000 were sold in 2025, what share of them in March 2025", "sales", "share", 25, id="no unit"),
        pytest.param(
            "500 bikes were Finches, what share of all in March 2025 is that", "sales", "share", 25, id="part"
        ),
        pytest.param(
            "my bike does 48 km, how many times further goes the Lark", "bikes:range", "ratio", 2.5, id="ratio"
        ),
        pytest.param("I have 1,000 yuan, how much more is the Lark", "bikes:price", "difference", 200, id="gap"),
        pytest.param(
            "mine cost 600 yuan, by how many percent is the Finch dearer", "bikes:price", "change", 100 / 3, id="change"
        ),
        pytest.param(
            "the Owl costs 3,000 yuan, how much more is that than the Lark",
            "bikes:price",
            "difference",
            1800,
            id="held",
        ),
        pytest.param(
            "3 million yuan, how much is that per sold bike in April 2025", "costs", "per unit", 600, id="amount"
        ),
        pytest.param("how many bikes per shop in April 2025, with 25 shops", "sales", "per unit", 200, id="things"),
    ],
)
def test_counts_with_a_figure_of_the_question(question: str, measure: str, operation: str, result: float) -> None:
    found = bound(question, measure)

    assert found is not None
    assert isinstance(found.answer, FigureAnswer)
    assert found.query.operation == operation
    assert found.answer.result == pytest.approx(result)
    assert found.uptake.numbers_left == 0


@pytest.mark.parametrize(
    ("question", "measure"),
    [
        pytest.param("how much dearer than the Lark is a bike for over 2,000 yuan", "bikes:price", id="limit"),
        pytest.param("how much dearer was the Lark in 2025", "bikes:price", id="year"),
        pytest.param("how much dearer is the Lark after 48 km", "bikes:price", id="other unit"),
        pytest.param("what percent of the goal of 1,000 bikes was sold in March 2025", "sales", id="smaller whole"),
        pytest.param("what share of 90,000 Owls was sold", "bikes:price", id="what it counts"),
    ],
)
def test_counts_with_no_other_number(question: str, measure: str) -> None:
    found = bound(question, measure)

    assert found is None or not found.query.counts_with_given


def test_what_is_stated_is_exact_and_what_is_held_as_exact_as_it_is() -> None:
    found = bound("of the 6,000 bikes of 2025, what share was sold in May", "sales")

    assert found is not None
    assert isinstance(found.answer, FigureAnswer)
    assert (found.answer.result, found.answer.exact, found.answer.low) == (25, False, 25)
    assert [one.is_given for one in found.answer.operands] == [False, True]


@pytest.mark.parametrize(
    ("question", "measure", "result"),
    [
        pytest.param("yuan per kWh of the Lark", "bikes:price", 300, id="per"),
        pytest.param("yuan per kWh of the Lark", "bikes:battery", 300, id="by the divisor"),
        pytest.param("what does one kilometre of range cost with the Finch", "bikes:price", 10, id="one"),
        pytest.param("yuan per km of range with trailer, Lark", "bikes:price", 20, id="which column"),
        pytest.param("price of the Owl divided by its seats", "bikes:price", 1000, id="divided by"),
        pytest.param("what does one seat of the Owl cost", "bikes:seats", 1000, id="things"),
        pytest.param("kWh per 100 km for the Owl", "bikes:battery", 5, id="per so many"),
        pytest.param("price per km/h of the Lark", "bikes:price", 40, id="longest unit"),
    ],
)
def test_divides_one_column_by_another(question: str, measure: str, result: float) -> None:
    found = bound(question, measure)

    assert found is not None
    assert isinstance(found.answer, FigureAnswer)
    assert found.query.operation is Operation.PER_UNIT
    assert found.answer.result == pytest.approx(result)


@pytest.mark.parametrize(
    ("question", "measure"),
    [
        pytest.param("how many towns with shops in April 2025 per bike", "towns", id="no such title"),
        pytest.param("how many people per shop in April 2025", "towns", id="other things"),
        pytest.param("litres per km of the Lark", "bikes:brakes", id="a text"),
        pytest.param("price of the Lark per litre", "bikes:price", id="no such column"),
    ],
)
def test_divides_nothing_else(question: str, measure: str) -> None:
    found = bound(question, measure)

    assert found is None or found.query.operation is not Operation.PER_UNIT
