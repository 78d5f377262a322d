"""`adapters/terminal/answering.py`: whatever is asked, one valid line of JSON or readable text comes out."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.terminal import World
from adapters.terminal.answering import Answering, to_text
from adapters.terminal.json_form import without_half_characters
from adapters.terminal.session import Session
from bot import Bot

words = st.sampled_from(
    ("rye", "bread", "price", "2025", "loaves", "?", "🥖", "\u202e", "\x00", "\ud800", "how", "410k")
)
any_text = st.text(st.characters(exclude_categories=[])) | st.lists(words, max_size=12).map(" ".join)


def written(bot: Bot, *lines: str, as_json: bool, why: bool = False) -> str:
    out = io.StringIO()
    session = Session(World({}, Path(".env"), io.BytesIO(), out, io.StringIO()))
    session.as_json = as_json
    answering = Answering(session, bot, why=why)
    for line in lines:
        answering.answer(line)
    return out.getvalue()


@given(text=any_text)
def test_any_question_makes_one_valid_line(baker: Bot, text: str) -> None:
    out = written(baker, text, as_json=True, why=True)

    reply = json.loads(out.encode("utf-8"))
    assert out.count("\n") == 1
    assert reply["question"] == without_half_characters(text)
    assert reply["outcome"] in ("answer", "clarify", "unknown")
    assert (reply["answer"] is not None) == (reply["outcome"] == "answer")
    assert len(reply["choices"]) <= 3
    assert len(reply["matches"]) <= 5
    assert 0 <= reply["confidence"] <= 1
    assert reply["message"].strip()


@given(turns=st.lists(any_text, min_size=2, max_size=5))
def test_any_conversation_gets_a_reply_a_turn(baker: Bot, turns: list[str]) -> None:
    out = written(baker, *turns, as_json=True)

    assert [json.loads(line)["question"] for line in out.removesuffix("\n").split("\n")] == list(
        map(without_half_characters, turns)
    )


@given(text=any_text)
def test_any_question_gets_readable_text(baker: Bot, text: str) -> None:
    out = written(baker, text, as_json=False)

    assert out.strip()
    assert "\x1b" not in out


def test_an_exact_question_is_answered_whatever_its_case(baker: Bot) -> None:
    reply = json.loads(written(baker, "WHAT does a loaf of RYE bread cost", as_json=True))

    assert reply["answer"]["id"] == "rye-price"


def test_a_blank_line_stands_between_two_replies(baker: Bot) -> None:
    one = written(baker, "opening hours", as_json=False)
    two = written(baker, "opening hours", "opening hours", as_json=False)

    assert two == f"{one}\n{one}"


@pytest.mark.parametrize(
    ("line", "text"),
    [
        pytest.param(b"rye?\n", "rye?", id="unix"),
        pytest.param(b"rye?\r\n", "rye?", id="windows"),
        pytest.param(b"rye?", "rye?", id="last-line"),
        pytest.param(b"rye\r?\n", "rye\r?", id="return-inside"),
        pytest.param("rye\u2028oat\n".encode(), "rye\u2028oat", id="line-separator-inside"),
        pytest.param(b"ry\xff?\n", "ry\ufffd?", id="not-utf-8"),
        pytest.param(b"\n", "", id="empty"),
    ],
)
def test_a_line_ends_at_the_line_feed_only(line: bytes, text: str) -> None:
    assert to_text(line) == text
