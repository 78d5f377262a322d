"""What is typed on Discord, as the words that are meant."""

from __future__ import annotations

import pytest

from adapters.discord_bot.reading import to_text


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        pytest.param("thanks <:kekw:12345>", "thanks", id="emoji"),
        pytest.param("<a:loaf:12345> price of **rye** bread", "price of rye bread", id="moving-emoji-and-marks"),
        pytest.param("<@12345> at 10:30:00", "at 10:30:00", id="mention-and-time"),
    ],
)
def test_marks_mentions_and_emoji_are_no_words(typed: str, words: str) -> None:
    assert to_text(typed) == words
