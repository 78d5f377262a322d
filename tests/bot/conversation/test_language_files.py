"""The files of the languages hold the lists and patterns that are read, and no others."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from bot.conversation.asking import AskingPart
from bot.conversation.language_files import ListName, PatternName, language_file
from bot.knowledge import languages

NAMES = {
    "turns": {*get_args(ListName)},
    "conversation": {*get_args(PatternName)} - {"corrects"},
    "asking": {*get_args(AskingPart)},
}


@pytest.mark.parametrize("code", languages())
def test_no_name_is_misspelt(code: str) -> None:
    for table, names in NAMES.items():
        assert language_file(code)[table].keys() <= names


def test_english_holds_them_all() -> None:
    assert {table: {*language_file("en")[table]} for table in NAMES} == NAMES


@pytest.mark.parametrize("code", languages())
def test_alternatives_behind_the_beginning_of_a_word_stand_in_brackets(code: str) -> None:
    patterns = [one for cue in language_file(code)["cue"] for one in cue.get("patterns", ())]

    assert [one for one in patterns if one.startswith(r"\b") and "|" in _outside_brackets(one)] == []


def _outside_brackets(pattern: str) -> str:
    left = re.sub(r"\\.|\[[^\]]*\]", "", pattern)
    while (shorter := re.sub(r"\([^()]*\)", "", left)) != left:
        left = shorter
    return left
