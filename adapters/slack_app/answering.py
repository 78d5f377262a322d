"""Answers each event of Slack once, with one message."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack_app.reading import Json, event_key
from adapters.slack_app.showing import Showing
from adapters.slack_app.spot import Spot
from adapters.slack_app.ways import Sent
from bot.pages import Front, Page, Pressed, Taker

log = logging.getLogger(__name__)

Build = Callable[[], Awaitable[Pressed]]
Deliver = Callable[[Page, Showing], Awaitable[Sent | None]]


class Answering:
    def __init__(self, front: Front) -> None:
        self.front = front
        self._taker = Taker(front)

    async def answer(
        self,
        body: Json,
        client: AsyncWebClient,
        spot: Spot,
        build: Build,
        deliver: Deliver | None = None,
        *,
        first: bool = False,
    ) -> Sent | None:
        """None where there was nothing to send, or nobody to send it to; `deliver` is for pages, left out: sending."""
        with self._taker.one():
            try:
                shown = await self._taker.take(event_key(body), build, first=first)
                if shown is None:
                    return None
                showing = Showing(client, spot)
                if deliver is not None and isinstance(shown, Page):
                    return await deliver(shown, showing)
                return await showing.show(shown, body, self.front)
            except Exception:
                log.exception("slack event failed")
                return None

    async def finish(self, within: float) -> None:
        """Let what was begun come to its end."""
        await self._taker.all_landed(within)
