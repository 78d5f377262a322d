"""`adapters/terminal/json_form.py`: the keys of the contract, and one valid line whatever the text."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from adapters.terminal.json_form import finding_form, reply_form, to_line, without_half_characters
from bot.model import (
    Answer,
    Candidate,
    Choice,
    Finding,
    Match,
    Outcome,
    Place,
    Refusal,
    Reply,
    Severity,
    Source,
    Why,
)

RYE = Answer(
    id="rye",
    topic="bread",
    question="What does rye bread cost?",
    text="**4.20**",
    as_of="2025-12",
    sources=(Source("The Baker", url="https://a.example"),),
    related=("oat",),
)


def form_of(reply: Reply, elapsed: float = 0.0) -> dict[str, Any]:
    form: dict[str, Any] = json.loads(to_line(reply_form(reply, elapsed)))
    return form


any_text = st.text(st.characters(exclude_categories=[]))


def test_an_answer_has_the_keys_of_the_contract() -> None:
    reply = Reply(
        Outcome.ANSWER, "rye?", "**4.20**", confidence=0.9, answer=RYE, matches=(Match("rye", RYE.question, 0.9, 12.0),)
    )

    form = form_of(reply, elapsed=0.0123456)

    assert form == {
        "question": "rye?",
        "outcome": "answer",
        "confidence": 0.9,
        "answer": json.loads(to_line(RYE)),
        "choices": [],
        "matches": [{"id": "rye", "question": "What does rye bread cost?", "confidence": 0.9}],
        "message": "**4.20**",
        "also": [],
        "elapsed_ms": 12.346,
    }
    assert json.loads(to_line(RYE)) == {
        "id": "rye",
        "topic": "bread",
        "question": "What does rye bread cost?",
        "text": "**4.20**",
        "as_of": "2025-12",
        "stale": False,
        "sources": [{"publisher": "The Baker", "title": None, "url": "https://a.example", "published": None}],
        "related": ["oat"],
        "chart": None,
        "figure": None,
    }


def test_choices_come_with_no_answer() -> None:
    reply = Reply(Outcome.CLARIFY, "bread", "Which?", choices=(Choice("rye", "Rye?"), Choice("oat", "Oat?")))

    form = form_of(reply)

    assert form["answer"] is None
    assert form["choices"] == [{"id": "rye", "question": "Rye?"}, {"id": "oat", "question": "Oat?"}]


def test_why_is_there_only_where_it_was_asked_for() -> None:
    why = Why(
        understood="rye price",
        repaired=(("ry", "rye"),),
        synonyms=(("cost", "price"),),
        facets=(("year", "2024"), ("year", "2025")),
        refused=(Refusal("oat", "grain"),),
        threshold=0.6,
        candidates=(Candidate("rye", "price of rye", (("words", 1.0), ("letters", 0.5)), 1.5, 0.9),),
    )

    without = form_of(Reply(Outcome.UNKNOWN, "ry", ""))
    with_why = form_of(Reply(Outcome.UNKNOWN, "ry", "", why=why))

    assert "why" not in without
    assert with_why["why"] == {
        "understood": "rye price",
        "repaired": [["ry", "rye"]],
        "synonyms": [["cost", "price"]],
        "facets": {"year": "2024, 2025"},
        "refused": [{"id": "oat", "facet": "grain"}],
        "threshold": 0.6,
        "candidates": [
            {
                "id": "rye",
                "phrasing": "price of rye",
                "parts": {"words": 1.0, "letters": 0.5},
                "score": 1.5,
                "confidence": 0.9,
            }
        ],
    }


def test_a_finding_has_the_keys_of_the_contract() -> None:
    finding = Finding("KB012", Severity.WARNING, Place("a.yaml", 3), None, "is odd", "make it even")

    assert finding_form(finding) == {
        "code": "KB012",
        "severity": "warning",
        "file": "a.yaml",
        "line": 3,
        "entry": None,
        "message": "is odd",
        "remedy": "make it even",
    }


@given(any_text, any_text)
def test_any_text_makes_one_valid_line(question: str, message: str) -> None:
    line = to_line(reply_form(Reply(Outcome.UNKNOWN, question, message), elapsed=0.0))

    assert "\n" not in line
    form = json.loads(line.encode("utf-8"))
    assert form["question"] == without_half_characters(question)
    assert form["message"] == without_half_characters(message)


@given(st.text())
def test_whole_text_stays_as_it_is(text: str) -> None:
    assert without_half_characters(text) == text


def test_half_a_character_is_replaced() -> None:
    assert without_half_characters("a\ud83db") == "a\ufffdb"
