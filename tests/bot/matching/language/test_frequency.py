"""How common a word is in the language at large."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.matching.language.frequency import RARE, common_words, table_of


def test_a_stop_word_is_more_common_than_a_plain_one_and_that_than_a_rare_one() -> None:
    words = common_words("en")

    assert words.zipf("the") > words.zipf("please") > words.zipf("banana") > words.zipf("sousaphone")


def test_an_unknown_word_is_rare() -> None:
    assert common_words("en").zipf("qzxqzx") == RARE


def test_of_a_word_that_stands_twice_the_highest_frequency_counts() -> None:
    assert table_of([("rye", 3.0), ("rye", 4.0)]).zipf("rye") == 4.0


def test_every_word_is_rare_in_a_language_without_a_list() -> None:
    assert common_words("tlh").zipf("the") == RARE


@given(st.text(max_size=20))
def test_any_word_has_a_frequency(word: str) -> None:
    assert RARE <= table_of([("rye", 3.0)]).zipf(word) <= 8
