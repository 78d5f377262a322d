"""Figures that an answer states: its value, unit and bound, read from its text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.figures import Bound
from bot.figures.stated import StatedFigure, stated_figures


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("They sold **411,082 cars** in 2025.", [StatedFigure(411_082, "cars", Bound.EXACT)]),
        ("It grew by **21.6%** over the year.", [StatedFigure(21.6, "percent", Bound.EXACT)]),
        ("It costs **US$1.5 billion**.", [StatedFigure(1.5e9, "US$", Bound.EXACT)]),
        ("**More than 20,000 orders** came in.", [StatedFigure(20_000, "orders", Bound.MINIMUM)]),
        ("They got **more than 20,000 orders**.", [StatedFigure(20_000, "orders", Bound.MINIMUM)]),
        ("It weighs **about 1,980 kg**.", [StatedFigure(1_980, "kg", Bound.APPROXIMATE)]),
        ("The plant covers **718,000 square metres**.", [StatedFigure(718_000, "square metres", Bound.EXACT)]),
        (
            "**258,164 against 200,361 Model 3s**",
            [StatedFigure(258_164, "", Bound.EXACT), StatedFigure(200_361, "", Bound.EXACT)],
        ),
        ("It needs **6.3 litres per 100 km**.", [StatedFigure(6.3, "litres", Bound.EXACT)]),
        ("It opened **on 28 March 2024**.", []),
        ("It opened in **2024**.", []),
        ("They were **3,200 bikes** at the turn of 2025/26.", [StatedFigure(3_200, "bikes", Bound.EXACT)]),
        ("The lap took **7:04.957**.", []),
        ("Nothing is known.", []),
        ("They run 235 bike stores.", [StatedFigure(235, "stores", Bound.EXACT)]),
        ("It has a 400-volt system.", [StatedFigure(400, "volt", Bound.EXACT)]),
        (
            "They had 235 stores in March, 269 in 74 towns in April and 335 in June.",
            [
                StatedFigure(235, "stores", Bound.EXACT),
                StatedFigure(269, "stores", Bound.EXACT),
                StatedFigure(74, "towns", Bound.EXACT),
                StatedFigure(335, "stores", Bound.EXACT),
            ],
        ),
        ("They sold 510 bikes.", [StatedFigure(510, "bikes", Bound.EXACT)]),
    ],
)
def test_figures_are_read_with_unit_and_bound(answer: str, told: list[StatedFigure]) -> None:
    assert [replace(one, clause="") for one in stated_figures(answer)] == told


def test_each_figure_has_the_words_that_it_is_told_with() -> None:
    answer = (
        "The **kit costs 900 euros**: among them a seat (300 euros), a bell for 20 and lights; it came out in 2024."
    )

    told = [(one.value, one.unit, one.clause, one.principal) for one in stated_figures(answer)]

    assert told == [
        (900, "euros", "The kit costs 900 euros", True),
        (300, "euros", "among them a seat (300 euros)", False),
        (20, "", "a bell for 20", False),
    ]


def test_what_stands_in_bold_comes_first_though_its_bound_does_not() -> None:
    told = stated_figures("It cost about **5.5 billion yuan**. The land (about 842 million yuan) came on top.")

    assert [one.principal for one in told] == [True, False]


def test_a_figure_without_a_unit_has_that_of_the_one_before_where_both_are_alike() -> None:
    (first, second) = stated_figures("It takes **12 minutes as Comet and 21 as Lark**.")

    assert (first.unit, second.unit) == ("minutes", "minutes")


def test_numbers_of_one_course_are_in_the_same_millions() -> None:
    figures = stated_figures("The lead was 1.3 billion crowns: 131.5 billion against 130.2, after 112 a year before.")

    assert [round(one.value) for one in figures[1:]] == [131_500_000_000, 130_200_000_000, 112_000_000_000]
    assert {one.unit for one in figures} == {"crowns"}


@pytest.mark.parametrize(
    ("answer", "against"),
    [
        ("48 larks against 26 finches, and 12 wrens", [False, True, False]),
        ("It grew from about 30 larks in spring to 50 larks in autumn.", [False, True]),
        ("Larks live 3 to 5 years.", [False, False]),
        ("Larks lay 4, or 6 eggs, against 2 of a wren.", [False, False, False]),
        ("It holds 48 larks. Against 26 finches it wins.", [False, False]),
    ],
)
def test_an_answer_sets_one_figure_against_the_one_before(answer: str, against: list[bool]) -> None:
    figures = sorted(stated_figures(answer), key=lambda one: one.place)

    assert [one.set_against for one in figures] == against


def test_from_and_to_are_clauses_of_their_own() -> None:
    first, second = stated_figures("It grew from 325 million larks in 2020 to 1,080 million larks in 2025.")

    assert "2020" in first.clause
    assert "2025" not in first.clause
    assert "2025" in second.clause


def test_a_figure_far_behind_is_not_principal_whatever_the_white_space() -> None:
    far = "The library is in the old town. " * 15 + "It  had 5,000 visitors."

    assert [(one.value, one.principal) for one in stated_figures(far)] == [(5000, False)]


def test_each_figure_is_told_in_its_own_scale() -> None:
    stated = stated_figures("They built **1.2 million bikes** and took **5 thousand crowns** for each.")

    assert [(one.value, one.scale) for one in stated] == [(1_200_000, "million"), (5_000, "thousand")]
