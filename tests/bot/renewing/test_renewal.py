"""A running desk takes over a changed folder and learns what curators accept, and no question waits for it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

import pytest

from bot import open_bot
from bot.curating import Taken
from bot.curating.taken import written
from bot.desk import Desk
from bot.memory import Decision, Verdict
from bot.model import Entry, Outcome, Question, Reply
from bot.renewing import Renewal, Watched

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
PATIENCE = 180.0
"""Seconds, for a busy machine."""
SLOW = 2.0
"""Seconds that no question takes, however busy the machine."""
BREAD = """\
topic: bread
entries:
  - id: rye-price
    question: What does a loaf of rye bread cost?
    phrasings: [price of rye bread, how much is the rye loaf, rye bread price]
    answer: A loaf of rye bread costs **4 euros**.
  - id: opening-hours
    question: When does the bakery open?
    phrasings: [opening hours, what time do you open in the morning, when is the shop open]
    answer: The bakery opens at **six** in the morning.
"""
CASES = 'cases: [{text: "how much is a rye cake", expect: rye-price}]\n'
CHEESE = ("do you sell goat cheese", "is there any goat cheese", "goat cheese from the farm")
JAM = ("do you sell plum jam", "is there home made jam", "plum jam in a jar")
CAKE = ("price of rye cake", "what does rye cake cost", "the price of cake")


@pytest.fixture
def bakery(tmp_path: Path) -> Path:
    folder = tmp_path / "bakery"
    folder.mkdir()
    # Nothing is learned from everyday sentences in a language that has none, so that compiling takes no time.
    (folder / "knowledge.yaml").write_text("language: xx\n")
    (folder / "bread.yaml").write_text(BREAD)
    return folder


@asynccontextmanager
async def renewed(folder: Path) -> AsyncIterator[tuple[Desk, Renewal]]:
    cache = folder.parent / "cache"
    watched = Watched(folder)
    bot = open_bot(folder, cache)
    desk = Desk(bot)
    renewal = Renewal(bot, desk.take_over, watched, cache, every=0.05)
    renewal.start()
    try:
        yield desk, renewal
    finally:
        await renewal.close()
        await desk.close()


async def ask(desk: Desk, text: str) -> Reply:
    return await desk.reply(Question(text, "discord:1", f"discord:T/{perf_counter()}", "discord", asked_at=NOON))


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not holds():
            await asyncio.sleep(0.02)


def accepting(number: int, texts: tuple[str, ...], id: str, answer: str) -> Decision:
    entry = Entry(id, texts[0], answer, "bread", texts[1:])
    return Decision(number, 0.0, "terminal", Verdict.ACCEPTED, f"s{number}", written(Taken(texts, id, entry)))


async def test_a_changed_folder_is_taken_over_while_questions_are_answered(bakery: Path) -> None:
    async with renewed(bakery) as (desk, _):
        replies, slowest, prices = [], 0.0, ["4", "5", "6"]
        for price in prices[1:]:
            (bakery / "bread.yaml").write_text(BREAD.replace("4 euros", f"{price} euros"))
            async with asyncio.timeout(PATIENCE):
                while not replies or f"{price} euros" not in replies[-1].message or len(replies) % 150:
                    began = perf_counter()
                    replies.append(await ask(desk, "price of rye bred"))
                    slowest = max(slowest, perf_counter() - began)
                    await asyncio.sleep(0.01)

    told = [reply.answer.text if reply.answer else "" for reply in replies]
    assert list(dict.fromkeys(told)) == [f"A loaf of rye bread costs **{price} euros**." for price in prices]
    assert told == sorted(told)
    assert len({reply.id for reply in replies}) == len(replies) >= 300
    assert slowest < SLOW


async def test_a_bad_edit_changes_nothing_and_is_told_with_file_and_line(
    bakery: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with renewed(bakery) as (desk, renewal):
        before = desk.bot
        (bakery / "bread.yaml").write_text(BREAD + "  - id: oat-price\n    question: What do oats cost?\n")
        await until(lambda: "not taken over" in caplog.text)
        assert desk.bot is before
        (bakery / "bread.yaml").write_text(BREAD.replace("**six**", "**five**"))
        renewal.renew_now()
        await until(lambda: desk.bot is not before)

        assert "**five**" in (await ask(desk, "opening hours")).message
    (line,) = (record.getMessage() for record in caplog.records if record.levelno == logging.ERROR)
    assert "bread.yaml:11: " in line
    assert "oat-price" in line
    assert str(bakery) in line


async def test_what_was_accepted_is_learned_and_what_is_taken_back_is_gone(bakery: Path) -> None:
    async with renewed(bakery) as (desk, renewal):
        taken = accepting(1, CHEESE, "cheese", "We sell **goat cheese**.")
        bare = {text: await ask(desk, text) for text in (*CHEESE, "rye bread price")}
        renewal.take_decisions((taken,))
        assert (await ask(desk, "do you sell goat cheese?")).message.startswith("We sell **goat cheese**.")
        await until(lambda: desk.bot.index is not desk.base.index)

        reply = await ask(desk, "is goat cheese from a farm sold?")

        assert reply.answer is not None
        assert (reply.answer.id, reply.confidence < 1) == ("cheese", True)
        renewal.take_decisions((taken, Decision(2, 0.0, "terminal", Verdict.UNDONE, "s1", "1")))
        for text, then in bare.items():
            assert replace(await ask(desk, text), id="") == replace(then, id="")


async def test_what_would_turn_a_case_stays_word_for_word(bakery: Path, caplog: pytest.LogCaptureFixture) -> None:
    (bakery / "cases.yaml").write_text(CASES)
    async with renewed(bakery) as (desk, renewal):
        before = await ask(desk, "how much is a rye cake")
        renewal.take_decisions((accepting(1, CAKE, "cake", "Cake costs **9 euros**."),))
        await until(lambda: "word for word only" in caplog.text)

        assert (await ask(desk, "how much is a rye cake")).message == before.message
        assert (await ask(desk, "price of rye cake")).message.startswith("Cake costs")
    assert before.outcome is Outcome.ANSWER
    assert "“how much is a rye cake” is answered by rye-price (a case in cases.yaml:1), and" in caplog.text


async def test_what_is_accepted_while_an_index_is_made_is_learned_with_the_rest(
    bakery: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    async with renewed(bakery) as (desk, renewal):
        cheese = accepting(1, CHEESE, "cheese", "We sell **goat cheese**.")
        renewal.take_decisions((cheese,))
        await asyncio.sleep(0.5)
        renewal.take_decisions((cheese, accepting(2, JAM, "jam", "We sell **plum jam**.")))
        await until(lambda: desk.bot.index is not desk.base.index)

        reply = await ask(desk, "do you have home made plum jam?")

    assert reply.answer is not None
    assert (reply.answer.id, reply.confidence < 1) == ("jam", True)
    (line,) = (record.getMessage() for record in caplog.records if "taken over" in record.getMessage())
    assert "learned=2" in line
