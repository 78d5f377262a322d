"""Ways of asking with alternatives and gaps, looked for in words."""

from __future__ import annotations

from typing import Any

import pytest

from bot.matching.language.text import normalise
from bot.replies.deciding.sayings import Sayings


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


def test_the_work_grows_no_faster_than_the_words() -> None:
    class Words(tuple[str, ...]):
        looked = 0

        def __getitem__(self, key: Any) -> Any:
            self.looked += 1
            return super().__getitem__(key)

    def looks(count: int) -> int:
        words = Words(("a",) * count)
        Sayings(["a * a * a * a * b"]).found_in(words)
        return words.looked

    assert looks(1_000) > 0
    assert looks(8_000) <= 8 * looks(1_000) + 100
