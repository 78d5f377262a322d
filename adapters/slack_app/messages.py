"""Handles the events of a workspace: messages, the Home and its prompts, and the removal of the bot."""

import asyncio
import logging
from collections.abc import Awaitable
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack_app.answering import Answering
from adapters.slack_app.drawing import to_home, to_prompts
from adapters.slack_app.installations import Installations
from adapters.slack_app.location import Location, homes_of
from adapters.slack_app.reading import Heard, location_of_home, to_heard, to_visit
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


class Homes:
    def __init__(self, answering: Answering, installed: Installations | None = None) -> None:
        self._answering = answering
        self._installed = installed

    def register(self, app: AsyncApp) -> None:
        app.event("app_home_opened")(self.open)
        app.event("assistant_thread_started")(self.start_thread)
        app.event("app_uninstalled")(self.leave)
        app.event("tokens_revoked")(self.lose_tokens)

    async def open(self, body: dict[str, Any], client: AsyncWebClient) -> None:
        event, location = body["event"], location_of_home(body)

        async def show() -> Page:
            if event.get("tab") == "messages":
                await self._suggest(client, channel_id=str(event.get("channel") or ""))
            else:
                home = to_home(self._answering.front.home(for_admin=self._answering.is_admin(location)))
                await _tried(client.views_publish(user_id=location.user, view=home), "home")
            return Page()

        await self._answering.answer(body, client, location, show)

    async def start_thread(self, body: dict[str, Any], client: AsyncWebClient) -> None:
        """Only apps with the older view of assistants send this event, which names a thread."""
        thread = body["event"].get("assistant_thread") or {}

        async def show() -> Page:
            await self._suggest(client, channel_id=thread.get("channel_id", ""), thread_ts=thread.get("thread_ts", ""))
            return Page()

        await self._answering.answer(body, client, location_of_home(body), show)

    async def leave(self, body: dict[str, Any]) -> None:
        team = str(body.get("team_id") or "")
        if self._installed is not None:
            await self._installed.async_delete_bot(enterprise_id=body.get("enterprise_id"), team_id=team)
        for home in homes_of(team):
            await self._answering.front.desk.leave(home)
        log.info("slack workspace left")

    async def lose_tokens(self, body: dict[str, Any]) -> None:
        if (body["event"].get("tokens") or {}).get("bot"):
            await self.leave(body)

    async def _suggest(self, client: AsyncWebClient, **where: str) -> None:
        offered = to_prompts([one.question for one in self._answering.front.desk.bot.starters()])
        if offered:
            call = client.assistant_threads_setSuggestedPrompts(
                **where, title=self._answering.front.words.prompts_title, prompts=offered
            )
            await _tried(call, "prompts")


async def _tried(call: Awaitable[Any], what: str) -> None:
    try:
        await checked(call)
    except Refused as refused:
        log.warning("slack %s not shown reason=%s", what, refused)
