"""How `evbot slack` starts and ends: wrong credentials are one line and status 2, an end is asked for and kept."""

from __future__ import annotations

import asyncio
import time

import pytest

from conftest_slack import Stage
from fake_slack import APP_TOKEN, BOT_TOKEN
from fake_slack.talking import EVENT, shown


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        pytest.param({"SLACK_BOT_TOKEN": ""}, "SLACK_BOT_TOKEN is not set", id="no-bot-token"),
        pytest.param({"SLACK_APP_TOKEN": "", "EVBOT_SLACK_MODE": "socket"}, "SLACK_APP_TOKEN is not set", id="no-app"),
        pytest.param({"SLACK_APP_TOKEN": ""}, "SLACK_SIGNING_SECRET is not set", id="no-secret"),
        pytest.param({"SLACK_BOT_TOKEN": APP_TOKEN, "SLACK_APP_TOKEN": BOT_TOKEN}, "are exchanged", id="exchanged"),
        pytest.param({"SLACK_BOT_TOKEN": APP_TOKEN}, "SLACK_BOT_TOKEN holds an app-level token", id="app-for-bot"),
        pytest.param({"SLACK_APP_TOKEN": BOT_TOKEN}, "SLACK_APP_TOKEN holds a bot token", id="bot-for-app"),
        pytest.param({"SLACK_BOT_TOKEN": "xoxp-1"}, "SLACK_BOT_TOKEN holds a user token", id="user-for-bot"),
        pytest.param({"SLACK_BOT_TOKEN": "hush"}, "SLACK_BOT_TOKEN is no token", id="no-token"),
        pytest.param({"SLACK_BOT_TOKEN": "xoxb-hush"}, "BOT_TOKEN is refused by Slack (invalid_auth)", id="refused"),
        pytest.param(
            {"SLACK_APP_TOKEN": "xapp-hush"}, "APP_TOKEN is refused by Slack (invalid_auth)", id="app-refused"
        ),
    ],
)
async def test_credentials_that_do_not_fit_are_one_line_and_status_2(
    stage: Stage, settings: dict[str, str], words: str
) -> None:
    async with stage.slack() as slack, stage.bot(slack, "socket", ready="", **settings) as bot:
        status = await asyncio.wait_for(bot.process.wait(), 30)
        await asyncio.sleep(0.1)

    told = [line for line in bot.lines if line.startswith("evbot: ")]
    assert status == 2
    assert len(told) == 1
    assert words in told[0]
    assert "; " in told[0]
    assert "hush" not in "".join(bot.lines)
    assert not bot.says("Traceback")


@pytest.mark.parametrize("mode", ["socket", "http"])
async def test_sigterm_ends_it_within_five_seconds_with_what_was_begun(stage: Stage, mode: str) -> None:
    async with stage.talk(mode) as talk:
        talk.slack.fail("chat.postMessage", "ratelimited", retry_after=1)
        before = len(talk.slack.messages)
        await talk.give(EVENT, talk.payloads.mention("opening hours", talk.channel, talk.user))
        await talk.slack.until(lambda: talk.slack.called("chat.postMessage"))
        started = time.monotonic()
        status = await talk.bot.stop()

        assert status == 0
        assert time.monotonic() - started < 5
        assert len(talk.slack.messages) <= before + 1


async def test_sigterm_ends_it_in_time_too_where_slack_does_not_say_goodbye(stage: Stage) -> None:
    async with stage.slack() as slack:
        slack.says_goodbye = False
        async with stage.bot(slack, "socket") as bot:
            started = time.monotonic()
            status = await bot.stop()

    assert status == 0
    assert time.monotonic() - started < 5


@pytest.mark.parametrize("mode", ["socket", "http"])
async def test_slack_being_away_at_the_start_is_waited_for(stage: Stage, mode: str) -> None:
    async with stage.slack() as slack:
        await slack.stop()
        async with stage.bot(slack, mode, ready="slack stopped") as bot:
            await slack.start()
            await bot.until_it_says("slack connected" if mode == "socket" else "slack listening", 30)


async def test_who_runs_the_bot_sees_its_state_in_the_home(stage: Stage) -> None:
    async with stage.talk("http", EVBOT_ADMINS="slack:T1BAKERY/UADMIN") as talk:
        await talk.give(EVENT, talk.payloads.home_opened("UADMIN"))
        home = await talk.slack.until(lambda: talk.slack.homes.get("UADMIN"))

    assert "For you, as an admin: the database answers, 0 turns are waiting" in shown(home)


async def test_secrets_stand_in_no_line_even_while_debugging(stage: Stage) -> None:
    async with stage.talk("http", EVBOT_LOG_LEVEL="debug") as talk:
        await talk.mention("opening hours")
        await talk.command("chart loaves-per-year")
        lines = "\n".join(talk.bot.lines)

    assert BOT_TOKEN not in lines
    assert "8f742231b10e8888" not in lines
