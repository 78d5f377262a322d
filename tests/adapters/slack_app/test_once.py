"""One answer an event over two processes on one database, in both modes' common part."""

from __future__ import annotations

import asyncio
import time

import pytest

from conftest_slack import Stage
from fake_slack import AGAIN, signed_headers
from fake_slack.process import RunningBot
from fake_slack.talking import EVENT, Talk, to_body


async def deliver_four_times(talk: Talk, second: RunningBot, rounds: int) -> int:
    """To each process twice at once; return how many answers there were."""
    before = len(talk.slack.messages)
    for number in range(rounds):
        body, _ = to_body(EVENT, talk.payloads.mention("opening hours", talk.channel, f"U{number}"))

        async def post(bot: RunningBot, again: bool, body: bytes = body) -> int:
            headers = signed_headers(body, at=time.time() + 10) | AGAIN if again else signed_headers(body)
            async with talk.session.post(bot.url, data=body, headers=headers) as answer:
                return answer.status

        statuses = await asyncio.gather(*(post(bot, again) for bot in (talk.bot, second) for again in (False, True)))
        assert statuses == [200] * 4
    await talk.slack.until(lambda: len(talk.slack.messages) >= before + rounds, 30)
    return len(await talk.nothing_but(before))


async def test_the_same_event_four_times_at_once_over_two_processes_is_answered_once(stage: Stage) -> None:
    async with stage.talk("http") as talk, stage.bot(talk.slack, "http") as second:
        assert await deliver_four_times(talk, second, 20) == 20


@pytest.mark.soak
async def test_two_hundred_rounds(stage: Stage) -> None:
    async with stage.talk("http") as talk, stage.bot(talk.slack, "http") as second:
        assert await deliver_four_times(talk, second, 200) == 200
