"""The times that a question counts choose the series: "in how many quarters" asks for no months."""

from __future__ import annotations

import pytest

from bot.conversation.queries.binding import BoundQuery, bind
from bot.conversation.queries.held.pools import pools_of
from bot.conversation.queries.words.asked import asked_of
from bot.conversation.queries.words.language import figure_language
from bot.figures import FigureAnswer, Operation, measures_of
from bot.matching import Lexicon, normalise
from bot.model import QUANTITY, Kind, Point, Series, Vocabulary

LEXICON = Lexicon(Vocabulary())


def told(id: str, title: str, kind: Kind, quantity: str, **values: float) -> Series:
    points = tuple(Point(label.lstrip("_").replace("_", "-"), value) for label, value in values.items())
    unit = "yuan" if quantity == "price" else "bikes"
    return Series(id, title, "shop", unit=unit, kind=kind, points=points, about=((QUANTITY, quantity),))


MONTHS = {f"_2025_{one:02}": 10.0 * one for one in range(1, 7)}
SERIES = (
    told(
        "months", "Bikes sold per month", Kind.FLOW, "sales", **{f"_2025_{one:02}": 10.0 * one for one in range(1, 7)}
    ),
    told("quarters", "Bikes sold per quarter", Kind.FLOW, "sales", _2024_Q4=90, _2025_Q1=60, _2025_Q2=150),
    told("total", "Bikes sold so far", Kind.RUNNING, "sales", _2024_12_31=90, _2025_03_31=150, _2025_06_30=300),
    told("price", "Average price of a bike", Kind.RATIO, "price", _2025_Q1=7, _2025_Q2=9, _2025=8),
)
MEASURES = {one.id: one for series in SERIES for one in measures_of(series)}
POOLS = pools_of(MEASURES.values(), LEXICON)


def bound(question: str, measure: str) -> BoundQuery | None:
    language = figure_language("en")
    assert language is not None
    return bind(asked_of(normalise(question), LEXICON, language), MEASURES[measure], POOLS)


@pytest.mark.parametrize(
    ("question", "measure", "result"),
    [
        pytest.param("in how many quarters were over 80 bikes sold", "months", 2, id="of months"),
        pytest.param("in how many quarters were over 80 bikes sold", "total", 2, id="of a running total"),
        pytest.param("in how many months were over 35 bikes sold", "quarters", 3, id="of quarters"),
        pytest.param("up to Q2 2025, in how many quarters were over 80 bikes sold", "months", 2, id="up to one"),
        pytest.param("up to Q1 2025, in how many quarters were over 80 bikes sold", "months", 1, id="and not beyond"),
        pytest.param("by Q1 2025, in how many months were over 5 bikes sold", "months", 3, id="by a longer time"),
        pytest.param("in Q2 2025, in how many months were over 45 bikes sold", "months", 2, id="in a longer time"),
        pytest.param("in which quarters was the price above 5", "price", ("Q1 2025", "Q2 2025"), id="and no year"),
    ],
)
def test_counts_what_is_told_by_the_time_asked_for(question: str, measure: str, result: object) -> None:
    found = bound(question, measure)

    assert found is not None
    assert isinstance(found.answer, FigureAnswer)
    assert found.answer.result == result


def test_counts_no_quarters_where_none_is_told() -> None:
    alone = {id: one for id, one in MEASURES.items() if id == "months"}
    language = figure_language("en")
    assert language is not None
    asked = asked_of(normalise("in how many quarters were over 80 bikes sold"), LEXICON, language)
    found = bind(asked, MEASURES["months"], pools_of(alone.values(), LEXICON))

    assert found is None or found.query.operation is not Operation.THRESHOLD


@pytest.mark.parametrize(
    ("question", "measure", "figures"),
    [
        pytest.param("were more bikes sold in March 2025 or June 2025", "months", [60, 30], id="more"),
        pytest.param("how many more bikes were sold in June 2025 than in March 2025", "months", [60, 30], id="so many"),
        pytest.param("cumulative bikes in March 2025 and June 2025", "total", [150, 300], id="cumulative"),
        pytest.param("bikes sold so far in March 2025 and in June 2025", "total", [150, 300], id="by its title"),
        pytest.param("bikes by the end of March 2025 and the end of June 2025", "total", [150, 300], id="by the end"),
    ],
)
def test_a_running_total_gives_way_to_what_single_months_added(question: str, measure: str, figures: object) -> None:
    found = bound(question, "total")

    assert found is not None
    assert isinstance(found.answer, FigureAnswer)
    assert found.query.measure == measure
    assert [one.value for one in found.answer.operands] == figures


@pytest.mark.parametrize(
    ("question", "result"),
    [
        pytest.param("how many fewer bikes were sold in Q1 2025 than in Q2 2025", -90.0, id="than the later"),
        pytest.param("how many more bikes were sold in Q2 2025 than in Q1 2025", 90.0, id="than the earlier"),
        pytest.param("by how many bikes did sales grow over Q2 2025 against Q1 2025", 90.0, id="over a time"),
    ],
)
def test_counts_from_the_time_behind_than(question: str, result: float) -> None:
    found = bound(question, "quarters")

    assert found is not None
    assert isinstance(found.answer, FigureAnswer)
    assert found.answer.result == result


@pytest.mark.parametrize(
    ("question", "measure", "result"),
    [
        pytest.param("the story of the price from Q1 2025 to Q2 2025", "price", ("rose",), id="a course"),
        pytest.param("the price between Q1 2025 and Q2 2025", "price", ("rose",), id="between"),
        pytest.param("the bikes sold from Q1 2025 to Q2 2025", "quarters", 210.0, id="what adds up"),
    ],
)
def test_tells_the_course_from_a_time_to_another(question: str, measure: str, result: object) -> None:
    found = bound(question, measure)

    assert found is not None
    assert isinstance(found.answer, FigureAnswer)
    assert found.answer.result == result
