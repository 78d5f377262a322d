"""What the shipped knowledge lacks is said to be lacking, and its neighbours are offered: `data/lacking.yaml`.

A row that fails names in `waits` (what it is not said of) or `wrong` (what it is answered with) what would mend it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml
from shops import asked

from bot import Bot
from bot.model import Outcome, Reply

ROWS = Path(__file__).with_name("data") / "lacking.yaml"
TODAY = datetime(2026, 11, 25, 12, tzinfo=UTC)
DENIAL = re.compile(r"\b(?:no|not|none|nothing|neither|never|only)\b|n't\b", re.IGNORECASE)
"""In an answer: how a sentence says that something is not there."""


@dataclass(frozen=True, slots=True)
class Row:
    kind: str
    ask: str
    lacks: str
    has: str
    never: str
    waits: str = ""
    wrong: str = ""


def table(column: str) -> list[object]:
    """All rows; those that have a reason in the column are expected to fail."""
    read = yaml.safe_load(ROWS.read_text(encoding="utf-8"))
    marks = {
        name: pytest.mark.xfail(strict=True, raises=AssertionError, reason=reason)
        for name, reason in read["reasons"].items()
    }
    rows = [Row(kind, **row) for kind, group in read["rows"].items() for row in group]
    causes = [getattr(row, column) for row in rows]
    return [
        pytest.param(row, id=f"{row.kind}: {row.ask}", marks=marks[cause] if cause else ())
        for row, cause in zip(rows, causes, strict=True)
    ]


def found(pattern: str, text: str) -> bool:
    return re.search(pattern, text, re.IGNORECASE) is not None


def plain(reply: Reply) -> str:
    return re.sub(r"[*_`]", "", reply.answer.text) if reply.answer else ""


def says_it_is_lacking(reply: Reply, row: Row) -> bool:
    if reply.outcome is not Outcome.ANSWER:
        return found(row.lacks, reply.line)
    return any(found(row.lacks, one) and DENIAL.search(one) for one in re.split(r"(?<=[.!?:;])\s", plain(reply)))


def offers_a_neighbour(reply: Reply, row: Row) -> bool:
    return found(row.has, "\n".join((plain(reply), *(choice.question for choice in reply.choices))))


@pytest.mark.parametrize("row", table("waits"))
def test_says_what_is_lacking_and_offers_what_there_is(shipped: Bot, row: Row) -> None:
    reply = shipped.answer(asked(row.ask, at=TODAY))

    assert says_it_is_lacking(reply, row), reply.message
    assert offers_a_neighbour(reply, row), reply.message


@pytest.mark.parametrize("row", table("wrong"))
def test_never_answers_with_a_neighbour(shipped: Bot, row: Row) -> None:
    reply = shipped.answer(asked(row.ask, at=TODAY))

    assert says_it_is_lacking(reply, row) or not found(row.never, plain(reply)), reply.message


@pytest.mark.parametrize(
    "text",
    [
        "price of a replacement left headlight for the SU7",
        "how much air goes into the tyres of an SU7",
        "what does a new front bumper for my YU7 cost",
        "weight of one wheel of the SU7 Ultra",
    ],
)
def test_does_not_deny_what_it_holds(shipped: Bot, text: str) -> None:
    assert "found nothing" not in shipped.answer(asked(text, at=TODAY)).line


def test_names_the_year_that_an_answer_does_not_speak_of(shipped: Bot) -> None:
    reply = shipped.answer(asked("how much did xiaomi spend on R&D in 2023 and 2025", at=TODAY))

    assert reply.answer is not None
    assert "To “2023” I have no sure answer." in reply.message
    assert "“2025”" not in reply.message
