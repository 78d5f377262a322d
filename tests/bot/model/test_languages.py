"""The bot's own words in each language: complete, with the same placeholders, and written as it writes."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from bot.knowledge import languages, with_small_talk, words_in
from bot.model import Knowledge, Manifest

ENGLISH = words_in("en")
TABLES = tuple(name for name in ENGLISH.__dataclass_fields__ if name != "sentences")
NAMES = (*TABLES, *ENGLISH.sentences)
OWN_KEYS = ("comparatives",)
"""Units are called otherwise elsewhere."""
OTHERS = [code for code in languages() if code != "en"]

ROOT = Path(__file__).resolve().parents[3]
OTHER_WORDS = ("conversation", "curating", "growing", "importing", "matching")
"""Groups in which `words` are those of a question."""
BY_PART = re.compile(r"figures_(?:rose|fell|held)")
"""Their names are put together."""


def attributes() -> Iterator[tuple[str, str, str]]:
    """All in the code: the group, the last name before the dot, and that behind it."""
    for file in (*ROOT.glob("bot/**/*.py"), *ROOT.glob("adapters/**/*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute):
                of = re.search(r"(\w+)(?:\(.*\))?$", ast.unparse(node.value))
                yield file.relative_to(ROOT).parts[1], of[1] if of else "", node.attr


def placeholders(value: Any) -> list[Any]:
    if isinstance(value, str):
        return sorted(set(re.findall(r"\{(\w+)\}", value)))
    if isinstance(value, Mapping):
        return [(key, placeholders(one)) for key, one in value.items()]
    return [placeholders(one) for one in value]


def test_the_languages_are_those_that_are_promised() -> None:
    assert languages() == ("de", "en", "es", "fr", "zh")


def test_the_code_says_all_sentences_and_no_others() -> None:
    found = list(attributes())
    said = {name for group, of, name in found if of in ("words", "_words", "words_in") and group not in OTHER_WORDS}
    used = {name for _, _, name in found}

    assert sorted(name for name in said if not hasattr(ENGLISH, name)) == []
    assert [name for name in ENGLISH.sentences if name not in used and not BY_PART.fullmatch(name)] == []


@pytest.mark.parametrize("code", OTHERS)
def test_a_translation_has_the_same_sentences(code: str) -> None:
    assert words_in(code).sentences.keys() == ENGLISH.sentences.keys()


@pytest.mark.parametrize("code", OTHERS)
def test_a_translation_fills_in_the_same(code: str) -> None:
    words = words_in(code)
    names = [name for name in NAMES if name not in OWN_KEYS]

    assert [name for name in names if placeholders(getattr(words, name)) != placeholders(getattr(ENGLISH, name))] == []


@pytest.mark.parametrize("code", OTHERS)
def test_hardly_a_sentence_is_left_in_english(code: str) -> None:
    words = words_in(code)
    long = [name for name in NAMES if isinstance(getattr(ENGLISH, name), str) and len(getattr(ENGLISH, name)) > 30]

    assert [name for name in long if getattr(words, name) == getattr(ENGLISH, name)] == []


@pytest.mark.parametrize("code", languages())
def test_there_is_small_talk(code: str) -> None:
    held = with_small_talk(Knowledge(Manifest(language=code))).entries

    about_the_bot = ["who-are-you", "help", "again", "bye"]
    assert [one.id for one in held] == ["hello", "thanks", "praise", "agreed", "sorry", "wrong", *about_the_bot]
    assert all(len(one.phrasings) >= 6 for one in held)
    wrong = next(one for one in held if one.id == "wrong")
    assert words_in(code).not_what_i_meant in wrong.answer


def test_no_small_talk_in_a_language_that_is_not_spoken() -> None:
    assert with_small_talk(Knowledge(Manifest(language="fi"))).entries == ()


@pytest.mark.parametrize(
    ("code", "number", "date", "listed"),
    [
        pytest.param("en", "1,234.5", "3 May 2025", "a, b and c", id="en"),
        pytest.param("de-AT", "1.234,5", "3. Mai 2025", "a, b und c", id="de"),
        pytest.param("es", "1.234,5", "3 de mayo de 2025", "a, b y c", id="es"),
        pytest.param("fr", "1\u202f234,5", "3 mai 2025", "a, b et c", id="fr"),
        pytest.param("zh-CN", "1,234.5", "2025年5月3日", "a、b和c", id="zh"),
    ],
)
def test_numbers_dates_and_lists_are_written_as_elsewhere(code: str, number: str, date: str, listed: str) -> None:
    words = words_in(code)

    assert words.number(1234.5) == number
    assert words.date("2025-05-03") == date
    assert words.facet("month", "2025-05") == words.date("2025-05")
    assert words.listed(("a", "b", "c")) == listed
