"""Writes docs/coverage.md: two tables, from the lists of tests/data and the shipped knowledge (`make coverage`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from bot.knowledge import load_knowledge

DATA = Path(__file__).resolve().parent.parent / "tests" / "data"
PAGE = Path(__file__).with_name("coverage.md")
OUT = "out: "

INTRODUCTION = """\
# Coverage

{statements} statements of the article that the project began with are answered by {entries} entries; of {facts} facts
of the research notes {covered} are answered and {out} are left out, each with its reason.

Written by `make coverage` from `tests/data/article.yaml` and `tests/data/facts.yaml`; `evbot show ID` shows an entry.
The research notes are no part of the repository: a fact stands here by its id.
"""


def main() -> None:
    PAGE.write_text(coverage_page(), encoding="utf-8")
    print(PAGE)


def coverage_page() -> str:
    """Return the whole page. Raises KeyError where a list names an entry that the knowledge does not have."""
    article = _read("article.yaml")
    facts = _read("facts.yaml")
    knowledge = load_knowledge()
    topics = {entry.id: entry.topic for entry in (*knowledge.entries, *knowledge.cells)}
    statements = [statement for section in article.values() for statement in section]
    out = sum(target.startswith(OUT) for target in facts.values())
    introduction = INTRODUCTION.format(
        statements=len(statements),
        entries=len({entry for statement in statements for entry in statement["entries"]}),
        facts=len(facts),
        covered=len(facts) - out,
        out=out,
    )
    said = ((statement["says"], _codes(statement["entries"])) for statement in statements)
    return "\n".join(
        [
            introduction,
            "## The article",
            *_table(("statement", "answered by"), said),
            "",
            "## The facts, by the topic of the entry",
            *_table(("topic", "fact", "answered by"), _fact_rows(facts, topics)),
            "",
        ]
    )


def _read(name: str) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((DATA / name).read_text(encoding="utf-8"))
    return content


def _fact_rows(facts: Mapping[str, str], topics: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """By topic, within it in the order of the list; what is left out comes last."""
    answered = [
        (topics[target], _code(fact), _code(target)) for fact, target in facts.items() if not target.startswith(OUT)
    ]
    left_out = [
        ("left out", _code(fact), target.removeprefix(OUT)) for fact, target in facts.items() if target.startswith(OUT)
    ]
    return sorted(answered, key=lambda row: row[0]) + left_out


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    return [_row(heads), "|" + "---|" * len(heads), *map(_row, rows)]


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |"


def _codes(ids: Iterable[str]) -> str:
    return ", ".join(map(_code, ids))


def _code(text: str) -> str:
    return f"`{text}`"


if __name__ == "__main__":
    main()
