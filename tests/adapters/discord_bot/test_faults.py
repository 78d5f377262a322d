"""The network and the platform fail in every documented way: each question gets exactly one answer, or one line."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from fake_discord import FakeDiscord, Fault, Served, Shown
from fake_discord.payloads import BOT, CHANNEL, message, timestamp

pytestmark = pytest.mark.asyncio(loop_scope="module")

ME = f"<@{BOT}>"
POST = rf"POST /channels/{CHANNEL}/messages"
CALLBACK = "POST /interactions/.*/callback"


def answers_to(discord: FakeDiscord, id: str) -> list[Shown]:
    return [one for one in map(Shown, discord.rest.messages.values()) if one.replies_to == id]


async def ask_once(discord: FakeDiscord, wait: float = 20.0) -> Shown:
    """Mention the bot; there must be one reply and no second one."""
    shown = await discord.say(f"{ME} price of rye bread", wait=wait)
    assert shown is not None
    assert "4.20" in shown.text
    assert len(answers_to(discord, shown.replies_to)) == 1
    return shown


@asynccontextmanager
async def repeated(discord: FakeDiscord, path: str, times: int = 2) -> AsyncIterator[None]:
    """Wait at the end until `times` such requests have come: a retry still under way would take the fault of the next
    test."""

    def count() -> int:
        return sum(re.match(path, line) is not None for line in discord.rest.requests)

    before = count()
    yield
    async with asyncio.timeout(20):
        while count() < before + times:
            await asyncio.sleep(0.02)


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param((POST, 429, 0.3), id="429"),
        pytest.param((POST, 502, 0.0), id="502"),
        pytest.param((POST, 503, 0.0), id="503"),
        pytest.param((CALLBACK, 503, 0.0), id="503 of an interaction"),
        pytest.param((CALLBACK, 429, 0.3), id="429 of an interaction"),
    ],
)
async def test_waits_out_a_limit_and_a_bad_gateway(
    discord: FakeDiscord, fault: tuple[str, int, float], times: int
) -> None:
    path, status, wait = fault
    for _ in range(times):
        discord.rest.faults.append(Fault(path, status, retry_after=wait))
        if path == POST:
            await ask_once(discord)
        else:
            assert "4.20" in (await discord.ask("price of rye bread")).text


async def test_waits_out_a_long_limit(discord: FakeDiscord, times: int) -> None:
    for _ in range(times):
        discord.rest.faults.append(Fault(POST, 429, retry_after=4.0))
        await ask_once(discord)


async def test_waits_out_three_bad_gateways(discord: FakeDiscord, times: int) -> None:
    for _ in range(times):
        discord.rest.faults.append(Fault(POST, 502, times=3))
        await ask_once(discord)


@pytest.mark.parametrize("status", [502, 503])
async def test_an_answer_whose_receipt_was_lost_is_not_sent_twice(
    discord: FakeDiscord, status: int, times: int
) -> None:
    for _ in range(times):
        async with repeated(discord, POST):
            discord.rest.faults.append(Fault(POST, status, after=True))
            await ask_once(discord)


async def test_an_edit_waits_out_a_service_that_is_unavailable(discord: FakeDiscord, times: int) -> None:
    for _ in range(times):
        sent = message(f"{ME} price of rye bread")
        await discord.gateway.dispatch("MESSAGE_CREATE", sent)
        first = await discord.reply_to(sent["id"])
        assert first is not None
        discord.rest.faults.append(Fault("PATCH /channels/", 503))

        async with repeated(discord, "PATCH /channels/"):
            edited = sent | {"content": f"{ME} opening hours", "edited_timestamp": timestamp()}
            await discord.gateway.dispatch("MESSAGE_UPDATE", edited)
        await discord.until_changed(2.0)

        assert "six" in first.text


async def test_an_answer_whose_connection_broke_is_sent_again_and_stands_once(discord: FakeDiscord, times: int) -> None:
    for _ in range(times):
        discord.rest.faults.append(Fault(POST, 0))
        await ask_once(discord)


async def test_a_command_whose_receipt_was_lost_is_answered_once(discord: FakeDiscord, times: int) -> None:
    for _ in range(times):
        async with repeated(discord, CALLBACK):
            discord.rest.faults.append(Fault(CALLBACK, 502, after=True))
            assert "4.20" in (await discord.ask("price of rye bread")).text


async def test_in_a_crowd_lost_receipts_cost_no_answer(discord: FakeDiscord, times: int) -> None:
    for _ in range(times):
        async with repeated(discord, CALLBACK, 50):
            discord.rest.faults.append(Fault(CALLBACK, 502, after=True, times=10))
            shown = await asyncio.gather(*(discord.ask("price of rye bread") for _ in range(40)))

        assert ["4.20" in one.text for one in shown] == [True] * 40


@pytest.mark.parametrize("code", [10062, 50027])
async def test_an_interaction_that_the_platform_has_ended_is_one_line(
    served: Served, discord: FakeDiscord, code: int, times: int
) -> None:
    for _ in range(times):
        before = len(served.bot.lines)
        discord.rest.faults.append(Fault("POST .*/ended/callback", 404 if code == 10062 else 401, code, "ended"))
        opened = await discord.interact(2, {"id": "1", "name": "help", "type": 1, "options": []}, token="ended")
        await said(served, before, f"not sent what=interaction status={404 if code == 10062 else 401} code={code}")

        assert opened.answers == []
        assert "4.20" in (await discord.ask("price of rye bread")).text


async def test_a_channel_without_the_right_to_embed_gets_plain_text(discord: FakeDiscord, times: int) -> None:
    for _ in range(times):
        discord.rest.faults.append(Fault(POST, 403, 50013, "Missing Permissions"))
        shown = await discord.say(f"{ME} price of rye bread", wait=1)
        plain = [one for one in map(Shown, discord.rest.messages.values()) if one.payload["content"].startswith("**")]

        assert shown is None  # Nor does it reply: that takes the right to read the history.
        assert "4.20" in plain[-1].text
        assert "bakery.example" in plain[-1].text


async def test_an_edit_without_the_right_to_embed_is_plain_text_too(discord: FakeDiscord, times: int) -> None:
    for _ in range(times):
        sent = message(f"{ME} price of rye bread")
        await discord.gateway.dispatch("MESSAGE_CREATE", sent)
        first = await discord.reply_to(sent["id"])
        assert first is not None
        discord.rest.faults.append(Fault("PATCH /channels/", 403, 50013, "Missing Permissions"))

        async with repeated(discord, "PATCH /channels/"):
            edited = sent | {"content": f"{ME} opening hours", "edited_timestamp": timestamp()}
            await discord.gateway.dispatch("MESSAGE_UPDATE", edited)
        await discord.until_changed(0.5)

        assert "six" in first.payload["content"]
        assert first.payload["embeds"] == []


async def test_who_asks_where_the_bot_may_not_write_is_told_so_alone(discord: FakeDiscord, times: int) -> None:
    for _ in range(times):
        discord.rest.faults.append(Fault(POST, 403, 50013, "Missing Permissions", times=2))
        await discord.say(f"{ME} price of rye bread", wait=1)

        told = [one for one in map(Shown, discord.rest.messages.values()) if "may not write" in one.text]
        assert told[-1].text.startswith("I may not write in #general.")


@pytest.mark.parametrize(
    ("code", "status"),
    [pytest.param(50083, 400, id="an archived thread"), pytest.param(200000, 400, id="automatic moderation")],
)
async def test_who_asks_where_the_answer_is_kept_back_is_told_so_alone(
    discord: FakeDiscord, code: int, status: int, times: int
) -> None:
    for _ in range(times):
        discord.rest.faults.append(Fault(POST, status, code, "no"))
        await discord.say(f"{ME} price of rye bread", wait=1)

        told = [one for one in map(Shown, discord.rest.messages.values()) if "kept my message back" in one.text]
        assert told[-1].text.startswith("I could not answer in #general")


@pytest.mark.parametrize(
    ("code", "status"), [pytest.param(10003, 404, id="a channel that is gone"), pytest.param(50035, 400, id="refused")]
)
async def test_what_cannot_be_sent_is_one_line(
    served: Served, discord: FakeDiscord, code: int, status: int, times: int
) -> None:
    for _ in range(times):
        before = len(served.bot.lines)
        discord.rest.faults.append(Fault(POST, status, code, "no"))
        await discord.say(f"{ME} price of rye bread", wait=0.3)
        await said(served, before, f"not sent what=reply status={status} code={code}")

        await ask_once(discord)


async def test_closed_direct_messages_are_one_line(served: Served, discord: FakeDiscord, times: int) -> None:
    for _ in range(times):
        before = len(served.bot.lines)
        discord.rest.faults.append(Fault(POST, 403, 50013, "Missing Permissions", times=2))
        discord.rest.faults.append(
            Fault("POST /users/@me/channels|/channels/900000000000000005/", 403, 50007, "closed")
        )
        await discord.say(f"{ME} price of rye bread", wait=0.5)
        await said(served, before, "not sent what=direct message status=403 code=50007")
        discord.rest.faults.clear()

        await ask_once(discord)


@pytest.mark.parametrize("code", [1001, 1006, 4000, 4009])
async def test_a_dropped_gateway_is_taken_up_again(discord: FakeDiscord, code: int, times: int) -> None:
    for _ in range(times):
        await discord.gateway.close(code)
        lost = asyncio.create_task(ask_once(discord, wait=30))  # Asked while nobody is connected.
        await asyncio.wait_for(discord.gateway.ready.wait(), 30)

        await lost
        await ask_once(discord)


@pytest.mark.parametrize("resumable", [True, False])
async def test_an_invalid_session_begins_anew(discord: FakeDiscord, resumable: bool, times: int) -> None:
    for _ in range(times):
        await discord.gateway.invalidate(resumable=resumable)
        await asyncio.wait_for(discord.gateway.ready.wait(), 30)

        await ask_once(discord)


async def test_it_reconnects_when_it_is_asked_to(discord: FakeDiscord, times: int) -> None:
    for _ in range(times):
        await discord.gateway.ask_to_reconnect()
        await asyncio.wait_for(discord.gateway.ready.wait(), 30)

        await ask_once(discord)


async def test_an_event_that_came_twice_is_answered_once(discord: FakeDiscord) -> None:
    shown = await ask_once(discord)
    again = next(one for one in discord.gateway.events("MESSAGE_CREATE") if one["id"] == shown.replies_to)

    await discord.gateway.dispatch("MESSAGE_CREATE", again)
    await ask_once(discord)

    assert len(answers_to(discord, shown.replies_to)) == 1


async def said(served: Served, before: int, part: str) -> None:
    """One line since then, and no more, holds `part`; and none tells of an exception."""
    for _ in range(200):
        if any(part in line for line in served.bot.lines[before:]):
            break
        await asyncio.sleep(0.02)
    new = served.bot.lines[before:]
    assert sum(part in line for line in new) == 1, "\n".join(new)
    assert not any("Traceback" in line for line in new)
