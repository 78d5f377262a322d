"""wording.yaml: sentences of a knowledge base that stand before the bot's own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.knowledge import inspect_knowledge, words_in, words_of
from bot.model import Finding, Knowledge

Inspect = Callable[..., tuple[Finding, ...]]
BREAD = "entries: [{id: rye, question: What does rye cost?, answer: Four euros.}]\n"


def test_a_sentence_of_its_own_stands_before_that_of_the_language(write: Callable[[dict[str, str]], Path]) -> None:
    knowledge, found = inspect_knowledge(write({"bread.yaml": BREAD, "wording.yaml": "unknown: No idea, sorry.\n"}))

    assert found == ()
    assert isinstance(knowledge, Knowledge)
    assert words_of(knowledge).unknown == "No idea, sorry."
    assert words_of(knowledge).clarify == words_in("en").clarify


@pytest.mark.parametrize(
    ("line", "code", "says"),
    [
        pytest.param("bussy: Later.", "KB011", 'did you mean "busy"?', id="unknown key"),
        pytest.param("stale: From {dat}.", "KB211", "it may hold: {date}", id="unknown placeholder"),
        pytest.param("unknown: I {don't} know.", "KB211", "a brace that belongs to no placeholder", id="stray brace"),
        pytest.param("unknown: 'No {0[x]}'", "KB211", "placeholders are: none", id="a brace that would be filled in"),
        pytest.param("stale: It is old.", "KB430", "does not hold {date}", id="missing placeholder"),
        pytest.param("unknown: ''", "KB109", "`unknown` is empty", id="empty"),
        pytest.param("unknown: [a, b]", "KB012", "write a text", id="no text"),
        pytest.param("months: [a]", "KB011", "is unknown", id="a list that is no sentence"),
    ],
)
def test_says_which_line_is_wrong(line: str, code: str, says: str, inspect: Inspect) -> None:
    found = inspect(BREAD, wording=f"# Ours.\n{line}\n")

    assert code in {one.code for one in found}
    assert any(says in str(one) and str(one).startswith("wording.yaml:2: ") for one in found)


def test_a_sentence_stands_in_one_file(write: Callable[[dict[str, str]], Path]) -> None:
    files = {"bread.yaml": BREAD, "wording.yaml": "unknown: No.\n", "wording.json": '{"unknown": "Never."}'}

    (found,) = inspect_knowledge(write(files))[1]

    assert found.code == "KB351"
    assert "wording.json:1" in found.message


def test_a_language_that_is_not_spoken_is_told(inspect: Inspect) -> None:
    (found,) = inspect(BREAD, knowledge="version: 1\nlanguage: fi\n")

    assert found.code == "KB431"
    assert str(found).startswith("knowledge.yaml:1: ")
    assert "in English" in found.message
    assert "wording.yaml" in found.remedy
