"""Bad input, and what Slack refuses: each event that reached the bot gets exactly one answer, or silence where due."""

from __future__ import annotations

import asyncio

import pytest

from fake_slack.talking import COMMAND, EVENT, INTERACTIVE, Talk, button, shown

pytestmark = pytest.mark.asyncio(loop_scope="module")

AGAIN = {"X-Slack-Retry-Num": "1", "X-Slack-Retry-Reason": "http_timeout"}
TIMES = 3
"""In a row; `make soak` does it twenty times, see below."""


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
async def test_whatever_is_typed_gets_one_answer_that_pings_nobody(talk: Talk, text: str) -> None:
    before = len(talk.slack.messages)
    answer = await talk.direct(text)
    others = await talk.nothing_but(before)

    assert others == [answer]
    assert "<!" not in shown(answer) + answer["text"]
    assert "<@" not in shown(answer) + answer["text"]


@pytest.mark.parametrize("error", ["not_in_channel", "channel_not_found", "is_archived", "restricted_action"])
async def test_where_it_may_not_write_the_asker_is_told_otherwise(talk: Talk, error: str) -> None:
    for _ in range(TIMES):
        talk.slack.fail("chat.postMessage", error)
        before = len(talk.slack.messages)
        answer = await talk.mention("opening hours")
        assert await talk.nothing_but(before) == [answer]

        assert answer["ephemeral"]
        assert "*six*" in shown(answer)
        assert "thread_ts" not in answer  # Slack shows none of it in a thread that has not begun.


async def test_in_a_thread_that_has_begun_the_asker_is_told_there(talk: Talk) -> None:
    thread = talk.payloads.ts()
    talk.slack.fail("chat.postMessage", "restricted_action")
    answer = await talk.mention("opening hours", thread_ts=thread)

    assert answer["ephemeral"]
    assert answer["thread_ts"] == thread


async def test_where_nothing_of_a_channel_works_it_is_told_directly(talk: Talk) -> None:
    talk.slack.fail("chat.postMessage", "channel_not_found")
    talk.slack.fail("chat.postEphemeral", "channel_not_found")
    answer = await talk.mention("opening hours")

    assert answer["channel"] == f"D{talk.user}"


async def test_a_missing_scope_is_said_in_the_log_with_its_name(talk: Talk) -> None:
    talk.slack.fail("files.getUploadURLExternal", "missing_scope", needed="files:write", provided="chat:write")
    answer = await talk.mention("how many loaves were baked in 2024?")
    await talk.slack.until(lambda: talk.bot.says("needed=files:write"))

    assert "90,500" in shown(answer)


async def test_a_revoked_token_costs_a_line_and_nothing_else(talk: Talk) -> None:
    talk.slack.fail("chat.postMessage", "token_revoked")
    before = len(talk.slack.messages)
    await talk.give(EVENT, talk.payloads.mention("opening hours", talk.channel, talk.user))

    await talk.slack.until(lambda: talk.bot.says("reason=token_revoked"))
    assert await talk.nothing_but(before) == []


async def test_a_rate_limit_on_a_message_is_waited_for(talk: Talk) -> None:
    talk.slack.fail("chat.postMessage", "ratelimited", retry_after=1)
    before = len(talk.slack.messages)
    answer = await talk.mention("opening hours")

    assert await talk.nothing_but(before) == [answer]


async def test_a_rate_limit_on_an_upload_is_waited_for(talk: Talk) -> None:
    talk.slack.fail("files.completeUploadExternal", "ratelimited", retry_after=1)
    await talk.mention("how many loaves were baked in 2024?")
    await talk.slack.until(lambda: any(file["shared"] == talk.channel for file in talk.slack.files.values()))


async def test_an_upload_that_fails_leaves_the_text(talk: Talk) -> None:
    talk.slack.fail("upload", "out of space", times=5)
    answer = await talk.command("chart loaves-per-year")

    assert "99,250" in answer["text"]
    assert not [block for block in answer["blocks"] if block["type"] == "image"]


async def test_a_form_that_cannot_be_opened_is_asked_in_a_message(talk: Talk) -> None:
    answer = await talk.mention("opening hours")
    talk.slack.fail("views.open", "expired_trigger_id")
    before = len(talk.slack.messages)
    await talk.press("Not what I meant", answer)
    asked = (await talk.slack.until(lambda: talk.slack.messages[before:]))[0]

    assert asked["ephemeral"]
    assert "Sorry!" in asked["text"]


async def test_an_expired_response_url_is_gone_around(talk: Talk) -> None:
    talk.slack.fail("respond", "expired_url", status=404)
    before = len(talk.slack.messages)
    answer = await talk.command("opening hours")

    assert await talk.nothing_but(before) == [answer]
    assert answer["by"] == "postEphemeral"


async def test_a_response_url_of_a_channel_without_the_bot_is_gone_around_too(talk: Talk) -> None:
    talk.slack.fail("respond", "used_url", status=404)
    talk.slack.fail("chat.postEphemeral", "channel_not_found")
    answer = await talk.command("opening hours")

    assert answer["channel"] == f"D{talk.user}"


async def test_blocks_that_slack_refuses_go_out_as_text(talk: Talk) -> None:
    talk.slack.fail("chat.postMessage", "invalid_blocks")
    answer = await talk.mention("opening hours")

    assert "*six*" in answer["text"]
    assert "blocks" not in answer


async def test_an_unknown_button_says_so(talk: Talk) -> None:
    answer = await talk.mention("opening hours")
    before = len(talk.slack.messages)
    action = {"type": "button", "action_id": "of-another-release"}
    await talk.give(INTERACTIVE, talk.payloads.press(action, answer, talk.user, talk.channel))
    told = (await talk.slack.until(lambda: talk.slack.messages[before:]))[0]

    assert "don't know that button" in shown(told)


async def test_a_button_of_an_entry_that_is_gone_says_so(talk: Talk) -> None:
    answer = await talk.mention("opening hours")
    before = len(talk.slack.messages)
    action = {"type": "button", "action_id": "ev1:a:AAAAAAAAAAAAAAAA:long-gone"}
    await talk.give(INTERACTIVE, talk.payloads.press(action, answer, talk.user, talk.channel))
    told = (await talk.slack.until(lambda: talk.slack.messages[before:]))[0]

    assert "not here any more" in shown(told)


async def test_a_vote_that_is_pressed_twice_is_one_vote_or_none(talk: Talk) -> None:
    answer = await talk.mention("opening hours")
    press = talk.payloads.press(
        {"type": "button", "action_id": button(answer, "👍")["action_id"]}, answer, talk.user, talk.channel
    )
    for headers in (None, AGAIN):
        await talk.give(INTERACTIVE, press, headers)
    await talk.slack.until(lambda: "👍 1" in shown(talk.slack.messages[-1]))

    assert "👍 2" not in shown(talk.slack.messages[-1])


@pytest.mark.parametrize("kind", [EVENT, COMMAND, INTERACTIVE, "form"])
async def test_what_is_delivered_again_is_answered_once(talk: Talk, kind: str) -> None:
    payload = {
        EVENT: talk.payloads.mention("opening hours", talk.channel, talk.user),
        COMMAND: talk.payloads.command("opening hours", talk.user, talk.channel),
        INTERACTIVE: talk.payloads.shortcut("opening hours", talk.user, talk.channel),
        "form": talk.payloads.submit(
            {"callback_id": "ev1:f:AAAAAAAAAAAAAAAA:", "type": "modal", "id": f"V{talk.name}", "private_metadata": ""},
            {"text": {"text": {"value": "opening hours"}}},
            talk.user,
        ),
    }[kind]
    before = len(talk.slack.messages)
    for number in range(4):
        await talk.give(INTERACTIVE if kind == "form" else kind, payload, headers=AGAIN if number else None)

    assert len(await talk.nothing_but(before)) == 1


@pytest.mark.soak
@pytest.mark.parametrize(
    ("method", "error"),
    [
        ("chat.postMessage", "not_in_channel"),
        ("chat.postMessage", "channel_not_found"),
        ("chat.postMessage", "is_archived"),
        ("chat.postMessage", "missing_scope"),
        ("chat.postMessage", "invalid_blocks"),
        ("chat.postMessage", "ratelimited"),
    ],
)
async def test_each_fault_twenty_times_in_a_row_costs_no_answer(talk: Talk, method: str, error: str) -> None:
    for _ in range(20):
        talk.slack.fail(method, error, retry_after=1 if error == "ratelimited" else None)
        before = len(talk.slack.messages)
        answer = await talk.mention("opening hours")
        assert await talk.nothing_but(before) == [answer]


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
