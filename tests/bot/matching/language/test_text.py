"""What is typed becomes plain words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.language.text import LENGTH_LIMIT, WORD_LENGTH, WORD_LIMIT, normalise

PIECES = (
    *("the", "bikes", "sold", "in", "of", "may", "Sept", "jan", "don't", "well-kept", "!", "?", "’", "5%", "$20"),
    *("2025", "410k", "410,000", "410 thousand", "12.5m", "1.04bn", "3.14", "2025-05"),
    *("Q1", "first quarter", "3rd half", "2Q25", "2025Q3", "自行车", "ＡＢ", "𝗔", "é", "ß", "🚲", "\ud800", "\u200b"),
)


@pytest.mark.parametrize("number", ["410k", "410K", "410,000", "410.000", "410 thousand", "410-thousand", "410000"])
def test_a_number_has_one_spelling(number: str) -> None:
    assert normalise(number) == ("410000",)


@pytest.mark.parametrize(
    ("text", "number"), [("1.2345678 million", "1234567.8"), ("1.001k", "1001"), ("1.2345678k", "1234.5678")]
)
def test_no_digit_of_a_number_is_lost(text: str, number: str) -> None:
    assert normalise(text) == (number,)


@pytest.mark.parametrize("number", ["1.04bn", "1.04 bn", "1.04 billion", "1,04 billion", "1.04B", "1,040,000,000"])
def test_a_large_number_has_one_spelling(number: str) -> None:
    assert normalise(number) == ("1040000000",)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("3.14", ("3.14",), id="decimals stay"),
        pytest.param("1, 2, 3", ("1", "2", "3"), id="a list is no number"),
        pytest.param("who is #3? and #12?", ("who", "is", "3th", "and", "12th"), id="places in a ranking"),
        pytest.param("#2025", ("2025",), id="a larger number is no place"),
        pytest.param("10k-20k", ("10000", "20000"), id="a range"),
        pytest.param("12.5 million", ("12500000",), id="half a million"),
        pytest.param("5 m", ("5", "m"), id="five metres are no five million"),
        pytest.param("2025", ("2025",), id="a year"),
        pytest.param("'25", ("2025",), id="a short year"),
    ],
)
def test_numbers(text: str, words: tuple[str, ...]) -> None:
    assert normalise(text) == words


@pytest.mark.parametrize(
    "quarter",
    ["Q1", "q1", "1Q", "first quarter", "First Quarter", "1st quarter", "quarter 1", "quarter-1", "first-quarter"],
)
def test_a_quarter_has_one_spelling(quarter: str) -> None:
    assert normalise(quarter) == ("q1",)


@pytest.mark.parametrize(
    "text",
    ["Q2 2025", "2Q25", "2Q2025", "2025Q2", "2025-Q2", "Q2-2025", "Q2'25", "Q2/2025", "second quarter 2025", "Q2 FY25"],
)
def test_a_quarter_of_a_year_has_one_spelling(text: str) -> None:
    assert normalise(text) == ("q2", "2025")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("second, third and fourth quarter of 2024", "q2 and q3 and q4 of 2024"),
        ("the first or in the third quarter", "the q1 or in the q3"),
        ("1st, 2nd quarters 2025", "q1 and q2 2025"),
        ("the first and second halves of 2025", "the h1 and h2 of 2025"),
        ("from the second to the fourth quarter", "from the q2 to the q4"),
        ("Q2, 3 and 4 of 2025", "q2 and q3 and q4 of 2025"),
        ("quarters 1 and 3", "q1 and q3"),
        ("Q1, Q3 2025", "q1 and q3 2025"),
        ("Q1-Q3 2025", "q1 q3 2025"),
        ("Q1 and 3 new shops", "q1 and 3 new shops"),
        ("first and second half of the hall", "first and second half of the hall"),
    ],
)
def test_each_of_several_quarters_or_halves_is_spelt_so(text: str, words: str) -> None:
    assert " ".join(normalise(text)) == words


def test_a_number_before_a_quarter_is_no_year() -> None:
    assert normalise("top 10 Q1 2025") == ("top", "10", "q1", "2025")


@pytest.mark.parametrize("text", ["H1 2025", "1H25", "first half 2025", "first-half 2025", "2025H1"])
def test_a_half_year_has_one_spelling(text: str) -> None:
    assert normalise(text) == ("h1", "2025")


@pytest.mark.parametrize(
    "text", ["in the first half hour", "the second half an hour", "first half-day", "1st quarter mile"]
)
def test_half_an_hour_is_no_half_of_a_year(text: str) -> None:
    assert {"h1", "h2", "q1"}.isdisjoint(normalise(text))


@pytest.mark.parametrize(
    "text",
    [
        "from January to March 2025",
        "between January and March 2025",
        "in January–March 2025",
        "in the first three months of 2025",
        "in the first 3 months of 2025",
    ],
)
def test_months_that_are_a_quarter_read_as_that_quarter(text: str) -> None:
    assert [word for word in normalise(text) if word != "of"] == ["in", "q1", "2025"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("April-June 2025", ("q2", "2025"), id="a year behind"),
        pytest.param("January-March and April-June of 2025", ("q1", "and", "q2", "of", "2025"), id="one year for both"),
        pytest.param("the July to September quarter", ("the", "q3"), id="said to be one"),
        pytest.param("January-December", ("january", "december"), id="a year that is not named"),
        pytest.param("March-May 2025", ("march", "may", "2025"), id="no quarter"),
    ],
)
def test_months_with_a_dash_read_as_the_quarter_that_they_are(text: str, words: tuple[str, ...]) -> None:
    assert normalise(text) == words


@pytest.mark.parametrize(
    "text", ["January and March 2025", "January to May 2025", "1 January to 31 March 2025", "January to March"]
)
def test_other_months_are_no_quarter(text: str) -> None:
    assert {"january"} <= set(normalise(text))


@pytest.mark.parametrize("text", ["September 2025", "2025-09"])
def test_a_month_has_one_spelling(text: str) -> None:
    assert set(normalise(text)) == {"september", "2025"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("WHEN do you OPEN?!", ("when", "do", "you", "open"), id="case and punctuation"),
        pytest.param("Café Škoda naïve", ("cafe", "skoda", "naive"), id="accents"),
        pytest.param("ＢＩＫＥ　２０２５", ("bike", "2025"), id="full width"),
        pytest.param("自行车", ("自", "行", "车"), id="Chinese, a word a sign"),
        pytest.param("云雀 price", ("云", "雀", "price"), id="Chinese and English"),
        pytest.param("pri\u200bce \u202ebike\u202c", ("price", "bike"), id="invisible marks"),
        pytest.param("ﬁsh", ("fish",), id="ligature"),
        pytest.param("𝗕𝗶𝗸𝗲", ("bike",), id="bold letters of mathematics"),
        pytest.param("bike \udcff price\ud800", ("bike", "price"), id="lone surrogates"),
        pytest.param("5%", ("5", "percent"), id="percent"),
        pytest.param("$5", ("dollar", "5"), id="currency"),
        pytest.param("the shop's bike", ("the", "shop", "bike"), id="possessive"),
        pytest.param("well-kept/old", ("well", "kept", "old"), id="hyphen and slash"),
    ],
)
def test_letters(text: str, words: tuple[str, ...]) -> None:
    assert normalise(text) == words


@pytest.mark.parametrize("text", ["don't", "don’t", "dont", "DON`T", "donʼt", "don´t"])
def test_every_apostrophe_is_alike(text: str) -> None:
    assert normalise(text) == ("dont",)


@pytest.mark.parametrize("text", ["", "  \n\t ", "🚲🔔", "?!…", "\u202e\u200f", "\x00\x07", "\ud800\udfff"[:1]])
def test_what_holds_no_word_gives_none(text: str) -> None:
    assert normalise(text) == ()


def test_the_end_of_a_very_long_text_is_ignored() -> None:
    assert normalise("a " * LENGTH_LIMIT + "bike") == ("a",) * WORD_LIMIT


@given(st.text(st.characters(), max_size=80))
def test_takes_any_text(text: str) -> None:
    words = normalise(text)

    assert all(words)
    assert all(word == word.casefold() for word in words)


@given(st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join))
def test_plain_words_stay_as_they_are(text: str) -> None:
    words = normalise(text)

    # A year moves behind its quarter.
    assert sorted(normalise(" ".join(words))) == sorted(words)


def test_a_word_without_end_is_cut() -> None:
    assert normalise("a" * 500) == ("a" * WORD_LENGTH,)
    assert normalise("say " + "a" * 500) == ("say", "a" * WORD_LENGTH)


def test_a_number_of_hundreds_of_digits_is_a_word_like_any_other() -> None:
    assert normalise(f"is {'9' * 400}k much") == ("is", "9" * 40, "much")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("points >80", ("points", "over", "80"), id="above"),
        pytest.param("range < 500 km", ("range", "under", "500", "km"), id="below"),
        pytest.param("price >$300", ("price", "over", "dollar", "300"), id="an amount"),
        pytest.param("I <3 it", ("i", "3", "it"), id="a heart"),
        pytest.param("5->7", ("5", "7"), id="an arrow"),
    ],
)
def test_a_sign_is_a_word_where_it_counts(text: str, words: tuple[str, ...]) -> None:
    assert normalise(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("how much did sales fall from january to march 2025", "january to march 2025", id="a move"),
        pytest.param("sales from january to march 2025", "in q1 2025", id="no move"),
    ],
)
def test_what_moves_from_month_to_month_does_so_between_the_two(text: str, words: str) -> None:
    assert words in " ".join(normalise(text))
