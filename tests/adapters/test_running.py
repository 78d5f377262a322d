"""Platforms side by side: none of them stops another, and the end comes within five seconds."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Callable, Sequence
from itertools import accumulate, takewhile

import pytest
from shops import HOURS, bot_of

from adapters.running import PAUSES as REAL_PAUSES
from adapters.running import Platform, endless, run_platforms
from adapters.settings import Settings
from bot.desk import Desk
from bot.model import BotError, SettingsError

PAUSES = (0.01, 0.02)


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk(bot_of(HOURS))


class Scene:
    """What each platform did, in order."""

    def __init__(self) -> None:
        self.done: list[str] = []

    def failing(self, name: str, error: Exception, times: int = 10**9) -> Platform:
        async def serve(_: Desk, __: Settings, ___: Callable[[str], None]) -> None:
            self.done.append(name)
            if self.done.count(name) <= times:
                raise error
            await asyncio.Event().wait()

        return Platform(name, serve)

    def sound(self, name: str) -> Platform:
        async def serve(_: Desk, __: Settings, ___: Callable[[str], None]) -> None:
            self.done.append(name)
            try:
                await asyncio.Event().wait()
            finally:
                self.done.append(f"{name} ended")

        return Platform(name, serve)


async def run_for(seconds: float, desk: Desk, *platforms: Platform, pauses: Sequence[float] = PAUSES) -> None:
    running = asyncio.create_task(run_platforms(platforms, desk, Settings(), print, pauses=pauses))
    await asyncio.sleep(seconds)
    if not running.done():
        os.kill(os.getpid(), signal.SIGTERM)
    await running


async def test_one_that_fails_begins_again_and_the_other_goes_on(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    scene = Scene()
    await run_for(0.3, desk, scene.failing("a", ConnectionError("no route"), times=3), scene.sound("b"))

    assert scene.done.count("a") == 4
    assert scene.done.count("b") == 1
    assert "a stopped reason='ConnectionError: no route'" in caplog.text


def test_one_that_fails_each_time_spends_half_of_a_day_s_starts_at_most() -> None:
    day = takewhile(lambda passed: passed < 86_400, accumulate(endless(REAL_PAUSES)))

    assert len(list(day)) < 500


@pytest.mark.parametrize(
    ("error", "said"),
    [
        pytest.param(ConnectionError("no route"), "next_try=30s", id="not reached"),
        pytest.param(ValueError("no such payload"), "next_try=300s", id="failed"),
    ],
)
async def test_one_that_was_not_reached_is_tried_again_sooner(
    desk: Desk, caplog: pytest.LogCaptureFixture, error: Exception, said: str
) -> None:
    await run_for(0.1, desk, Scene().failing("a", error), pauses=REAL_PAUSES[-1:])

    assert said in caplog.text


async def test_one_that_only_an_operator_can_mend_is_said_once_and_the_other_goes_on(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    scene = Scene()
    await run_for(0.1, desk, scene.failing("a", SettingsError("A_TOKEN is refused; copy it")), scene.sound("b"))

    assert scene.done == ["a", "b", "b ended"]
    assert caplog.text.count("A_TOKEN is refused; copy it") == 1


async def test_where_none_can_go_on_it_ends_with_the_reason(desk: Desk) -> None:
    scene = Scene()
    with pytest.raises(BotError, match="is refused"):
        await run_for(0.1, desk, *(scene.failing(name, SettingsError(f"{name} is refused; copy it")) for name in "ab"))


async def test_a_single_one_ends_with_its_reason(desk: Desk) -> None:
    with pytest.raises(SettingsError, match="is refused"):
        await run_for(0.1, desk, Scene().failing("a", SettingsError("a is refused; copy it")))


async def test_sigterm_ends_all(desk: Desk) -> None:
    scene = Scene()
    started = time.monotonic()
    await run_for(0.05, desk, scene.sound("a"), scene.sound("b"))

    assert sorted(scene.done) == ["a", "a ended", "b", "b ended"]
    assert time.monotonic() - started < 1
