"""Runs `evbot discord` against the fake, as a user would."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from types import TracebackType

from console_script import Forked, fork_evbot
from fake_discord.fake import TOKEN, FakeDiscord

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Served:
    discord: FakeDiscord
    bot: Bot


@dataclass(eq=False)
class Bot:
    """`async with Bot(discord, folder, environment)`; it is ready then."""

    discord: FakeDiscord
    folder: Path
    environment: Mapping[str, str]
    arguments: tuple[str, ...] = ("discord",)
    settings: dict[str, str] = field(default_factory=dict)
    process: Forked | None = None
    lines: list[str] = field(default_factory=list)

    async def __aenter__(self) -> Bot:
        await self.start()
        ready = asyncio.create_task(self.discord.gateway.ready.wait())
        ended = asyncio.create_task(self.process.wait())  # type: ignore[union-attr]
        await asyncio.wait({ready, ended}, timeout=60, return_when=asyncio.FIRST_COMPLETED)
        assert ready.done(), "\n".join(self.lines)
        ended.cancel()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.end()

    async def start(self) -> None:
        paths = [str(ROOT / "tests" / "redirected"), str(ROOT), os.environ.get("PYTHONPATH", "")]
        environment = {
            **self.environment,
            "DISCORD_TOKEN": TOKEN,
            "FAKE_DISCORD": self.discord.address,
            "PYTHONPATH": os.pathsep.join(path for path in paths if path),
            **self.settings,
        }
        given = {name: value for name, value in environment.items() if value}
        self.process = await fork_evbot(self.arguments, self.folder, given)
        self._reading = asyncio.create_task(self._read())

    async def end(self) -> int:
        """Ask it to end; return its status."""
        assert self.process is not None
        if self.process.returncode is None:
            self.process.send_signal(signal.SIGTERM)
        return await self.ended()

    async def ended(self, within: float = 20.0) -> int:
        assert self.process is not None
        try:
            status = await asyncio.wait_for(self.process.wait(), within)
        except TimeoutError:
            self.process.kill()
            raise AssertionError("\n".join(self.lines)) from None
        await self._reading
        return status

    async def logs(self, part: str, within: float = 10.0) -> str:
        """Wait for a line that holds `part`, and return it."""
        until = monotonic() + within
        while monotonic() < until:
            found = next((line for line in self.lines if part in line), None)
            if found is not None:
                return found
            await asyncio.sleep(0.02)
        raise AssertionError(f"no line with {part!r} in:\n" + "\n".join(self.lines))

    async def _read(self) -> None:
        assert self.process is not None
        async for line in self.process.output:
            self.lines.append(line.decode(errors="replace").rstrip("\n"))
