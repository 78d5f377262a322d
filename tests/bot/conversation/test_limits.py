"""Limits in another unit of time than that of the figures: "under half an hour", of minutes."""

from __future__ import annotations

from datetime import date

import pytest

from bot.conversation.dates import resolve_dates
from bot.conversation.queries.binding import BoundQuery, bind
from bot.conversation.queries.held.pools import pools_of
from bot.conversation.queries.words.asked import asked_of
from bot.conversation.queries.words.language import figure_language
from bot.figures import FigureAnswer, Operation, measures_of
from bot.matching import Lexicon, normalise
from bot.model import Kind, Point, Series, Vocabulary

LEXICON = Lexicon(Vocabulary())


def of_rows(id: str, title: str, unit: str, **values: float) -> Series:
    points = tuple(Point(label, value) for label, value in values.items())
    return Series(id, title, "shop", unit=unit, kind=Kind.LEVEL, points=points)


SERIES = (
    of_rows("laps", "Laps of the bikes", "s", Lark=95, Finch=119, Owl=150),
    of_rows("repairs", "Repair times of the bikes", "minutes", Lark=20, Finch=45, Owl=90),
    of_rows("waits", "Waits for the bikes", "weeks", Lark=4, Finch=30, Owl=60),
    of_rows("prices", "Prices of the bikes", "yuan", Lark=4, Finch=30, Owl=60),
)
MEASURES = {one.id: one for series in SERIES for one in measures_of(series)}
POOLS = pools_of(MEASURES.values(), LEXICON)


def bound(question: str, measure: str, code: str = "en") -> BoundQuery | None:
    language = figure_language(code)
    assert language is not None
    return bind(asked_of(normalise(question), LEXICON, language), MEASURES[measure], POOLS)


@pytest.mark.parametrize(
    ("question", "measure", "result"),
    [
        pytest.param("which bikes took less than 2 minutes for a lap", "laps", ("Lark", "Finch"), id="of seconds"),
        pytest.param("how many bikes took under two minutes for a lap", "laps", 2, id="in words"),
        pytest.param("which bikes took less than a minute for a lap", "laps", (), id="less than a minute"),
        pytest.param("which repairs take more than an hour", "repairs", ("Owl",), id="more than an hour"),
        pytest.param("which repairs take under half an hour", "repairs", ("Lark",), id="half an hour"),
        pytest.param("which repairs take under one and a half hours", "repairs", ("Lark", "Finch"), id="and a half"),
        pytest.param("which repairs take over 1 and a quarter hours", "repairs", ("Owl",), id="and a quarter"),
        pytest.param("which repairs take at least 2700 seconds", "repairs", ("Finch", "Owl"), id="no less than it"),
        pytest.param("which waits are longer than 12 months", "waits", ("Owl",), id="months"),
        pytest.param("which waits are longer than 6 months", "waits", ("Finch", "Owl"), id="fewer months"),
    ],
)
def test_a_limit_is_told_in_the_unit_of_the_figures(question: str, measure: str, result: object) -> None:
    found = bound(question, measure)

    assert found is not None
    assert isinstance(found.answer, FigureAnswer)
    assert found.answer.result == result


@pytest.mark.parametrize(
    ("code", "question"),
    [
        ("de", "welche reparaturen dauern mehr als 1 stunde"),
        ("es", "que reparaciones duran mas de 1 hora"),
        ("fr", "quelles reparations depassent 1 heure"),
        ("zh", "哪 维修 超过 1 小时"),
    ],
)
def test_each_language_knows_how_long_units_last(code: str, question: str) -> None:
    language = figure_language(code)
    assert language is not None
    asked = asked_of(normalise(question), LEXICON, language)

    assert language.length_of(asked.cues.limit_unit) == 3600


@pytest.mark.parametrize(
    ("code", "question"),
    [
        ("en", "how many weeks from 20 to 50 shops"),
        ("en", "from 20 to 50 shops in weeks"),
        ("de", "wie viele Wochen von 20 auf 50 Läden"),
        ("de", "in wie vielen Wochen von 20 auf 50 Läden"),
        ("es", "cuántas semanas de 20 a 50 tiendas"),
        ("fr", "combien de semaines de 20 à 50 magasins"),
        ("zh", "从20家到50家用了几周"),
    ],
)
def test_each_language_asks_for_how_many_of_a_time(code: str, question: str) -> None:
    language = figure_language(code)
    assert language is not None

    assert asked_of(normalise(question), Lexicon(Vocabulary(), code), language).counted.time == "week"


@pytest.mark.parametrize(
    ("question", "measure"),
    [
        pytest.param("which bikes are over 5 weeks", "prices", id="of money"),
        pytest.param("which bikes did best over a minute", "laps", id="over which it lasts"),
    ],
)
def test_a_length_of_time_is_no_limit(question: str, measure: str) -> None:
    found = bound(question, measure)

    assert found is None or found.query.operation is not Operation.THRESHOLD


@pytest.mark.parametrize(
    ("question", "measure", "result"),
    [
        pytest.param("how many of the bikes topped 40 yuan", "prices", 1, id="counted"),
        pytest.param(
            "how many of them, the Lark, the Finch and the Owl, cleared 20 yuan", "prices", 2, id="of those named"
        ),
        pytest.param("which bikes passed 20 yuan", "prices", ("Finch", "Owl"), id="chosen"),
    ],
)
def test_what_is_counted_or_chosen_is_beyond_the_limit(question: str, measure: str, result: object) -> None:
    found = bound(question, measure)

    assert found is not None
    assert found.query.operation is Operation.THRESHOLD
    assert isinstance(found.answer, FigureAnswer)
    assert found.answer.result == result


@pytest.mark.parametrize(
    ("question", "limit"),
    [
        ("average price over the three", None),
        ("average price over the 3 bikes", None),
        ("which of the top 20 bikes", None),
        ("prices over the 5 percent mark", 5),
        ("bikes that top 700 km", 700),
        ("prices over the 4000 of last time", 4000),
    ],
)
def test_a_number_that_counts_all_there_are_is_no_limit(question: str, limit: float | None) -> None:
    language = figure_language("en")
    assert language is not None
    asked = asked_of(normalise(question), LEXICON, language)

    assert (asked.cues.limit.value if asked.cues.limit else None) == limit


def test_no_figures_are_counted_whatever_they_are_where_one_is_said() -> None:
    found = bound("how many of the bikes at 35 yuan were sold", "prices")

    assert found is None or found.query.operation is not Operation.COUNT


@pytest.mark.parametrize("time", ["quarter", "month", "year"])
def test_rows_without_a_time_are_not_chosen_where_one_is_asked_for(time: str) -> None:
    found = bound(f"which {time} was the first one above 20 yuan", "prices")

    assert found is None or found.query.operation is Operation.VALUE


@pytest.mark.parametrize(
    "question",
    [
        "the last year-end at which the value was under 100",
        "Last year-end where the value was under 100?",
        "last year in which the value was under 100",
        "the last year end where the value was under 100",
        "the last year that had over 100",
        "the last year below 100",
    ],
)
def test_the_last_of_several_years_is_not_the_one_before_today(question: str) -> None:
    assert resolve_dates(question, date(2026, 3, 5), "en") == question


def test_the_end_of_last_year_is() -> None:
    assert resolve_dates("value at the last year end", date(2026, 3, 5), "en") == "value at 2025 end"
    assert resolve_dates("last year when it began", date(2026, 3, 5), "en") == "2025 when it began"
