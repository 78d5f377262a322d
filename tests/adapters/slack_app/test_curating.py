"""Curating on Slack: for who is named in EVBOT_ADMINS, by the command, buttons and a form."""

from __future__ import annotations

import asyncio

import pytest

from conftest_slack import SLACK_ADMIN
from fake_slack.talking import EVENT, INTERACTIVE, Json, Talk, labels, shown

pytestmark = pytest.mark.asyncio(loop_scope="module")
MODES = ("socket",)

INJECTED = "do you sell goat cheese *now* <!channel> `x` <https://evil.example|free>"


async def curate(talk: Talk) -> Json:
    return await talk.command("curate", user_id=SLACK_ADMIN)


async def press(talk: Talk, label: str, message: Json) -> Json:
    before = len(talk.slack.messages)
    await talk.press(label, message, SLACK_ADMIN)
    return await talk.first_since(before)


async def test_what_was_asked_is_accepted_with_an_answer_and_taken_back(talk: Talk) -> None:
    await talk.direct("do you sell goat cheese")
    await talk.answer_to(EVENT, talk.payloads.direct(INJECTED, f"UO{talk.user}"))
    listed = await curate(talk)
    suggestion = await press(talk, "1", listed)
    opened = len(talk.slack.modals)
    await talk.press("Accept with", suggestion, SLACK_ADMIN)
    (form,) = await talk.slack.until(lambda: talk.slack.modals[opened:])
    typed = {"text": "do you sell goat cheese", "answer": "On **Saturdays**."}
    values = {name: {name: {"value": text}} for name, text in typed.items()}

    done = await talk.answer_to(INTERACTIVE, talk.payloads.submit(form, values, SLACK_ADMIN))

    assert all(message["ephemeral"] for message in (listed, suggestion, done))
    assert "asked 2 times by 2 people" in shown(listed)
    assert "+ do you sell goat cheese" in shown(suggestion)
    assert "<!channel" not in shown(suggestion)
    assert "from now on do-you-sell-goat-cheese answers this" in shown(done)
    assert [block["block_id"] for block in form["blocks"]] == ["text", "entry", "answer", "source"]
    assert all(block["optional"] for block in form["blocks"])
    await in_force(talk, "On *Saturdays*.")
    assert "is open again" in shown(await press(talk, "Undo", done))


async def test_everyone_else_is_told_that_it_is_for_curators(talk: Talk) -> None:
    talk.slack.admins.add(talk.user)  # Of the workspace, not of the bot.
    answer = await talk.command("curate")

    assert answer["ephemeral"]
    assert "That is for curators only." in shown(answer)
    assert labels(answer) == []


async def test_a_question_may_begin_with_the_word(talk: Talk) -> None:
    assert "*six*" in shown(await talk.command("curate: when does the bakery open?"))


async def in_force(talk: Talk, answer: str) -> None:
    """Within two seconds."""
    for _ in range(20):
        if answer in shown(await talk.command("do you sell goat cheese")):
            return
        await asyncio.sleep(0.1)
    raise AssertionError("not in force in time")


async def test_an_admin_s_shortcut_proposes_what_somebody_has_answered(talk: Talk) -> None:
    talk.slack.admins.add(talk.user)
    posted = "Yes, *<https://bakery.example/walnut|walnut cake>* on Fridays <!here>"
    said = talk.payloads.shortcut(posted, talk.user, talk.channel)
    opened = len(talk.slack.modals)
    await talk.give(INTERACTIVE, said | {"callback_id": "make_answer"})
    (form,) = await talk.slack.until(lambda: talk.slack.modals[opened:])
    answer = next(block["element"]["initial_value"] for block in form["blocks"] if block["block_id"] == "answer")
    typed = {"question": "is there walnut cake?", "answer": answer, "source": "The Baker https://bakery.example/cake"}
    values = {name: {name: {"value": text}} for name, text in typed.items()}

    noted = await talk.answer_to(INTERACTIVE, talk.payloads.submit(form, values, talk.user))
    refused = await talk.answer_to(INTERACTIVE, talk.payloads.submit(form | {"id": "VOTHER"}, values, f"UO{talk.user}"))
    listed = await curate(talk)
    last = [label for label in labels(listed) if label.isdecimal()][-1]  # Behind what was asked for.
    suggestion = await press(talk, last, listed)

    assert answer == "Yes, **[walnut cake](https://bakery.example/walnut)** on Fridays"
    assert noted["ephemeral"]
    assert "A curator will look at it." in shown(noted)
    assert "That is for who may manage messages here." in shown(refused)
    assert "a person has answered it" in shown(suggestion)
    assert "https://bakery.example/cake" in shown(suggestion)
    assert "<!here" not in shown(suggestion)


async def test_who_is_no_admin_gets_no_form(talk: Talk) -> None:
    said = talk.payloads.shortcut("I do.", talk.user, talk.channel) | {"callback_id": "make_answer"}

    assert "That is for who may manage messages here." in shown(await talk.answer_to(INTERACTIVE, said))
