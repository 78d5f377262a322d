"""Misspelt words become words of the knowledge base; everything else stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.language.frequency import common_words
from bot.matching.language.spelling import MOST_UNKNOWN, Speller

KNOWN = ("deliver", "delivered", "repair", "bakery", "croissant", "sourdough", "opening", "puncture", "comet", "rye")


@pytest.fixture(scope="module")
def speller() -> Speller:
    return Speller(dict.fromkeys(KNOWN, 5), frozenset({("test", "ride")}), common_words("en"))


def repaired(speller: Speller, text: str) -> str:
    return " ".join(speller.repair(tuple(text.split()))[0])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        pytest.param("delivrd", "delivered", id="letters left out"),
        pytest.param("deliverred", "delivered", id="a letter twice"),
        pytest.param("reapir", "repair", id="letters changed places"),
        pytest.param("erpair", "repair", id="the first letters changed places"),
        pytest.param("bakeru", "bakery", id="the key beside"),
        pytest.param("crossaint", "croissant", id="two mistakes in a long word"),
        pytest.param("comte", "comet", id="a short word"),
        pytest.param("testride", "test ride", id="two words typed as one"),
    ],
)
def test_repairs(speller: Speller, typed: str, meant: str) -> None:
    assert repaired(speller, typed) == meant


def test_the_word_that_the_knowledge_base_uses_more_is_likelier() -> None:
    speller = Speller({"being": 2, "beijing": 60}, frozenset(), common_words("en"))

    assert repaired(speller, "bejing") == "beijing"


@pytest.mark.parametrize(
    ("count", "meant"), [pytest.param(40, "heavy", id="often"), pytest.param(3, "hevy", id="seldom")]
)
def test_of_four_letters_one_may_lack_where_the_word_is_used_often(count: int, meant: str) -> None:
    assert repaired(Speller({"heavy": count}, frozenset(), common_words("en")), "hevy") == meant


def test_only_what_is_wanted_is_repaired_within_a_text(speller: Speller) -> None:
    assert speller.repair_in("Reapir the Crossaint, please!", {"repair"}) == "repair the Crossaint, please!"


@pytest.mark.parametrize(
    "word",
    [
        pytest.param("delivered", id="a known word"),
        pytest.param("prepare", id="a common word near a known one"),
        pytest.param("compare", id="another common word"),
        pytest.param("2026", id="a year"),
        pytest.param("410000", id="a number"),
        pytest.param("comet2", id="a name with a digit"),
        pytest.param("q1", id="a quarter"),
        pytest.param("rya", id="three letters"),
        pytest.param("xylophone", id="nothing near"),
        pytest.param("车", id="Chinese"),
        pytest.param("c" * 400, id="no word at all"),
        pytest.param("\ud800repai", id="half a character"),
    ],
)
def test_leaves_alone(speller: Speller, word: str) -> None:
    assert repaired(speller, word) == word


def test_more_letters_may_have_more_mistakes(speller: Speller) -> None:
    assert repaired(speller, "cxmtt") == "cxmtt"
    assert repaired(speller, "snurdoogh") == "sourdough"


def test_each_repair_is_told(speller: Speller) -> None:
    words, changes = speller.repair(("when", "was", "it", "delivrd"))

    assert words == ("when", "was", "it", "delivered")
    assert changes == (("delivrd", "delivered"),)


def test_the_same_word_is_repaired_alike_every_time(speller: Speller) -> None:
    assert len({repaired(speller, "delivrd") for _ in range(5)}) == 1


def test_nothing_is_repaired_where_nothing_is_known() -> None:
    speller = Speller({}, frozenset(), common_words("en"))

    assert speller.repair(("delivrd", "2025")) == (("delivrd", "2025"), ())


@given(st.lists(st.from_regex(r"[a-z]*[0-9][a-z0-9]*", fullmatch=True), max_size=6))
def test_digits_are_never_repaired(words: list[str]) -> None:
    speller = Speller({"comet2": 3, "2025": 9, "q1": 4, "410000": 2}, frozenset(), common_words("xx"))

    assert speller.repair(words) == (tuple(words), ())


@given(st.lists(st.text(max_size=30), max_size=6))
def test_takes_any_words(words: list[str]) -> None:
    speller = Speller(dict.fromkeys(KNOWN, 1), frozenset({("test", "ride")}), common_words("xx"))

    better, changes = speller.repair(words)

    assert len(better) >= len(words)
    assert all(typed in words for typed, _ in changes)


def test_repairs_the_first_words_of_a_message_that_is_all_noise(speller: Speller) -> None:
    words = ("delivrd", *("qzxv" * 3 for _ in range(MOST_UNKNOWN - 1)), "reapir")

    found, changes = speller.repair(words)

    assert (found[0], found[-1]) == ("delivered", "reapir")
    assert changes == (("delivrd", "delivered"),)


def test_a_word_that_an_answer_says_is_no_misspelt_other_one() -> None:
    speller = Speller(dict.fromkeys(KNOWN, 5), frozenset(), common_words("en"), lambda word: word == "comte")

    assert repaired(speller, "delivrd comte") == "delivered comte"
