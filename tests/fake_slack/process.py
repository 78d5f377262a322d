"""Runs the real `evbot` as a child process that knows only the fake Slack."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from console_script import Forked, fork_evbot
from fake_slack.server import APP_TOKEN, BOT_TOKEN, FakeSlack
from fake_slack.signing import SECRET

ROOT = Path(__file__).resolve().parents[2]


@dataclass(slots=True)
class RunningBot:
    process: Forked
    port: int
    lines: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/slack/events"

    def says(self, words: str) -> bool:
        return any(words in line for line in self.lines)

    async def until(self, is_so: Callable[[], object], within: float = 20) -> None:
        async with asyncio.timeout(within):
            while not is_so():
                await asyncio.sleep(0.02)

    async def until_it_says(self, words: str, within: float = 20) -> None:
        async with asyncio.timeout(within):
            while not self.says(words):
                if self.process.returncode is not None:
                    raise AssertionError(f"it ended with {self.process.returncode}: {self.lines}")
                await asyncio.sleep(0.02)

    async def stop(self) -> int:
        if self.process.returncode is None:
            self.process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(10):
            return await self.process.wait()


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def settings_of(slack: FakeSlack, mode: str, port: int, knowledge: Path) -> dict[str, str]:
    shared = {
        "FAKE_SLACK": slack.address,
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "EVBOT_RATE_LIMIT": "off",
        "EVBOT_KNOWLEDGE": str(knowledge),
        "PYTHONPATH": f"{ROOT / 'tests' / 'redirected'}{os.pathsep}{ROOT}",
    }
    if mode == "socket":
        return shared | {"SLACK_APP_TOKEN": APP_TOKEN}
    return shared | {"SLACK_SIGNING_SECRET": SECRET, "EVBOT_HTTP_PORT": str(port)}


@asynccontextmanager
async def running(
    arguments: tuple[str, ...], folder: Path, environment: dict[str, str], ready: str, port: int = 0
) -> AsyncIterator[RunningBot]:
    process = await fork_evbot(arguments, folder, environment, quiet=True)
    bot = RunningBot(process, port)
    reading = asyncio.ensure_future(_read(process, bot.lines))
    try:
        if ready:
            await bot.until_it_says(ready, 60)
        yield bot
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
        await reading


async def _read(process: Forked, lines: list[str]) -> None:
    while line := await process.output.readline():
        lines.append(line.decode(errors="replace").rstrip("\n"))
