"""Names of commands in each language, fit for the platforms."""

from __future__ import annotations

import re

import pytest

from bot.pages import LANGUAGES, word
from bot.pages.names import KEYS


def test_a_language_without_a_column_is_english() -> None:
    assert word("ask", "de-AT") == "fragen"
    assert word("ask", "fr") == word("ask") == "ask"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", KEYS)
def test_every_name_and_description_fits(key: str, language: str) -> None:
    found = word(key, language)

    if key.endswith(".about") and key != "about":
        assert 1 <= len(found) <= 100
    elif key == "answer_this":
        assert 1 <= len(found) <= 24
    else:
        assert re.fullmatch(r"[\w-]{1,32}", found)
        assert found == found.lower()
