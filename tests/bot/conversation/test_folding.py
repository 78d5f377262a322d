"""White space is folded before anything else reads a text."""

from __future__ import annotations

import pytest

from bot.conversation import folded
from bot.conversation.cleaning import in_plain_words


@pytest.mark.parametrize(
    ("text", "read"),
    [
        pytest.param("  what \t does\u00a0\u3000it cost ", "what does it cost", id="spaces"),
        pytest.param("Hi!\r\n\r\n \n> so they say\nis it?\n", "Hi!\n> so they say\nis it?", id="lines stay lines"),
        pytest.param("pri\u200bce\ufeff", "price", id="no width"),
        pytest.param("👨\u200d👩\u200d👧 ❤\ufe0f", "👨👩👧 ❤", id="emoji"),
        pytest.param("sıx ſeconds, 4 \u212am", "six seconds, 4 Km", id="letters that patterns match"),
        pytest.param("269 900 how much is that", "269,900 how much is that", id="thousands"),
        pytest.param("0 100 km/h in 2026, 7 500 or model 3 500", "0 100 km/h in 2026, 7 500 or model 3 500", id="two"),
        pytest.param("\n\u200b \t", "", id="nothing"),
    ],
)
def test_white_space_is_single(text: str, read: str) -> None:
    assert folded(text) == read


def test_a_question_behind_white_space_is_read() -> None:
    assert folded(" \n" * 50_000 + "what does it cost") == "what does it cost"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        pytest.param("when did it get past 200", "when did it exceed 200", id="a verb"),
        pytest.param("lark + finch+owl", "lark plus finch plus owl", id="a sum"),
        pytest.param("20+ bikes", "20+ bikes", id="so many and more"),
        pytest.param("5 + 7", "5 plus 7", id="numbers"),
        pytest.param("the first 3 mths and 2 wks", "the first 3 months and 2 weeks", id="short words"),
        pytest.param("since the middle of 2025", "since mid 2025", id="half a year"),
    ],
)
def test_what_is_said_otherwise_is_said_plainly(text: str, plain: str) -> None:
    assert in_plain_words(text, "en") == plain
