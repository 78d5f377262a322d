"""What marks a text as a follow-up."""

from __future__ import annotations

import pytest

from bot.conversation.followup import leans
from bot.matching.language.text import normalise


@pytest.mark.parametrize(
    ("text", "leaning"),
    [
        pytest.param("and how long does that take when the shop is full of people?", True, id="it begins with a cue"),
        pytest.param("what colour is it", True, id="it is short"),
        pytest.param("how many people can get into it when it rains outside", True, id="it points back"),
        pytest.param("how far is the way from there to the shop in the old town", True, id="there is a place"),
        pytest.param("is there any discount on bikes for students of the art school", False, id="there is no place"),
        pytest.param("how many bikes did the shop in the old town sell in 2025", False, id="it stands for itself"),
    ],
)
def test_a_text_leans_on_what_was_said(text: str, leaning: bool) -> None:
    assert leans(normalise(text), text, "en") is leaning
