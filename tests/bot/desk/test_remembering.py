"""The desk over a real database: what it remembers after a restart, and from another process."""

from __future__ import annotations

import logging
import sqlite3
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot import Bot
from bot.desk import Desk, log_turn
from bot.memory import Gap, PlaceSettings, Rate, Vote
from bot.model import Outcome, Question, Turn

Opener = Any


def ask(text: str, asker: str = "slack:T1/U1", place: str = "slack:T1/C1") -> Question:
    return Question(text, asker, place, "slack")


def gaps(folder: Path) -> list[tuple[str, str]]:
    return sqlite3.connect(folder / "evbot.db").execute("SELECT turn, kind FROM gaps ORDER BY at").fetchall()


async def test_a_follow_up_leans_on_the_question_before(open_desk: Opener) -> None:
    desk = await open_desk()
    await desk.reply(ask("how many loaves were baked in 2024?"))

    assert "99,250" in (await desk.reply(ask("and in 2025?"))).message


async def test_a_follow_up_works_after_a_restart(open_desk: Opener) -> None:
    desk = await open_desk()
    await desk.reply(ask("how many loaves were baked in 2024?"))
    await desk.close()
    desk = await open_desk()

    assert "99,250" in (await desk.reply(ask("and in 2025?"))).message


async def test_conversations_of_others_and_elsewhere_are_others(open_desk: Opener) -> None:
    desk = await open_desk()
    await desk.reply(ask("how many loaves were baked in 2024?"))

    for other in (ask("and in 2025?", asker="slack:T1/U2"), ask("and in 2025?", place="slack:T1/C2")):
        assert "99,250" not in (await desk.reply(other)).message


async def test_a_choice_works_from_another_process(open_desk: Opener) -> None:
    one, other = await open_desk(), await open_desk()
    offered = await one.reply(ask("which bread is the best?"))

    reply = await other.choose(ask("Which bread is the best?"), offered.choices[1].id, of=offered.id)

    assert offered.outcome is Outcome.CLARIFY
    assert "It is spelt" in reply.message


async def test_a_choice_that_is_gone_is_unknown(open_desk: Opener) -> None:
    desk = await open_desk()

    assert (await desk.choose(ask("x"), "gone-since")).outcome is Outcome.UNKNOWN


@pytest.mark.parametrize("by_button", [True, False])
async def test_none_of_these_is_a_gap_of_what_was_offered(open_desk: Opener, tmp_path: Path, by_button: bool) -> None:
    desk = await open_desk()
    offered = await desk.reply(ask("which bread is the best?"))
    if by_button:
        await desk.choose(ask(""), None, of=offered.id)
    else:
        await desk.reply(ask("none of these"))
    await desk.close()

    assert gaps(tmp_path) == [(offered.id, "none_of_these")]


async def test_none_of_these_says_nothing_of_choices_of_a_conversation_that_is_over(
    open_desk: Opener, tmp_path: Path
) -> None:
    desk, now = await open_desk(), datetime.now(UTC)
    offered = await desk.reply(replace(ask("which bread is the best?"), asked_at=now - timedelta(minutes=40)))
    late = await desk.reply(replace(ask("none of these"), asked_at=now))
    await desk.close()

    assert offered.outcome is Outcome.CLARIFY
    assert gaps(tmp_path) == [(late.id, "unknown")]


async def test_what_refuses_an_answer_is_no_gap(open_desk: Opener, tmp_path: Path) -> None:
    desk = await open_desk()
    await desk.reply(ask("price of rye bread"))
    refused = await desk.reply(ask("none of these"))
    await desk.close()

    assert refused.line == "Noted. Could you put it in other words?"
    assert gaps(tmp_path) == []


async def test_a_vote_is_changed_and_taken_back(open_desk: Opener, tmp_path: Path) -> None:
    desk = await open_desk()
    reply = await desk.reply(ask("price of rye bread"))

    for vote, counted in ((Vote.BAD, (0, 1)), (Vote.BAD, (0, 1)), (Vote.GOOD, (1, 0)), (None, (0, 0))):
        votes = await desk.memory.feedback.vote(reply.id, "slack:T1/U1", vote)
        assert (votes.good, votes.bad, votes.kept) == (*counted, True)
    await desk.memory.feedback.vote(reply.id, "slack:T1/U1", Vote.GOOD)
    assert (await desk.memory.feedback.vote(reply.id, "slack:T1/U2", Vote.BAD)).good == 1
    assert gaps(tmp_path) == [(reply.id, "bad_vote")]


async def test_what_was_not_meant_is_a_gap(open_desk: Opener, tmp_path: Path) -> None:
    desk = await open_desk()
    reply = await desk.reply(ask("price of rye bread"))
    desk.memory.feedback.note_gap(reply.id, "slack:T1/U1", Gap.NOT_MEANT, "the white bread, for anna@example.com")
    await desk.close()

    assert gaps(tmp_path) == [(reply.id, "not_meant")]
    kept = sqlite3.connect(tmp_path / "evbot.db").execute("SELECT meant FROM gaps").fetchone()
    assert kept == ("the white bread, for [email]",)


async def test_why_is_told_later_and_from_another_process(open_desk: Opener) -> None:
    one, other = await open_desk(), await open_desk()
    await one.reply(ask("how many loaves were baked in 2024?"))
    reply = await one.reply(ask("and in 2025?"))
    await one.close()

    for found in (await other.why(ask(""), reply.id), await other.why(ask(""))):
        assert found is not None
        assert found.id == reply.id
        assert found.why is not None
        assert found.answer is not None
        assert found.answer.id == "loaves:2025"
    assert await other.why(ask("", asker="slack:T1/U2")) is None


async def test_only_the_asker_is_the_asker(open_desk: Opener) -> None:
    one, other = await open_desk(), await open_desk()
    reply = await one.reply(ask("price of rye bread"))
    await one.close()

    assert await other.memory.past.is_asker(reply.id, "slack:T1/U1")
    assert not await other.memory.past.is_asker(reply.id, "slack:T1/U2")
    assert not await other.memory.past.is_asker("gone", "slack:T1/U1")


async def test_busy_is_said_once_a_window_and_to_commands_each_time(bot: Bot) -> None:
    desk = Desk(bot, rate=Rate(2, 60))
    replies = [await desk.reply(ask("price of rye bread")) for _ in range(4)]
    replies += [await desk.reply(ask("price of rye bread"), must_answer=True) for _ in range(2)]

    assert [reply.outcome for reply in replies] == [Outcome.ANSWER] * 2 + [Outcome.BUSY] * 4
    assert [bool(reply.message) for reply in replies[2:]] == [True, False, True, True]
    assert (await desk.reply(ask("price of rye bread", asker="slack:T1/U2"))).outcome is Outcome.ANSWER


async def test_a_busy_reply_changes_no_conversation(bot: Bot) -> None:
    desk = Desk(bot, rate=Rate(1, 0.2))
    await desk.reply(ask("how many loaves were baked in 2024?"))
    await desk.reply(ask("price of rye bread"))
    time.sleep(0.25)

    assert "99,250" in (await desk.reply(ask("and in 2025?"))).message


async def test_settings_are_kept_for_a_place(open_desk: Opener) -> None:
    one, other = await open_desk(), await open_desk()
    wished = PlaceSettings(channels=("C1", "C2"), private=True, show_votes=False)

    assert await one.memory.places.settings("slack:T1") == PlaceSettings()
    assert await one.memory.places.change("slack:T1", wished)
    assert await one.memory.places.settings("slack:T1") == wished
    assert await other.memory.places.settings("slack:T1") == wished
    assert await other.memory.leave("slack:T1")
    assert await other.memory.places.settings("slack:T1") == PlaceSettings()
    assert await (await open_desk()).memory.places.settings("slack:T1") == PlaceSettings()


async def test_a_failing_hook_costs_a_log_line_and_no_answer(bot: Bot, caplog: pytest.LogCaptureFixture) -> None:
    def broken(_: Turn) -> None:
        raise RuntimeError("the hook is broken")

    seen: list[Turn] = []
    desk = Desk(bot, hooks=[broken, seen.append])

    reply = await desk.reply(ask("price of rye bread"))

    await desk.close()
    assert reply.outcome is Outcome.ANSWER
    assert "hook failed hook=broken" in caplog.text
    assert [turn.reply for turn in seen] == [reply]


async def test_the_log_line_holds_neither_text_nor_names(bot: Bot, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    desk = Desk(bot, hooks=[log_turn])
    await desk.reply(ask("price of rye bread"))
    await desk.close()

    (line,) = [record.getMessage() for record in caplog.records if record.name == "bot.desk.hooks"]
    assert line.startswith("turn platform=slack outcome=answer entry=rye-price confidence=")
    for hidden in ("price of", "U1", "C1", "T1"):
        assert hidden not in line


async def test_the_knowledge_is_there_at_once(bot: Bot) -> None:
    desk = Desk(bot)

    assert [topic for topic, _ in desk.bot.catalogue.topics] == ["bread", "loaves"]
    shown = desk.show("rye-price")
    assert shown
    assert "4.20" in shown.text
    assert desk.show("gone") is None
    assert desk.bot.suggest("what does a loaf")[0].id == "rye-price"
    assert len(desk.bot.suggest("", 2)) <= 2
