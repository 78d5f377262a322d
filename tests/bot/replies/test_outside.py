"""A line out of scope is never answered, however near an entry comes to it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from shops import HOURS, OAT, RYE, asked, bot_of, talk

from bot import Bot
from bot.model import Accepted, Outcome, Reply

LINE = "How much is a loaf of spelt bread?"
LINES = (LINE, "Do you sell rye rolls?", "opening hours", "and on Sundays?")


@pytest.fixture(scope="module")
def bakery() -> Bot:
    return bot_of(replace(RYE, follow_ups=(("opening-hours", ("and on sundays",)),)), OAT, HOURS, out_of_scope=LINES)


def is_plain_unknown(reply: Reply, bot: Bot) -> bool:
    return reply.outcome is Outcome.UNKNOWN and not reply.choices and reply.message.startswith(bot.words.unknown)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(LINE, id="word for word"),
        pytest.param("how much is a loaf of spelt bread", id="in another spelling"),
        pytest.param("howmuch is a loaf of spelt bread", id="with a mistake"),
        pytest.param("My aunt is here. How much is a loaf of spelt bread?", id="behind a remark"),
        pytest.param("do you sell rye rolls", id="near an entry"),
    ],
)
def test_a_line_out_of_scope_is_not_known(bakery: Bot, text: str) -> None:
    assert is_plain_unknown(bakery.answer(asked(text)), bakery)


def test_it_is_not_known_in_a_conversation_either(bakery: Bot) -> None:
    answered, line, after = talk(bakery, "price of rye", LINE, "opening hours")

    assert answered.answer is not None
    assert is_plain_unknown(line, bakery)
    assert after.answer is not None


def test_a_follow_up_that_was_noted_wins_over_the_same_line(bakery: Bot) -> None:
    alone = bakery.answer(asked("and on Sundays?"))
    _, noted = talk(bakery, "price of rye", "and on Sundays?")

    assert is_plain_unknown(alone, bakery)
    assert noted.answer is not None
    assert noted.answer.id == "opening-hours"


def test_beside_another_question_only_that_one_is_answered(bakery: Bot) -> None:
    reply = bakery.answer(asked(f"What does rye bread cost? {LINE}"))

    assert reply.answer is not None
    assert (reply.answer.id, reply.also) == ("rye-price", ())


def test_a_way_of_asking_wins_over_the_same_line(bakery: Bot) -> None:
    reply = bakery.answer(asked("opening hours"))

    assert reply.answer is not None
    assert reply.answer.id == "opening-hours"


def test_what_a_curator_accepted_wins_over_the_same_line(bakery: Bot) -> None:
    reply = bakery.with_accepted(Accepted(((LINE, "rye-price"),))).answer(asked(LINE))

    assert reply.answer is not None
    assert reply.answer.id == "rye-price"
