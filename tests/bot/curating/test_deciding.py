"""What a curator decides is in force on every process within two seconds, turns no other answer, and can be undone."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import yaml

from adapters.environment import gather_settings
from adapters.opening import open_desk
from adapters.settings import read_settings
from bot import Bot
from bot.curating import Collision, Kind, Review, Suggestion, Wishes, in_force, read_review, store_decision
from bot.desk import Desk
from bot.memory import Gap, Vote, recorded
from bot.model import BotError, Outcome, Question, Reply
from databases import Database

UNHELD: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("unheld.yaml").read_text())["first"]
WORDINGS = [text for wordings in UNHELD.values() for text in wordings]
KEY = "a key of the tests, long enough"
TODAY = date(2025, 7, 1)
PLACES = itertools.count()


@dataclass(frozen=True)
class Stage:
    """A curator's side of a database that a desk, or two, answer from."""

    database: Database
    bot: Bot

    async def review(self) -> Review:
        async with recorded(self.database.url) as store:
            return await read_review(store, self.bot, TODAY)

    async def suggestions(self) -> tuple[Suggestion, ...]:
        return (await self.review()).suggestions

    async def accept(self, id: str, **wishes: str) -> tuple[Collision, ...]:
        seen = await self.review()
        one = seen.suggestion(id)
        taken, refused = seen.tried(one, Wishes(**wishes))
        if not refused:
            async with recorded(self.database.url) as store:
                await store_decision(store, seen.accepting(one, taken, "terminal:me", time.time()))
        return refused

    async def reject(self, id: str) -> None:
        seen = await self.review()
        async with recorded(self.database.url) as store:
            await store_decision(store, seen.rejecting(seen.suggestion(id), "terminal:me", time.time()))

    async def undo(self, id: str | None = None) -> None:
        seen = await self.review()
        async with recorded(self.database.url) as store:
            await store_decision(store, seen.undoing(id, "terminal:me", time.time())[1])

    def decisions(self) -> list[tuple[object, ...]]:
        return self.database.rows("SELECT * FROM decisions ORDER BY number")


OpenDesk = Callable[[], Awaitable[Desk]]


@pytest.fixture
def stage(database: Database, bicycles: Bot) -> Stage:
    return Stage(database, bicycles)


@pytest.fixture
async def open_one(stage: Stage) -> AsyncIterator[OpenDesk]:
    """Opens a desk as a platform does; called twice, there are two, as of two processes."""
    opened: list[Desk] = []

    async def open_() -> Desk:
        settings = {
            "EVBOT_DATABASE_URL": stage.database.url,
            "EVBOT_HASH_KEY": KEY,
            "EVBOT_RATE_LIMIT": "off",
            "EVBOT_RETENTION_DAYS": "3650",  # The questions here are of 2025.
        }
        opened.append(await open_desk(stage.bot, read_settings(gather_settings(settings, Path()))))
        return opened[-1]

    yield open_
    for desk in opened:
        await desk.close()


async def ask(desk: Desk, text: str, asker: str = "discord:1") -> Reply:
    """In a place of its own, so that nothing leans on what was asked before."""
    platform = asker.partition(":")[0]
    at = datetime(2025, 7, 1, 12, tzinfo=UTC)
    return await desk.reply(Question(text, asker, f"{platform}:T/{next(PLACES)}", platform, asked_at=at))


async def miss(desk: Desk, text: str, asker: str = "discord:1") -> None:
    """Ask, and say that it was not meant where there was an answer."""
    reply = await ask(desk, text, asker)
    if reply.outcome is not Outcome.UNKNOWN:
        desk.memory.feedback.note_gap(reply.id, asker, Gap.NOT_MEANT)


async def flush(*desks: Desk) -> None:
    """Until all is written, also where the database was too slow for a moment, and what waits is written later."""
    for desk in desks:
        async with asyncio.timeout(30):
            while await desk.memory.export("nobody:1") is None:
                await asyncio.sleep(0.1)


@asynccontextmanager
async def deadline(within: float = 2.0) -> AsyncIterator[Callable[[Callable[[], Awaitable[bool]]], Awaitable[None]]]:
    """Waits until something holds, counted from now."""
    until = time.monotonic() + within

    async def wait(holds: Callable[[], Awaitable[bool]]) -> None:
        while not await holds():
            assert time.monotonic() < until, "not in force in time"
            await asyncio.sleep(0.1)

    yield wait


def plain(reply: Reply) -> Reply:
    return replace(reply, id="")


async def test_fifty_wordings_become_few_suggestions_and_are_answered_once_accepted(
    stage: Stage, open_one: OpenDesk
) -> None:
    here, there = await open_one(), await open_one()
    for number, text in enumerate(WORDINGS):
        asker = f"{('discord', 'slack')[number % 2]}:{number % 20}"
        await miss((here, there)[number % 2], text, asker)
    await flush(here, there)
    found = await stage.suggestions()
    matter_of = {text: matter for matter, texts in UNHELD.items() for text in texts}

    assert 4 <= len(found) <= 6
    assert sum(one.times for one in found) == len(WORDINGS)
    assert sorted(text for one in found for text in one.wordings) == sorted(WORDINGS)
    for one in found:
        assert len({matter_of[text] for text in one.wordings}) == 1
        assert one.askers == len({WORDINGS.index(text) % 20 for text in one.wordings})
        assert f"asked {one.times} times" in one.reason

    seen = await stage.review()
    async with recorded(stage.database.url) as store:
        for number, one in enumerate(found):
            wishes = Wishes(f"new-{number}", file="a", answer=f"All about {matter_of[one.text]}.")
            taken, refused = seen.tried(one, wishes)
            assert refused == ()
            await store_decision(store, seen.accepting(one, taken, "terminal:me", time.time()))
            seen = replace(seen, decided=in_force(await store.decisions()))
    async with deadline() as wait:
        for desk in (here, there):
            await wait(lambda desk=desk: answers(desk, found[-1].text, "All about"))  # type: ignore[misc]
    for text in WORDINGS:
        assert (await ask(there, text)).message.startswith(f"All about {matter_of[text]}.")
    assert await stage.suggestions() == ()


async def answers(desk: Desk, text: str, begins: str) -> bool:
    return (await ask(desk, text)).message.startswith(begins)


async def test_a_colliding_way_of_asking_is_refused_and_nothing_changes(stage: Stage, open_one: OpenDesk) -> None:
    desk = await open_one()
    await miss(desk, "do you sell helmets")
    await flush(desk)
    before, held = plain(await ask(desk, "is there a car park nearby")), desk.bot
    (one,) = await stage.suggestions()

    (refused,) = await stage.accept(one.id, entry="opening-hours", text="Is there a car park nearby?")

    assert (refused.text, refused.now, refused.then) == ("Is there a car park nearby?", "parking", "opening-hours")
    assert stage.decisions() == []
    await asyncio.sleep(1.2)
    assert desk.bot is held
    assert plain(await ask(desk, "is there a car park nearby")) == before


async def test_what_was_voted_up_is_not_turned(stage: Stage, open_one: OpenDesk) -> None:
    desk = await open_one()
    await miss(desk, "do you sell helmets")
    (one,) = await waited(stage)
    liked = await ask(desk, "when can i come to the shop", "slack:2")
    if liked.answer is None:
        liked = await desk.choose(Question("when can i come to the shop", "slack:2", "slack:T/x"), "opening-hours")
    await desk.memory.feedback.vote(liked.id, "slack:2", Vote.GOOD)
    await flush(desk)

    (refused,) = await stage.accept(one.id, entry="parking", text="when can i come to the shop")

    assert (refused.now, refused.then) == ("opening-hours", "parking")
    assert stage.decisions() == []


async def waited(stage: Stage) -> tuple[Suggestion, ...]:
    async with deadline() as wait:

        async def is_there() -> bool:
            return bool(await stage.suggestions())

        await wait(is_there)
    return await stage.suggestions()


async def test_undo_restores_the_replies_and_the_suggestion(stage: Stage, open_one: OpenDesk) -> None:
    desk = await open_one()
    texts = ["do you sell helmets", "which helmets do you sell", "opening hours", "helmets"]
    await miss(desk, texts[0], "discord:1")
    await miss(desk, texts[1], "slack:2")
    await flush(desk)
    before = [plain(await ask(desk, text)) for text in texts]
    await flush(desk)
    (listed,) = await stage.suggestions()
    await stage.accept(listed.id, answer="Helmets are **30 euros**.", file="a")
    async with deadline() as wait:
        await wait(lambda: answers(desk, texts[1], "Helmets are"))

    await stage.undo()

    async with deadline() as wait:

        async def is_as_before() -> bool:
            return [plain(await ask(desk, text)) for text in texts] == before

        await wait(is_as_before)
    await stage.reject(listed.id)
    assert await stage.suggestions() == ()
    await stage.undo()
    assert [one.id for one in await stage.suggestions()] == [listed.id]
    assert [row[3] for row in stage.decisions()] == ["accepted", "undone", "rejected", "undone"]


async def test_what_others_lean_on_is_not_taken_back_before_them(stage: Stage, open_one: OpenDesk) -> None:
    desk = await open_one()
    await miss(desk, "do you sell helmets")
    await miss(desk, "is there a museum")
    await flush(desk)
    helmets, museum = (one.id for one in await stage.suggestions())
    await stage.accept(helmets, entry="new", answer="Both.", file="a")
    await stage.accept(museum, entry="new")

    with pytest.raises(BotError, match=f"`evbot curate undo {museum}`"):
        await stage.undo(helmets)

    await stage.undo(museum)
    await stage.undo(helmets)
    assert len(await stage.suggestions()) == 2


async def test_what_was_rejected_is_listed_no_more_until_that_is_undone(stage: Stage, open_one: OpenDesk) -> None:
    desk = await open_one()
    await miss(desk, "do you sell helmets")
    await flush(desk)
    (one,) = await stage.suggestions()

    await stage.reject(one.id)
    await miss(desk, "do you sell helmets", "slack:9")
    await flush(desk)

    assert await stage.suggestions() == ()
    assert "helmets" not in str(stage.decisions())
    await stage.undo(one.id)
    assert [each.id for each in await stage.suggestions()] == [one.id]


async def test_of_two_who_decide_at_once_the_second_is_told(stage: Stage, open_one: OpenDesk) -> None:
    desk = await open_one()
    await miss(desk, "do you sell helmets")
    await flush(desk)
    seen, also = await stage.review(), await stage.review()
    async with recorded(stage.database.url) as store:
        await store_decision(store, seen.rejecting(seen.suggestions[0], "one", 1.0))

        with pytest.raises(BotError, match="somebody else has decided"):
            await store_decision(store, also.rejecting(also.suggestions[0], "other", 2.0))

    assert [row[2] for row in stage.decisions()] == ["one"]


async def test_choices_that_were_picked_suggest_a_way_of_asking(stage: Stage, open_one: OpenDesk) -> None:
    desk = await open_one()
    for asker in ("discord:1", "slack:2", "slack:3"):
        offered = await desk.reply(Question("do you sell helmets", asker, "discord:T/C"))
        assert offered.outcome is Outcome.CLARIFY
        await desk.choose(Question("", asker, "discord:T/C"), "parking", of=offered.id)
    await flush(desk)

    (one,) = await stage.suggestions()

    assert (one.kind, one.entry, one.text, one.askers) == (Kind.PHRASING, "parking", "do you sell helmets", 3)
    assert one.reason == "asked 3 times by 3 people; 3 chose parking"


async def test_an_old_entry_that_is_asked_for_is_renewed_until_its_file_goes_on(
    stage: Stage, open_one: OpenDesk
) -> None:
    desk = await open_one()
    old = await ask(desk, "What does the Comet cost?")
    desk.memory.feedback.note_gap(old.id, "discord:1", Gap.OUT_OF_DATE)
    await flush(desk)
    (one,) = [each for each in await stage.suggestions() if each.kind is Kind.STALE]
    assert (one.entry, one.times, one.askers) == ("comet-price", 1, 1)

    await stage.accept(one.id, file="new.yaml", answer="answer: It costs **999 euros** now.\nas_of: 2025-07-01\n")

    async with deadline() as wait:
        await wait(lambda: answers(desk, "price of the comet", "It costs **999 euros** now."))
    assert await stage.suggestions() == ()
    async with recorded(stage.database.url) as store:
        known = in_force(await store.decisions())
    held = stage.bot.knowledge
    edited = replace(held, entries=tuple(replace(each, answer=f"{each.answer} Edited.") for each in held.entries))
    assert known.accepted(edited).entries == ()


async def test_who_decided_is_forgotten_with_the_asker(stage: Stage, open_one: OpenDesk) -> None:
    desk = await open_one()
    await miss(desk, "do you sell helmets")
    await flush(desk)
    seen = await stage.review()
    hashed = desk.memory._hasher.asker("discord:7")
    async with recorded(stage.database.url) as store:
        await store_decision(store, seen.rejecting(seen.suggestions[0], hashed, 1.0))
    held = await desk.memory.export("discord:7")
    assert held
    assert [row["verdict"] for row in held["decisions"]] == ["rejected"]

    assert await desk.delete("discord:7")

    assert [(row[2], row[3]) for row in stage.decisions()] == [("", "rejected")]


async def test_many_accounts_of_one_person_change_nothing_by_themselves(stage: Stage, open_one: OpenDesk) -> None:
    desk = await open_one()
    text = "is there a car park nearby"
    before = plain(await ask(desk, text))
    for account in (f"discord:{number}" for number in range(100, 130)):
        reply = await ask(desk, text, account)
        for _ in range(5):
            votes = await desk.memory.feedback.vote(reply.id, account, Vote.BAD)
        assert (votes.good, votes.bad) == (0, 1)
        desk.memory.feedback.note_gap(reply.id, account, Gap.NOT_MEANT, "buy **cheap** bikes at @everyone")
    await flush(desk)

    (one,) = await stage.suggestions()

    assert (one.times, one.askers, stage.decisions()) == (30, 30, [])
    assert plain(await ask(desk, text)) == before
    with pytest.raises(BotError, match=r"was taken for another|asks for what is not held"):
        await stage.accept(one.id)


async def test_a_flood_of_thumbs_keeps_no_curator_from_what_others_complain_about(
    stage: Stage, open_one: OpenDesk
) -> None:
    desk = await open_one()
    text = "where do i leave my car at the shop"
    for account in (f"discord:{number}" for number in range(100, 130)):
        await desk.memory.feedback.vote((await ask(desk, text, account)).id, account, Vote.GOOD)
    wrong = await ask(desk, text, "slack:2")
    desk.memory.feedback.note_gap(wrong.id, "slack:2", Gap.NOT_MEANT)
    await flush(desk)
    (one,) = await stage.suggestions()

    assert one.answered == ("parking",)
    assert await stage.accept(one.id, entry="opening-hours") == ()
