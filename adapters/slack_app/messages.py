"""Answers mentions and direct messages."""

import asyncio
import logging
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack_app.answering import Answering
from adapters.slack_app.hearing import Heard, to_heard
from adapters.slack_app.location import Location
from adapters.slack_app.reading import to_visit
from adapters.slack_app.sending import Refused, checked
from bot.pages import Page

log = logging.getLogger(__name__)

_STATUS_PATIENCE = 1.0
"""Seconds that an answer waits at most until "is looking it up" is shown."""


class Messages:
    def __init__(self, answering: Answering) -> None:
        self._answering = answering
        self._front = answering.front

    def register(self, app: AsyncApp) -> None:
        app.event("app_mention")(self.hear)
        app.event("message")(self.hear)

    async def hear(self, body: dict[str, Any], client: AsyncWebClient, context: AsyncBoltContext) -> None:
        heard = to_heard(body, context.bot_user_id or "")
        if heard is not None:
            await self._answering.hear(heard, body, client, lambda: self._answer(heard, client))

    async def _answer(self, heard: Heard, client: AsyncWebClient) -> Page:
        answering = self._front.mention(heard.text, to_visit(heard.location))
        if heard.edited or not heard.location.is_direct:
            return await answering
        page, _ = await asyncio.gather(answering, _show_status(client, heard.location, self._front.words.working))
        return page


async def _show_status(client: AsyncWebClient, location: Location, status: str) -> None:
    """Gone by itself with the answer; where it cannot be shown, nothing is lost."""
    call = client.assistant_threads_setStatus(channel_id=location.channel, thread_ts=location.thread, status=status)
    try:
        async with asyncio.timeout(_STATUS_PATIENCE):
            await checked(call)
    except (Refused, TimeoutError) as error:
        log.debug("slack status not shown reason=%s", error or "timeout")
