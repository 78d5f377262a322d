"""Short turns after any answer: whatever they are taken for, none fails."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

import pytest

from bot import Bot
from bot.model import Context, Question

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
SHORT = (
    "which one was the highest?",
    "the lowest?",
    "how much is that together?",
    "on average?",
    "by how much?",
    "how many times more?",
    "in percent?",
    "what share of all is that?",
    "in euros?",
    "per day?",
    "since then?",
    "when was that?",
    "and the year before?",
    "how did it develop?",
    "more than tesla?",
    "divided by 12",
)
BEFORE = ("buyback-january-2026", "segment-result", "monthly-deliveries", "su7-price", "su7-crash-test-ratings")


def ask_all(bot: Bot, before: Iterable[str]) -> None:
    for id in before:
        told = bot.choose(id, Context(), Question("", asked_at=NOW))
        for short in SHORT:
            then = bot.answer(Question(short, asked_at=NOW), told.context)
            bot.answer(Question("how much is that together?", asked_at=NOW), then.context)


def test_no_short_turn_fails(shipped: Bot, caplog: pytest.LogCaptureFixture) -> None:
    ask_all(shipped, BEFORE)

    assert not caplog.records


@pytest.mark.parametrize(
    ("before", "text", "id"),
    [
        pytest.param("how many bicycles did they sell?", "what is an EREV", "term-erev", id="behind no answer"),
        pytest.param(
            "who designed the su7", "how many robots in the factory", "factory-robots", id="behind an answer on another"
        ),
        pytest.param(
            "What does the cheapest SkyNomad cost?",
            "Dad thinks hidden handles are legal forever, he loves his. From when does China's door handle rule apply?",
            "door-handle-rule-dates",
            id="only what is told beside it leans",
        ),
    ],
)
def test_a_question_that_leans_nowhere_is_answered_as_it_stands(shipped: Bot, before: str, text: str, id: str) -> None:
    first = shipped.answer(Question(before, asked_at=NOW))
    reply = shipped.answer(Question(text, asked_at=NOW), first.context)

    assert reply.answer is not None
    assert reply.answer.id == id


@pytest.mark.soak
def test_no_short_turn_fails_after_any_answer(shipped: Bot, caplog: pytest.LogCaptureFixture) -> None:
    ask_all(shipped, [entry.id for entry in shipped.knowledge.entries])

    assert not caplog.records
