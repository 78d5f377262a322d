"""The desk: admits, recalls, answers, remembers, records."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
from shops import NOON

from bot import Bot
from bot.desk import Desk
from bot.memory import Rate
from bot.model import Outcome, Question, Reply, Turn


@dataclass
class Clock:
    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now

    def seconds(self) -> float:
        return self.now.timestamp()


@pytest.fixture
def clock() -> Clock:
    return Clock()


def ask(text: str, asker: str = "ada", place: str = "shop") -> Question:
    return Question(text, asker, place)


def without_id(reply: Reply) -> Reply:
    """As the bot gives it."""
    assert reply.id
    return replace(reply, id="")


async def test_answers(bicycles: Bot) -> None:
    reply = await Desk(bicycles).reply(ask("what does the comet cost?"))

    assert reply.answer is not None
    assert reply.answer.id == "comet-price"


async def test_gives_the_reply_of_the_bot(bicycles: Bot, clock: Clock) -> None:
    question = ask("bikes sold last year")

    reply = await Desk(bicycles, now=clock).reply(question)

    assert without_id(reply) == bicycles.answer(replace(question, asked_at=NOON))


async def test_explains_where_it_is_asked_to(bicycles: Bot) -> None:
    reply = await Desk(bicycles).reply(ask("comet price"), explained=True)

    assert reply.why is not None


async def test_an_asker_over_the_limit_is_told_how_long_to_wait(bicycles: Bot, clock: Clock) -> None:
    desk = Desk(bicycles, rate=Rate(1, 60), now=clock, clock=clock.seconds)
    await desk.reply(ask("comet price"))
    clock.now += timedelta(seconds=18)

    busy = await desk.reply(ask("lark price"))

    assert busy.outcome is Outcome.BUSY
    assert busy.question == "lark price"
    assert "42 seconds" in busy.message
    assert busy.answer is None
    assert busy.choices == ()


async def test_a_limited_asker_is_answered_again_later(bicycles: Bot, clock: Clock) -> None:
    desk = Desk(bicycles, rate=Rate(1, 60), now=clock, clock=clock.seconds)
    await desk.reply(ask("comet price"))
    clock.now += timedelta(seconds=61)

    assert (await desk.reply(ask("lark price"))).outcome is Outcome.ANSWER


async def test_others_are_answered_meanwhile(bicycles: Bot, clock: Clock) -> None:
    desk = Desk(bicycles, rate=Rate(1, 60), now=clock, clock=clock.seconds)
    await desk.reply(ask("comet price"))

    assert (await desk.reply(ask("comet price", asker="otto"))).outcome is Outcome.ANSWER


async def test_nobody_is_limited_who_cannot_be_told_apart(bicycles: Bot, clock: Clock) -> None:
    desk = Desk(bicycles, rate=Rate(1, 60), now=clock, clock=clock.seconds)

    outcomes = {(await desk.reply(ask("comet price", asker=""))).outcome for _ in range(5)}

    assert outcomes == {Outcome.ANSWER}


async def test_a_busy_reply_keeps_the_conversation(bicycles: Bot, clock: Clock) -> None:
    desk = Desk(bicycles, rate=Rate(1, 60), now=clock, clock=clock.seconds)
    await desk.reply(ask("how many bikes did two wheels sell in 2025?"))
    await desk.reply(ask("and in 2026?"))
    clock.now += timedelta(seconds=61)

    reply = await desk.reply(ask("and in 2026?"))

    assert reply.answer is not None
    assert reply.answer.id == "bikes-sold:2026"


async def test_the_conversation_is_remembered_by_asker_and_place(bicycles: Bot, clock: Clock) -> None:
    desk = Desk(bicycles, now=clock)
    await desk.reply(ask("how many bikes did two wheels sell in 2025?"))

    elsewhere = await desk.reply(ask("and the year before?", place="yard"))
    other = await desk.reply(ask("and the year before?", asker="otto"))
    here = await desk.reply(ask("and the year before?"))

    assert here.answer is not None
    assert here.answer.id == "bikes-sold:2024"
    assert (
        without_id(elsewhere)
        == without_id(other)
        == bicycles.answer(replace(ask("and the year before?"), asked_at=NOON))
    )


async def test_a_choice_is_answered_and_the_conversation_goes_on_from_there(bicycles: Bot, clock: Clock) -> None:
    desk = Desk(bicycles, now=clock)

    chosen = await desk.choose(ask("the bikes"), "bikes-sold:2025")
    following = await desk.reply(ask("and in 2026?"))

    assert chosen.answer is not None
    assert chosen.answer.id == "bikes-sold:2025"
    assert following.answer is not None
    assert following.answer.id == "bikes-sold:2026"


async def test_a_choice_that_there_is_not_is_unknown(bicycles: Bot) -> None:
    assert (await Desk(bicycles).choose(ask("?"), "no-such-entry")).outcome is Outcome.UNKNOWN


async def test_every_turn_is_handed_to_the_hooks(bicycles: Bot, clock: Clock) -> None:
    turns: list[Turn] = []
    desk = Desk(bicycles, rate=Rate(1, 60), hooks=(turns.append,), now=clock, clock=clock.seconds)

    answered = await desk.reply(ask("comet price"))
    busy = await desk.reply(ask("lark price"))
    chosen = await desk.choose(ask("?"), "lark-price")
    await desk.close()

    assert [turn.reply for turn in turns] == [answered, busy, chosen]
    assert [turn.question.text for turn in turns] == ["comet price", "lark price", "?"]
    assert all(turn.question.asked_at == NOON and turn.elapsed >= 0 for turn in turns)


async def test_a_hook_that_fails_costs_a_log_line_and_nothing_else(
    bicycles: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(turn: Turn) -> None:
        raise OSError("the disk is full")

    turns: list[Turn] = []
    desk = Desk(bicycles, hooks=(broken, turns.append))

    with caplog.at_level(logging.ERROR):
        reply = await desk.reply(ask("comet price"))
        await desk.close()

    assert reply.outcome is Outcome.ANSWER
    assert len(turns) == 1
    assert [record.getMessage() for record in caplog.records] == ["hook failed hook=broken"]


async def test_recording_waits_until_the_reply_is_out(bicycles: Bot) -> None:
    turns: list[Turn] = []
    desk = Desk(bicycles, hooks=(turns.append,))

    await desk.reply(ask("comet price"))
    assert turns == []
    await desk.close()

    assert len(turns) == 1


async def test_many_ask_at_once(bicycles: Bot) -> None:
    desk = Desk(bicycles)

    replies = await asyncio.gather(*(desk.reply(ask("comet price", asker=f"asker-{number}")) for number in range(50)))

    assert {reply.answer.id for reply in replies if reply.answer} == {"comet-price"}
    assert len(replies) == 50


async def test_a_question_without_a_time_is_asked_now(bicycles: Bot) -> None:
    desk = Desk(bicycles, now=lambda: datetime(2027, 1, 1, tzinfo=UTC))

    reply = await desk.reply(ask("how many bikes were sold last year"))

    assert reply.answer is not None
    assert reply.answer.id == "bikes-sold:2026"
