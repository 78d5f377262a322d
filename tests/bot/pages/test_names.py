"""Names of commands in each language, fit for the platforms."""

from __future__ import annotations

import re

import pytest

from bot.knowledge import languages, words_in
from bot.pages import word


def test_a_language_that_is_not_spoken_is_english() -> None:
    assert word("ask", "de-AT") == "fragen"
    assert word("ask", "fi") == word("ask") == "ask"


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("key", words_in().commands)
def test_every_name_and_description_fits(key: str, language: str) -> None:
    found = word(key, language)

    if key.endswith(".about") and key != "about":
        assert 1 <= len(found) <= 100
    elif key in ("answer_this", "make_answer"):
        assert 1 <= len(found) <= 24
    else:
        assert re.fullmatch(r"[\w-]{1,32}", found)
        assert found == found.lower()
