"""Curating on Discord: for who is named in EVBOT_ADMINS, by command, buttons and a form."""

from __future__ import annotations

import pytest

from fake_discord import FakeDiscord
from fake_discord.fake import Shown
from fake_discord.payloads import ADMIN, ASKER, OTHER, message

pytestmark = pytest.mark.asyncio(loop_scope="module")

MAKE = "Make this an answer"
MANAGE_MESSAGES = 1 << 13
MARKUP = "do you sell **any** goat cheese ``` # ||now||"
ANSWER = (
    "Yes, **[walnut cake](<https://bakery.example/walnut>)** on ||Fridays||, type `cake`, ask <@900000000000000010>!"
)
MARKDOWN = "Yes, **[walnut cake](https://bakery.example/walnut)** on Fridays, type `cake`, ask !"
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


async def test_a_moderator_s_answer_becomes_a_suggestion_with_its_question(discord: FakeDiscord) -> None:
    asked = message("is there walnut cake?", author=ASKER)
    target = message(ANSWER, author=OTHER)
    where = {"message_id": asked["id"], "channel_id": asked["channel_id"]}
    target |= {"type": 19, "message_reference": where, "referenced_message": asked}
    opened = await discord.right_click(target, MAKE, rights=MANAGE_MESSAGES)
    form = opened.answers[0]["data"]
    question, answer, _ = (row["components"][0] for row in form["components"])

    noted = await discord.submit(None, form, question["value"], answer["value"], "The Baker", rights=MANAGE_MESSAGES)
    shown = await proposed(discord)
    done = await discord.shown(await discord.press(shown, "Accept", asker=ADMIN))

    assert (question["value"], answer["value"]) == ("is there walnut cake?", MARKDOWN)
    assert (noted.text, noted.private) == ("Thank you. A curator will look at it.", True)
    assert "a new entry: a person has answered it" in shown.text
    assert MARKDOWN in shown.text
    assert "from now on is-there-walnut-cake answers this" in done.text


async def test_an_answer_of_many_emoji_fits_the_form(discord: FakeDiscord) -> None:
    opened = await discord.right_click(message("😀" * 2_000, author=OTHER), MAKE, rights=MANAGE_MESSAGES)

    assert opened.answers[0]["type"] == 9


@pytest.mark.parametrize("place", ["guild", "direct"])
async def test_who_may_not_manage_messages_proposes_nothing(discord: FakeDiscord, place: str) -> None:
    target = message("Buy my cake!", author=OTHER)
    opened = await discord.right_click(target, MAKE, asker=ADMIN, place=place)
    form = opened.answers[0]["data"]

    refused = await discord.shown(await discord.right_click(target, MAKE, place=place))
    sent = await discord.submit(None, form, "who sells cake?", "I do.", place=place)

    assert refused.text == sent.text == "That is for who may manage messages here."
    assert refused.private


async def proposed(discord: FakeDiscord) -> Shown:
    """The suggestion that a person's answer has made; it may stand behind others."""
    listed = await discord.command("curate", asker=ADMIN)
    lines = listed.text.split("```")[1].strip().split("\n")
    number = next(before.split()[0] for before, why in zip(lines, lines[1:], strict=False) if "has answered it" in why)
    return await discord.shown(await discord.press(listed, number, asker=ADMIN))
