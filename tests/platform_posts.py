"""A platform that pages are posted to: what stands in its channels, and fronts of several processes that post there."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.bot import Bot
from bot.desk import Desk
from bot.memory import MemorySettings, open_memory
from bot.pages import Front, Page, PlatformTraits, Posted, Visit
from databases import Database

KEY = "of the tests, 32 characters long"
MANAGER = Visit("x:9", "x:home/office", "office", may_manage=True, address="home")
OpenFront = Callable[..., Awaitable[Front]]


@dataclass
class PlatformPosts:
    """Each post is an address, a channel and a page; `outcome` is what comes of the next ones."""

    posts: list[tuple[str, str, Page]] = field(default_factory=list)
    outcome: Posted = Posted.DONE
    desks: list[Desk] = field(default_factory=list)

    async def post(self, address: str, channel: str, page: Page) -> Posted:
        await asyncio.sleep(0)
        if self.outcome is Posted.DONE:
            self.posts.append((address, channel, page))
        return self.outcome

    async def open_front(
        self,
        bot: Bot,
        database: Database,
        *,
        later: timedelta = timedelta(),
        store_text: bool = True,
        platform: str = "x",
    ) -> Front:
        """Called twice with the same database, there are two, as of two processes."""
        memory = await open_memory(MemorySettings(database.url, KEY, store_text))
        desk = Desk(bot, memory, now=lambda: datetime.now(UTC) + later)
        self.desks.append(desk)
        return Front(desk, PlatformTraits(platform, "/{}".format, channel="#{}", role="@{}"), post=self.post)

    async def close(self) -> None:
        for desk in self.desks:
            await desk.close()
