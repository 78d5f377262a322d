"""How the bot's own words write dates, facets and lists."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge import words_in

WORDS = words_in()


@pytest.mark.parametrize(
    ("date", "readable"),
    [
        ("2025-12-31", "31 December 2025"),
        ("2026-01-05", "5 January 2026"),
        ("2025-12", "December 2025"),
        ("2025", "2025"),
        ("2025-13", "2025-13"),
        ("soon", "soon"),
        ("", ""),
    ],
)
def test_dates_are_readable(date: str, readable: str) -> None:
    assert WORDS.date(date) == readable


@pytest.mark.parametrize(
    ("kind", "value", "readable"),
    [
        ("year", "2023", "2023"),
        ("month", "2025-05", "May 2025"),
        ("month", "--05", "May"),
        ("quarter", "2025-Q2", "Q2 2025"),
        ("quarter", "--Q2", "Q2"),
        ("half", "2025-H1", "H1 2025"),
        ("model", "comet-pro", "comet pro"),
        ("company", "rapido", "rapido"),
    ],
)
def test_facets_are_readable(kind: str, value: str, readable: str) -> None:
    assert WORDS.facet(kind, value) == readable


def test_a_day_is_readable() -> None:
    assert WORDS.facet("day", "2025-05-03") == "3 May 2025"


@pytest.mark.parametrize(
    ("items", "text"), [((), ""), (("a",), "a"), (("a", "b"), "a and b"), (("a", "b", "c"), "a, b and c")]
)
def test_enumerates(items: tuple[str, ...], text: str) -> None:
    assert WORDS.listed(items) == text


@pytest.mark.parametrize(
    ("code", "text", "number"),
    [
        ("en", "1,234.5", 1234.5),
        ("en", "1,234,567", 1_234_567),
        ("en", "103,3", 103.3),
        ("de", "103,3", 103.3),
        ("de", "103.3", 103.3),
        ("de", "1.234,5", 1234.5),
        ("de", "12.345", 12_345),
        ("fr", "1,234", 1.234),
        ("zh", "48,654", 48_654),
    ],
)
def test_numbers_are_read_as_they_are_written_there(code: str, text: str, number: float) -> None:
    assert words_in(code).to_number(text) == number


def test_the_labels_are_those_of_the_contract() -> None:
    assert WORDS.none_of_these == "None of these"
    assert WORDS.not_what_i_meant == "Not what I meant"


@given(st.text(max_size=20), st.text(max_size=20))
def test_any_facet_can_be_said(kind: str, value: str) -> None:
    assert isinstance(WORDS.facet(kind, value), str)
    assert isinstance(WORDS.date(value), str)
