"""Dates that count from the day of the question are written out."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.dates import resolve_dates
from bot.conversation.spoken import written_out
from bot.conversation.spoken_times import SpokenTimes
from bot.matching.language.text import normalise

TODAY = date(2026, 3, 5)


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        pytest.param("bikes sold last year", "bikes sold 2025", id="last year"),
        pytest.param("bikes sold in all of 2024", "bikes sold in 2024", id="all of a year"),
        pytest.param("the whole year 2024", "2024", id="a whole year"),
        pytest.param("full year 2024", "2024", id="a full year"),
        pytest.param("all of the bikes in 2024", "all of the bikes in 2024", id="all of something else"),
        pytest.param("last year's sales", "2025 sales", id="last year's"),
        pytest.param("sales of the previous year", "sales of 2025", id="previous year"),
        pytest.param("sales this year", "sales 2026", id="this year"),
        pytest.param("sales in the current year", "sales in 2026", id="current year"),
        pytest.param("sales so far this year", "sales 2026 so far", id="so far this year"),
        pytest.param("ytd sales", "2026 so far sales", id="year to date"),
        pytest.param("the target for next year", "the target for 2027", id="next year"),
        pytest.param("sales two years ago", "sales 2024", id="two years ago"),
        pytest.param("sales 3 years ago", "sales 2023", id="3 years ago"),
        pytest.param("sales a year ago", "sales 2025", id="a year ago"),
        pytest.param("sales the year before last", "sales 2024", id="the year before last"),
        pytest.param("sales in the last quarter of 2024", "sales in Q4 2024", id="the last quarter of a year"),
        pytest.param("the last half of 2024", "H2 2024", id="the last half of a year"),
        pytest.param("the final month of 2024", "December 2024", id="the last month of a year"),
        pytest.param("the second month of 2025", "February 2025", id="a month by its number"),
        pytest.param("sales in the first month of this year", "sales in January 2026", id="a month of this year"),
        pytest.param("the last quarter of last year", "Q4 2025", id="the last quarter of last year"),
        pytest.param("sales last quarter this year", "sales Q4 2025 2026", id="no last quarter of a year"),
        pytest.param("the last quarter to fall", "the last quarter to fall", id="the last quarter of a kind"),
        pytest.param("the last year-end above 5", "the last year-end above 5", id="the last year's end of a kind"),
        pytest.param("the last year when it fell", "the last year when it fell", id="the last year of a kind"),
        pytest.param("last year when it fell", "2025 when it fell", id="last year, without an article"),
        pytest.param(
            "the first month of 2025 above 100", "the first month of 2025 above 100", id="the first of a kind"
        ),
        pytest.param(
            "the first quarter in which it grew", "the earliest quarter in which it grew", id="of many quarters"
        ),
        pytest.param(
            "what % of the cars of 2024 came in the last quarter?",
            "what % of the cars of 2024 came in Q4 2024?",
            id="the last quarter of a year that is divided",
        ),
        pytest.param("sales in august 25", "sales in august 2025", id="two digits behind a month"),
        pytest.param("sales august 25, please", "sales august 2025, please", id="two digits behind a bare month"),
        pytest.param("may 24 versus may 25", "may 2024 versus may 2025", id="two digits behind two months"),
        pytest.param("at the end of 25", "at the end of 2025", id="two digits of a year's end"),
        pytest.param("the party on may 24", "the party on may 24", id="two digits of a day"),
        pytest.param("prices in may 28", "prices in may 28", id="two digits of no year so far"),
        pytest.param("sales last quarter", "sales Q4 2025", id="last quarter, over new year"),
        pytest.param("sales this quarter", "sales Q1 2026", id="this quarter"),
        pytest.param("sales q1", "sales Q1 2025", id="a quarter that has not ended"),
        pytest.param("sales in Q4", "sales in Q4 2025", id="a quarter that has"),
        pytest.param("sales of the third quarter", "sales of Q3 2025", id="a quarter in words"),
        pytest.param("sales 2q", "sales Q2 2025", id="a quarter, digit first"),
        pytest.param("sales in h2", "sales in H2 2025", id="a half"),
        pytest.param("target for Q1", "target for Q1 2026", id="a quarter ahead"),
        pytest.param("sales next quarter", "sales Q2 2026", id="next quarter"),
        pytest.param("sales last month", "sales February 2026", id="last month"),
        pytest.param("sales this month", "sales March 2026", id="this month"),
        pytest.param("sales nine months ago", "sales June 2025", id="nine months ago"),
        pytest.param("sales two months ago", "sales January 2026", id="two months ago"),
        pytest.param("sales five months ago", "sales October 2025", id="months ago, over new year"),
        pytest.param("sales yesterday", "sales 4 March 2026", id="yesterday"),
        pytest.param("opening hours tomorrow", "opening hours 6 March 2026", id="tomorrow"),
        pytest.param("sales in January", "sales in January 2026", id="a month that has been"),
        pytest.param("sales in December", "sales in December 2025", id="a month of last year"),
        pytest.param("sales in March", "sales in March 2026", id="this very month"),
        pytest.param("what will you sell in December?", "what will you sell in December 2026?", id="a month to come"),
        pytest.param("sales last December", "sales December 2025", id="last December"),
        pytest.param("sales in january this year", "sales in january 2026", id="january this year"),
        pytest.param("sales in may last year", "sales in may 2025", id="may last year"),
        pytest.param("orders in the first half hour", "orders in the first half hour", id="half an hour"),
        pytest.param("orders in the last half hour", "orders in the last half hour", id="the last half hour"),
        pytest.param("and january?", "and January 2026?", id="and a month"),
        pytest.param("what about December", "what about December 2025", id="what about a month"),
        pytest.param("and may I ask something", "and may I ask something", id="may is no month"),
        pytest.param("LAST YEAR", "2025", id="capitals"),
    ],
)
def test_writes_out(asked: str, meant: str) -> None:
    resolved = resolve_dates(asked, TODAY, "en")

    assert set(normalise(resolved)) - {"the"} == set(normalise(meant)) - {"the"}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("sales in 2025", id="a year"),
        pytest.param("sales in May 2024", id="a month with its year"),
        pytest.param("what does it cost now", id="now"),
        pytest.param("what does it cost today", id="today"),
        pytest.param("currently open", id="currently"),
        pytest.param("may I ask", id="may"),
        pytest.param("how long does it last", id="to last"),
        pytest.param("yearly sales", id="yearly"),
        pytest.param("the last one", id="the last one"),
        pytest.param("margin q2 25", id="a quarter with its year in short"),
        pytest.param("margin Q2'25", id="in short, with an apostrophe"),
        pytest.param("margin 25 q2", id="the year in short first"),
        pytest.param("margin in the second quarter 25", id="in words, the year in short"),
        pytest.param("margin of the first quarter of last", id="the quarter of something"),
        pytest.param("", id="nothing"),
    ],
)
def test_leaves_alone(text: str) -> None:
    assert resolve_dates(text, TODAY, "en") == text


@pytest.mark.parametrize(
    ("today", "asked", "meant"),
    [
        (date(2024, 2, 29), "last year", "2023"),
        (date(2026, 1, 1), "yesterday", "31 December 2025"),
        (date(2026, 12, 31), "tomorrow", "1 January 2027"),
        (date(2026, 1, 15), "last month", "December 2025"),
        (date(2026, 12, 1), "next month", "January 2027"),
        (date(2026, 12, 1), "next quarter", "Q1 2027"),
        (date(2026, 2, 1), "last half", "H2 2025"),
    ],
)
def test_crosses_the_turn_of_the_year(today: date, asked: str, meant: str) -> None:
    assert resolve_dates(asked, today, "en") == meant


@pytest.mark.parametrize("today", [date(1, 1, 1), date(9999, 12, 31)], ids=str)
@pytest.mark.parametrize(
    "text", ["yesterday", "tomorrow", "last week", "last year", "next year", "ten years ago", "last month"]
)
def test_the_ends_of_the_calendar_raise_nothing(today: date, text: str) -> None:
    resolve_dates(text, today, "en")


def counted(text: str, asked: list[tuple[str, str]], today: date | None = None) -> str:
    return written_out(text, SpokenTimes(asked=tuple(asked)), today, "en")


MAY, SECOND, LAST = ("month", "2025-05"), ("quarter", "2025-Q2"), ("year", "2025")


@pytest.mark.parametrize(
    ("asked", "spoken", "meant"),
    [
        pytest.param("and the year before?", [LAST], "and in 2024?", id="the year before"),
        pytest.param("a year earlier", [LAST], "in 2024", id="a year earlier"),
        pytest.param("the year after that?", [LAST], "in 2026?", id="the year after that"),
        pytest.param("and the previous year?", [LAST], "and in 2024?", id="the previous year"),
        pytest.param("in the following year", [LAST], "in 2026", id="in the following year"),
        pytest.param("and the month before?", [MAY], "and in April 2025?", id="the month before"),
        pytest.param("eight months, one month later", [MAY], "eight months, in June 2025", id="a month later"),
        pytest.param("the quarter before", [SECOND], "in Q1 2025", id="the quarter before"),
        pytest.param("the next quarter", [MAY], "in Q3 2025", id="the quarter after a month"),
        pytest.param("a year before", [MAY], "in May 2024", id="the same month of the year before"),
        pytest.param("a year before", [SECOND], "in Q2 2024", id="the same quarter of the year before"),
        pytest.param("more than a year ago", [MAY], "more than in May 2024", id="compared with a year ago"),
        pytest.param("who left a year ago", [MAY], "who left a year ago", id="from today"),
        pytest.param("down how far on the year?", [SECOND], "down how far than in Q2 2024?", id="on the year"),
        pytest.param("same month last year", [MAY], "in May 2024", id="the same month"),
        pytest.param("the same quarter a year earlier", [SECOND], "in Q2 2024", id="the same quarter"),
        pytest.param("the month before", [LAST], "the month before", id="of a year no month is known"),
        pytest.param("the year before", [("month", "--05")], "the year before", id="the year is not known"),
        pytest.param("the year before", [("year", "2020"), LAST], "in 2024", id="what is told last counts"),
        pytest.param("the day before", [MAY], "the day before", id="days stay"),
        pytest.param("the month before", [("month", "2025-13")], "the month before", id="there is no such month"),
    ],
)
def test_steps_count_from_what_was_spoken_of(asked: str, spoken: list[tuple[str, str]], meant: str) -> None:
    assert counted(asked, spoken) == meant


@pytest.mark.parametrize(
    ("asked", "spoken", "meant"),
    [
        pytest.param("and in February?", [("month", "2025-01")], "and in February 2025?", id="the month after"),
        pytest.param("in january", [("month", "2025-12")], "in January 2026", id="over new year"),
        pytest.param("in december", [("month", "2026-01")], "in December 2025", id="back over new year"),
        pytest.param("in may", [LAST], "in May 2025", id="of the year spoken of"),
        pytest.param("and q1?", [("quarter", "2025-Q4")], "and Q1 2026?", id="a quarter over new year"),
        pytest.param("and q3?", [SECOND], "and Q3 2025?", id="a quarter"),
        pytest.param("and h3?", [SECOND], "and H3 2024?", id="a half that there is not"),
        pytest.param("and in the second half", [LAST], "and in H2 2025", id="a half"),
        pytest.param("in may 2024", [LAST], "in may 2024", id="a year is named"),
        pytest.param("q2 this year?", [LAST], "q2 this year?", id="a year counts from today"),
        pytest.param("in may", [], "in may", id="no time was spoken of"),
        pytest.param("in march", [("month", "2026-10")], "in March 2026", id="not ahead of today"),
    ],
)
def test_a_month_without_a_year_is_near_the_time_spoken_of(
    asked: str, spoken: list[tuple[str, str]], meant: str
) -> None:
    assert counted(asked, spoken, date(2026, 11, 29)) == meant


PIECES = (
    *(
        "last",
        "next",
        "this",
        "the",
        "year",
        "month",
        "quarter",
        "half",
        "week",
        "ago",
        "two",
        "12",
        "99",
        "years",
        "so far",
    ),
    *(
        "may",
        "January",
        "in",
        "of",
        "yesterday",
        "tomorrow",
        "ytd",
        "before",
        "'s",
        "2025",
        "\u0660",
        "٣ years ago",
        "²",
    ),
)


@given(st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join), st.dates())
def test_takes_any_words_on_any_day(text: str, today: date) -> None:
    assert isinstance(resolve_dates(text, today, "en"), str)


@given(st.text(max_size=60), st.dates())
def test_takes_any_text(text: str, today: date) -> None:
    assert isinstance(resolve_dates(text, today, "en"), str)


@pytest.mark.parametrize(
    ("text", "spoken", "meant"),
    [
        pytest.param("and that month?", ("month", "2025-11"), "and in November 2025?", id="that month"),
        pytest.param("in the same quarter", ("quarter", "2025-Q2"), "in Q2 2025", id="the same quarter"),
        pytest.param("the full year?", ("quarter", "2025-Q2"), "in 2025?", id="the full year of a quarter"),
        pytest.param("by the end of the year?", ("month", "2025-11"), "at the end of 2025?", id="the end of the year"),
        pytest.param("at year-end", ("year", "2025"), "at the end of 2025", id="year-end"),
        pytest.param("at which year end?", ("year", "2025"), "at which year end?", id="one of many year ends"),
        pytest.param(
            "value at year end 2022", ("year", "2025"), "value at year end 2022", id="the end of its own year"
        ),
        pytest.param("the full year 2024", ("year", "2025"), "the full year 2024", id="of its own number"),
        pytest.param("which full year?", ("year", "2025"), "which full year?", id="one of many full years"),
        pytest.param("that month?", ("year", "2025"), "that month?", id="a month that was not spoken of"),
        pytest.param("the same month last year", ("month", "2025-11"), "in November 2024", id="of another year"),
    ],
)
def test_what_is_called_the_same_is_written_out(text: str, spoken: tuple[str, str], meant: str) -> None:
    assert counted(text, [spoken]) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        pytest.param("two months later?", "in January 2026?", id="months over new year"),
        pytest.param("3 years before that", "in November 2022", id="years in digits"),
        pytest.param("a year earlier", "in November 2024", id="a year"),
        pytest.param("and in the two months after that?", "and in December 2025 and January 2026?", id="each month"),
        pytest.param("the three months before", "August 2025 and September 2025 and October 2025", id="each before"),
        pytest.param("and the next 2 years?", "and November 2026 and November 2027?", id="each year in digits"),
        pytest.param("plans for the next two years", "plans for the next two years", id="from today"),
    ],
)
def test_several_steps_are_counted(text: str, meant: str) -> None:
    assert counted(text, [("month", "2025-11")]) == meant


@pytest.mark.parametrize(
    ("asked", "spoken", "meant"),
    [
        pytest.param("the one before?", [("quarter", "2024-Q3")], "in Q2 2024?", id="a quarter"),
        pytest.param("and the one after that", [("month", "2024-12")], "and in January 2025", id="a month"),
        pytest.param("the one before", [("year", "2024")], "in 2023", id="a year"),
        pytest.param("the one before", [], "the one before", id="no time was spoken of"),
        pytest.param("the one before the crash", [LAST], "the one before the crash", id="it says before what"),
    ],
)
def test_the_one_before_is_a_time_like_the_last(asked: str, spoken: list[tuple[str, str]], meant: str) -> None:
    assert counted(asked, spoken) == meant


@pytest.mark.parametrize(
    ("asked", "spoken", "meant"),
    [
        pytest.param("this quarter in year 2024", [("quarter", "2025-Q2")], "Q2 2024", id="a quarter"),
        pytest.param("the same month of 2023?", [("month", "2025-05")], "May 2023?", id="a month"),
        pytest.param("this quarter in 2024", [LAST], "this quarter in 2024", id="no quarter was spoken of"),
        pytest.param("and 24?", [("year", "2023")], "and 2024?", id="two digits of a year"),
        pytest.param("and '22", [("year", "2023")], "and 2022", id="with an apostrophe"),
        pytest.param("and 24?", [("month", "2023-05")], "and 24?", id="it may be a day"),
        pytest.param("and 24?", [], "and 24?", id="no year was spoken of"),
        pytest.param("and 60?", [("year", "2023")], "and 60?", id="too far away"),
        pytest.param("and 24 cars?", [("year", "2023")], "and 24 cars?", id="a number"),
    ],
)
def test_a_year_is_of_what_was_spoken_of(asked: str, spoken: list[tuple[str, str]], meant: str) -> None:
    assert counted(asked, spoken) == meant


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("stock going into 2026", "stock at the end of 2025"),
        ("stock heading into January 2026", "stock at the end of 2025"),
        ("stock going into march 2026", "stock at the end of February 2026"),
        ("the car is going into production", "the car is going into production"),
    ],
)
def test_what_goes_into_a_time_is_of_the_end_of_the_one_before(asked: str, meant: str) -> None:
    assert resolve_dates(asked, date(2026, 5, 6), "en") == meant


@pytest.mark.parametrize(
    ("text", "named", "meant"),
    [
        pytest.param(
            "sales in Q2 2026 and a year before",
            [("year", "2026"), ("quarter", "2026-Q2")],
            "sales in Q2 2026 and in Q2 2025",
            id="a quarter",
        ),
        pytest.param(
            "sales in 2024, 2025 and a year before",
            [("year", "2024"), ("year", "2025")],
            "sales in 2024, 2025 and in 2019",
            id="one of two is not known",
        ),
    ],
)
def test_steps_count_from_the_only_time_that_a_message_names(
    text: str, named: list[tuple[str, str]], meant: str
) -> None:
    spoken = SpokenTimes(named=tuple(named), asked=(("year", "2020"),))

    assert written_out(text, spoken, date(2026, 12, 1), "en") == meant
