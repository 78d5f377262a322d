"""A folder with defects of all kinds, each marked by its code in the file: all are found in one pass, and no other."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from bot.knowledge import inspect_knowledge
from bot.model import Severity

PLANTED = Path(__file__).parent / "planted"
MARK = re.compile(r"# (KB\d{3}(?:, KB\d{3})*)")


def planted() -> set[tuple[str, str, int]]:
    """The marks: each stands in the line that its finding names, or in the line above it."""
    marks = set()
    for file in PLANTED.rglob("*.yaml"):
        for number, line in enumerate(file.read_text(encoding="utf-8").split("\n"), start=1):
            match = MARK.search(line)
            for code in match[1].split(", ") if match else ():
                above = line.lstrip().startswith("#")
                marks.add((code, file.relative_to(PLANTED).as_posix(), number + above))
    return marks


def test_every_planted_defect_is_found_in_its_line_and_nothing_else() -> None:
    found = inspect_knowledge(PLANTED, today=date(2026, 11, 25))[1]

    assert {(one.code, one.place.file, one.place.line) for one in found} == planted()


def test_at_least_twenty_different_defects_are_planted() -> None:
    assert len({code for code, _, _ in planted()}) >= 35


def test_the_worst_come_first() -> None:
    found = inspect_knowledge(PLANTED, today=date(2026, 11, 25))[1]
    order = [list(Severity).index(one.severity) for one in found]

    assert order == sorted(order)
    assert {one.severity for one in found} == set(Severity)


def test_each_says_in_one_line_where_and_what_to_do() -> None:
    for one in inspect_knowledge(PLANTED, today=date(2026, 11, 25))[1]:
        assert re.fullmatch(r"[\w./-]+\.yaml:\d+: KB\d{3} .+; .+", str(one))
