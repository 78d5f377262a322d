"""Rows and times that a question names apart: two of one name, a list beside others, the ends of a course."""

from __future__ import annotations

import pytest

from bot.conversation.queries.binding import bind
from bot.conversation.queries.held.pools import pools_of
from bot.conversation.queries.words.asked import asked_of
from bot.conversation.queries.words.language import figure_language
from bot.figures import FigureAnswer, Operation, measures_of
from bot.matching import Lexicon, normalise
from bot.model import QUANTITY, Column, Kind, Name, Point, Series, Vocabulary

LEXICON = Lexicon(Vocabulary(names=tuple(Name("model", one) for one in ("lark", "finch", "owl", "wren"))))
BIKES = ((QUANTITY, "sales"), ("model", "lark"))
SERIES = (
    Series(
        "laps",
        "Laps of the town",
        "shop",
        columns=(Column("bike", "Bike"), Column("seconds", "Seconds", unit="s")),
        rows=(("Lark prototype (2024)", 95), ("Lark prototype (2025)", 80), ("Finch", 70), ("Owl", 60), ("Wren", 99)),
        key=("bike",),
    ),
    Series(
        "tests",
        "Tests of the shop",
        "shop",
        columns=(Column("test", "Test"), Column("score", "Score", unit="percent")),
        rows=(("overall", 90), ("riders and passengers", 94), ("walkers and cyclists", 88), ("brakes", 95)),
        key=("test",),
    ),
    Series(
        "some",
        "Larks and Finches sold per month",
        "shop",
        kind=Kind.FLOW,
        about=BIKES,
        columns=(Column("month", "Month"), Column("lark", "Lark", unit="bikes")),
        rows=(("2025-03", 30), ("2025-04", 40)),
        key=("month",),
    ),
    Series(
        "all",
        "Larks sold per month",
        "shop",
        kind=Kind.FLOW,
        unit="bikes",
        about=BIKES,
        points=tuple(Point(f"2025-0{month}", value) for month, value in enumerate((50, 20, 30, 40), 1)),
    ),
)
MEASURES = {one.id: one for series in SERIES for one in measures_of(series)}
POOLS = pools_of(MEASURES.values(), LEXICON)


def answer(question: str, measure: str) -> FigureAnswer:
    language = figure_language("en")
    assert language is not None
    bound = bind(asked_of(normalise(question), LEXICON, language), MEASURES[measure], POOLS)
    assert bound is not None
    assert isinstance(bound.answer, FigureAnswer)
    return bound.answer


@pytest.mark.parametrize(
    ("question", "measure", "result"),
    [
        pytest.param(
            "by how many seconds did the 2025 Lark prototype beat the lap of the 2024 prototype", "laps:seconds", -15,
            id="two of one name",
        ),
        pytest.param("how many points is the Wren above the Owl", "laps:seconds", 39, id="one above another"),
        pytest.param(
            "how many points between brakes and walkers in the tests", "tests:score", 7, id="a row by half its words"
        ),
        pytest.param("difference in seconds from the Wren to the Owl", "laps:seconds", -39, id="from one to another"),
    ],
)  # fmt: skip
def test_tells_what_lies_between_two_rows(question: str, measure: str, result: float) -> None:
    found = answer(question, measure)

    assert (found.query.operation, found.result) == (Operation.DIFFERENCE, result)


def test_works_with_those_that_are_counted_and_listed() -> None:
    found = answer("average of the two fastest beside the wren, so finch, owl", "laps:seconds")

    assert (found.query.operation, found.result) == (Operation.AVERAGE, 65)


@pytest.mark.parametrize("measure", ["some:lark", "all"])
def test_the_series_that_tells_all_of_a_time_tells_its_course(measure: str) -> None:
    found = answer("how did lark sales develop from january to april 2025", measure)

    assert [one.value for one in found.operands] == [50, 20, 30, 40]
    assert found.result == ("fell", "rose")


def test_march_at_the_beginning_of_a_range_is_a_month() -> None:
    found = answer("lark sales trend march to april 2025", "all")

    assert [one.value for one in found.operands] == [30, 40]
