"""From a file of each format to an answer: what is imported has no error, and is found in other words."""

from __future__ import annotations

from pathlib import Path

import pytest
from shops import asked

from bot import Bot
from bot.evaluation import left_out_findings
from bot.importing import import_file
from bot.knowledge import inspect_knowledge, with_small_talk
from bot.matching.compiling import compile_index
from bot.model import Severity

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "imports"
FORMATS = (
    "faq.md",
    "faq.html",
    "faq.csv",
    "plain.tsv",
    "qna-maker.tsv",
    "qna-maker.json",
    "question-answering.json",
    "qnabot.json",
    "rasa",
    "agent",
    "botpress.csv",
    "botpress.json",
    "zendesk.json",
    "zendesk.csv",
)


COMPILED = ("faq.html", "qnabot.json", "rasa", "zendesk.csv")
"""Those that are compiled in every run: a page, JSON, a folder and a table; the others when soaking."""


@pytest.mark.parametrize("name", FORMATS)
def test_what_is_imported_has_no_error(name: str, folder: Path) -> None:
    import_file(SAMPLES / name, folder)
    knowledge, found = inspect_knowledge(folder)

    assert knowledge is not None
    assert [one for one in found if one.severity is Severity.ERROR] == []


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=() if name in COMPILED else pytest.mark.soak) for name in FORMATS],
)
def test_what_is_imported_answers(name: str, folder: Path) -> None:
    import_file(SAMPLES / name, folder)
    knowledge, _ = inspect_knowledge(folder)
    assert knowledge is not None
    bot = Bot(compile_index(with_small_talk(knowledge)))

    reply = bot.answer(asked("when may I arrive"))

    assert [one for one in left_out_findings(bot.index) if one.severity is Severity.ERROR] == []
    assert reply.answer is not None
    assert reply.answer.id == "when-can-i-arrive"
    assert "14:00" in reply.answer.text


def test_every_sample_is_asked() -> None:
    assert {*FORMATS, "pool.csv"} == {path.name for path in SAMPLES.iterdir()}
