"""What people say around a question is cut off."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.chatter import without_chatter
from bot.matching import normalise


@pytest.mark.parametrize(
    ("text", "language", "question"),
    [
        pytest.param("hi guys, how far does it go pls", "en", "how far does it go", id="before and behind"),
        pytest.param("honestly how far does it go, be honest?", "en", "how far does it go?", id="the mark stays"),
        pytest.param("Can somebody tell me the price\nof it, Sir", "en", "the price\nof it", id="two lines"),
        pytest.param("hey all, how far does it go, anyone?", "en", "how far does it go?", id="parted from it"),
        pytest.param("Hallo, weiß jemand, wie weit er fährt?", "de", "wie weit er fährt?", id="German"),
        pytest.param("hola, ¿cuánto cuesta, por favor?", "es", "¿cuánto cuesta?", id="Spanish"),
        pytest.param("Bonjour, combien coûte-t-il s'il vous plaît ?", "fr", "combien coûte-t-il?", id="French"),
        pytest.param("请问百灵多少钱，谢谢", "zh", "百灵多少钱", id="Chinese"),
    ],
)
def test_what_is_said_around_a_question_is_no_part_of_it(text: str, language: str, question: str) -> None:
    assert without_chatter(text, language) == question


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("hi there", id="a greeting"),
        pytest.param("thanks bro", id="thanks"),
        pytest.param("sorry, the red one", id="a correction"),
        pytest.param("and how many right now", id="a time"),
        pytest.param("all versions of the Lark", id="a word that also opens a question"),
        pytest.param("did it hurt anyone?", id="a word that also closes a question"),
        pytest.param("my friend has a Lark", id="told of somebody"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_is_said_for_its_own_sake_stays(text: str) -> None:
    assert without_chatter(text, "en") == text


@given(st.text(max_size=300), st.sampled_from(["en", "de", "es", "fr", "zh", "xx"]))
def test_of_any_text_a_run_of_words_is_left(text: str, language: str) -> None:
    left, words = normalise(without_chatter(text, language)), normalise(text)

    assert any(words[at : at + len(left)] == left for at in range(len(words) + 1))
