"""What a question about figures means, and what it only names in passing: times, things and the sides of a table."""

from __future__ import annotations

import pytest

from bot.conversation.cleaning import without_asides
from bot.conversation.queries.binding import BoundQuery, bind
from bot.conversation.queries.held.pools import pools_of
from bot.conversation.queries.of_rows.columns import is_of_other_side
from bot.conversation.queries.words.asked import asked_of
from bot.conversation.queries.words.language import figure_language
from bot.figures import FigureAnswer, measures_of
from bot.matching import Lexicon
from bot.model import Column, Kind, Name, Point, Series, Vocabulary

MODELS = ("lark", "finch", "owl", "robin")
LEXICON = Lexicon(Vocabulary(names=tuple(Name("model", one) for one in MODELS)))
SALES = Series(
    "sales",
    "Average takings per bike and month",
    "shop",
    unit="yuan",
    kind=Kind.RATIO,
    points=tuple(Point(f"2025-{month:02}", 10.0 * month) for month in range(1, 13)) + (Point("2026-01", 5.0),),
)
SHOPS = Series(
    "shops",
    "Shops over time",
    "shop",
    unit="shops",
    kind=Kind.LEVEL,
    points=(Point("2024-12", 20), Point("2025-06-30", 30), Point("2025-12-31", 40), Point("2026-02-28", 50)),
)
RACES = Series(
    "races",
    "Laps of Larks and race bikes",
    "shop",
    columns=(Column("bike", "Bike"), Column("lap", "Lap", unit="s")),
    rows=(("Lark of 2024", 95), ("Lark of 2025", 90), ("Owl", 70), ("Robin", 60)),
    key=("bike",),
)
RIVALS = Series(
    "rivals",
    "Bikes against rivals",
    "shop",
    columns=(
        Column("when", "When"),
        Column("own", "Ours", kind=Kind.TEXT),
        Column("price", "Price", unit="yuan"),
        Column("rival", "Theirs", kind=Kind.TEXT),
        Column("theirs", "Price of theirs", unit="yuan"),
    ),
    rows=(("2024", "Lark", 900, "Owl", 800), ("2025", "Lark", 900, "Owl", 700)),
    key=("when",),
)
MEASURES = {one.id: one for series in (SALES, SHOPS, RACES, RIVALS) for one in measures_of(series)}
POOLS = pools_of(MEASURES.values(), LEXICON)


def bound(question: str, measure: str) -> BoundQuery | None:
    language = figure_language("en")
    assert language is not None
    return bind(asked_of(LEXICON.words(question), LEXICON, language), MEASURES[measure], POOLS)


def result(question: str, measure: str) -> object:
    found = bound(question, measure)
    return found.answer.result if found is not None and isinstance(found.answer, FigureAnswer) else None


@pytest.mark.parametrize(
    "question",
    [
        "since the start of November 2025, which month had the lowest takings",
        "since the beginning of November 2025, which month had the lowest takings",
        "which month since the start of November 2025 had the lowest takings",
    ],
)
def test_since_the_start_of_a_time_is_all_time_from_then_on(question: str) -> None:
    assert result(question, "sales") == ("January 2026",)


@pytest.mark.parametrize(
    ("question", "added"),
    [
        ("how many shops more since the start of 2025", 30),
        ("how many shops more since the end of 2025", 10),
    ],
)
def test_since_the_start_of_a_time_is_set_against_what_was_there_before(question: str, added: float) -> None:
    assert result(question, "shops") == added


def test_since_the_start_of_a_time_is_set_against_the_first_figure_in_it() -> None:
    assert result("how much more a month since the start of 2025", "sales") == -5


def test_no_figure_is_set_against_itself() -> None:
    found = bound("by how much did it grow from May 2025 to May 2025", "sales")

    assert found is None or len(found.query.groups) < 2


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("where does the Owl rank", ("Owl",)),
        ("which place has the Owl", ("Owl",)),
        ("which bike in the ranking that the Robin leads is slowest", ("Lark of 2024",)),
    ],
)
def test_a_ranking_that_is_spoken_of_asks_for_no_place(question: str, place: object) -> None:
    assert result(question, "races:lap") == place


@pytest.mark.parametrize(
    ("question", "quickest"),
    [
        ("which Lark is the quickest", ("Lark of 2025",)),
        ("among race bikes and the Lark, which is the quickest", ("Robin",)),
        ("among the Lark and race bikes, which is the quickest", ("Robin",)),
        ("among the Lark bikes, which is the quickest and when", ("Lark of 2025",)),
    ],
)
def test_what_is_joined_with_things_that_are_named_is_chosen_from_too(question: str, quickest: object) -> None:
    assert result(question, "races:lap") == quickest


@pytest.mark.parametrize(
    ("question", "measure", "is_of_other"),
    [
        ("price of the Owl in 2024 and 2025", "rivals:price", True),
        ("price of the Owl in 2024 and 2025", "rivals:theirs", False),
        ("price of the Lark in 2024 and 2025", "rivals:theirs", True),
        ("the Lark against the Owl in 2025", "rivals:price", False),
        ("price in 2025", "rivals:price", False),
    ],
)
def test_a_column_holds_the_figures_of_the_names_before_it(question: str, measure: str, is_of_other: bool) -> None:
    language = figure_language("en")
    assert language is not None
    asked = asked_of(LEXICON.words(question), LEXICON, language)

    assert is_of_other_side(asked, MEASURES[measure], POOLS) is is_of_other


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Who is last in the race (the one that the Lark won)?", "Who is last in the race?"),
        ("Who is last in the race (where the Lark is third)?", "Who is last in the race?"),
        ("Who is last in the race (the one of 2024 that the Lark won)?", None),
        ("Who is last in the race (Lark, Owl, Robin)?", None),
        ("Who is last in the race (which took an hour)?", None),
        ("How many shops (not the ones with a café) were there in May?", "How many shops were there in May?"),
        ("Sales of the Lark (not the Finch) in May 2025?", "Sales of the Lark in May 2025 (not the Finch)?"),
        ("Sales (not those of 2024) in May. And why?", "Sales in May (not those of 2024). And why?"),
        ("How many shops (not only the big ones) were there?", None),
        ("How many shops (not including the small ones) were there?", None),
    ],
)
def test_what_is_named_in_passing_or_not_meant_is_left_out(text: str, left: str | None) -> None:
    assert without_asides(text, LEXICON) == (left or text)
