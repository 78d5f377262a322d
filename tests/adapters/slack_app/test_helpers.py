"""Asking a person and the weekly digest on Slack: set by the command, sent to a channel, and nobody else called."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from conftest_slack import SLACK_ADMIN, Stage
from databases import sqlite_database
from fake_slack.payloads import TEAM
from fake_slack.talking import Json, Talk, labels, shown

pytestmark = pytest.mark.asyncio(loop_scope="module")
MODES = ("socket",)

NOT_HELD = "do you sell goat cheese"
INJECTED = f"{NOT_HELD} *now* <!channel> <!subteam^SEVIL> <@U2> ``` <https://evil.example|free>"


@pytest.fixture
def help_channel(talk: Talk) -> str:
    talk.slack.admins.add(talk.user)
    return f"CHELP{talk.name}"


def in_channel(talk: Talk, channel: str) -> list[Json]:
    return [one for one in talk.slack.messages if one.get("channel") == channel and not one["ephemeral"]]


async def told(talk: Talk, before: int) -> Json:
    """What was said to the one person alone, whatever was posted first."""
    found: Json = await talk.slack.until(
        lambda: next((one for one in talk.slack.messages[before:] if one["ephemeral"]), None)
    )
    return found


async def command(talk: Talk, typed: str) -> Json:
    before = len(talk.slack.messages)
    await talk.command(typed)
    return await told(talk, before)


async def press(talk: Talk, message: Json) -> Json:
    before = len(talk.slack.messages)
    await talk.press("Ask a person", message)
    return await told(talk, before)


async def with_helpers(talk: Talk, channel: str) -> Json:
    return await command(talk, f"helpers <#{channel}|help> <!subteam^SHELP|@helpers>")


async def test_what_is_not_known_goes_to_the_helpers_with_a_link_back(talk: Talk, help_channel: str) -> None:
    set_up = await with_helpers(talk, help_channel)
    answer = await talk.mention(INJECTED)

    said = await press(talk, answer)

    assert set_up["ephemeral"]
    assert f"<#{help_channel}>" in shown(set_up)
    greeting, passed = in_channel(talk, help_channel)
    assert "from now on" in shown(greeting)
    call, lead, code = (block["text"]["text"] for block in passed["blocks"][:3])
    assert call == "<!subteam^SHELP>"
    assert lead == "anna asks, and I don't know:"
    assert NOT_HELD in code
    assert "SEVIL" not in shown(passed)
    assert code.count("```") == 2
    permalink = f"https://x.slack.com/archives/{talk.channel}/p{answer['ts'].replace('.', '')}"
    assert passed["blocks"][3]["elements"][0]["text"] == f"<{permalink}|Where it was asked>"
    assert "Passed on, with your name" in shown(said)


async def test_two_clicks_pass_it_on_once(talk: Talk, help_channel: str) -> None:
    await with_helpers(talk, help_channel)
    answer = await talk.mention(NOT_HELD)

    first, second = await press(talk, answer), await press(talk, answer)

    assert "Passed on" in shown(first)
    assert "This was passed on already." in shown(second)
    assert len(in_channel(talk, help_channel)) == 2


async def test_an_answer_for_the_asker_alone_is_linked_by_its_channel(talk: Talk, help_channel: str) -> None:
    await with_helpers(talk, help_channel)

    await press(talk, await talk.command(NOT_HELD) | {"channel": talk.channel})

    assert f"https://slack.com/app_redirect?team={TEAM}&amp;channel={talk.channel}|" in shown(
        in_channel(talk, help_channel)[-1]
    )


async def test_with_a_group_alone_it_is_called_in_the_thread(talk: Talk, help_channel: str) -> None:
    await talk.command("helpers <!subteam^SHELP>")
    answer = await talk.mention(NOT_HELD)

    await press(talk, answer)

    passed = in_channel(talk, talk.channel)[-1]
    assert passed["thread_ts"] == answer["thread_ts"]
    assert passed["blocks"][0]["text"]["text"] == "<!subteam^SHELP>"


async def test_a_channel_that_is_gone_since_is_told_to_the_asker_and_the_log(talk: Talk, help_channel: str) -> None:
    await with_helpers(talk, help_channel)
    answer = await talk.mention(NOT_HELD)
    talk.slack.fail("chat.postMessage", "is_archived")

    said, again = await press(talk, answer), await press(talk, answer)

    assert "I could not pass it on" in shown(said)
    assert "is_archived" not in shown(said)
    assert talk.bot.says(f"slack not posted channel={help_channel} reason=is_archived")
    assert "Passed on" in shown(again)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        pytest.param("helpers <!channel>", "I can't take that.", id="everyone"),
        pytest.param("helpers <@U2|anna>", "I can't take that.", id="a person"),
        pytest.param("helpers #secret", "I can't take that.", id="a channel that Slack did not find"),
        pytest.param("digest <!subteam^SHELP>", "I can't take that.", id="a digest to a group"),
        pytest.param("digest", "No digest is sent.", id="no digest yet"),
        pytest.param("digest off", "No digest is sent.", id="no digest any more"),
        pytest.param("helpers off", "Questions are passed on to nobody here.", id="no helpers any more"),
        pytest.param("helpers: when does the bakery open?", "*six*", id="a question that begins so"),
    ],
)
async def test_what_is_typed_is_understood_or_told(talk: Talk, help_channel: str, typed: str, said: str) -> None:
    answer = await command(talk, typed)

    assert answer["ephemeral"]
    assert said in shown(answer)


async def test_only_an_admin_names_helpers_and_has_a_digest(talk: Talk) -> None:
    for typed in ("helpers <#C1>", "helpers", "helpers off", "digest <#C1>", "digest", "digest off"):
        assert "Only who manages this place" in shown(await talk.command(typed))
    assert in_channel(talk, "C1") == []


async def test_a_channel_that_the_bot_is_not_in_is_not_taken(talk: Talk, help_channel: str) -> None:
    talk.slack.fail("chat.postMessage", "not_in_channel")

    said = await with_helpers(talk, help_channel)

    assert f"I can't write in <#{help_channel}>, so nothing was changed." in shown(said)


async def test_turned_off_nobody_is_offered(talk: Talk, help_channel: str) -> None:
    await with_helpers(talk, help_channel)
    assert "Ask a person" in labels(await talk.mention(NOT_HELD))

    await talk.command("helpers off")

    assert "Ask a person" not in labels(await talk.mention(NOT_HELD))


async def test_help_names_what_who_asks_for_it_may_do(talk: Talk) -> None:
    everybody = shown(await talk.command("help"))
    talk.slack.admins.add(talk.user)
    manager = shown(await talk.command("help"))
    curator = shown(await talk.command("help", user_id=SLACK_ADMIN))

    assert not any(f"/bakery {name}`" in everybody for name in ("curate", "helpers", "digest"))
    assert all(f"`/bakery {name}`" in manager for name in ("helpers", "digest"))
    assert "/bakery curate" not in manager
    assert "`/bakery curate`" in curator


async def test_a_digest_that_fell_due_meanwhile_is_sent_at_the_next_start(stage: Stage, tmp_path: Path) -> None:
    async with stage.talk("socket") as talk:
        talk.slack.admins.add(talk.user)
        set_up = await command(talk, "digest <#COFFICE|office>")
        await talk.mention(INJECTED)
        await talk.direct("am I to be fired?")
        await talk.command("privacy export")  # Then it is recorded.
        database = sqlite_database(tmp_path / "evbot.db")
        database.rows("UPDATE digests SET due = 1")
        async with stage.bot(talk.slack, "socket"):
            await talk.slack.until(lambda: len(in_channel(talk, "COFFICE")) == 2)
            await asyncio.sleep(0.1)

        assert "Once a week in <#COFFICE>, next on" in shown(set_up)
        _, digest = in_channel(talk, "COFFICE")
        assert "Weekly digest" in digest["text"]
        assert f"- {NOT_HELD}" in shown(digest)
        assert "fired" not in shown(digest)
        assert talk.slack.problems == []
