"""Bad input, and what Slack refuses: each event that reached the bot gets exactly one answer, or silence where due."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from conftest_slack import Stage
from fake_slack.talking import COMMAND, EVENT, INTERACTIVE, Talk, button, image_of, shown

pytestmark = pytest.mark.asyncio(loop_scope="module")

FORM = "ev1:f:AAAAAAAAAAAAAAAA:"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("opening hours " * 900, id="12,000-characters"),
        pytest.param("<!channel> <!here> opening hours", id="channel"),
        pytest.param("<@U123> <@U456|anna> opening hours", id="mentions"),
        pytest.param("<https://x.example|y> opening hours", id="link"),
        pytest.param("&lt;opening&gt; hours &amp; more", id="escaped"),
        pytest.param("*_~`opening`~_* hours", id="nested-markup"),
        pytest.param("```\nopening hours\n```", id="code"),
        pytest.param(":tada: opening 🎉🎉 hours :tada:", id="emoji"),
        pytest.param("\u202eopening hours\u202c مرحبا", id="right-to-left"),
        pytest.param("\x00\x07opening hours\x1b[31m", id="control"),
        pytest.param("<", id="half-a-token"),
        pytest.param("<<<>>><@><#><!>", id="tokens-of-nothing"),
    ],
)
async def test_whatever_is_typed_gets_one_answer_that_pings_nobody(talk: Talk, text: str, times: int) -> None:
    for _ in talk.rounds(times):
        before = len(talk.slack.messages)
        answer = await talk.direct(text)
        others = await talk.nothing_but(before)

        assert others == [answer]
        assert "<!" not in shown(answer) + answer["text"]
        assert "<@" not in shown(answer) + answer["text"]


@pytest.mark.parametrize("error", ["not_in_channel", "channel_not_found", "is_archived", "restricted_action"])
async def test_where_it_may_not_write_the_asker_is_told_otherwise(talk: Talk, error: str, times: int) -> None:
    for _ in talk.rounds(times):
        talk.slack.fail("chat.postMessage", error)
        before = len(talk.slack.messages)
        answer = await talk.mention("opening hours")
        assert await talk.nothing_but(before) == [answer]

        assert answer["ephemeral"]
        assert "*six*" in shown(answer)
        assert "thread_ts" not in answer  # Slack shows none of it in a thread that has not begun.


async def test_in_a_thread_that_has_begun_the_asker_is_told_there(talk: Talk, times: int) -> None:
    for _ in talk.rounds(times):
        thread = talk.payloads.ts()
        talk.slack.fail("chat.postMessage", "restricted_action")
        before = len(talk.slack.messages)
        answer = await talk.mention("opening hours", thread_ts=thread)

        assert await talk.nothing_but(before) == [answer]
        assert answer["ephemeral"]
        assert answer["thread_ts"] == thread


async def test_where_nothing_of_a_channel_works_it_is_told_directly(talk: Talk, times: int) -> None:
    for _ in talk.rounds(times):
        talk.slack.fail("chat.postMessage", "channel_not_found")
        talk.slack.fail("chat.postEphemeral", "channel_not_found")
        before = len(talk.slack.messages)
        answer = await talk.mention("opening hours")

        assert await talk.nothing_but(before) == [answer]
        assert answer["channel"] == f"D{talk.user}"


async def test_a_missing_scope_is_said_in_the_log_with_its_name(talk: Talk, times: int) -> None:
    for _ in talk.rounds(times):
        talk.slack.fail("files.getUploadURLExternal", "missing_scope", needed="files:write", provided="chat:write")
        before = len(talk.slack.messages)
        answer = await talk.mention("how many loaves were baked in 2024?")
        await talk.slack.until(lambda: talk.bot.says("needed=files:write"))

        assert await talk.nothing_but(before) == [answer]
        assert "90,500" in shown(answer)


async def test_a_revoked_token_costs_a_line_and_nothing_else(talk: Talk, times: int) -> None:
    for _ in talk.rounds(times):
        talk.slack.fail("chat.postMessage", "token_revoked")
        before = len(talk.slack.messages)
        await talk.give(EVENT, talk.payloads.mention("opening hours", talk.channel, talk.user))

        await talk.slack.until(lambda: talk.bot.says("reason=token_revoked"))
        assert await talk.nothing_but(before) == []


async def test_a_rate_limit_on_a_message_is_waited_for(talk: Talk, times: int) -> None:
    for _ in talk.rounds(times):
        talk.slack.fail("chat.postMessage", "ratelimited", retry_after=1)
        before = len(talk.slack.messages)
        answer = await talk.mention("opening hours")

        assert await talk.nothing_but(before) == [answer]


async def test_a_rate_limit_on_an_upload_is_waited_for(talk: Talk, times: int) -> None:
    for _ in talk.rounds(times):
        talk.slack.fail("files.completeUploadExternal", "ratelimited", retry_after=1)
        before = len(talk.slack.messages)
        answer = await talk.mention("how many loaves were baked in 2024?")
        await talk.slack.until(lambda answer=answer: image_of(answer))

        assert await talk.nothing_but(before) == [answer]


async def test_an_upload_that_fails_leaves_the_text(talk: Talk, times: int) -> None:
    for _ in talk.rounds(times):
        talk.slack.fail("upload", "out of space", times=5)
        before = len(talk.slack.messages)
        answer = await talk.command("chart loaves-per-year")
        talk.slack.heal()

        assert await talk.nothing_but(before) == [answer]
        assert "99,250" in answer["text"]
        assert not [block for block in answer["blocks"] if block["type"] == "image"]


async def test_a_form_that_cannot_be_opened_is_asked_in_a_message(talk: Talk, times: int) -> None:
    for _ in talk.rounds(times):
        answer = await talk.mention("opening hours")
        talk.slack.fail("views.open", "expired_trigger_id")
        before = len(talk.slack.messages)
        await talk.press("Not what I meant", answer)
        asked = await talk.first_since(before)

        assert await talk.nothing_but(before) == [asked]
        assert asked["ephemeral"]
        assert "Sorry!" in asked["text"]


async def test_a_rate_limit_on_a_form_is_waited_for(talk: Talk, times: int) -> None:
    for _ in talk.rounds(times):
        answer = await talk.mention("opening hours")
        talk.slack.fail("views.open", "ratelimited", retry_after=1)
        before, opened = len(talk.slack.messages), len(talk.slack.modals)
        await talk.press("Not what I meant", answer)
        await talk.slack.until(lambda opened=opened: talk.slack.modals[opened:])

        assert await talk.nothing_but(before) == []


async def test_where_a_form_cannot_be_waited_for_it_is_asked_in_a_message(talk: Talk, times: int) -> None:
    """Slack opens none more than three seconds after the press."""
    for _ in talk.rounds(times):
        answer = await talk.mention("opening hours")
        talk.slack.fail("views.open", "ratelimited", retry_after=30)
        before = len(talk.slack.messages)
        await talk.press("Not what I meant", answer)
        asked = await talk.first_since(before)

        assert "Sorry!" in asked["text"]


async def test_a_response_url_that_is_used_up_is_gone_around(talk: Talk, times: int) -> None:
    for _ in talk.rounds(times):
        given = talk.payloads.command("opening hours", talk.user, talk.channel)
        talk.slack.spent[given["response_url"]] = 5
        before = len(talk.slack.messages)
        answer = await talk.answer_to(COMMAND, given)

        assert await talk.nothing_but(before) == [answer]
        assert answer["by"] == "postEphemeral"


async def test_an_expired_response_url_is_gone_around(talk: Talk, times: int) -> None:
    for _ in talk.rounds(times):
        talk.slack.fail("respond", "expired_url", status=404)
        before = len(talk.slack.messages)
        answer = await talk.command("opening hours")

        assert await talk.nothing_but(before) == [answer]
        assert answer["by"] == "postEphemeral"


async def test_what_may_have_arrived_by_a_response_url_is_sent_in_no_other_way(talk: Talk, times: int) -> None:
    for _ in talk.rounds(times):
        talk.slack.fail("respond", "bad_gateway", status=502)
        before = len(talk.slack.messages)
        await talk.give(COMMAND, talk.payloads.command("opening hours", talk.user, talk.channel))

        await talk.slack.until(lambda: talk.bot.says("reason=response_url_502"))
        assert await talk.nothing_but(before) == []


async def test_a_response_url_of_a_channel_without_the_bot_is_gone_around_too(talk: Talk, times: int) -> None:
    for _ in talk.rounds(times):
        talk.slack.fail("respond", "used_url", status=404)
        talk.slack.fail("chat.postEphemeral", "channel_not_found")
        before = len(talk.slack.messages)
        answer = await talk.command("opening hours")

        assert await talk.nothing_but(before) == [answer]
        assert answer["channel"] == f"D{talk.user}"


async def test_blocks_that_slack_refuses_go_out_as_text(talk: Talk, times: int) -> None:
    for _ in talk.rounds(times):
        talk.slack.fail("chat.postMessage", "invalid_blocks")
        before = len(talk.slack.messages)
        answer = await talk.mention("opening hours")

        assert await talk.nothing_but(before) == [answer]
        assert "*six*" in answer["text"]
        assert "blocks" not in answer


@pytest.mark.parametrize(
    ("action_id", "said"),
    [
        pytest.param("of-another-release", "don't know that button", id="unknown"),
        pytest.param("ev1:a:AAAAAAAAAAAAAAAA:long-gone", "not here any more", id="of an entry that is gone"),
    ],
)
async def test_a_button_that_leads_nowhere_says_so(talk: Talk, action_id: str, said: str, times: int) -> None:
    for _ in talk.rounds(times):
        answer = await talk.mention("opening hours")
        before = len(talk.slack.messages)
        action = {"type": "button", "action_id": action_id}
        await talk.give(INTERACTIVE, talk.payloads.press(action, answer, talk.user, talk.channel))
        told = await talk.first_since(before)

        assert await talk.nothing_but(before) == [told]
        assert said in shown(told)


async def test_a_vote_that_is_pressed_twice_is_one_vote_or_none(talk: Talk, times: int) -> None:
    for _ in talk.rounds(times):
        answer = await talk.mention("opening hours")
        press = talk.payloads.press(
            {"type": "button", "action_id": button(answer, "👍")["action_id"]}, answer, talk.user, talk.channel
        )
        for again in (0, 10):
            await talk.give(INTERACTIVE, press, again)
        await talk.slack.until(lambda: "👍 1" in shown(talk.slack.messages[-1]))

        assert "👍 2" not in shown(talk.slack.messages[-1])


@pytest.mark.parametrize("kind", [EVENT, COMMAND, INTERACTIVE, "form"])
async def test_what_is_delivered_again_is_answered_once(talk: Talk, kind: str, times: int) -> None:
    for _ in talk.rounds(times):
        form = {
            "callback_id": "ev1:f:AAAAAAAAAAAAAAAA:",
            "type": "modal",
            "id": f"V{talk.name}",
            "private_metadata": "",
        }
        typed = {"text": {"text": {"value": "opening hours"}}}
        payload = {
            EVENT: talk.payloads.mention("opening hours", talk.channel, talk.user),
            COMMAND: talk.payloads.command("opening hours", talk.user, talk.channel),
            INTERACTIVE: talk.payloads.shortcut("opening hours", talk.user, talk.channel),
            "form": talk.payloads.submit(form, typed, talk.user),
        }[kind]
        before = len(talk.slack.messages)
        for again in (0, 10, 60, 240):
            await talk.give(INTERACTIVE if kind == "form" else kind, payload, again)

        assert len(await talk.nothing_but(before)) == 1


async def test_fifty_events_at_once_are_acknowledged_within_a_second(talk: Talk) -> None:
    async def ask(number: int) -> float:
        started = asyncio.get_running_loop().time()
        await talk.give(EVENT, talk.payloads.mention("opening hours", talk.channel, f"{talk.user}n{number}"))
        return asyncio.get_running_loop().time() - started

    before = len(talk.slack.messages)
    times = sorted(await asyncio.gather(*(ask(number) for number in range(50))))
    await talk.slack.until(lambda: len(talk.slack.messages) >= before + 50)

    assert times[-1] < 1
    assert len(await talk.nothing_but(before)) == 50


@pytest.mark.parametrize("slow", ["views.publish", "assistant.threads.setSuggestedPrompts", "users.info"])
async def test_no_answer_waits_for_what_slack_is_slow_with_beside_it(stage: Stage, slow: str) -> None:
    async with stage.talk("socket") as talk:
        talk.slack.fail(slow, "ratelimited", times=100, retry_after=10)
        for number in range(12):
            user = f"{talk.user}n{number}"
            if slow == "users.info":
                await talk.give(COMMAND, talk.payloads.command("settings", user, talk.channel))
            else:
                tab = "home" if slow == "views.publish" else "messages"
                await talk.give(EVENT, talk.payloads.home_opened(user, tab))
        await talk.slack.until(lambda: len(talk.slack.called(slow)) >= 4)

        assert "*six*" in shown(await asyncio.wait_for(talk.mention("opening hours"), 5))
        assert "*six*" in shown(await asyncio.wait_for(talk.command("opening hours"), 5))


@pytest.mark.parametrize("crowd", [200, pytest.param(1_000, marks=pytest.mark.soak)])
async def test_a_form_is_opened_in_time_in_a_crowd(talk: Talk, crowd: int) -> None:
    answer = await talk.mention("opening hours")
    before, opened = len(talk.slack.messages), len(talk.slack.modals)
    asked = [talk.payloads.mention("opening hours", talk.channel, f"{talk.user}n{number}") for number in range(crowd)]
    await asyncio.gather(*(talk.give(EVENT, one) for one in asked))
    await talk.press("Not what I meant", answer)
    await talk.slack.until(lambda: len(talk.slack.messages) >= before + crowd, 60)

    assert len(talk.slack.modals) == opened + 1
    assert len(await talk.nothing_but(before)) == crowd


OVERLOADED: dict[str, Any] = {"error": "", "times": 3, "status": 503, "text": "upstream connect error"}
"""The plain text of a proxy before Slack, as often as a call is tried."""


async def test_an_answer_that_a_proxy_refuses_in_plain_text_costs_a_line_and_nothing_else(talk: Talk) -> None:
    talk.slack.fail("chat.postMessage", **OVERLOADED)
    before = len(talk.slack.messages)
    await talk.give(EVENT, talk.payloads.mention("opening hours", talk.channel, talk.user))

    await talk.slack.until(lambda: talk.bot.says("slack message not sent reason=503"))
    assert await talk.nothing_but(before) == []
    assert not talk.bot.says("Traceback")


async def test_a_picture_that_a_proxy_refuses_in_plain_text_leaves_the_table(talk: Talk) -> None:
    talk.slack.fail("files.getUploadURLExternal", **OVERLOADED)
    answer = await talk.mention("which ovens does the bakery have?")

    await talk.slack.until(lambda: "| old stone oven" in shown(answer))


async def test_where_a_proxy_hides_who_manages_a_place_the_asker_is_told_that_only_they_may(talk: Talk) -> None:
    talk.slack.fail("users.info", **OVERLOADED)
    answer = await talk.command("settings")

    assert "who manages this place" in shown(answer)
