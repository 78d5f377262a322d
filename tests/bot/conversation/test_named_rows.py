"""Which rows a list of names means, and what a row is set against: none of them is left out or counted by mistake."""

from __future__ import annotations

import pytest

from bot.conversation.queries.binding import BoundQuery, bind
from bot.conversation.queries.held.pools import pools_of
from bot.conversation.queries.of_rows.mentions import mentioned
from bot.conversation.queries.words.asked import asked_of
from bot.conversation.queries.words.language import figure_language
from bot.figures import FigureAnswer, Operation, measures_of
from bot.matching import Lexicon, normalise
from bot.model import Column, Kind, Name, Point, Series, Vocabulary

MODELS = ("dove", "dove-l", "crow", "kite-swift-l", "owl", "robin", "wren", "tit", "gull", "rook")
NAMES = (*(Name("model", one) for one in MODELS), Name("company", "kite"), Name("company", "acme"))
LEXICON = Lexicon(Vocabulary(names=NAMES))
TABLES = (
    Series(
        "rivals",
        "Rivals of the Crow and their prices",
        "shop",
        columns=(Column("bike", "Bike"), Column("price", "Price", unit="yuan")),
        rows=(
            ("Dove", 500),
            ("Dove L (two seats)", 900),
            ("Kite Swift L", 700),
            ("Acme Crow at its launch", 800),
            ("Owl", 1100),
            ("Robin", 300),
            ("Wren", 600),
            ("Tit", 200),
            ("Gull", 1000),
            ("Rook", 1300),
        ),
        key=("bike",),
    ),
    Series(
        "laps",
        "Laps in the park",
        "shop",
        columns=(Column("bike", "Bike"), Column("seconds", "Seconds", unit="s")),
        rows=(("Crow prototype (2024)", 60), ("Crow prototype (2025)", 45), ("Owl", 80), ("Robin", 90)),
        key=("bike",),
    ),
    Series(
        "sprints",
        "Sprints in the park",
        "shop",
        columns=(Column("bike", "Bike"), Column("seconds", "Seconds", unit="s")),
        rows=(("Owl", 80), ("Owl with sail", 60), ("Robin", 90)),
        key=("bike",),
    ),
    Series(
        "months",
        "Crows sold",
        "shop",
        unit="bikes",
        kind=Kind.FLOW,
        points=(Point("2025-07", 300), Point("2025-08", 200), Point("2025-09", None), Point("2025-10", 100)),
    ),
)
MEASURES = {one.id: one for series in TABLES for one in measures_of(series)}
POOLS = pools_of(MEASURES.values(), LEXICON)
ENGLISH = figure_language("en")
OWN = frozenset({("company", "acme")})


def bound(question: str, measure: str) -> BoundQuery | None:
    assert ENGLISH is not None
    return bind(asked_of(normalise(question), LEXICON, ENGLISH, OWN), MEASURES[measure], POOLS)


def result(question: str, measure: str) -> object:
    found = bound(question, measure)
    assert found is not None
    assert isinstance(found.answer, FigureAnswer)
    return found.answer.result


@pytest.mark.parametrize(
    ("question", "mean"),
    [
        pytest.param("average price: Swift L, Dove, Dove L", 700, id="with a letter in common"),
        pytest.param("average price: Dove L, Dove, Swift L", 700, id="in another order"),
        pytest.param("average price of Dove and Swift L", 600, id="without the maker"),
        pytest.param("average price: Dove, Dove L, Crow, Owl, Robin, Wren, Tit, Gull", 675, id="of many"),
        pytest.param("the four bikes Dove, Dove L, Crow, Owl: average price", 825, id="as many as are counted"),
    ],
)
def test_takes_each_row_of_a_list(question: str, mean: float) -> None:
    assert result(question, "rivals:price") == mean


@pytest.mark.parametrize("operation", ["average price", "mean of the prices"])
def test_works_out_no_mean_of_fewer_than_the_question_counts(operation: str) -> None:
    found = bound(f"{operation} of the four bikes Dove, Crow, Owl, Falcon", "rivals:price")

    assert found is None or found.query.operation is not Operation.AVERAGE


@pytest.mark.parametrize(
    ("question", "count"),
    [
        pytest.param("how many of its rivals are cheaper than the Crow", 5, id="than the only one"),
        pytest.param("how many of the rivals had a lower price: Crow", 5, id="without than"),
        pytest.param("Crow: how many of its rivals had a higher price, Dove, Dove L, Owl or Robin", 2, id="of a list"),
    ],
)
def test_counts_the_rows_beyond_the_one_they_are_set_against(question: str, count: float) -> None:
    assert result(question, "rivals:price") == count


def test_chooses_the_rows_beyond_the_one_they_are_set_against() -> None:
    assert result("which rivals are dearer than the Owl", "rivals:price") == ("Rook",)


def test_counts_no_rows_where_nothing_is_held_that_they_are_set_against() -> None:
    found = bound("how many of the rivals had a lower price", "rivals:price")

    assert found is None or found.query.operation is not Operation.COUNT


def test_a_word_between_two_things_may_belong_to_one() -> None:
    assert result("by how many seconds is the Owl with sail quicker than the Robin", "sprints:seconds") == -30


def test_tells_two_rows_apart_by_the_time_behind_from() -> None:
    question = "by how many seconds did the 2025 Crow prototype beat the prototype lap from May 2024"

    assert result(question, "laps:seconds") == -15


@pytest.mark.parametrize(
    ("question", "count"),
    [
        pytest.param("how many bikes need 60 s or less for a lap", 2, id="or less"),
        pytest.param("how many bikes need 60 s or faster for a lap", 2, id="or faster"),
        pytest.param("how many bikes need 60 s or longer for a lap", 3, id="or longer"),
    ],
)
def test_a_limit_may_end_with_a_comparative(question: str, count: float) -> None:
    assert result(question, "laps:seconds") == count


@pytest.mark.parametrize(
    ("question", "result_"),
    [
        pytest.param("how did Crow sales go from July to October 2025", ("fell",), id="go"),
        pytest.param("how has it developped from July to October 2025", ("fell",), id="misspelt"),
        pytest.param(
            "from July to October 2025: where did it start, where did it peak, where did it end", ("fell",), id="ends"
        ),
        pytest.param("averaging July and August 2025, how many were sold", 250, id="averaging"),
        pytest.param("by when had they sold 200 bikes in a month", ("July 2025",), id="by when"),
    ],
)
def test_reads_what_is_asked_of_a_course(question: str, result_: object) -> None:
    assert result(question, "months") == result_


@pytest.mark.parametrize(
    ("question", "named"),
    [
        pytest.param("what are the alpha and the 3 worth", ["Alpha", "Type 3"], id="a name"),
        pytest.param("what is the alpha worth after 3 years", ["Alpha"], id="years"),
        pytest.param("what is the alpha worth after 3 hours", ["Alpha"], id="hours"),
    ],
)
def test_the_number_of_a_length_of_time_names_no_row(question: str, named: list[str]) -> None:
    columns = (Column("bike", "Bike"), Column("worth", "What it is worth", unit="yuan"))
    rows = (("Alpha", 5), ("Type 3", 7), ("Type S", 9))
    table = Series("worth", "What bikes are worth", "shop", columns=columns, rows=rows, key=("bike",))
    (measure,) = measures_of(table)
    assert ENGLISH is not None
    asked = asked_of(normalise(question), LEXICON, ENGLISH, OWN)

    found = mentioned(asked, pools_of([measure], LEXICON).rows_of_own(measure))

    assert [row.cell.label for one in found for row in one.rows] == named
