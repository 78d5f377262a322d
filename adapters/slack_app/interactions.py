"""Handles buttons, menus and forms: with an answer, a change or another form."""

import logging
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack_app.answering import Answering
from adapters.slack_app.commands import ANY
from adapters.slack_app.location import Location
from adapters.slack_app.reading import location_of_press, to_press, to_submission, to_visit
from adapters.slack_app.sending import Refused, checked
from bot.pages import Pressed

log = logging.getLogger(__name__)


class Interactions:
    def __init__(self, answering: Answering) -> None:
        self._answering = answering

    def register(self, app: AsyncApp) -> None:
        """To be called last: what no other handler has taken is acknowledged."""
        app.action(ANY)(self.press)
        app.view(ANY)(self.submit)
        app.shortcut(ANY)(_acknowledge)
        app.event(ANY)(_acknowledge)
        app.view_closed(ANY)(_acknowledge)

    async def press(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        location = location_of_press(body)
        identifier, channels = to_press((body.get("actions") or ({},))[0])
        if not identifier:
            return
        front = self._answering.front
        asks, passes_on = front.asks_for_rights(identifier), front.passes_on(identifier)

        async def build() -> Pressed:
            manages = asks and await self._answering.manages(location, client)
            link = await _link_to(client, location) if passes_on else ""
            return await front.pressing.press(identifier, to_visit(location, may_manage=manages, link=link), channels)

        first = asks or passes_on or front.opens_form(identifier)
        await self._answering.answer(body, client, location, build, first=first)

    async def submit(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        form, front = to_submission(body), self._answering.front
        asks = not form.choice and front.asks_for_rights(form.identifier)

        async def build() -> Pressed:
            if form.choice:
                return await front.pressing.press(form.choice, to_visit(form.location))
            manages = asks and await self._answering.manages(form.location, client)
            return await front.pressing.submit(form.identifier, form.typed, to_visit(form.location, may_manage=manages))

        await self._answering.answer(body, client, form.location, build, first=asks)


async def _acknowledge(ack: AsyncAck) -> None:
    """Nothing to do, and nothing to be delivered again."""
    await ack()


async def _link_to(client: AsyncWebClient, location: Location) -> str:
    """A link to the message that was pressed; to its thread or channel if only the presser sees the message."""
    message = location.open_thread if location.ephemeral else location.message
    if message:
        try:
            found = await checked(client.chat_getPermalink(channel=location.channel, message_ts=message))
            return str(found["permalink"])
        except Refused as refused:
            log.warning("slack message not linked reason=%s", refused)
    return f"https://slack.com/app_redirect?team={location.team}&channel={location.channel}"
