"""Words tell what is asked about: times, names, ranks, and what is excluded."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shops import vocabulary

from bot.matching.language.facet_values import compatible, narrower
from bot.matching.language.facets import Facets, read_facets
from bot.matching.language.naming import Lexicon
from bot.matching.language.times import facets_of_labels, is_time

LEXICON = Lexicon(
    vocabulary(
        {
            "model": {"comet": (), "comet-pro": ("cometpro",), "lark": ("云雀",)},
            "company": {"two-wheels": (), "veloce": ("veloce bikes",)},
            "place": {"lisbon": ("lisboa",)},
        }
    )
)


def facets(text: str) -> Facets:
    return read_facets(LEXICON.words(text), LEXICON)


@pytest.mark.parametrize(
    ("text", "kind", "values"),
    [
        pytest.param("bikes sold in 2025", "year", ("2025",), id="year"),
        pytest.param("bikes sold in '25", "year", ("2025",), id="short year"),
        pytest.param("2024 and 2025", "year", ("2024", "2025"), id="two years"),
        pytest.param("from 2023 to 2025", "year", ("2023", "2025"), id="ends of a range"),
        pytest.param("sold in may 2025", "month", ("2025-05",), id="month"),
        pytest.param("sold in May", "month", ("--05",), id="month of any year"),
        pytest.param("jan 2025 or feb 2026", "month", ("2025-01", "2026-02"), id="each month with its year"),
        pytest.param("and may and june of that summer", "month", ("--05", "--06"), id="a doubtful month and another"),
        pytest.param("and june and may of that summer", "month", ("--06", "--05"), id="another and a doubtful month"),
        pytest.param("january and may 2025", "month", ("2025-01", "2025-05"), id="months that share a year"),
        pytest.param("january to may 2025", "month", (), id="months of a span"),
        pytest.param("january to may 2025", "span", ("2025-01-05",), id="span of months"),
        pytest.param("from june until august", "span", ("--06-08",), id="span of any year"),
        pytest.param("between may and june 2025", "span", ("2025-05-06",), id="span after between"),
        pytest.param("january to december 2025", "month", (), id="all months of a year"),
        pytest.param("january to december 2025", "year", ("2025",), id="months that are a year"),
        pytest.param("from january to march 2025", "quarter", ("2025-Q1",), id="months that are a quarter"),
        pytest.param("on 5 May 2025", "day", ("2025-05-05",), id="day first"),
        pytest.param("on May 5, 2025", "day", ("2025-05-05",), id="month first"),
        pytest.param("on the 5th of May 2025", "day", ("2025-05-05",), id="the fifth"),
        pytest.param("Q1 2025", "quarter", ("2025-Q1",), id="quarter"),
        pytest.param("third quarter of 2025", "quarter", ("2025-Q3",), id="quarter in words"),
        pytest.param("in Q2", "quarter", ("--Q2",), id="quarter of any year"),
        pytest.param("first half of 2025", "half", ("2025-H1",), id="half"),
        pytest.param("who is second?", "rank", ("2",), id="rank"),
        pytest.param("who was first?", "rank", ("1",), id="the first"),
        pytest.param("the first speed record", "rank", ("1",), id="the first of a kind"),
        pytest.param("the 3rd biggest", "rank", ("3",), id="rank in digits"),
        pytest.param("who was 4th in May?", "rank", ("4",), id="rank of a month"),
        pytest.param("price of the comet pro", "model", ("comet-pro",), id="the longest name"),
        pytest.param("price of the cometpro", "model", ("comet-pro",), id="another spelling"),
        pytest.param("云雀多少钱", "model", ("lark",), id="Chinese name"),
        pytest.param("comet or comet pro?", "model", ("comet", "comet-pro"), id="two models"),
        pytest.param("veloce bikes in lisboa", "place", ("lisbon",), id="place"),
    ],
)
def test_reads(text: str, kind: str, values: tuple[str, ...]) -> None:
    assert facets(text).of(kind) == values


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param("may I try a bike before I buy it", "month", id="may"),
        pytest.param("may I ask", "month", id="may in a short question"),
        pytest.param("they march through the town every sunday", "month", id="march"),
        pytest.param("in the second quarter of 2025", "rank", id="the second quarter is no rank"),
        pytest.param("sold by the 5th of May", "rank", id="a day before its month is no rank"),
        pytest.param("sold by May 5th", "rank", id="a day behind its month is no rank"),
        pytest.param("when it first went on sale", "rank", id="first before a verb is no rank"),
        pytest.param("when was it first offered", "rank", id="first before another verb is no rank"),
        pytest.param("a bike for 3000 euros", "year", id="a price is no year"),
        pytest.param("20250 bikes", "year", id="a longer number is no year"),
        pytest.param("comets and larks", "model", id="names are not inflected"),
    ],
)
def test_does_not_read(text: str, kind: str) -> None:
    assert facets(text).of(kind) == ()


def test_the_month_of_a_year_implies_the_year() -> None:
    assert facets("sold in May 2025").of("year") == ("2025",)


@pytest.mark.parametrize(
    "text",
    [
        "the comet, not the lark",
        "the comet apart from the lark",
        "any comet other than the lark",
        "a comet without the lark",
        "the comet except the lark",
        "the comet instead of the lark",
        "the comet rather than the lark",
    ],
)
def test_what_is_excluded_is_not_asked_about(text: str) -> None:
    found = facets(text)

    assert found.of("model") == ("comet",)
    assert ("model", "lark") in found.excluded


def test_but_ends_what_is_excluded() -> None:
    found = facets("sold not in 2025 but 2026")

    assert found.excluded == (("year", "2025"),)
    assert found.of("year") == ("2026",)


def test_what_is_asked_about_is_not_excluded_with_a_part_of_it() -> None:
    found = facets("price of the comet, not the comet in lisbon")

    assert found.values == (("model", "comet"),)
    assert found.excluded == (("place", "lisbon"),)


def test_excluding_a_name_leaves_the_longer_one() -> None:
    found = facets("the comet, not the comet pro")

    assert found.of("model") == ("comet",)
    assert found.excluded == (("model", "comet-pro"),)


def test_kinds_come_in_the_order_of_the_text_and_once() -> None:
    found = facets("lark and comet in 2025 in lisbon")

    assert set(found.kinds()) == {"model", "place", "year"}
    assert len(found.kinds()) == 3


@pytest.mark.parametrize(
    ("asked", "told", "fits"),
    [
        ("2025-05", "2025-05", True),
        ("--05", "2025-05", True),
        ("2025-05", "--05", True),
        ("2025-05", "2024-05", False),
        ("--Q1", "2025-Q1", True),
        ("--Q1", "2025-Q2", False),
        ("--01-03", "2025-01-03", True),
        ("--01-03", "2025-02-03", False),
    ],
)
def test_a_month_without_year_fits_that_month_of_any_year(asked: str, told: str, fits: bool) -> None:
    assert compatible(asked, told) is fits


def test_a_special_model_is_narrower_than_its_line() -> None:
    assert narrower("comet", "comet-pro")
    assert not narrower("comet-pro", "comet")
    assert not narrower("comet", "comets")


def test_a_declared_month_implies_its_year() -> None:
    assert facets_of_labels([("month", "2025-05")]) == (("month", "2025-05"), ("year", "2025"))


def test_a_declared_day_implies_month_and_year() -> None:
    assert set(facets_of_labels([("day", "2025-05-03")])) == {
        ("day", "2025-05-03"),
        ("month", "2025-05"),
        ("year", "2025"),
    }


WORDS = "comet pro lark veloce not apart from other than 2025 2024 may 5 5th q1 second quarter h1 in of the".split()


@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=5), max_size=12))
def test_any_words_have_facets_and_nothing_is_asked_and_excluded(words: list[str]) -> None:
    found = read_facets(tuple(words), LEXICON)

    assert not set(found.values) & set(found.excluded)
    assert len(set(found.values)) == len(found.values)


def test_a_year_has_four_quarters_and_two_halves() -> None:
    assert [word for word in ("q1", "q4", "q5", "h1", "h2", "h3") if is_time(word)] == ["q1", "q4", "h1", "h2"]
