"""What the bot must know: each statement of the article and each fact of the research notes has its entry."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.knowledge import load_knowledge

ROOT = Path(__file__).resolve().parent.parent
OUT = "out:"


@pytest.fixture(scope="module")
def known() -> frozenset[str]:
    """Answers that can be given: entries, series and their figures."""
    knowledge = load_knowledge(None)
    return frozenset(entry.id for entry in (*knowledge.entries, *knowledge.cells))


@pytest.fixture(scope="module")
def statements() -> list[dict[str, Any]]:
    return [statement for section in _read("article.yaml").values() for statement in section]


@pytest.fixture(scope="module")
def facts() -> dict[str, str]:
    return _read("facts.yaml")


def test_every_statement_of_the_article_has_an_entry(statements: list[dict[str, Any]], known: frozenset[str]) -> None:
    unknown = {entry for statement in statements for entry in statement["entries"]} - known

    assert not unknown
    assert all(statement["entries"] for statement in statements)


def test_every_statement_says_something_once(statements: list[dict[str, Any]]) -> None:
    said = [statement["says"].strip() for statement in statements]

    assert all(said)
    assert len(set(said)) == len(said)
    assert all(statement.keys() == {"says", "entries"} for statement in statements)


def test_every_fact_has_an_entry_or_a_reason(facts: dict[str, str], known: frozenset[str]) -> None:
    astray = {fact: target for fact, target in facts.items() if not target.startswith(OUT) and target not in known}
    without_reason = [fact for fact, target in facts.items() if target.startswith(OUT) and len(target.split()) < 3]

    assert not astray
    assert not without_reason


def test_every_fact_is_listed_once(facts: dict[str, str]) -> None:
    lines = (ROOT / "tests" / "data" / "facts.yaml").read_text(encoding="utf-8").splitlines()
    listed = [line for line in lines if line and not line.startswith("#")]

    assert len(listed) == len(facts) == 828


def test_the_page_of_coverage_is_up_to_date() -> None:
    page = (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8")

    assert page == runpy.run_path(str(ROOT / "docs" / "coverage.py"))["coverage_page"](), "run `make coverage`"


def _read(name: str) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((ROOT / "tests" / "data" / name).read_text(encoding="utf-8"))
    return content
