"""Handles what people say: mentions, direct messages, commands and shortcuts in, an answer each out."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack_app.markup import to_words
from adapters.slack_app.naming import SHORTCUT
from adapters.slack_app.reading import (
    Heard,
    Json,
    Spot,
    shortcut_text,
    spot_of_command,
    spot_of_shortcut,
    to_heard,
    to_visit,
)
from adapters.slack_app.rights import Rights
from adapters.slack_app.sending import Sender, Sent
from adapters.slack_app.taking import Taker
from bot.pages import Command, Page, RecentAnswers, Visit, read_command
from bot.replies import wording

log = logging.getLogger(__name__)

ANY = re.compile(".*")
_STATUS_PATIENCE = 1.0
"""Seconds that an answer waits at most until "is looking it up" is shown."""

Use = Callable[[str, Visit], Awaitable[Page]]


class Sayings:
    def __init__(self, taker: Taker, rights: Rights) -> None:
        self._taker = taker
        self._rights = rights
        self._recent: RecentAnswers[Sent] = RecentAnswers()
        front = taker.front

        async def at_once(page: Page) -> Page:
            return page

        self._uses: Mapping[Command, Use] = {
            Command.ASK: lambda rest, visit: front.ask(rest, visit, private=True),
            Command.HELP: lambda _, __: at_once(front.help()),
            Command.TOPICS: lambda _, __: at_once(front.topics()),
            Command.CHART: lambda rest, visit: front.chart(rest, visit, private=True),
            Command.WHY: lambda _, visit: front.why(visit),
            Command.ABOUT: lambda _, __: at_once(front.about()),
            Command.PRIVACY: lambda _, __: at_once(front.privacy()),
            Command.EXPORT: lambda _, visit: front.export(visit),
            Command.DELETE: lambda _, visit: front.delete(visit),
            Command.SETTINGS: lambda _, visit: front.settings(visit),
        }

    def register(self, app: AsyncApp) -> None:
        app.event("app_mention")(self.hear)
        app.event("message")(self.hear)
        app.command(ANY)(self.command)  # Whoever installs the app may name the command otherwise.
        app.shortcut({"callback_id": SHORTCUT, "type": "message_action"})(self.answer_this)

    async def hear(self, body: dict[str, Any], client: AsyncWebClient, context: AsyncBoltContext) -> None:
        heard = to_heard(body, context.bot_user_id or "")
        if heard is None:
            return
        name = f"{heard.spot.place}:{heard.spot.message}"
        if heard.edited:
            await self._change(heard, name, body, client)
            return
        sent = await self._taker.take(body, client, heard.spot, lambda: self._answer(heard, client))
        if sent is not None:
            self._recent.keep(name, heard.text, sent)

    async def command(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        spot = spot_of_command(body)
        use, rest = read_command(str(body.get("text") or ""))
        if use is Command.ASK:
            rest = to_words(rest)

        async def build() -> Page:
            manages = use is Command.SETTINGS and await self._rights.manages(spot, client)
            return await self._uses[use](rest, to_visit(spot, may_manage=manages))

        await self._taker.take(body, client, spot, build)

    async def answer_this(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        spot = spot_of_shortcut(body)
        text = shortcut_text(body)
        await self._taker.take(body, client, spot, lambda: self._taker.front.answer_this(text, to_visit(spot)))

    async def _answer(self, heard: Heard, client: AsyncWebClient) -> Page:
        if not heard.spot.is_direct:
            return await self._taker.front.mention(heard.text, to_visit(heard.spot))
        page, _ = await asyncio.gather(
            self._taker.front.mention(heard.text, to_visit(heard.spot)), _show_status(client, heard.spot)
        )
        return page

    async def _change(self, heard: Heard, name: str, body: Json, client: AsyncWebClient) -> None:
        sent = self._recent.to_edit(name, heard.text)
        if sent is None:
            return

        async def change(page: Page, sender: Sender) -> Sent | None:
            return None if page.private else await sender.change(page, sent)

        front, visit = self._taker.front, to_visit(heard.spot)
        changed = await self._taker.take(body, client, heard.spot, lambda: front.mention(heard.text, visit), change)
        if changed is not None:
            self._recent.keep(name, heard.text, changed)


async def _show_status(client: AsyncWebClient, spot: Spot) -> None:
    """Gone by itself with the answer; where it cannot be shown, nothing is lost."""
    try:
        async with asyncio.timeout(_STATUS_PATIENCE):
            await client.assistant_threads_setStatus(
                channel_id=spot.channel, thread_ts=spot.thread, status=wording.WORKING
            )
    except SlackApiError as error:
        log.debug("slack status not shown reason=%s", error.response.get("error"))
    except (SlackClientError, TimeoutError, OSError) as error:
        log.debug("slack status not shown reason=%s", type(error).__name__)
