"""What is declined gets a line of its own."""

from __future__ import annotations

import pytest

from bot.matching import Matcher
from bot.replies import decline, wording


def line(matcher: Matcher, text: str, language: str = "en") -> str:
    return decline(text, matcher.look(text), language, matcher.kinds)


@pytest.mark.parametrize(
    "text",
    [
        "should I buy shares of two wheels",
        "should we wait for the next comet?",
        "is two wheels a good investment",
        "would you invest in them",
        "do you recommend the lark",
        "price prediction for 2030",
    ],
)
def test_advice(matcher: Matcher, text: str) -> None:
    assert line(matcher, text) == wording.ADVICE


@pytest.mark.parametrize(
    "text",
    [
        "is she married",
        "what is the home address of the founder",
        "how many children does he have",
        "his religion?",
        "ada moss's husband",
    ],
)
def test_private_matters(matcher: Matcher, text: str) -> None:
    assert line(matcher, text) == wording.PRIVATE


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
    assert line(matcher, text) == wording.LANGUAGE.format(language="English")


@pytest.mark.parametrize("text", ["🚲", "?!", "\u202e", "..."])
def test_noise(matcher: Matcher, text: str) -> None:
    assert line(matcher, text) == wording.NOISE


@pytest.mark.parametrize(
    "text",
    [
        "how high is the tower",
        "die casting of the frame",
        "what is a son et lumiere show",
        "is it worth a visit",
        "does the shop have a kids corner",
        "can I bring my dog",
        "should I charge the battery to 100 percent",
        "which instance should I join",
        "did the shop buy shares of a rival",
    ],
)
def test_anything_else_is_plainly_not_known(matcher: Matcher, text: str) -> None:
    assert line(matcher, text) == wording.UNKNOWN


def test_only_a_bot_that_speaks_english_declines_other_languages(matcher: Matcher) -> None:
    assert line(matcher, "自行车多少钱", "zh") == wording.UNKNOWN
