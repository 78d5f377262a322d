"""Ways of asking with alternatives and gaps, looked for in words."""

from __future__ import annotations

import time

import pytest

from bot.matching.language.text import normalise
from bot.replies.sayings import GAP, Sayings


@pytest.mark.parametrize(
    ("saying", "text"),
    [
        pytest.param("worth buying", "Is it worth buying?", id="words as they stand"),
        pytest.param("should i/we * buy", "should we buy one", id="a gap of nothing"),
        pytest.param("should i/we * buy", "should i really just buy one", id="a gap of two words"),
        pytest.param("go-for/take it", "I go for it", id="alternative of two words"),
        pytest.param("his wife", "HIS wife's name", id="case and endings of names do not count"),
        pytest.param("a * b", "a a a x b", id="a later beginning"),
        pytest.param("多少钱", "自行车多少钱", id="words without spaces"),
    ],
)
def test_finds(saying: str, text: str) -> None:
    assert Sayings([saying]).found_in(normalise(text))


@pytest.mark.parametrize(
    ("saying", "text"),
    [
        pytest.param("worth buying", "worth not buying", id="no gap is written"),
        pytest.param("should i/we * buy", "what should i know before i buy one", id="too wide a gap"),
        pytest.param("should i * buy", "i should buy", id="another order"),
        pytest.param("his wife", "his", id="the end is missing"),
        pytest.param("his wife", "this wife", id="part of a word"),
        pytest.param("his wife", "", id="nothing"),
    ],
)
def test_does_not_find(saying: str, text: str) -> None:
    assert not Sayings([saying]).found_in(normalise(text))


def test_nothing_is_found_where_nothing_is_looked_for() -> None:
    assert not Sayings([]).found_in(("any", "words"))


def test_the_time_grows_no_faster_than_the_words() -> None:
    sayings = Sayings(["a * a * a * a * b"])

    def seconds(count: int) -> float:
        started = time.perf_counter()
        sayings.found_in(("a",) * count)
        return time.perf_counter() - started

    seconds(100)  # Warm.

    assert min(seconds(8_000) for _ in range(3)) < 40 * min(seconds(1_000) for _ in range(3))


def test_a_gap_is_as_wide_as_the_guide_says() -> None:
    assert Sayings(["a * b"]).found_in(("a", *("x",) * GAP, "b"))
    assert not Sayings(["a * b"]).found_in(("a", *("x",) * (GAP + 1), "b"))
