"""Names of commands in each language, fit for the platforms."""

from __future__ import annotations

import re

import pytest

from bot.knowledge import languages, words_in


def test_a_language_that_is_not_spoken_is_english() -> None:
    assert words_in("de-AT").commands["ask"] == "fragen"
    assert words_in("fi").commands["ask"] == words_in().commands["ask"] == "ask"


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("key", words_in().commands)
def test_every_name_and_description_fits(key: str, language: str) -> None:
    found = words_in(language).commands[key]

    if key.endswith(".about") and key != "about":
        assert 1 <= len(found) <= 100
    elif key in ("answer_this", "make_answer"):
        assert 1 <= len(found) <= 24
    else:
        assert re.fullmatch(r"[\w-]{1,32}", found)
        assert found == found.lower()


@pytest.mark.parametrize("language", languages())
def test_no_two_commands_have_one_name(language: str) -> None:
    names = [name for key, name in words_in(language).commands.items() if "." not in key]

    assert len(set(names)) == len(names)
