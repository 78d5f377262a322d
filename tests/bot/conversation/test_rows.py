"""Which rows of a table a question means: those of a time, with a number or of a sort, but none that it excludes."""

from __future__ import annotations

import pytest

from bot.conversation.queries.binding import bind
from bot.conversation.queries.held.pools import pools_of
from bot.conversation.queries.words.asked import asked_of
from bot.conversation.queries.words.language import figure_language
from bot.figures import FigureAnswer, Operation, measures_of
from bot.matching import Lexicon, normalise
from bot.model import Column, Name, Point, Series, Vocabulary

LEXICON = Lexicon(Vocabulary(names=tuple(Name("model", one) for one in ("lark", "finch", "owl"))))
TABLES = (
    Series(
        "floods",
        "Floods of the shops",
        "shop",
        columns=(Column("date", "Date"), Column("place", "Place"), Column("damage", "Damage")),
        rows=(
            ("7 June 2024", "Mill Street", "cellar"),
            ("3 May 2025", "Harbour", "cellar"),
            ("3 May 2025", "Mill Street", "roof, nobody hurt"),
            ("9 July 2026", "Harbour", "cellar, later the hall"),
        ),
        key=("date", "place"),
    ),
    Series(
        "openings",
        "Openings of shops",
        "shop",
        columns=(Column("shop", "Shop"), Column("opened", "Opened")),
        rows=(("Mill Street", "2 May 2024"), ("Harbour", "1 June 2025"), ("Station", "9 July 2025")),
        key=("shop",),
    ),
    Series(
        "bikes",
        "Bikes by version",
        "shop",
        columns=(
            Column("bike", "Bike"),
            Column("price", "Price", unit="yuan"),
            Column("battery", "Battery", unit="kWh"),
            Column("seats", "Seats", unit="seats"),
            Column("brakes", "Brakes"),
        ),
        rows=(
            ("Lark City (2024)", 900, 5, 1, "rim"),
            ("Lark Tour (2025)", 700, 7, 2, "disc (front)"),
            ("Finch", 1500, 7, 1, "disc"),
        ),
        key=("bike",),
    ),
    Series(
        "waits",
        "Waiting times",
        "shop",
        columns=(Column("bike", "Bike"), Column("when", "When"), Column("weeks", "Wait", unit="weeks")),
        rows=(
            ("Lark", "in April 2025", 9),
            ("Finch", "in April 2025", 4),
            ("Owl", "on 2 May 2025", 8),
            ("Lark", "in June 2025", 6),
            ("Owl", "in August 2025", 2),
        ),
        key=("bike", "when"),
    ),
    Series(
        "orders",
        "Orders of bikes",
        "shop",
        columns=(Column("bike", "Bike"), Column("window", "Window"), Column("orders", "Orders", unit="orders")),
        rows=(
            ("Lark", "within 3 minutes", 600),
            ("Lark", "within the first hour", 1800),
            ("Lark", "within 18 hours", 5400),
        ),
        key=("bike", "window"),
    ),
    Series("makers", "Bikes sold by maker", "shop", unit="bikes", points=(Point("A", 9), Point("B", 5), Point("C", 2))),
)
MEASURES = {one.id: one for series in TABLES for one in measures_of(series)}
POOLS = pools_of(MEASURES.values(), LEXICON)
ENGLISH = figure_language("en")


def answer(question: str, measure: str) -> FigureAnswer:
    assert ENGLISH is not None
    bound = bind(asked_of(normalise(question), LEXICON, ENGLISH), MEASURES[measure], POOLS)
    assert bound is not None
    assert isinstance(bound.answer, FigureAnswer)
    return bound.answer


@pytest.mark.parametrize(
    ("question", "measure", "count"),
    [
        pytest.param("how many floods were there in 2025", "floods:damage", 2, id="of a year in their labels"),
        pytest.param("how many floods were in the harbour", "floods:damage", 2, id="of a place in their labels"),
        pytest.param("how many floods in the harbour in 2026", "floods:damage", 1, id="of both"),
        pytest.param("how many floods of a cellar", "floods:damage", 3, id="of a sort in a column"),
        pytest.param("how many floods of the hall", "floods:damage", 4, id="but no remark"),
        pytest.param("how many shop openings in 2025", "openings:opened", 2, id="of a year in a column of dates"),
        pytest.param("how many versions have the 7 kwh battery", "bikes:battery", 2, id="with a number"),
        pytest.param("how many versions have the 7 kwh battery", "bikes:price", 2, id="with one in another column"),
        pytest.param("which bikes have 1 seat", "bikes:seats", 2, id="which have a number"),
        pytest.param("how many of the versions have disc brakes", "bikes:price", 2, id="of a sort in another column"),
        pytest.param("how many of the waits are from april 2025", "waits:weeks", 2, id="of a month"),
    ],
)
def test_counts_the_rows_that_are_meant(question: str, measure: str, count: int) -> None:
    found = answer(question, measure)

    assert (found.query.operation, found.result) == (Operation.COUNT, count)


@pytest.mark.parametrize(
    ("question", "measure", "result"),
    [
        pytest.param("cheapest version with disc brakes that has 1 seat", "bikes:price", ("Finch",), id="of a sort"),
        pytest.param("longest wait in june 2025", "waits:weeks", ("Lark in June 2025",), id="of a month"),
        pytest.param("average wait in april 2025", "waits:weeks", 6.5, id="their mean"),
        pytest.param("cheapest version but not the tour", "bikes:price", ("Lark City (2024)",), id="without words"),
        pytest.param("price of the lark, not the 2024 one", "bikes:price", 700, id="without a year"),
        pytest.param(
            "cheapest version other than the lark tour", "bikes:price", ("Lark City (2024)",), id="without both"
        ),
        pytest.param("lark orders in the first hour, how many a minute", "orders:orders", 30, id="first hour"),
        pytest.param("lark orders in 3 minutes, how many a minute", "orders:orders", 200, id="three minutes"),
    ],
)
def test_works_with_the_rows_that_are_meant(question: str, measure: str, result: object) -> None:
    assert answer(question, measure).result == result


@pytest.mark.parametrize(
    ("question", "labels", "ways"),
    [
        pytest.param(
            "how did the wait for the owl move from may to august 2025",
            ("Owl on 2 May 2025", "Owl in August 2025"),
            ("fell",),
            id="one thing, whatever stands before its dates",
        ),
        pytest.param(
            "how did the wait develop, the finch in april 2025 and the owl in august 2025",
            ("Finch in April 2025", "Owl in August 2025"),
            ("fell",),
            id="two that are named, each with its time",
        ),
    ],
)
def test_tells_the_course_of_the_rows_that_are_meant(
    question: str, labels: tuple[str, ...], ways: tuple[str, ...]
) -> None:
    found = answer(question, "waits:weeks")

    assert tuple(one.label for one in found.operands) == labels
    assert found.result == ways


@pytest.mark.parametrize(
    ("question", "operation", "result"),
    [
        pytest.param("the top 2 best selling makers, how many together", Operation.SUM, 14, id="sum"),
        pytest.param("average of the 2 best makers", Operation.AVERAGE, 7, id="mean"),
        pytest.param("which are the 2 best makers in total", Operation.EXTREME, ("A", "B"), id="the makers"),
    ],
)
def test_the_best_few_are_worked_with_unless_they_are_asked_for(
    question: str, operation: Operation, result: object
) -> None:
    found = answer(question, "makers")

    assert (found.query.operation, found.result) == (operation, result)


def test_how_many_of_a_unit_counts_no_rows() -> None:
    assert ENGLISH is not None
    asked = asked_of(normalise("how many yuan for the one with the 5 kwh battery"), LEXICON, ENGLISH)
    bound = bind(asked, MEASURES["bikes:price"], POOLS)

    assert bound is None or bound.query.operation is not Operation.COUNT
