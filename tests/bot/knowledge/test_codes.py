"""The codes of findings against their table in docs/knowledge.md."""

from __future__ import annotations

import re
from pathlib import Path

from bot.knowledge.findings import Code, did_you_mean, shown

DOCS = Path(__file__).parents[3] / "docs" / "knowledge.md"
ROW = re.compile(r"^\| (KB\d{3}) \| (\w+) \| .+ \| .+ \|$", re.MULTILINE)


def test_every_code_is_explained_with_its_severity() -> None:
    rows = ROW.findall(DOCS.read_text(encoding="utf-8"))

    assert rows == [(code.value, code.severity.value) for code in Code]


def test_a_misspelt_word_finds_its_like_and_a_strange_one_nothing() -> None:
    keys = ("question", "answer", "about")

    assert did_you_mean("answr", keys, "remove it") == "did you mean answer?"
    assert did_you_mean("answr", keys, "remove it", '"{}"') == 'did you mean "answer"?'
    assert did_you_mean("colour", keys, "remove it") == "remove it"
    assert did_you_mean("a" * 100_000, ("answer",), "remove it") == "remove it"


def test_a_quoted_text_is_one_short_line() -> None:
    assert shown("a\nb\x00\ud800") == '"a b"'
    assert len(shown("x" * 500)) < 70
