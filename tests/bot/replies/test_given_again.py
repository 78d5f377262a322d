"""An answer that was given before does not come once more to a message that says much or asks something else, too."""

from __future__ import annotations

import pytest

from bot.bot import Bot
from tests.shops import ids, talk


@pytest.mark.parametrize(
    ("first", "then"),
    [
        pytest.param(
            "How fast does the SU7 Ultra go?",
            "Has anybody ever measured that on a wet road with winter tyres and a trailer behind it?",
            id="top speed",
        ),
        pytest.param(
            "How big is the boot of the YU7?",
            "Does a pram that is a metre long and half a metre wide fit in there when both dogs come along?",
            id="boot",
        ),
    ],
)
def test_it_does_not_come_once_more(shipped: Bot, first: str, then: str) -> None:
    before, reply = talk(shipped, first, then)

    assert before.answer is not None
    assert reply.answer is None


def test_what_else_may_be_meant_is_offered(shipped: Bot) -> None:
    first = "Why could the doors not be opened in the Chengdu crash?"

    _, reply = talk(
        shipped, first, "Dreadful. And the new SU7 of this year, does it have a handle outside that works by hand?"
    )

    assert reply.answer is None
    assert "su7-2026-doors-without-power" in [choice.id for choice in reply.choices]


def test_a_part_that_repeats_words_of_the_answer_does_not_bring_it_back(shipped: Bot) -> None:
    first = "How many recalls have there been?"

    before, reply = talk(shipped, first, "Three recalls? Who else had to recall cars, and is the YU7 in it?")

    assert ids(before) == ["recall-list"]
    assert reply.answer is None


def test_a_short_question_may_ask_for_the_same_answer(shipped: Bot) -> None:
    replies = talk(shipped, "How big is the boot of the YU7?", "and is it bigger with the seats folded?")

    assert ids(*replies) == ["yu7-boot-size", "yu7-boot-size"]


@pytest.mark.parametrize(
    ("first", "then", "term"),
    [
        ("What is the range of the SU7?", "What's CLTC?", "term-cltc"),
        ("What does the YU7 cost?", "and what is LFP?", "term-lfp"),
        ("Which cars does Xiaomi have?", "What is a range extender, please?", "term-erev"),
    ],
)
def test_a_term_is_explained_though_the_last_answer_speaks_of_it(
    shipped: Bot, first: str, then: str, term: str
) -> None:
    _, reply = talk(shipped, first, then)

    assert ids(reply) == [term]


def test_what_the_last_answer_is_about_is_no_term(shipped: Bot) -> None:
    _, reply = talk(shipped, "What does the YU7 cost?", "what is the range?")

    assert reply.answer is not None
    assert reply.answer.id.startswith("yu7-")
