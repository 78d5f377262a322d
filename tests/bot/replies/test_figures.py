"""Results of figures in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from figures_made import answered, ask, at_least, each, exact, measure, whole

from bot.conversation.queries.held.units_held import Units
from bot.conversation.queries.words.unit_reader import UnitReader
from bot.figures import Cell, Limit, Measure, Operation
from bot.knowledge import words_in
from bot.model import Kind, Rate, Vocabulary
from bot.replies.figure_text.conversions import converted_text
from bot.replies.figure_text.figure_words import Terms
from bot.replies.figure_text.figures import counted_text, figure_text

RATE = Rate("crowns", "yen", 0.1, "2025-12-31")


def terms(held: Measure) -> Terms:
    return Terms({held.id: held}, words_in(), Units(Vocabulary(rates=(RATE,)), UnitReader()))


def test_between_shares_a_change_is_told_in_points() -> None:
    margin = measure(exact(23.2, 20.0), Kind.LEVEL, unit="percent")

    text = counted_text(answered(ask(Operation.CHANGE, each(margin)), margin), terms(margin))

    assert text.startswith("**3.2 percentage points more**")
    assert "(" not in text.split("**")[2].split(":")[0]


@pytest.mark.parametrize(
    ("held", "begins"),
    [
        pytest.param([at_least(20), *exact(10)], "**more than 10 more bikes**", id="at least so many more"),
        pytest.param([*exact(20), at_least(10)], "**at most 10 more bikes**", id="at most so many more"),
        pytest.param([at_least(10), *exact(20)], "**at most 10 fewer bikes**", id="at most so many fewer"),
        pytest.param([*exact(10), at_least(20)], "**more than 10 fewer bikes**", id="at least so many fewer"),
    ],
)
def test_a_bound_of_what_is_told_without_its_sign_holds_for_its_size(held: Sequence[Cell], begins: str) -> None:
    sold = measure(held, unit="bikes")

    assert counted_text(answered(ask(Operation.DIFFERENCE, each(sold)), sold), terms(sold)).startswith(begins)


@pytest.mark.parametrize(
    ("operation", "held", "begins"),
    [
        pytest.param(Operation.SUM, [*exact(10), at_least(20)], "**More than 3 yen**", id="at least"),
        pytest.param(
            Operation.DIFFERENCE, [*exact(10), at_least(20)], "**More than 1 yen**", id="at least so much less"
        ),
        pytest.param(Operation.DIFFERENCE, [*exact(20), at_least(10)], "**At most 1 yen**", id="at most"),
        pytest.param(Operation.SUM, exact(10, 20), "**About 3 yen**", id="exact"),
    ],
)
def test_a_result_in_another_unit_is_bounded_as_the_result_is(
    operation: Operation, held: Sequence[Cell], begins: str
) -> None:
    price = measure(held, unit="crowns")

    text = converted_text(answered(ask(operation, each(price), into="yen"), price, rates=(RATE,)), terms(price))

    assert text.startswith(begins)


@pytest.mark.parametrize(
    ("unit", "each_of", "begins"),
    [
        pytest.param("km", {}, "**About 20 yen a km**", id="for each"),
        pytest.param("km", {"each": 100.0}, "**About 2,000 yen per 100 km**", id="for so many"),
        pytest.param("wheels", {}, "**About 20 yen** for each one", id="for each thing"),
    ],
)
def test_a_result_in_another_unit_keeps_what_it_is_divided_by(
    unit: str, each_of: dict[str, float], begins: str
) -> None:
    price = measure([Cell("price:lark", "lark", 800.0)], Kind.LEVEL, unit="crowns", id="price")
    other = measure([Cell("other:lark", "lark", 4.0)], Kind.LEVEL, unit=unit, id="other")
    query = ask(Operation.PER_UNIT, each(price) + each(other), into="yen", **each_of)

    answer = answered(query, price, other, rates=(RATE,))
    text = converted_text(answer, replace(terms(price), measures={"price": price, "other": other}))

    assert text.startswith(begins)


def test_so_much_for_each_is_converted_from_what_is_counted_in_millions() -> None:
    takings = measure(exact(8), unit="million crowns", id="takings")
    bikes = measure(exact(400), unit="bikes", id="bikes")

    answer = answered(ask(Operation.PER_UNIT, each(takings) + each(bikes), into="yen"), takings, bikes, rates=(RATE,))

    assert [(one.value, one.unit) for one in answer.converted] == [(2000.0, "yen")]


@pytest.mark.parametrize(
    ("held", "begins"),
    [
        pytest.param(exact(10, 20), "2 figures:\n\n- lark: 10 cars", id="numbers are counted"),
        pytest.param(exact(10), "lark: **10 cars**", id="one is no list"),
    ],
)
def test_a_list_of_figures(held: Sequence[Cell], begins: str) -> None:
    one = measure(held, Kind.LEVEL, ["lark", "comet"][: len(held)])

    assert figure_text(answered(ask(Operation.LIST, each(one)), one), terms(one)).startswith(begins)


@pytest.mark.parametrize(
    ("best", "ends"),
    [
        pytest.param(2, "the two highest of 3.", id="fewer than there are"),
        pytest.param(15, "these 3 are all that I have.", id="more than there are"),
    ],
)
def test_says_where_more_are_asked_for_than_there_are(best: int, ends: str) -> None:
    prices = measure(exact(10, 20, 30), Kind.LEVEL, ["lark", "comet", "owl"])

    text = figure_text(answered(ask(Operation.EXTREME, whole(prices), best=best), prices), terms(prices))

    assert ends in text


@pytest.mark.parametrize(
    ("operation", "begins"),
    [
        pytest.param(Operation.EXTREME, "Among top versions only: **owl**", id="highest"),
        pytest.param(Operation.COUNT, "Among top versions only: **Three**", id="count"),
        pytest.param(Operation.AVERAGE, "**20 cars** on average", id="mean, which names its figures"),
    ],
)
def test_what_holds_of_a_selection_alone_begins_with_it(operation: Operation, begins: str) -> None:
    held = replace(measure(exact(10, 20, 30), Kind.LEVEL, ["lark", "comet", "owl"]), selection="top versions")

    assert figure_text(answered(ask(operation, whole(held)), held), terms(held)).startswith(begins)


@pytest.mark.parametrize(
    ("unit", "told"),
    [
        pytest.param("cars", "**3 times as many**: 30 cars for lark against 10 cars for comet.", id="things"),
        pytest.param("km", "**3 times as much**: 30 km for lark against 10 km for comet.", id="an amount"),
    ],
)
def test_things_are_so_many_times_as_many(unit: str, told: str) -> None:
    held = measure(exact(30, 10), Kind.LEVEL, ["lark", "comet"], unit=unit)

    assert figure_text(answered(ask(Operation.RATIO, each(held)), held), terms(held)).startswith(told)


def test_each_figure_beyond_a_limit_stands_beside_its_name_once() -> None:
    held = measure(exact(10, 20, 30), Kind.LEVEL, ["lark", "comet", "owl"])
    query = ask(Operation.THRESHOLD, whole(held), limit=Limit(15, above=True))

    text = figure_text(answered(query, held), terms(held))

    assert text.startswith("**Two**: **comet** with 20 cars and **owl** with 30 cars.")


@pytest.mark.parametrize(
    ("title", "column", "ends"),
    [
        pytest.param("Prices of the bikes: Price", "Price", "(Prices of the bikes)", id="said by the title"),
        pytest.param("The bikes in figures: Price", "Price", "(The bikes in figures: Price)", id="not said by it"),
    ],
)
def test_a_column_that_the_title_of_its_table_says_is_not_named_again(title: str, column: str, ends: str) -> None:
    held = replace(measure(exact(10, 20), Kind.LEVEL), title=title, column=column)

    assert figure_text(answered(ask(Operation.AVERAGE, whole(held)), held), terms(held)).endswith(ends)


@pytest.mark.parametrize(
    ("basis", "ends"),
    [
        pytest.param("Before tax.", "(Prices, before tax)", id="said by the title"),
        pytest.param("With tax.", "(Prices, before tax) Basis: With tax.", id="not said by it"),
    ],
)
def test_a_basis_that_the_title_says_is_not_told_again(basis: str, ends: str) -> None:
    held = replace(measure(exact(10, 20), Kind.LEVEL), title="Prices, before tax", basis=basis)

    assert figure_text(answered(ask(Operation.AVERAGE, whole(held)), held), terms(held)).endswith(ends)
