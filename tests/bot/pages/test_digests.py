"""The weekly digest of a server, without any platform."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.bot import Bot
from bot.curating import Wishes, read_review, store_decision
from bot.memory import Vote
from bot.memory.store.sql_store import SqlStore
from bot.pages import Front, Page, Posted, Visit
from databases import Database, sqlite_database
from platform_posts import MANAGER, OpenFront, PlatformPosts

HERE = Visit("x:1", "x:home/room", "room")
ELSEWHERE = Visit("x:2", "x:other/room", "room")
NOT_HELD = "do you sell goat cheese"
OLD = "how long does a repair take"
WEEK = timedelta(days=7, minutes=1)


@pytest.fixture
def kept(tmp_path: Path) -> Database:
    return sqlite_database(tmp_path / "evbot.db")


async def sending_to(front: Front, *visits: Visit) -> Front:
    for visit in visits or (MANAGER,):
        manager = replace(MANAGER, place=visit.place)
        await front.digests.send_to(manager, f"admins of {visit.home}")
    return front


async def ask(front: Front, *texts: str, visit: Visit = HERE) -> list[Page]:
    """Until it is recorded."""
    pages = [await front.ask(text, visit) for text in texts]
    await front.desk.memory.export(visit.asker)
    return pages


def digests(platform: PlatformPosts, channel: str = "admins of x:home") -> list[str]:
    """Those that a channel was sent, without the greeting."""
    return ["\n".join(page.code) for _, to, page in platform.posts if to == channel and page.code]


async def test_a_week_is_told_with_outcomes_votes_gaps_and_what_is_old(
    open_front: OpenFront, kept: Database, platform: PlatformPosts
) -> None:
    front = await sending_to(await open_front(kept))
    answered, *_ = await ask(front, OLD, OLD, NOT_HELD)
    await ask(front, "what does it cost", NOT_HELD, visit=replace(HERE, asker="x:3"))
    await front.desk.memory.feedback.vote(answered.reply, "x:3", Vote.GOOD)
    now = datetime.now(UTC)

    await (await open_front(kept, later=WEEK)).digests.send_due()

    address, channel, page = platform.posts[-1]
    assert (address, channel, page.calls) == (MANAGER.address, "admins of x:home", "")
    words = front.words
    first, last = (words.date(at.date().isoformat()) for at in (now, now + WEEK))
    assert page.lead == f"What I was asked here from {first} to {last}:"
    assert page.code == (
        "Questions: 5 (answered: 2, asked back: 1, not known: 2)",
        "Votes: 1 up, 0 down",
        "",
        "Not answered: 1",
        f"- {NOT_HELD} (times: 2, people: 2)",
        "",
        "Grown old, and asked for: 1",
        "- How long does a repair take? (of 31 March 2025, times: 2)",
    )


async def test_each_server_is_told_what_was_asked_there_alone(
    open_front: OpenFront, kept: Database, platform: PlatformPosts
) -> None:
    front = await sending_to(await open_front(kept), HERE, ELSEWHERE)
    await ask(front, NOT_HELD)
    await ask(front, "who is your lawyer", visit=ELSEWHERE)
    await ask(front, "a private matter", visit=replace(HERE, place="x:@me/room", channel=""))

    await (await open_front(kept, later=WEEK)).digests.send_due()

    here, there = digests(platform), digests(platform, "admins of x:other")
    assert len(here) == len(there) == 1
    assert "goat cheese" in here[0]
    assert "lawyer" in there[0]
    assert "lawyer" not in here[0]
    assert "goat cheese" not in there[0]
    assert "private" not in here[0] + there[0]


async def test_several_processes_send_it_once_and_again_a_week_later(
    open_front: OpenFront, database: Database, platform: PlatformPosts
) -> None:
    front = await sending_to(await open_front(database))
    await ask(front, NOT_HELD)
    at_once = [await open_front(database, later=WEEK) for _ in range(3)]

    await front.digests.send_due()
    assert digests(platform) == []
    await asyncio.gather(*(one.digests.send_due() for one in at_once))
    await (await open_front(database, later=WEEK)).digests.send_due()
    assert len(digests(platform)) == 1
    await ask(await open_front(database, later=WEEK + timedelta(days=1)), OLD)
    await (await open_front(database, later=2 * WEEK)).digests.send_due()

    assert len(digests(platform)) == 2
    assert digests(platform)[1].startswith("Questions: 1 (answered: 1,")


async def test_where_nothing_was_asked_nothing_is_sent(
    open_front: OpenFront, kept: Database, platform: PlatformPosts
) -> None:
    front = await sending_to(await open_front(kept))
    await ask(front, NOT_HELD, visit=ELSEWHERE)

    await (await open_front(kept, later=WEEK)).digests.send_due()
    await ask(await open_front(kept, later=WEEK), NOT_HELD)
    await (await open_front(kept, later=WEEK + timedelta(days=1))).digests.send_due()

    assert digests(platform) == []


async def test_what_was_decided_stands_in_the_words_that_were_asked_here(
    open_front: OpenFront, kept: Database, platform: PlatformPosts
) -> None:
    front = await sending_to(await open_front(kept), HERE, ELSEWHERE)
    await ask(front, "when can i come by with my dog", NOT_HELD)
    await ask(front, "WHEN can i come by with my dog?", visit=ELSEWHERE)
    await ask(front, "who is your lawyer", visit=ELSEWHERE)
    await front.desk.memory.consult(partial(decide_all, front.desk.base))

    await (await open_front(kept, later=WEEK)).digests.send_due()

    here, there = digests(platform)[0], digests(platform, "admins of x:other")[0]
    assert here.split("\n\n")[-1].split("\n") == [
        "Decided about what was asked: 2",
        "- when can i come by with my dog → When does the shop open?",
        f"- {NOT_HELD} → left as it is",
    ]
    assert "- WHEN can i come by with my dog? → When does the shop open?" in there
    assert "- who is your lawyer → not answered" in there
    assert "goat cheese" not in there


async def decide_all(base: Bot, store: SqlStore) -> None:
    """The dog is answered, the lawyer never, and the cheese is left."""
    for word, entry in (("dog", "opening-hours"), ("lawyer", "null"), ("cheese", None)):
        seen = await read_review(store, base, datetime.now(UTC).date())
        one = next(one for one in seen.suggestions if word in one.text)
        by = ("curator", datetime.now(UTC).timestamp())
        if entry is None:
            await store_decision(store, seen.rejecting(one, *by))
        else:
            taken, refused = seen.tried(one, Wishes.typed(entry, None, "", None))
            assert refused == ()
            await store_decision(store, seen.accepting(one, taken, *by))


async def test_what_cannot_be_sent_is_due_a_week_later(
    open_front: OpenFront, kept: Database, platform: PlatformPosts
) -> None:
    front = await sending_to(await open_front(kept))
    await ask(front, NOT_HELD)
    platform.outcome = Posted.REFUSED
    later = await open_front(kept, later=WEEK)
    await later.digests.send_due()
    platform.outcome = Posted.DONE

    await later.digests.send_due()

    assert digests(platform) == []


async def test_other_platforms_send_none_of_it(open_front: OpenFront, kept: Database, platform: PlatformPosts) -> None:
    front = await sending_to(await open_front(kept))
    await ask(front, NOT_HELD)

    await (await open_front(kept, later=WEEK, platform="y")).digests.send_due()

    assert digests(platform) == []


async def test_it_is_shown_turned_off_and_gone_with_the_server(
    open_front: OpenFront, database: Database, platform: PlatformPosts
) -> None:
    front = await open_front(database)
    none = await front.digests.show(MANAGER)
    shown = await front.digests.send_to(MANAGER, "admins")
    (row,) = shown.rows
    off = await front.pressing.press(row[0].identifier, MANAGER)
    again = await front.digests.send_to(MANAGER, "others")
    await front.desk.memory.leave("x:home")

    assert none.text == "No digest is sent."
    assert shown.text.startswith("Once a week in #admins, next on ")
    assert isinstance(off, Page)
    assert (off.text, off.replaces) == (none.text, True)
    assert again.text.startswith("Once a week in #others")
    assert database.rows("SELECT * FROM digests") == []


async def test_a_channel_that_cannot_be_written_to_is_not_taken(
    open_front: OpenFront, kept: Database, platform: PlatformPosts
) -> None:
    platform.outcome = Posted.REFUSED
    front = await open_front(kept)

    told = await front.digests.send_to(MANAGER, "secret")

    assert told.text.startswith("I can't write in #secret, so nothing was changed.")
    assert (await front.digests.show(MANAGER)).text == "No digest is sent."


async def test_only_who_manages_sees_and_sets_it(open_front: OpenFront, kept: Database) -> None:
    front = await open_front(kept)

    for visit in (HERE, replace(MANAGER, channel="")):
        pages = (
            await front.digests.show(visit),
            await front.digests.send_to(visit, "mine"),
            await front.digests.turn_off(visit),
        )
        assert {page.text for page in pages} == {""}
    assert (await front.digests.show(MANAGER)).text == "No digest is sent."
