"""Takes each event once: what Slack delivered and what answers it in, one message there out, whatever happens."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack_app.calling import Refused
from adapters.slack_app.drawing import with_labels
from adapters.slack_app.reading import Json, Spot, event_key
from adapters.slack_app.sending import Sender, Sent
from bot.desk import Desk
from bot.pages import Form, Front, Marks, Page, Pressed, Removal, new_code

log = logging.getLogger(__name__)

AT_ONCE = 8
"""Events that are answered at the same time; the others wait, acknowledged, so that no acknowledgement does."""

Build = Callable[[], Awaitable[Pressed]]
Deliver = Callable[[Page, Sender], Awaitable[Sent | None]]


class Taker:
    def __init__(self, desk: Desk, front: Front) -> None:
        self.desk = desk
        self.front = front
        self._room = asyncio.Semaphore(AT_ONCE)
        self._under_way: set[asyncio.Task[object]] = set()

    async def take(
        self, body: Json, client: AsyncWebClient, spot: Spot, build: Build, deliver: Deliver | None = None
    ) -> Sent | None:
        """None where there was nothing to send, or nobody to send it to; `deliver` is for pages, left out: sending."""
        task = asyncio.current_task()
        if task is not None:
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)
        async with self._room:
            key = event_key(body)
            try:
                if not await self.desk.claim(key):
                    return None
                done = await self._built(build)
                if not await self.desk.answering(key):
                    return None
                return await self._carry_out(done, body, Sender(client, spot), deliver)
            except Exception:
                log.exception("slack event failed")
                return None

    async def finish(self, within: float) -> None:
        """Let what was begun come to its end."""
        if self._under_way:
            await asyncio.wait(self._under_way, timeout=within)

    async def _built(self, build: Build) -> Pressed:
        try:
            return await build()
        except Exception:
            code = new_code()
            log.exception("slack event failed code=%s", code)
            return self.front.oops(code)

    async def _carry_out(self, done: Pressed, body: Json, sender: Sender, deliver: Deliver | None) -> Sent | None:
        match done:
            case Page():
                if done.empty:
                    return None
                return await (deliver(done, sender) if deliver is not None else sender.send(done))
            case Marks():
                message = body.get("message") or {}
                if message.get("blocks"):
                    await sender.relabel(with_labels(message["blocks"], done.labels), str(message.get("text") or ""))
                return await sender.send(done.page) if done.page is not None else None
            case Removal():
                await sender.remove()
            case Form():
                try:
                    await sender.ask(done)
                except Refused as refused:
                    log.warning("slack form not opened reason=%s", refused)
                    return await sender.send(self.front.instead_of(done))
        return None
