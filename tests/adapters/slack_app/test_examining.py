"""`evbot doctor --online`, through the real process: token, scopes, app token and clock, each with its fix."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from conftest_slack import Stage
from console_script import ConsoleScript
from fake_slack import FakeSlack
from fake_slack.process import settings_of


async def doctor(stage: Stage, slack: FakeSlack, **settings: str) -> tuple[int, dict[str, dict[str, Any]]]:
    """Whatever Slack does, there is nothing on standard error."""
    environment = stage.environment | settings_of(slack, "socket", 0, stage.bakery) | settings
    done = await asyncio.to_thread(ConsoleScript(stage.folder, environment), "doctor", "--online", "--json")
    assert done.err == ""
    return done.status, {line["name"]: line for line in done.objects}


async def test_all_is_well(stage: Stage) -> None:
    async with stage.slack() as slack:
        status, found = await doctor(stage, slack)

    assert status == 0
    assert all(found[f"slack {part}"]["ok"] for part in ("token", "scopes", "clock", "app token"))


@pytest.mark.parametrize(
    ("settings", "name", "fix"),
    [
        pytest.param({"SLACK_BOT_TOKEN": "xoxb-hush"}, "slack token", "OAuth & Permissions", id="bot-token"),
        pytest.param({"SLACK_APP_TOKEN": "xapp-hush"}, "slack app token", "App-Level Tokens", id="app-token"),
        pytest.param({"SLACK_APP_TOKEN": ""}, "slack", "SLACK_SIGNING_SECRET", id="missing"),
    ],
)
async def test_a_token_that_is_refused_is_said_with_the_fix(
    stage: Stage, settings: dict[str, str], name: str, fix: str
) -> None:
    async with stage.slack() as slack:
        status, found = await doctor(stage, slack, **settings)

    assert status == 1
    assert not found[name]["ok"]
    assert fix in found[name]["fix"]
    assert "hush" not in json.dumps(found)


async def test_missing_scopes_are_named(stage: Stage) -> None:
    async with stage.slack() as slack:
        slack.scopes = "chat:write,commands,app_mentions:read,im:history,users:read"
        status, found = await doctor(stage, slack)

    assert status == 1
    assert found["slack scopes"]["message"] == "missing: assistant:write, files:write"


@pytest.mark.parametrize("minutes", [6, -6])
async def test_a_clock_six_minutes_off_is_said(stage: Stage, minutes: int) -> None:
    async with stage.slack() as slack:
        slack.date = format_datetime(datetime.now(UTC) + timedelta(minutes=minutes), usegmt=True)
        status, found = await doctor(stage, slack)

    assert status == 1
    assert "6 minutes" in found["slack clock"]["message"]
    assert "NTP" in found["slack clock"]["fix"]


async def test_the_clock_is_looked_at_with_oauth_too(stage: Stage) -> None:
    oauth = {"SLACK_BOT_TOKEN": "", "SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "y"}
    http = {"EVBOT_SLACK_MODE": "http", "SLACK_SIGNING_SECRET": "x"}
    async with stage.slack() as slack:
        slack.date = format_datetime(datetime.now(UTC) + timedelta(minutes=6), usegmt=True)
        status, found = await doctor(stage, slack, **oauth, **http)

    assert status == 1
    assert "6 minutes behind" in found["slack clock"]["message"]


async def test_slack_being_away_is_said(stage: Stage) -> None:
    async with stage.slack() as slack:
        await slack.stop()
        status, found = await doctor(stage, slack)

    assert status == 1
    assert "does not answer" in found["slack token"]["message"]
