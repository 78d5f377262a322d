"""Curating on Discord: for who is named in EVBOT_ADMINS, by command, buttons and a form."""

from __future__ import annotations

import pytest

from fake_discord import FakeDiscord
from fake_discord.fake import Shown
from fake_discord.payloads import ADMIN, ASKER, OTHER

pytestmark = pytest.mark.asyncio(loop_scope="module")

MARKUP = "do you sell **any** goat cheese ``` # ||now||"
MENTION = "do you sell goat cheese @everyone <@900000000000000009>"


async def test_what_was_asked_is_accepted_with_an_answer_and_taken_back(discord: FakeDiscord) -> None:
    await discord.ask("do you sell goat cheese", asker=OTHER)
    for text in (MARKUP, MENTION):
        await discord.ask(text, asker=ASKER)
    listed = await discord.command("curate", asker=ADMIN)
    shown = await discord.shown(await discord.press(listed, "1", asker=ADMIN))
    form = (await discord.press(shown, "Accept with", asker=ADMIN)).answers[0]["data"]

    done = await discord.submit(shown, form, "do you sell goat cheese", "", "On **Saturdays**.", "", asker=ADMIN)

    assert listed.private
    assert "asked 3 times by 2 people" in listed.text
    before, in_code, after = shown.text.split("```")
    assert "+ do you sell goat cheese\n" in in_code
    assert "||now||" in in_code
    assert "||" not in before + after
    assert "@" not in shown.text
    assert "from now on do-you-sell-goat-cheese answers this" in done.text
    await in_force(discord, "On **Saturdays**.")
    undone = await discord.press(done, "Undo", asker=ADMIN)
    assert "is open again" in Shown(undone.messages["@original"]).text


async def test_everyone_else_is_told_that_it_is_for_curators(discord: FakeDiscord) -> None:
    shown = await discord.command("curate", rights=1 << 3)

    assert shown.private
    assert shown.text == "That is for curators only."
    assert shown.labels == []


async def in_force(discord: FakeDiscord, answer: str) -> None:
    """Within two seconds."""
    for _ in range(20):
        if answer in (await discord.ask("do you sell goat cheese", private=True)).text:
            return
        await discord.until_changed(0.1)
    raise AssertionError("not in force in time")
