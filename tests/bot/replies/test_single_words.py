"""Messages of one word: a subject has its overview, else the bot asks back, and a model has its own answer."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from benchmarks.asking import replies_to
from bot import Bot
from bot.model import Outcome, Question

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("word", "id"),
    [
        ("models", "models"),
        ("prices?", "price-list"),
        ("rivals", "car-rivals"),
        ("history", "car-history-timeline"),
        ("warranty", "su7-warranty"),
        ("batteries", "battery-sizes"),
    ],
)
def test_a_subject_gets_its_overview(shipped: Bot, word: str, id: str) -> None:
    reply = shipped.answer(Question(word, asked_at=NOW))

    assert reply.answer is not None
    assert reply.answer.id == id


def test_a_question_about_a_single_word_asks_for_one_thing(shipped: Bot) -> None:
    reply = shipped.answer(Question("wat is a erev", asked_at=NOW))

    assert reply.answer is not None
    assert reply.answer.id == "term-erev"


@pytest.mark.parametrize("word", ["brakes", "discount", "suppliers"])
def test_a_word_that_asks_for_no_one_thing_is_asked_back_about(shipped: Bot, word: str) -> None:
    assert shipped.answer(Question(word, asked_at=NOW)).outcome is Outcome.CLARIFY


@pytest.mark.parametrize(
    ("turns", "id"),
    [
        (("what is the yu7?", "price?"), "yu7-price"),
        (("what is the yu7?", "warranty?"), "yu7-warranty"),
        (("what is the su7?", "range"), "su7-range"),
    ],
)
def test_behind_an_answer_it_asks_about_the_model_if_that_has_an_answer(
    shipped: Bot, turns: tuple[str, ...], id: str
) -> None:
    *_, reply = replies_to(shipped, turns)

    assert reply.answer is not None
    assert reply.answer.id == id
