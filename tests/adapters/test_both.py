"""`evbot run` with both platforms, through the real process: what befalls one does not befall the other."""

from __future__ import annotations

import asyncio
import re
import time
from pathlib import Path

import pytest

from bot import open_bot
from both_platforms import running_both
from conftest_slack import Stage
from fake_discord import FakeDiscord
from fake_slack.talking import shown

MOST_MEMORY = 250 * 1024
"""Kilobytes."""
READY_WITHIN = 4.0


async def test_both_answer_and_end_within_five_seconds(stage: Stage) -> None:
    async with running_both(stage) as both:
        answer = await both.talk.mention("opening hours")
        reply = await both.discord.ask("opening hours")
        started = time.monotonic()
        status = await both.bot.stop()

    assert "*six*" in shown(answer)
    assert "six" in reply.text
    assert status == 0
    assert time.monotonic() - started < 5


@pytest.mark.fault
async def test_discord_being_away_costs_slack_no_answer_and_it_comes_back(stage: Stage) -> None:
    async with running_both(stage) as both:
        await both.cable.pull_out()
        for _ in range(3):
            assert "*six*" in shown(await both.talk.mention("opening hours"))
            await asyncio.sleep(0.3)
        await both.cable.plug_in()
        await came_back(both.discord)


@pytest.mark.soak
async def test_half_a_minute_without_discord_costs_slack_no_answer(stage: Stage) -> None:
    async with running_both(stage) as both:
        await both.cable.pull_out()
        for _ in range(30):
            assert "*six*" in shown(await both.talk.mention("opening hours"))
            await asyncio.sleep(1)
        await both.cable.plug_in()
        await came_back(both.discord)


async def came_back(discord: FakeDiscord, within: float = 60) -> None:
    async with asyncio.timeout(within):
        while True:
            try:
                reply = await discord.command("ask", question="opening hours", wait=1.0)
            except (AssertionError, TimeoutError):
                await asyncio.sleep(0.5)
                continue
            assert "six" in reply.text
            return


async def test_slack_being_refused_is_one_line_and_discord_goes_on(stage: Stage) -> None:
    async with running_both(stage, SLACK_BOT_TOKEN="xoxb-hush", ready_words="SLACK_BOT_TOKEN is refused") as both:
        reply = await both.discord.ask("opening hours")
        lines = [line for line in both.bot.lines if "SLACK_BOT_TOKEN" in line]

    assert "six" in reply.text
    assert len(lines) == 1


async def test_nothing_set_up_is_status_2(stage: Stage) -> None:
    async with stage.slack() as slack:
        nothing = {"SLACK_BOT_TOKEN": "", "SLACK_APP_TOKEN": ""}
        async with stage.bot(slack, "socket", "run", ready="", **nothing) as bot:
            assert await asyncio.wait_for(bot.process.wait(), 20) == 2
            await asyncio.sleep(0.1)

    assert bot.lines == [
        "evbot: neither Discord nor Slack is set up; set DISCORD_TOKEN, or SLACK_BOT_TOKEN and SLACK_APP_TOKEN"
    ]


@pytest.mark.soak
async def test_with_the_shipped_knowledge_it_is_small_and_quick(stage: Stage, shipped_cache: Path) -> None:
    shipped = {"EVBOT_KNOWLEDGE": "", "XDG_CACHE_HOME": str(shipped_cache)}
    open_bot(None, shipped_cache / "evbot")  # Compiled once, if nobody has yet.
    async with running_both(stage, **shipped):
        pass  # The files are warm then, too.
    started = time.monotonic()
    async with running_both(stage, **shipped) as both:
        took = time.monotonic() - started
        answer = await both.talk.command("chart annual-deliveries")
        status = Path(f"/proc/{both.bot.process.pid}/status").read_text()

    assert [block["type"] for block in answer["blocks"]].count("image") == 1
    assert took < READY_WITHIN
    assert int(re.search(r"VmRSS:\s*(\d+)", status)[1]) < MOST_MEMORY  # type: ignore[index]
