"""Asking a person and the weekly digest on Discord: set by command, sent to a channel, and nobody else pinged."""

from __future__ import annotations

import asyncio

import pytest

from databases import sqlite_database
from fake_discord import Bot, FakeDiscord, Served
from fake_discord.answers import Fault
from fake_discord.fake import Shown
from fake_discord.payloads import ADMIN, CHANNEL, GUILD, OTHER, THREAD, Payload, channel, role

pytestmark = pytest.mark.asyncio(loop_scope="module")

MANAGE = 1 << 5
HELP = 900_000_000_000_000_050
HELPERS = role(900_000_000_000_000_051, "helpers", mentionable=True)
NOT_HELD = "do you sell goat cheese"
INJECTED = f"{NOT_HELD} @everyone <@&{HELPERS['id']}> <@{OTHER}> ``` ||now|| [free](https://evil.example)"


def picked(id: int = HELP) -> Payload:
    return channel(id, name="help", permissions="0")


def in_channel(discord: FakeDiscord, id: int = HELP) -> list[Payload]:
    """What everybody sees there."""
    return [one for one in discord.rest.messages.values() if one["channel_id"] == str(id) and not Shown(one).private]


async def with_helpers(discord: FakeDiscord, **who: Payload) -> Shown:
    return await discord.command("helpers", rights=MANAGE, **(who or {"channel": picked(), "role": HELPERS}))


async def test_what_is_not_known_goes_to_the_helpers_with_the_asker_s_words_in_code(discord: FakeDiscord) -> None:
    shown = await with_helpers(discord)
    answer = await discord.ask(INJECTED)

    told = await discord.last(await discord.press(answer, "Ask a person"))

    assert shown.private
    assert f"<#{HELP}>" in shown.text
    assert "may not call" not in shown.text
    greeting, passed = in_channel(discord)
    assert "from now on" in Shown(greeting).text
    assert passed["content"] == f"<@&{HELPERS['id']}>"
    before, code, after = Shown(passed).text.split("```")
    assert NOT_HELD in code
    assert "now" in code
    assert "user9 asks, and I don't know:" in before
    assert f"https://discord.com/channels/{GUILD}/{CHANNEL}/{answer.payload['id']}" in after
    assert "evil.example" not in before + after
    assert told.private
    assert told.text == "Passed on, with your name, to the people who help here."


async def test_two_clicks_at_once_pass_it_on_once(discord: FakeDiscord) -> None:
    await with_helpers(discord)
    answer = await discord.ask(NOT_HELD, asker=OTHER)
    before = len(in_channel(discord))

    both = await asyncio.gather(*(discord.press(answer, "Ask a person", asker=OTHER) for _ in range(2)))

    said = sorted([(await discord.last(one)).text for one in both])
    assert said[0].startswith("Passed on")
    assert said[1] == "This was passed on already."
    assert len(in_channel(discord)) == before + 1


async def test_an_answer_for_the_asker_alone_is_linked_by_its_channel(discord: FakeDiscord) -> None:
    await with_helpers(discord)
    answer = await discord.ask(NOT_HELD, private=True, asker=OTHER)

    await discord.last(await discord.press(answer, "Ask a person", asker=OTHER))

    assert f"(https://discord.com/channels/{GUILD}/{CHANNEL})" in Shown(in_channel(discord)[-1]).text


async def test_with_a_role_alone_it_is_called_in_the_thread_that_was_asked_in(discord: FakeDiscord) -> None:
    await with_helpers(discord, role=HELPERS)
    answer = await discord.ask(NOT_HELD, place="thread", asker=ADMIN)

    await discord.last(await discord.press(answer, "Ask a person", place="thread", asker=ADMIN))

    passed = in_channel(discord, THREAD)[-1]
    assert passed["content"] == f"<@&{HELPERS['id']}>"
    assert NOT_HELD in Shown(passed).text


async def test_a_channel_that_is_gone_since_is_told_to_the_asker_and_the_log(served: Served) -> None:
    discord = served.discord
    await with_helpers(discord)
    answer = await discord.ask(NOT_HELD, asker=771)
    discord.rest.faults.append(Fault(f"POST /channels/{HELP}/messages", 404, 10003, "Unknown Channel"))

    told = await discord.last(await discord.press(answer, "Ask a person", asker=771))
    again = await discord.last(await discord.press(answer, "Ask a person", asker=771))

    assert told.private
    assert told.text.startswith("I could not pass it on")
    assert "404" not in told.text
    line = await served.bot.logs(f"not sent what=post channel={HELP}")
    assert "Unknown Channel" in line
    assert again.text.startswith("Passed on")


async def test_a_service_that_is_unavailable_for_a_moment_loses_no_question(discord: FakeDiscord) -> None:
    await with_helpers(discord)
    answer = await discord.ask(NOT_HELD, asker=773)
    before = len(in_channel(discord))
    discord.rest.faults.append(Fault(f"POST /channels/{HELP}/messages", 503))

    told = await discord.last(await discord.press(answer, "Ask a person", asker=773))

    assert told.text.startswith("Passed on")
    assert len(in_channel(discord)) == before + 1


async def test_where_cards_are_not_allowed_it_is_plain_text(discord: FakeDiscord) -> None:
    await with_helpers(discord)
    answer = await discord.ask(NOT_HELD, asker=772)
    discord.rest.faults.append(Fault(f"POST /channels/{HELP}/messages", 403, 50013, "Missing Permissions"))

    await discord.last(await discord.press(answer, "Ask a person", asker=772))

    passed = in_channel(discord)[-1]
    assert passed["embeds"] == []
    assert passed["content"].startswith(f"<@&{HELPERS['id']}>\nuser772 asks")
    assert NOT_HELD in passed["content"]


async def test_a_channel_without_the_right_to_write_is_not_taken(discord: FakeDiscord) -> None:
    discord.rest.faults.append(Fault(f"POST /channels/{HELP}/messages", 403, 50001, "Missing Access", times=2))

    told = await with_helpers(discord)

    assert f"I can't write in <#{HELP}>, so nothing was changed." in told.text


@pytest.mark.parametrize(
    ("who", "rights", "said"),
    [
        pytest.param(role(GUILD, "@everyone"), MANAGE, "I can't take that.", id="everyone"),
        pytest.param(role(HELP + 9, "shy"), MANAGE, "I may not call that role yet", id="a role that cannot be called"),
        pytest.param(HELPERS, 0, "Only who manages this place", id="by somebody"),
    ],
)
async def test_what_cannot_be_set_is_told(discord: FakeDiscord, who: Payload, rights: int, said: str) -> None:
    shown = await discord.command("helpers", rights=rights, role=who, app_rights=1 << 11)

    assert shown.private
    assert said in shown.text


async def test_turned_off_nobody_is_offered(discord: FakeDiscord) -> None:
    await with_helpers(discord)
    shown = await discord.command("helpers", rights=MANAGE)

    off = await discord.press(shown, "Turn it off", rights=MANAGE)

    assert Shown(off.messages["@original"]).text.startswith("Helpers\nQuestions are passed on to nobody here.")
    assert "Ask a person" not in (await discord.ask(NOT_HELD)).labels


async def test_help_names_what_who_asks_for_it_may_do(discord: FakeDiscord) -> None:
    everybody = (await discord.command("help", rights=0)).text
    manager = (await discord.command("help", rights=MANAGE)).text
    curator = (await discord.command("help", asker=ADMIN, rights=0)).text

    assert not any(f"/{name}" in everybody for name in ("curate", "helpers", "digest"))
    assert "`/helpers`" in manager
    assert "`/digest`" in manager
    assert "/curate" not in manager
    assert "`/curate`" in curator
    assert "/helpers" not in curator


async def test_a_digest_that_fell_due_meanwhile_is_sent_at_the_next_start(
    discord: FakeDiscord, served: Served, bot_environment: dict[str, str]
) -> None:
    office = HELP + 1
    shown = await discord.command("digest", rights=MANAGE, channel=picked(office))
    await discord.ask(INJECTED)
    await discord.command("privacy", under="export")  # Then it is recorded.
    database = sqlite_database(served.bot.folder / "evbot.db")
    database.rows("UPDATE digests SET due = 1")

    async with Bot(discord, served.bot.folder, bot_environment) as started:
        await started.logs("digest done platform=discord", within=20)

    assert f"Once a week in <#{office}>, next on" in shown.text
    _, digest = in_channel(discord, office)
    assert digest["content"] == ""
    _, code, after = Shown(digest).text.split("```")
    assert NOT_HELD in code
    assert "@" not in after
    assert database.rows("SELECT due > 1000 FROM digests") == [(1,)]
