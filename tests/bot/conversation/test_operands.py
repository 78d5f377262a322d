"""What a question about figures sets side by side: a part and its whole, both ends, two columns, an amount for each."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.conversation.queries.binding import BoundQuery, bind
from bot.conversation.queries.held.pools import pools_of
from bot.conversation.queries.over_time.measure_meant import measure_meant
from bot.conversation.queries.unsaid_words import spoken_words
from bot.conversation.queries.words.asked import asked_of
from bot.conversation.queries.words.language import Language, figure_language
from bot.figures import FigureAnswer, Measure, Operation, Refusal, measures_of
from bot.matching import Lexicon, normalise
from bot.model import QUANTITY, Column, Kind, Name, Point, Series, Vocabulary

QUARTERS = ("2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4")
MONEY = ((QUANTITY, "revenue"),)
LARKS = ((QUANTITY, "sales"), ("model", "lark"))
BIKES = ((QUANTITY, "sales"),)


def of_points(id: str, title: str, unit: str, values: tuple[float, ...], about: tuple[tuple[str, str], ...]) -> Measure:
    points = tuple(map(Point, QUARTERS, values))
    (measure,) = measures_of(Series(id, title, "shop", unit=unit, points=points, kind=Kind.FLOW, about=about))
    return measure


SALES = replace(
    of_points("sales", "Bikes sold per quarter", "bikes", (100, 300, 200, 400), BIKES), basis="counted by the maker"
)
OF_LARKS = replace(
    of_points("larks", "Larks sold per quarter", "bikes", (50, 60, 40, 100), LARKS), basis="counted by dealers"
)
REPAIRS = of_points("repairs", "Revenue of the workshop per quarter", "million yuan", (1, 2, 3, 5), MONEY)
REVENUE = of_points("revenue", "Revenue of the whole company per quarter", "million yuan", (4, 6, 9, 10), MONEY)
TAKINGS = of_points("takings", "Takings from bikes per quarter", "yuan", (1000, 3000, 4000, 2000), ())
RESULT = of_points("result", "Profit or loss per quarter", "million yuan", (-1, -3, 1, 2), ((QUANTITY, "profit"),))
TRIMS = measures_of(
    Series(
        "trims",
        "Bikes by version",
        "shop",
        columns=(
            Column("trim", "Trim"),
            Column("price", "Price", unit="yuan"),
            Column("presale", "Presale price", unit="yuan"),
            Column("range", "Range", unit="km"),
        ),
        rows=(("Lark", 900, 950, 40), ("Finch", 700, 800, 60), ("Owl", 1500, 1600, 90)),
        key=("trim",),
    )
)
WAITS = measures_of(
    Series(
        "waits",
        "Waiting times",
        "shop",
        columns=(
            Column("date", "Date"),
            Column("bike", "Bike"),
            Column("wait", "Wait"),
            Column("days", "Longest"),
        ),
        rows=(("2024-07", "Lark", "5 to 7", 7), ("2025-07", "Lark", "8 to 9", 9), ("2025-07", "Finch", "3 to 4", 4)),
        key=("date", "bike"),
    )
)
VALUED = [
    measures_of(
        Series(
            f"value-{year}",
            "Value of the makers",
            "shop",
            unit="million yuan",
            kind=Kind.LEVEL,
            about=((QUANTITY, "value"), ("year", f"{year}")),
            points=(Point("Larkworks", larks), Point("Owlery", owls)),
        )
    )[0]
    for year, larks, owls in ((2024, 40, 90), (2025, 50, 60))
]
PRICE = next(one for one in TRIMS if one.id == "trims:price")
RANGE = next(one for one in TRIMS if one.id == "trims:range")
(RIDDEN,) = measures_of(
    Series(
        "rides",
        "Longest rides",
        "shop",
        unit="km",
        points=(Point("Lark in 30 minutes", 15), Point("Finch in 2 hours", 60)),
        kind=Kind.LEVEL,
    )
)
(RETURNS,) = measures_of(
    Series(
        "returns",
        "Bikes called back",
        "shop",
        unit="bikes",
        points=(Point("2025-01-24", 30), Point("2025-09-02", 5), Point("2025-09-19", 90)),
        kind=Kind.FLOW,
    )
)
TOTALS = [
    measures_of(
        Series(
            id,
            "Bikes sold so far",
            "shop",
            unit="bikes",
            points=(Point("2025-06-30", before), Point("2025-07-10", after)),
            kind=Kind.RUNNING,
            about=about,
        )
    )[0]
    for id, before, after, about in (("so-far", 500, 600, BIKES), ("larks-so-far", 50, 70, LARKS))
]
EVERY = (*TOTALS, TAKINGS, SALES, OF_LARKS, REPAIRS, REVENUE, RESULT, RIDDEN, RETURNS, *TRIMS, *WAITS, *VALUED)


@pytest.fixture(scope="module")
def english() -> Language:
    found = figure_language("en")
    assert found is not None
    return found


def bound(question: str, measure: Measure, english: Language) -> BoundQuery:
    lexicon = Lexicon(Vocabulary(names=tuple(Name("model", one) for one in ("lark", "finch", "owl"))))
    found = bind(asked_of(normalise(question), lexicon, english), measure, pools_of(EVERY, lexicon))
    assert found is not None
    return found


def answer(question: str, measure: Measure, english: Language) -> FigureAnswer:
    found = bound(question, measure, english).answer
    assert isinstance(found, FigureAnswer)
    return found


@pytest.mark.parametrize(
    ("question", "measure", "operation", "result"),
    [
        pytest.param("what share of the company revenue was the workshop in Q4 2025", REPAIRS, "share", 50, id="part"),
        pytest.param("what share of revenue came from the workshop in Q4 2025", REVENUE, "share", 50, id="whole"),
        pytest.param("which part of all 2025 bikes was sold in Q4", SALES, "share", 40, id="part of a year"),
        pytest.param("gap between the best and the worst quarter", SALES, "difference", 300, id="best and worst"),
        pytest.param("gap between the cheapest and the priciest bike", PRICE, "difference", 800, id="rows"),
        pytest.param("how much did it grow from its lowest to Q4 2025 in percent", SALES, "change", 300, id="a low"),
        pytest.param("gap between presale and final price of the Finch", PRICE, "difference", -100, id="columns"),
        pytest.param("takings per bike in Q2 2025", TAKINGS, "per unit", 10, id="for each"),
        pytest.param("the range of a Finch is how many times that of an Owl", RANGE, "ratio", 1.5, id="times"),
        pytest.param("which bikes go further than 50 km", RANGE, "threshold", ("Finch", "Owl"), id="further than"),
        pytest.param("how many Finches for the money of one Owl", PRICE, "ratio", 15 / 7, id="for the money"),
        pytest.param(
            "first the Finch price, then the Owl price, what percentage was that",
            PRICE,
            "change",
            -160 / 3,
            id="percentage",
        ),
        pytest.param(
            "what share of its presale price is the final price of the Finch", PRICE, "share", 87.5, id="of it"
        ),
        pytest.param("bikes sold in H2 2025, Q3 and Q4 together", SALES, "sum", 600, id="no time twice"),
        pytest.param("average of bikes over the four quarters of 2025", SALES, "average", 250, id="over so many times"),
        pytest.param(
            "which of the top two bikes cost more than 800 yuan", PRICE, "threshold", ("Lark", "Owl"), id="top"
        ),
        pytest.param("which part of the bikes of 2025 fell in Q4 2025, in %", SALES, "share", 40, id="fell in a time"),
        pytest.param("yuan per km of a Finch", PRICE, "per unit", 35 / 3, id="per km"),
        pytest.param("how many km per minute on the Lark", RIDDEN, "per unit", 0.5, id="in minutes"),
        pytest.param("km an hour on the Finch", RIDDEN, "per unit", 30, id="in hours"),
        pytest.param("bikes called back in September 2025", RETURNS, "value", 95, id="events of a month"),
        pytest.param("biggest loss", RESULT, "extreme", ("Q2 2025",), id="loss"),
        pytest.param("how many quarters made a loss", RESULT, "threshold", 2, id="below nothing"),
        pytest.param("when did the shop last lose money", RESULT, "threshold", ("Q2 2025",), id="last loss"),
        pytest.param("Q3 2025 compared to Q2 2025 in percent", SALES, "change", -100 / 3, id="in percent"),
        pytest.param("how many quarters were over 150 bikes", SALES, "threshold", 3, id="so many beyond"),
        pytest.param("which place does the Finch have by range", RANGE, "extreme", ("Finch",), id="place"),
        pytest.param(
            "how much longer is a Lark's wait than a Finch's, July 2025",
            WAITS[0],
            "difference",
            5,
            id="texts",
        ),
        pytest.param("how much did the value of Larkworks grow in 2025", VALUED[1], "change", 25, id="in a year"),
        pytest.param("value of the Owlery 2024 vs 2025", VALUED[0], "compare", 30, id="two tables"),
        pytest.param("how many Finches could you buy for one Owl", PRICE, "ratio", 15 / 7, id="worth so many"),
        pytest.param("how many Owls could you buy for one Finch", PRICE, "ratio", 7 / 15, id="worth less than one"),
        pytest.param("Owl against Finch, how many percent cheaper", PRICE, "change", -160 / 3, id="downwards"),
        pytest.param("Owl against Finch, how many percent dearer", PRICE, "change", 100 * 8 / 7, id="upwards"),
        pytest.param("quarterly bikes from Q1 2025 to Q4 2025", SALES, "trend", ("rose", "fell", "rose"), id="course"),
        pytest.param("bikes from Q1 2025 to Q4 2025", SALES, "value", 1000, id="what adds up"),
        pytest.param(
            "bikes of Q3 and Q4 2025 together, what percent came in Q4", SALES, "share", 200 / 3, id="of two together"
        ),
        pytest.param("by what percentage is the Owl dearer than the Finch", PRICE, "change", 100 * 8 / 7, id="by what"),
        pytest.param("Finch vs Owl, rise of the price in percent", PRICE, "change", 100 * 8 / 7, id="a rise"),
        pytest.param("Finch vs Owl, drop of the price in percent", PRICE, "change", -160 / 3, id="a drop"),
        pytest.param("the two quarters with the most bikes", SALES, "extreme", ("Q4 2025", "Q2 2025"), id="so many"),
        pytest.param("best 2 quarters for bikes together", SALES, "sum", 700, id="best together"),
        pytest.param("the two quarters that sold the most bikes in sum", SALES, "sum", 700, id="in a clause"),
        pytest.param("takings of Q1 2025 as a percentage of those of Q4 2025", TAKINGS, "share", 50, id="of another"),
        pytest.param("price of the Finch as a percentage of that of the Owl", PRICE, "share", 140 / 3, id="in percent"),
        pytest.param(
            "bikes of Q3 2025 as a percentage of Q3 and Q4 2025 together", SALES, "share", 100 / 3, id="of both"
        ),
        pytest.param(
            "which of the 3 bikes that they sell goes farthest", RANGE, "extreme", ("Owl",), id="one of three"
        ),
        pytest.param("yuan per km of the priciest bike", PRICE, "per unit", 50 / 3, id="per km of an end"),
        pytest.param("when did bikes first top 250", SALES, "threshold", ("Q2 2025",), id="topped"),
        pytest.param("when did bikes break through the 350 mark", SALES, "threshold", ("Q4 2025",), id="through"),
        pytest.param("which bikes undercut the Lark", PRICE, "threshold", ("Finch",), id="undercut"),
        pytest.param(
            "in which month had they sold over 550 bikes in sum", SALES, "threshold", ("10 July 2025",), id="sum"
        ),
        pytest.param("which bikes go over 50km", RANGE, "threshold", ("Finch", "Owl"), id="a unit in one word"),
        pytest.param("which bikes are on the podium by range", RANGE, "extreme", ("Owl", "Finch", "Lark"), id="podium"),
    ],
)
def test_works_out_what_is_set_side_by_side(
    question: str, measure: Measure, operation: str, result: object, english: Language
) -> None:
    found = answer(question, measure, english)

    assert found.query.operation == operation
    assert found.result == result or found.result == pytest.approx(result)


@pytest.mark.parametrize(("number", "is_told"), [("three", True), ("four", False)])
def test_the_mean_of_all_stands_for_no_other_number_of_things(number: str, is_told: bool, english: Language) -> None:
    lexicon = Lexicon(Vocabulary())
    asked = asked_of(normalise(f"average price of the {number} bikes"), lexicon, english)

    assert (bind(asked, PRICE, pools_of(EVERY, lexicon)) is not None) is is_told


def test_a_share_of_figures_that_are_counted_otherwise_is_told_as_about(english: Language) -> None:
    found = answer("what share of the bikes of Q4 2025 was the Lark", OF_LARKS, english)

    assert found.result == 25
    assert found.approximate
    assert not found.exact


def test_what_does_not_come_from_a_thing_is_not_spread_over_it(english: Language) -> None:
    question = asked_of(normalise("revenue per bike in Q2 2025"), Lexicon(Vocabulary()), english)

    assert bind(question, REVENUE, pools_of(EVERY, Lexicon(Vocabulary()))) is None


@pytest.mark.parametrize(
    ("question", "measure"),
    [
        pytest.param("which bikes are over 50 km", PRICE, id="a unit"),
        pytest.param("which bikes do 50 km/h or more", RANGE, id="of two words"),
        pytest.param("which bikes are over 50 percent", RANGE, id="percent"),
    ],
)
def test_a_limit_in_another_unit_is_none(question: str, measure: Measure, english: Language) -> None:
    lexicon = Lexicon(Vocabulary())
    found = bind(asked_of(normalise(question), lexicon, english), measure, pools_of(EVERY, lexicon))

    assert found is None or found.query.operation is not Operation.THRESHOLD


def test_one_price_is_no_share_of_all_prices(english: Language) -> None:
    assert bound("what share is the price of the Finch", PRICE, english).query.operation is Operation.VALUE


def test_what_came_together_so_far_is_no_share_of_a_year(english: Language) -> None:
    found = bound("what share of the bikes of 2025 was the Lark", TOTALS[1], english)

    assert found.query.operation is not Operation.SHARE


def test_a_part_is_told_by_what_its_name_is_listed_under(english: Language) -> None:
    """As "ebikes" are bikes, and the whole is called after them and more."""
    ebikes = of_points("ebikes", "Revenue from bikes per quarter", "million yuan", (1, 2, 4, 5), MONEY)
    segment = of_points("segment", "Revenue of ebikes, scooters and parts", "million yuan", (2, 4, 5, 8), MONEY)
    lexicon = Lexicon(Vocabulary(synonyms=(("bike", "ebike"),)))
    pools = pools_of((ebikes, segment, REVENUE), lexicon)

    def shared(question: str) -> tuple[str, ...]:
        found = bind(asked_of(normalise(question), lexicon, english), segment, pools)
        assert found is not None
        return tuple(group.measure for group in found.query.groups)

    assert shared("what share of the company revenue came from ebikes in Q3 2025") == ("ebikes", "revenue")
    assert shared("what share of the company revenue came from ebikes and scooters in Q3 2025") == (
        "segment",
        "revenue",
    )
    assert shared("what share of the revenue of ebikes and scooters was ebike revenue in Q3 2025") == (
        "ebikes",
        "segment",
    )


def test_a_quarter_is_no_share_of_another(english: Language) -> None:
    found = bound("what share of the bikes of Q1 2025 was sold in Q2 2025", SALES, english)

    assert found.query.operation is not Operation.SHARE


def test_so_many_a_month_are_told_of_the_model_that_is_named(english: Language) -> None:
    found = answer("how many of the Lark were sold a day from 30 June 2025 to 10 July 2025", TOTALS[0], english)

    assert (found.result, found.query.measure) == (2, "larks-so-far")


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("how long is the wait for a Lark in 2026", id="another year"),
        pytest.param("how long is the wait for a Lark in 2024", id="the older of two"),
    ],
)
def test_a_row_of_another_time_is_not_told(question: str, english: Language) -> None:
    lexicon = Lexicon(Vocabulary(names=(Name("model", "lark"),)))
    found = bind(asked_of(normalise(question), lexicon, english), WAITS[0], pools_of(EVERY, lexicon))

    told = found.answer.operands if found is not None and isinstance(found.answer, FigureAnswer) else ()
    assert [one.value for one in told] == (["5 to 7"] if "2024" in question else [])


def test_words_between_those_that_ask_for_an_operation_are_not_explained(english: Language) -> None:
    asked = asked_of(normalise("how much did phone sales fall in 2025"), Lexicon(Vocabulary()), english)

    assert [one.word for one in spoken_words(asked) if not one.explained] == ["phone", "in"]


def test_a_month_is_none_where_other_things_are_counted(english: Language) -> None:
    lexicon = Lexicon(Vocabulary())
    found = bind(
        asked_of(normalise("how many makers sold over 150 bikes"), lexicon, english), SALES, pools_of(EVERY, lexicon)
    )

    assert found is None or found.query.operation is not Operation.THRESHOLD


def test_what_a_measure_lacks_it_is_still_about(english: Language) -> None:
    found = bound("how many of the Lark were sold in 2031", OF_LARKS, english)

    assert isinstance(found.answer, Refusal)
    assert (found.uptake.names, found.uptake.names_left) == (1, 0)


def test_a_plain_value_says_that_what_was_to_be_worked_out_is_not(english: Language) -> None:
    found = bound("by how many percent did the range of the Finch grow", RANGE, english)

    assert found.query.operation is Operation.VALUE
    assert found.uncomputed


GROWTH = replace(
    of_points("growth", "Growth of bike sales on the quarter before", "percent", (25, 200, -33.3, 100), BIKES),
    kind=Kind.RATIO,
)


@pytest.mark.parametrize(
    ("question", "measure", "meant"),
    [
        pytest.param("how many percent did sales grow from Q1 to Q3 2025", GROWTH, "sales", id="what changes"),
        pytest.param("by how many percent did growth drop from Q1 to Q3 2025", GROWTH, "growth", id="change of growth"),
        pytest.param("growth on the year before from Q1 to Q3 2025", GROWTH, "growth", id="growth on a time before"),
        pytest.param("what did the workshop bring in in Q2 and Q3 2025", REVENUE, "repairs", id="a part that is named"),
        pytest.param("revenue of the company and its workshop in Q2 2025", REVENUE, "revenue", id="the whole, too"),
        pytest.param("how much did we take in in Q2 2025", REVENUE, "revenue", id="no part"),
    ],
)
def test_means_the_measure_of_which_more_is_said(
    question: str, measure: Measure, meant: str, english: Language
) -> None:
    lexicon = Lexicon(Vocabulary())
    pools = pools_of((*EVERY, GROWTH), lexicon)

    assert measure_meant(asked_of(normalise(question), lexicon, english), measure, pools).id == meant


@pytest.mark.parametrize(
    ("question", "measure", "operation"),
    [
        pytest.param("how much did we lose in Q1 2025", RESULT, Operation.VALUE, id="of losses"),
        pytest.param("how much more did we lose in Q1 2025 than in Q2 2025", RESULT, Operation.DIFFERENCE, id="more"),
        pytest.param("how many did we lose from Q2 2025 to Q3 2025", SALES, Operation.DIFFERENCE, id="of sales"),
    ],
)
def test_what_is_lost_is_no_difference_of_losses(
    question: str, measure: Measure, operation: Operation, english: Language
) -> None:
    lexicon = Lexicon(Vocabulary())
    found = bind(asked_of(normalise(question), lexicon, english), measure, pools_of(EVERY, lexicon))

    assert found is not None
    assert found.query.operation is operation
