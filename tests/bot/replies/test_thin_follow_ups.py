"""Follow-ups on a base of few entries: the last answer is meant where it tells what is asked, and is told in part."""

from __future__ import annotations

import pytest
from shops import bot_of, entry, talk

from bot import Bot


@pytest.fixture(scope="module")
def hall() -> Bot:
    return bot_of(
        entry(
            "course",
            "Is there a course for beginners?",
            "intro lessons",
            answer="Yes, every Tuesday at 18:30. It lasts two hours and costs 29 euros.",
        ),
        entry(
            "ticket",
            "How much does a day ticket cost?",
            "how much to get in",
            "entry fee",
            answer="- adults: price 14 euros\n- students, with a card: price 11 euros",
        ),
        entry(
            "membership",
            "What does a membership cost?",
            "how much is a yearly pass",
            answer="49 euros a month, or 490 euros a year. Students pay 39 euros a month.",
        ),
        entry("dogs", "Can I bring my dog?", "are pets allowed", answer="No dogs at all since May."),
        entry("shoes", "Can I hire shoes?", "rent a harness", answer="Yes: shoes cost 4 euros a day."),
    )


@pytest.mark.parametrize(
    ("first", "then", "told"),
    [
        pytest.param("is there a course for beginners?", "how much does it cost", "29 euros", id="an amount"),
        pytest.param("what does a membership cost", "and for students", "Students pay 39 euros a month.", id="a cue"),
        pytest.param(
            "what does a membership cost",
            "what does it cost for students",
            "Students pay 39 euros a month.",
            id="a word of its question beside what it tells",
        ),
    ],
)
def test_the_last_answer_tells_what_is_asked(hall: Bot, first: str, then: str, told: str) -> None:
    before, reply = talk(hall, first, then)

    assert reply.answer is not None
    assert before.answer is not None
    assert reply.answer.id == before.answer.id
    assert told in reply.answer.text
    assert hall.words.said_before.partition("{")[0] not in reply.answer.text
