"""Noise and messages in other languages are told so."""

from __future__ import annotations

import pytest

from bot.knowledge import words_in
from bot.matching import Matcher
from bot.replies.deciding.unreadable import unreadable_line

WORDS = words_in()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("wie viele fahrräder habt ihr und wann", id="German"),
        pytest.param("combien coûte le vélo et quand est-il prêt", id="French"),
        pytest.param("cuántas bicicletas son para los niños", id="Spanish"),
        pytest.param("自行车多少钱", id="Chinese"),
        pytest.param("сколько стоит велосипед", id="Russian"),
        pytest.param("كم ثمن الدراجة", id="Arabic"),
    ],
)
def test_another_language(matcher: Matcher, text: str) -> None:
    assert unreadable_line(text, matcher.ranking_of(text), WORDS) == WORDS.other_language


@pytest.mark.parametrize("text", ["🚲", "?!", "\u202e", "...", "0", "7?", "42"])
def test_noise(matcher: Matcher, text: str) -> None:
    assert unreadable_line(text, matcher.ranking_of(text), WORDS) == WORDS.noise


@pytest.mark.parametrize(
    "text",
    [
        "how high is the tower",
        "die casting of the frame",
        "did riders die?",
        "will cyclists die",
        "did my son come",
        "what is a son et lumiere show",
        "2019",
        "3rd",
        "which instance should I join",
    ],
)
def test_anything_else_is_plainly_not_known(matcher: Matcher, text: str) -> None:
    assert unreadable_line(text, matcher.ranking_of(text), WORDS) == ""


def test_only_a_bot_that_speaks_english_declines_other_languages(matcher: Matcher) -> None:
    assert unreadable_line("自行车多少钱", matcher.ranking_of("自行车多少钱"), words_in("zh")) == ""
