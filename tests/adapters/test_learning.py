"""What is asked on two platforms becomes suggestions; once accepted, two processes answer it, and then learn it."""

from __future__ import annotations

import asyncio
import secrets
import shutil
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
import yaml

from bot import Bot, open_bot
from bot.curating import Suggestion, Wishes, read_review, store_decision
from bot.memory import recorded
from both_platforms import Both, running_both
from conftest_slack import Stage
from databases import PostgreSql
from fake_slack.talking import EVENT, INTERACTIVE, labels, shown

TESTS = Path(__file__).resolve().parents[1]
KEY = "a key of the tests, long enough"
ASKERS = 20
TODAY = date(2025, 7, 1)
"""When nothing that is answered has grown old yet, which would be a suggestion of its own."""
AT_ONCE = 2.0
"""Seconds until what was accepted is answered in the words of askers, where the machine is idle; it waits for none."""
PATIENCE = 300.0
FEW = {
    "cheese": ["do you sell goat cheese", "any goat cheese", "goat cheese from the farm"],
    "jam": ["plum jam in a jar", "home made plum jam", "what does plum jam cost"],
}
FEW_NEW = {"cheese": "is goat cheese from a farm sold?", "jam": "plum jam that is made at home?"}
MANY: dict[str, list[str]] = yaml.safe_load((TESTS / "bot" / "curating" / "unheld.yaml").read_text())["first"]
MANY_NEW = {
    "child seats": "which child seat fits a four year old",
    "renting": "can we rent four bikes for our holiday",
    "vouchers": "do vouchers ever expire",
    "insurance": "does your insurance cover an accident",
    # Not on a Saturday: of Saturdays the opening hours tell, and the bot asks back.
    "delivery": "can you deliver to my office",
}


@dataclass(frozen=True, slots=True)
class Running:
    """Two processes on one database, each on both platforms."""

    pair: tuple[Both, Both]
    bot: Bot
    url: str

    async def ask(self, number: int, text: str, asker: int) -> str:
        """Ask on one process and platform after the other, and say so where the answer is not what was meant."""
        both = self.pair[number % 2]
        return await (_on_discord if number // 2 % 2 else _on_slack)(both, text, asker)

    async def suggestions(self) -> tuple[Suggestion, ...]:
        async with recorded(self.url) as store:
            return (await read_review(store, self.bot, TODAY)).suggestions

    async def accept(self, one: Suggestion, answer: str) -> None:
        async with recorded(self.url) as store:
            seen = await read_review(store, self.bot, TODAY)
            taken, refused = seen.tried(seen.suggestion(one.id), Wishes(one.id, file="a", answer=answer))
            assert refused == ()
            await store_decision(store, seen.accepting(one, taken, "terminal:me", time.time()))

    async def has_learned(self, count: int) -> None:
        words = f"knowledge taken over learned={count} "
        await asyncio.gather(*(both.bot.until_it_says(words, PATIENCE) for both in self.pair))


async def _on_slack(both: Both, text: str, asker: int) -> str:
    talk, user, channel = both.talk, f"UASKER{asker}", f"C{secrets.token_hex(4)}"
    message = await talk.answer_to(EVENT, talk.payloads.mention(text, channel, user))
    if "None of these" in labels(message):
        await talk.press("None of these", message, user)
    elif "Not what I meant" in labels(message):
        opened = len(talk.slack.modals)
        await talk.press("Not what I meant", message, user)
        (form,) = await talk.slack.until(lambda: talk.slack.modals[opened:])
        await talk.give(INTERACTIVE, talk.payloads.submit(form, {"text": {"text": {"value": None}}}, user))
    return shown(message)


async def _on_discord(both: Both, text: str, asker: int) -> str:
    reply = await both.discord.ask(text, asker=asker, wait=60)
    for label in ("None of these", "Not what I meant"):
        if any(one.startswith(label) for one in reply.labels):
            await both.discord.press(reply, label, asker=asker)
            break
    return reply.text


@asynccontextmanager
async def two_processes(stage: Stage, knowledge: Path, postgresql: PostgreSql) -> AsyncIterator[Running]:
    database = postgresql.make_database(f"t{secrets.token_hex(6)}")
    settings = {
        "EVBOT_DATABASE_URL": database.url,
        "EVBOT_HASH_KEY": KEY,
        "EVBOT_KNOWLEDGE": str(knowledge),
        "EVBOT_RATE_LIMIT": "off",
    }
    bot = open_bot(knowledge, Path(stage.environment["XDG_CACHE_HOME"]) / "evbot")
    async with AsyncExitStack() as stack:
        first, second = [await stack.enter_async_context(running_both(stage, **settings)) for _ in range(2)]
        yield Running((first, second), bot, database.url)


async def learns(running: Running, matters: dict[str, list[str]], new: dict[str, str]) -> None:
    asked = [(matter, text) for matter, texts in matters.items() for text in texts]
    for number, (_, text) in enumerate(asked):
        await running.ask(number, text, 1000 + number % ASKERS)
    matter_of = {text: matter for matter, text in asked}
    found = await noted(running, len(asked))
    check(found, asked)

    for one in found:
        await running.accept(one, f"All about {matter_of[one.text]}.")
    began = time.monotonic()
    last = found[-1].text
    for both in running.pair:
        while f"All about {matter_of[last]}." not in await _on_slack(both, last, 1):
            assert time.monotonic() - began < AT_ONCE + PATIENCE / 20
    for number, (matter, text) in enumerate(asked):
        assert f"All about {matter}." in await running.ask(number, text, 5000 + number), text

    await running.has_learned(len(found))
    for matter, text in new.items():
        for both in running.pair:
            assert f"All about {matter}." in await _on_slack(both, text, 9), text
            assert f"All about {matter}." in await _on_discord(both, text, 9), text


async def noted(running: Running, times: int) -> tuple[Suggestion, ...]:
    """What is recorded behind the replies."""
    async with asyncio.timeout(20):
        while sum(one.times for one in await running.suggestions()) < times:
            await asyncio.sleep(0.2)
    return await running.suggestions()


def check(found: Sequence[Suggestion], asked: Sequence[tuple[str, str]]) -> None:
    matter_of = {text: matter for matter, text in asked}
    matters = set(matter_of.values())
    numbers = {text: number for number, (_, text) in enumerate(asked)}
    assert abs(len(found) - len(matters)) <= 1
    assert sum(one.times for one in found) == len(asked)
    for one in found:
        assert len({matter_of[text] for text in one.wordings}) == 1
        assert len(one.wordings) == one.times
        platforms = {(numbers[text] // 2 % 2, numbers[text] % ASKERS) for text in one.wordings}
        assert one.askers == len(platforms)


@pytest.mark.soak
async def test_two_processes_learn_what_is_accepted(stage: Stage, postgresql: PostgreSql) -> None:
    knowledge = Path(shutil.copytree(stage.bakery, stage.folder / "bakery"))
    # Nothing is learned from everyday sentences in a language that has none, so that compiling takes no time.
    (knowledge / "knowledge.yaml").write_text("language: xx\nslash_command: bakery\n")
    async with two_processes(stage, knowledge, postgresql) as running:
        await learns(running, FEW, FEW_NEW)


@pytest.mark.soak
async def test_two_processes_learn_fifty_wordings(stage: Stage, postgresql: PostgreSql) -> None:
    async with two_processes(stage, TESTS / "bot" / "bicycles", postgresql) as running:
        await learns(running, MANY, MANY_NEW)
