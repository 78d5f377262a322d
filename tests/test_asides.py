"""What people type after an answer of the shipped knowledge: each gets a fitting line, and the last answer only where
it is asked for again."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from shops import asked, ids

from bot import Bot
from bot.knowledge import words_in
from bot.model import Context, Outcome, Reply

WORDS = words_in()

BEFORE = {"deliveries-2025": "How many cars did Xiaomi deliver in 2025?", "lei-jun": "Who is Lei Jun?"}
TODAY = datetime(2026, 11, 25, tzinfo=UTC)


def after(bot: Bot, id: str, text: str) -> Reply:
    before = bot.answer(asked(BEFORE[id], at=TODAY), Context())
    assert ids(before) == [id]
    return bot.answer(asked(text, at=TODAY), before.context)


@pytest.mark.parametrize("before", BEFORE)
@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("thanks", "small-thanks"),
        ("no", "small-ok"),
        ("hm", "small-ok"),
        ("ok wow", "small-ok"),
        ("lol", "small-ok"),
        ("that's wrong", "small-wrong"),
        ("wrong", "small-wrong"),
        ("hi how much is the su7", "su7-price"),
        ("thx, how much is the su7?", "su7-price"),
        ("great, and how fast is the su7 ultra?", "su7-ultra-top-speed"),
        ("who are you and what does the yu7 cost", "yu7-price"),
    ],
)
def test_a_remark_is_answered_and_what_asks_for_something_too(shipped: Bot, before: str, text: str, id: str) -> None:
    assert ids(after(shipped, before, text)) == [id]


@pytest.mark.parametrize("before", BEFORE)
@pytest.mark.parametrize("text", ["source?", "really?", "are you sure?", "is that true"])
def test_the_last_answer_is_given_again_where_it_is_doubted(shipped: Bot, before: str, text: str) -> None:
    assert ids(after(shipped, before, text)) == [before]


@pytest.mark.parametrize("before", BEFORE)
@pytest.mark.parametrize("text", ["0", "7", "10?"])
def test_a_bare_number_is_no_question(shipped: Bot, before: str, text: str) -> None:
    assert after(shipped, before, text).line == WORDS.noise


@pytest.mark.parametrize("before", BEFORE)
def test_what_gets_more(shipped: Bot, before: str) -> None:
    assert after(shipped, before, "what?").line == WORDS.more


@pytest.mark.parametrize("before", BEFORE)
def test_a_long_message_on_something_else_is_not_answered_from_what_was_spoken_of(shipped: Bot, before: str) -> None:
    reply = after(shipped, before, "got a letter about the doors of my 2024 su7, what is this about")

    assert reply.outcome in (Outcome.CLARIFY, Outcome.UNKNOWN)
    assert before not in {choice.id for choice in reply.choices}


def test_what_is_about_the_car_is_not_about_the_bot(shipped: Bot) -> None:
    reply = shipped.answer(asked("got a letter about the doors of my 2024 su7, what is this about", at=TODAY))

    assert all(not choice.id.startswith("small-") for choice in reply.choices)
    assert reply.outcome is Outcome.CLARIFY


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("should i buy xiaomi stock", "what to do with your money"),
        ("which yu7 should i buy", "what to do with your money"),
        ("is lei jun married", "private matter"),
        ("how many kids does he have", "private matter"),
    ],
)
@pytest.mark.parametrize("before", BEFORE)
def test_what_is_declined_is_declined_in_a_conversation_too(shipped: Bot, before: str, text: str, said: str) -> None:
    reply = after(shipped, before, text)

    assert reply.outcome is Outcome.UNKNOWN
    assert said in reply.line


def test_what_is_declined_beside_a_question_is_told_with_the_answer(shipped: Bot) -> None:
    reply = shipped.answer(asked("what does the yu7 cost and should i buy it?", at=TODAY))

    assert ids(reply) == ["yu7-price"]
    assert "what to do with your money" in reply.message


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("We live near Munich and have three children; when will the cars come to Germany?", "europe-start"),
        ("My brother drives for a taxi firm in Chengdu. Who is the president of Xiaomi?", "lu-weibing"),
    ],
)
def test_what_is_told_around_a_question_does_not_take_its_place(shipped: Bot, text: str, id: str) -> None:
    whole, alone = (
        shipped.answer(asked(one, at=TODAY)) for one in (text, text[1 + max(map(text.find, ("; ", ". "))) :].strip())
    )

    assert [match.id for match in whole.matches] == [match.id for match in alone.matches]
    assert (whole.answer is None) == (alone.answer is None)
    assert whole.matches[0].id == id


@pytest.mark.parametrize("before", ["", next(iter(BEFORE))])
def test_of_a_table_each_amount_that_is_asked_for_is_told(shipped: Bot, before: str) -> None:
    text = "price and power of the yu7 max"
    reply = after(shipped, before, text) if before else shipped.answer(asked(text, at=TODAY))

    assert [*ids(reply), *reply.also] == ["yu7-trims-2026:yu7-max:price", "yu7-trims-2026:yu7-max:power"]


def test_what_an_answer_does_not_tell_is_not_answered_with_it_again(shipped: Bot) -> None:
    assert after(shipped, "lei-jun", "how rich is he").answer is None


@pytest.mark.parametrize(
    ("before", "text", "given"),
    [
        pytest.param(
            "how many cars did xiaomi sell last month",
            "and in september 2025?",
            ["monthly-deliveries:2025-09"],
            id="one",
        ),
        pytest.param(
            "what did german testers say about the yu7",
            "has it got fog lights and how fast does it charge",
            ["yu7-charging-time"],
            id="what the second question points to is not in the first",
        ),
        pytest.param(
            "where is the factory",
            "EV segment revenue Q2 2026 and gross margin?",
            ["segment-revenue:2026-q2", "ev-gross-margin-now"],
            id="two amounts with their time between them",
        ),
    ],
)
def test_of_figures_the_one_that_is_asked_for_is_told(shipped: Bot, before: str, text: str, given: list[str]) -> None:
    first = shipped.answer(asked(before, at=TODAY))
    reply = shipped.answer(asked(text, at=TODAY), first.context)

    assert [*ids(reply), *reply.also] == given


def test_a_number_is_no_reason(shipped: Bot) -> None:
    reply = shipped.answer(asked("why did yu7 sales fall in february and march", at=TODAY))

    assert reply.answer is None or reply.answer.figure is None
