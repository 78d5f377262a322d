"""Asking a person, without any platform: what reaches the helpers, and how often."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.pages import Front, Page, Posted, Visit
from databases import Database, sqlite_database
from platform_posts import MANAGER, OpenFront, PlatformPosts

ASKER = Visit("x:1", "x:home/room", "room", name="anna", link="https://x.example/m/1", here="room/7", address="home")
PERSON = "Ask a person"
NOT_HELD = "do you sell goat cheese"


@pytest.fixture
async def front(open_front: OpenFront, tmp_path: Path) -> Front:
    """Of a server whose helpers are called in a channel of their own."""
    return await with_helpers(await open_front(sqlite_database(tmp_path / "evbot.db")))


async def with_helpers(front: Front, channel: str = "help", role: str = "55") -> Front:
    await front.helpers.appoint(MANAGER, channel, role)
    return front


def labels(page: Page) -> list[str]:
    return [one.label for row in page.rows for one in row]


async def press(front: Front, page: Page, label: str = PERSON, visit: Visit = ASKER) -> Page:
    identifier = next(one.identifier for row in page.rows for one in row if one.label == label)
    pressed = await front.pressing.press(identifier, visit)
    assert isinstance(pressed, Page)
    return pressed


def questions(platform: PlatformPosts) -> list[str]:
    """Those that reached the helpers, without the greetings of their channel."""
    return [line for _, _, page in platform.posts for line in page.code]


async def test_nothing_is_offered_before_somebody_is_named(open_front: OpenFront, tmp_path: Path) -> None:
    front = await open_front(sqlite_database(tmp_path / "evbot.db"))

    page = await front.ask(NOT_HELD, ASKER)

    assert page.lead == "I don't know that."
    assert PERSON not in labels(page)


async def test_what_is_not_known_goes_to_the_helpers_with_a_link_back(front: Front, platform: PlatformPosts) -> None:
    told = await press(front, await front.ask(NOT_HELD, ASKER))

    address, channel, page = platform.posts[-1]
    assert (address, channel, page.calls) == ("home", "help", "55")
    assert page.lead == "anna asks, and I don't know:"
    assert page.code == (NOT_HELD,)
    assert page.link is not None
    assert page.link.url == ASKER.link
    assert told.private
    assert told.lead == "Passed on, with your name, to the people who help here."


@pytest.mark.parametrize("declines", ["by a button", "in words"])
async def test_after_none_of_these_what_was_asked_first_is_passed_on(
    front: Front, platform: PlatformPosts, declines: str
) -> None:
    choices = await front.ask("what does it cost", ASKER)
    if declines == "by a button":
        page = await press(front, choices, "None of these")
    else:
        page = await front.mention("none of these", ASKER)

    await press(front, page)

    assert questions(platform) == ["what does it cost"]


async def test_an_answer_and_a_choice_offer_nobody(front: Front) -> None:
    for text in ("When does the shop open?", "what does it cost"):
        assert PERSON not in labels(await front.ask(text, ASKER))


async def test_in_a_direct_message_nobody_is_offered(front: Front) -> None:
    assert PERSON not in labels(await front.mention(NOT_HELD, replace(ASKER, place="x:home/D1", channel="")))


async def test_without_a_channel_it_goes_where_it_was_asked(front: Front, platform: PlatformPosts) -> None:
    await with_helpers(front, channel="", role="55")

    await press(front, await front.ask(NOT_HELD, ASKER))

    assert platform.posts[-1][1] == ASKER.here


async def test_twice_or_at_once_in_two_processes_it_is_passed_on_once(
    open_front: OpenFront, database: Database, platform: PlatformPosts
) -> None:
    one, other = await with_helpers(await open_front(database)), await open_front(database)
    page = await one.ask(NOT_HELD, ASKER)
    await one.desk.memory.export(ASKER.asker)  # What waits to be recorded is, then.

    told = await asyncio.gather(*(press(front, page) for front in (one, other, one, other)))
    later = await press(other, page)

    assert questions(platform) == [NOT_HELD]
    said = sorted(page.lead.split(",")[0] for page in (*told, later))
    assert said == ["Passed on", *["This was passed on already."] * 4]


async def test_only_who_asked_passes_it_on(front: Front, platform: PlatformPosts) -> None:
    told = await press(front, await front.ask(NOT_HELD, ASKER), visit=replace(ASKER, asker="x:2"))

    assert questions(platform) == []
    assert told.lead == "Only who asked can pass this on."


async def test_one_asker_calls_helpers_three_times_an_hour(
    open_front: OpenFront, database: Database, platform: PlatformPosts
) -> None:
    front = await with_helpers(await open_front(database))
    pages = [await front.ask(NOT_HELD, ASKER) for _ in range(4)]
    told = [await press(front, page) for page in pages]
    later = await open_front(database, later=timedelta(hours=1.1))

    again = await press(later, pages[-1])

    assert [page.lead.startswith("Passed on") for page in told] == [True, True, True, False]
    assert "try again in an hour" in told[-1].lead
    assert again.lead.startswith("Passed on")
    assert len(questions(platform)) == 4


async def test_many_accounts_call_helpers_twenty_times_an_hour(
    open_front: OpenFront, database: Database, platform: PlatformPosts
) -> None:
    """Also where they delete what is kept of them in between."""
    front, other = await with_helpers(await open_front(database)), await open_front(database)

    async def flood(front: Front, number: int) -> None:
        visit = replace(ASKER, asker=f"x:{number}")
        await press(front, await front.ask(NOT_HELD, visit), visit=visit)
        await front.help_pages.delete(visit, confirmed=True)

    await asyncio.gather(*(flood(front if number % 2 else other, number) for number in range(24)))

    assert len(questions(platform)) == 20


async def test_what_did_not_get_there_can_be_tried_again(front: Front, platform: PlatformPosts) -> None:
    page = await front.ask(NOT_HELD, ASKER)
    platform.outcome = Posted.REFUSED
    refused = await press(front, page)
    platform.outcome = Posted.DONE

    again = await press(front, page)

    assert refused.lead.startswith("I could not pass it on")
    assert again.lead.startswith("Passed on")
    assert questions(platform) == [NOT_HELD]


async def test_what_may_have_got_there_is_not_tried_again(front: Front, platform: PlatformPosts) -> None:
    page = await front.ask(NOT_HELD, ASKER)
    platform.outcome = Posted.UNSURE
    await press(front, page)
    platform.outcome = Posted.DONE

    again = await press(front, page)

    assert again.lead == "This was passed on already."
    assert questions(platform) == []


async def test_secrets_and_mentions_stay_out_and_the_rest_is_code(front: Front, platform: PlatformPosts) -> None:
    page = await front.ask("goat cheese for anna@example.com <@&55> @everyone ```", replace(ASKER, name="<!here>"))

    await press(front, page)

    (line,) = questions(platform)
    assert "goat cheese" in line
    assert "anna@example.com" not in line
    shown = platform.posts[-1][2]
    assert shown.text == shown.title == ""  # The only part of a page that is read as markup, and what is beside it.


async def test_where_no_text_is_kept_another_process_says_so(open_front: OpenFront, tmp_path: Path) -> None:
    database = sqlite_database(tmp_path / "evbot.db")
    one = await with_helpers(await open_front(database, store_text=False))
    page = await one.ask(NOT_HELD, ASKER)
    await one.desk.memory.export(ASKER.asker)
    other = await open_front(database, store_text=False)

    assert "is not here any more" in (await press(other, page)).lead


async def test_an_old_button_of_a_server_that_has_turned_it_off_says_so(front: Front, platform: PlatformPosts) -> None:
    page = await front.ask(NOT_HELD, ASKER)
    shown = await front.helpers.show(MANAGER)

    off = await press(front, shown, "Turn it off", MANAGER)

    assert "#help" in shown.text
    assert "@55" in shown.text
    assert off.replaces
    assert off.text == "Questions are passed on to nobody here."
    assert "nobody set here" in (await press(front, page)).lead
    assert questions(platform) == []


async def test_only_who_manages_names_helpers(front: Front, platform: PlatformPosts) -> None:
    before = len(platform.posts)
    for visit in (ASKER, replace(MANAGER, channel="")):
        pages = (
            await front.helpers.appoint(visit, "mine", "66"),
            await front.helpers.show(visit),
            await front.helpers.turn_off(visit),
        )
        assert {page.text for page in pages} == {""}

    assert len(platform.posts) == before
    assert (await front.desk.memory.places.settings("x:home")).helpers_channel == "help"


async def test_a_channel_that_cannot_be_written_to_is_not_taken(front: Front, platform: PlatformPosts) -> None:
    platform.outcome = Posted.REFUSED

    told = await front.helpers.appoint(MANAGER, "secret", "")

    assert told.text.startswith("I can't write in #secret, so nothing was changed.")
    assert (await front.desk.memory.places.settings("x:home")).helpers_channel == "help"


async def test_a_role_that_may_not_be_called_is_named_at_once(front: Front) -> None:
    told = await front.helpers.appoint(MANAGER, "help", "55", may_call=False)

    assert any("may not call that role" in note for note in told.notes)


async def test_a_server_that_is_left_takes_along_whom_it_had_named(
    open_front: OpenFront, database: Database, platform: PlatformPosts
) -> None:
    front = await with_helpers(await open_front(database))
    await press(front, await front.ask(NOT_HELD, ASKER))
    (kept,) = (await front.desk.memory.export(ASKER.asker) or {})["passed"]

    await front.desk.memory.leave("x:home")

    assert set(kept) == {"turn", "asker", "home", "at"}
    assert database.rows("SELECT * FROM passed") == []
    assert not (await front.desk.memory.places.settings("x:home")).has_helpers
