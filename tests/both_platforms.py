"""`evbot run` on both fakes at once, Discord's at the end of a cable that can be pulled out."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

import aiohttp

from conftest_slack import Stage
from fake_discord import FakeDiscord
from fake_discord.fake import TOKEN
from fake_slack.process import RunningBot
from fake_slack.talking import Talk


@dataclass(frozen=True, slots=True)
class Both:
    bot: RunningBot
    discord: FakeDiscord
    talk: Talk
    cable: Cable


class Cable:
    """Hands bytes on between its own port and another; pulled out, it refuses and breaks off."""

    def __init__(self, to: int) -> None:
        self._to = to
        self._out: list[asyncio.StreamWriter] = []
        self._server: asyncio.Server | None = None
        self.port = 0

    async def plug_in(self) -> None:
        self._server = await asyncio.start_server(self._carry, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def pull_out(self) -> None:
        assert self._server is not None
        self._server.close()
        for writer in self._out:
            writer.transport.abort()
        self._out.clear()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection("127.0.0.1", self._to)
        self._out += [writer, back]
        await asyncio.gather(_hand_on(reader, back), _hand_on(there, writer))


@asynccontextmanager
async def running_both(stage: Stage, ready_words: str | None = None, **settings: str) -> AsyncIterator[Both]:
    async with stage.slack() as slack, FakeDiscord() as discord, aiohttp.ClientSession() as session:
        cable = Cable(int(discord.address.rpartition(":")[2]))
        await cable.plug_in()
        discord.rest.address = discord.gateway.address = f"ws://127.0.0.1:{cable.port}/gateway"
        address = f"http://127.0.0.1:{cable.port}"
        known = {"DISCORD_TOKEN": TOKEN, "FAKE_DISCORD": address}
        async with stage.bot(slack, "socket", "run", ready=ready_words, **known, **settings) as bot:
            await discord.gateway.ready.wait()
            yield Both(bot, discord, Talk("socket", slack, bot, session, slack.payloads(), name="BOTH"), cable)
        await cable.pull_out()


async def _hand_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await reader.read(65_536):
            writer.write(data)
            await writer.drain()
        writer.close()
