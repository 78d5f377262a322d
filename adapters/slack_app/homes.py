"""Handles the events of a workspace around its messages: the Home, the prompts, and the removal of the bot."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack_app.answering import Answering
from adapters.slack_app.drawing import to_home, to_prompts
from adapters.slack_app.installations import Installations
from adapters.slack_app.location import roots_of
from adapters.slack_app.reading import location_of_home
from adapters.slack_app.sending import Refused, checked
from bot.pages import Page

log = logging.getLogger(__name__)

_AT_ONCE = 4  # Homes and prompts shown at the same time. They take no place of the answers, which never wait for them.


class Homes:
    """What is shown here is no answer: `Answering.answer`, by which each event is handled once, gets an empty page."""

    def __init__(self, answering: Answering, installed: Installations | None) -> None:
        self._answering = answering
        self._installed = installed
        self._room = asyncio.Semaphore(_AT_ONCE)

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
                home = to_home(self._answering.front.help_pages.home(for_admin=self._answering.is_admin(location)))
                await self._tried(lambda: client.views_publish(user_id=location.user, view=home), "home")
            return Page()

        await self._answering.answer(body, client, location, show, first=True)

    async def start_thread(self, body: dict[str, Any], client: AsyncWebClient) -> None:
        """Only apps with the older view of assistants send this event, which names a thread."""
        thread = body["event"].get("assistant_thread") or {}

        async def show() -> Page:
            await self._suggest(client, channel_id=thread.get("channel_id", ""), thread_ts=thread.get("thread_ts", ""))
            return Page()

        await self._answering.answer(body, client, location_of_home(body), show, first=True)

    async def leave(self, body: dict[str, Any], context: AsyncBoltContext) -> None:
        team = str(body.get("team_id") or "")
        if self._installed is not None:
            of = None if context.is_enterprise_install else team  # None: all workspaces of the organisation.
            await self._installed.async_delete_bot(enterprise_id=context.enterprise_id, team_id=of)
        for root in roots_of(team):
            await self._answering.front.desk.memory.leave(root)
        log.info("slack workspace left")

    async def lose_tokens(self, body: dict[str, Any], context: AsyncBoltContext) -> None:
        if (body["event"].get("tokens") or {}).get("bot"):
            await self.leave(body, context)

    async def _suggest(self, client: AsyncWebClient, **where: str) -> None:
        offered = to_prompts([one.question for one in self._answering.front.desk.bot.catalogue.starters()])
        if offered:
            title = self._answering.front.words.prompts_title
            suggest = client.assistant_threads_setSuggestedPrompts
            await self._tried(lambda: suggest(**where, title=title, prompts=offered), "prompts")

    async def _tried(self, call: Callable[[], Awaitable[Any]], what: str) -> None:
        try:
            async with self._room:
                await checked(call())
        except Refused as refused:
            log.warning("slack %s not shown reason=%s", what, refused)
