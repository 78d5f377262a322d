"""Mentions, direct messages and replies: one answer to what is meant for the bot, none to anything else."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from discord.utils import time_snowflake as discord_id
from discord.utils import utcnow

from fake_discord import Bot, FakeDiscord, Shown
from fake_discord.payloads import (
    ALL_RIGHTS,
    ASKER,
    BOT,
    CHANNEL,
    DIRECT,
    GUILD,
    OTHER,
    THREAD,
    message,
    snowflake,
    timestamp,
    user,
)

pytestmark = pytest.mark.asyncio(loop_scope="module")

ME = f"<@{BOT}>"
REFERENCE = {"message_id": "1", "channel_id": str(CHANNEL), "guild_id": str(GUILD), "type": 0}
FORWARD = {
    "message_reference": REFERENCE | {"type": 1},
    "message_snapshots": [{"message": message("price of rye bread")}],
}
ADMINISTRATOR, EMBED_LINKS, ATTACH_FILES = 1 << 3, 1 << 14, 1 << 15
SILENCE = 0.7
"""Seconds after which no answer will come any more."""


@pytest.mark.parametrize(
    ("content", "others"),
    [
        pytest.param(f"{ME} price of rye bread", {}, id="mention"),
        pytest.param(f"hey {ME}, **price** of ||rye bread||?", {}, id="marks"),
        pytest.param("price of rye bread", {"channel": DIRECT, "pings": False}, id="direct message"),
        pytest.param(f"{ME} price of rye bread", {"channel": THREAD}, id="thread"),
        pytest.param("price of rye bread", {"type": 19, "message_reference": REFERENCE}, id="reply to us"),
        pytest.param("", {"channel": DIRECT, "pings": False, **FORWARD}, id="forwarded in a direct message"),
    ],
)
async def test_answers_what_is_meant_for_it_as_a_reply(discord: FakeDiscord, content: str, others: dict) -> None:  # type: ignore[type-arg]
    shown = await discord.say(content, **others)

    assert shown is not None
    assert "4.20" in shown.text
    assert shown.payload["channel_id"] == str(others.get("channel", shown.payload["channel_id"]))


@pytest.mark.parametrize(
    ("content", "others"),
    [
        pytest.param("price of rye bread", {"pings": False}, id="not addressed"),
        pytest.param("@everyone price of rye bread", {"pings": False, "mention_everyone": True}, id="everyone"),
        pytest.param(f"{ME} hi", {"author": BOT}, id="itself"),
        pytest.param(f"{ME} price of rye bread", {"webhook_id": "5"}, id="webhook"),
        pytest.param("", {"pings": False, "type": 19}, id="a reply with the ping off"),
        pytest.param(f"{ME}", {"type": 7}, id="somebody joined"),
    ],
)
async def test_is_silent_to_what_is_not(discord: FakeDiscord, content: str, others: dict) -> None:  # type: ignore[type-arg]
    before = len(discord.rest.messages)
    if others.get("author") == BOT:
        others = {"author": BOT} | {"pings": True}

    shown = await discord.say(content, wait=SILENCE, **others)

    assert shown is None
    assert len(discord.rest.messages) == before


async def test_is_silent_to_other_bots(discord: FakeDiscord) -> None:
    sent = message(f"{ME} price of rye bread") | {"author": user(OTHER, bot=True)}
    await discord.gateway.dispatch("MESSAGE_CREATE", sent)

    assert await discord.reply_to(sent["id"], wait=SILENCE) is None


async def test_a_mention_without_text_is_greeted_with_starters(discord: FakeDiscord) -> None:
    shown = await discord.say(ME)

    assert shown is not None
    assert "Miller Bakery" in shown.text
    assert (
        shown.labels
        == [
            "What does a loaf of rye bread cost?",
            "When does the bakery open?",
            "How many loaves were baked per year?",
        ]
        or "What does a loaf of rye bread cost?" in shown.labels
    )


async def test_a_reply_that_comes_without_its_text_asks_for_a_mention(discord: FakeDiscord) -> None:
    shown = await discord.say("", type=19, message_reference=REFERENCE)

    assert shown is not None
    assert "mention me" in shown.text


async def test_a_reply_that_is_only_a_picture_is_greeted(discord: FakeDiscord) -> None:
    picture = {"id": "1", "filename": "x.png", "size": 1, "url": "http://x/x.png", "proxy_url": "http://x/x.png"}
    shown = await discord.say("", type=19, message_reference=REFERENCE, attachments=[picture])

    assert shown is not None
    assert "mention me" not in shown.text
    assert "What does a loaf of rye bread cost?" in shown.labels


async def test_an_edited_question_gets_its_answer_edited(discord: FakeDiscord) -> None:
    sent = message(f"{ME} price of rye bread")
    await discord.gateway.dispatch("MESSAGE_CREATE", sent)
    first = await discord.reply_to(sent["id"])
    assert first is not None

    await edit(discord, sent, f"{ME} opening hours")

    assert "six" in first.text
    assert [one.replies_to for one in map(Shown, discord.rest.messages.values())].count(sent["id"]) == 1


async def test_an_edit_sends_no_card_and_no_chart_where_it_has_no_right_to_them(
    tmp_path: Path, bot_environment: dict[str, str]
) -> None:
    async with FakeDiscord() as discord:
        discord.gateway.rights = ALL_RIGHTS & ~EMBED_LINKS & ~ATTACH_FILES & ~ADMINISTRATOR
        async with Bot(discord, tmp_path, bot_environment):
            sent = message(f"{ME} price of rye bread")
            await discord.gateway.dispatch("MESSAGE_CREATE", sent)
            first = await discord.reply_to(sent["id"])
            assert first is not None

            await edit(discord, sent, f"{ME} loaves per year")

    edits = [line for line in discord.rest.requests if line.startswith("PATCH")]
    assert len(edits) == 1
    assert "loaves" in first.payload["content"]
    assert (first.payload["embeds"], first.payload["attachments"]) == ([], [])


async def test_an_edit_that_changes_no_word_is_left_alone(discord: FakeDiscord) -> None:
    sent = message(f"{ME} price of rye bread")
    await discord.gateway.dispatch("MESSAGE_CREATE", sent)
    await discord.reply_to(sent["id"])
    before = len(discord.rest.requests)

    await edit(discord, sent, f"{ME} **price of rye bread**", wait=SILENCE)

    assert len(discord.rest.requests) == before


async def test_an_edit_before_the_first_answer_stands_is_not_lost(discord: FakeDiscord) -> None:
    sent = message(f"{ME} price of rye bread")
    edited = sent | {"content": f"{ME} opening hours", "edited_timestamp": timestamp()}
    await discord.gateway.dispatch("MESSAGE_CREATE", sent)
    await discord.gateway.dispatch("MESSAGE_UPDATE", edited)
    shown = await discord.reply_to(sent["id"])
    assert shown is not None
    for _ in range(20):
        if "six" in shown.text:
            break
        await discord.until_changed(0.2)

    assert "six" in shown.text


async def test_a_mention_that_an_edit_adds_is_answered_once(discord: FakeDiscord) -> None:
    sent = message("price of rye bread", pings=False)
    mentioned = message(f"{ME} price of rye bread")["mentions"]
    await discord.gateway.dispatch("MESSAGE_CREATE", sent)
    await edit(discord, sent | {"mentions": mentioned}, f"{ME} price of rye bread")
    shown = await discord.reply_to(sent["id"])
    assert shown is not None
    assert "4.20" in shown.text

    await edit(discord, sent | {"mentions": mentioned}, f"{ME} opening hours")
    assert "six" in shown.text
    assert [one.replies_to for one in map(Shown, discord.rest.messages.values())].count(sent["id"]) == 1


async def test_a_mention_that_an_edit_adds_to_an_old_message_is_left_alone(discord: FakeDiscord) -> None:
    old = discord_id(utcnow() - timedelta(minutes=5))
    sent = message("price of rye bread") | {"id": str(old)}
    await edit(discord, sent, f"{ME} price of rye bread", wait=SILENCE)

    assert await discord.reply_to(sent["id"], wait=SILENCE) is None


async def test_who_asked_removes_the_answer_and_nobody_else_but_moderators(discord: FakeDiscord) -> None:
    shown = await discord.say(f"{ME} price of rye bread")
    assert shown is not None

    refused = await discord.shown(await discord.press(shown, "🗑️", asker=OTHER))
    await discord.press(shown, "🗑️", asker=ASKER)
    await gone(discord, shown.payload["id"])

    assert "Only who asked" in refused.text
    assert refused.private


async def test_a_moderator_removes_any_answer(discord: FakeDiscord) -> None:
    shown = await discord.say(f"{ME} price of rye bread")
    assert shown is not None

    await discord.press(shown, "🗑️", asker=OTHER, rights=1 << 13)

    await gone(discord, shown.payload["id"])


async def test_an_answer_stays_where_its_question_was_deleted(discord: FakeDiscord) -> None:
    shown = await discord.say(f"{ME} price of rye bread")
    assert shown is not None
    gone_message = {"id": shown.replies_to, "channel_id": shown.payload["channel_id"]}

    await discord.gateway.dispatch("MESSAGE_DELETE", gone_message)
    again = await discord.say(f"{ME} opening hours")

    assert again is not None
    assert shown.payload["id"] in discord.rest.messages


async def test_settings_say_in_which_channels_mentions_are_answered(discord: FakeDiscord) -> None:
    settings = await discord.command("settings", rights=1 << 5)
    menu = next(item for item in settings.items if item["type"] == 8)
    await discord.pick(settings, menu, snowflake(), rights=1 << 5)

    silent = await discord.say(f"{ME} price of rye bread", wait=SILENCE)
    in_private = await discord.say("price of rye bread", channel=DIRECT, pings=False)

    settings = await discord.command("settings", rights=1 << 5)
    await discord.press(settings, "Answer in all channels", rights=1 << 5)
    assert silent is None
    assert in_private is not None
    assert await discord.say(f"{ME} price of rye bread") is not None


async def edit(discord: FakeDiscord, sent: dict, content: str, wait: float = 5.0) -> None:  # type: ignore[type-arg]
    """Edit a message as its author does, and wait for what comes of it."""
    discord.rest.changed.clear()
    await discord.gateway.dispatch("MESSAGE_UPDATE", sent | {"content": content, "edited_timestamp": timestamp()})
    await discord.until_changed(wait)


async def gone(discord: FakeDiscord, id: str) -> None:
    for _ in range(100):
        if id in discord.rest.deleted:
            return
        await discord.until_changed(0.1)
    raise AssertionError("it was not removed")
