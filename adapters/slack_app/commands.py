"""Handles the slash command and the message shortcuts, each a call of the front."""

import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack_app.answering import Answering
from adapters.slack_app.manifest import ANSWER_THIS, MAKE_ANSWER
from adapters.slack_app.markup import to_words
from adapters.slack_app.posts import markdown_of, words_of
from adapters.slack_app.reading import location_of_command, location_of_press, named_places, to_visit
from bot.pages import OFF, Command, Front, Page, Pressed, Visit, read_command

ANY = re.compile(".*")
_FOR_MANAGERS = (Command.SETTINGS, Command.HELPERS, Command.DIGEST, Command.HELP)

Use = Callable[[str, Visit], Awaitable[Page]]


class Commands:
    def __init__(self, answering: Answering) -> None:
        self._answering = answering
        self._uses = _uses(answering.front)

    def register(self, app: AsyncApp) -> None:
        app.command(ANY)(self.command)  # Whoever installs the app may name the command otherwise.
        app.shortcut({"callback_id": ANSWER_THIS, "type": "message_action"})(self.answer_this)
        app.shortcut({"callback_id": MAKE_ANSWER, "type": "message_action"})(self.make_answer)

    async def command(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        location = location_of_command(body)
        use, rest = read_command(str(body.get("text") or ""), self._answering.front.words)
        if use is Command.ASK:
            rest = to_words(rest)
        asks = use in _FOR_MANAGERS

        async def build() -> Page:
            manages = asks and await self._answering.manages(location, client)
            return await self._uses[use](rest, to_visit(location, may_manage=manages))

        await self._answering.answer(body, client, location, build, first=asks)

    async def answer_this(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        location, text = location_of_press(body), words_of(body.get("message") or {})
        front = self._answering.front
        await self._answering.answer(body, client, location, lambda: front.answer_this(text, to_visit(location)))

    async def make_answer(self, ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        location, text = location_of_press(body), markdown_of(body.get("message") or {})
        front = self._answering.front

        async def build() -> Pressed:
            manages = await self._answering.manages(location, client)
            return await front.proposing.form(text, to_visit(location, may_manage=manages))

        await self._answering.answer(body, client, location, build, first=True)


def _uses(front: Front) -> Mapping[Command, Use]:
    return {
        Command.ASK: lambda rest, visit: front.ask(rest, visit, private=True),
        Command.HELP: lambda _, visit: front.help(visit),
        Command.TOPICS: lambda _, __: front.browsing.topics(),
        Command.CHART: lambda rest, visit: front.chart(rest, visit, private=True),
        Command.WHY: lambda _, visit: front.why(visit),
        Command.ABOUT: lambda _, __: front.help_pages.about(),
        Command.PRIVACY: lambda _, __: front.help_pages.privacy(),
        Command.EXPORT: lambda _, visit: front.help_pages.export(visit),
        Command.DELETE: lambda _, visit: front.help_pages.delete(visit),
        Command.SETTINGS: lambda _, visit: front.settling.show(visit),
        Command.CURATE: lambda _, visit: front.curating.show(visit),
        Command.HELPERS: lambda rest, visit: _helpers(front, rest, visit),
        Command.DIGEST: lambda rest, visit: _digest(front, rest, visit),
    }


async def _helpers(front: Front, typed: str, visit: Visit) -> Page:
    if not typed:
        return await front.helpers.show(visit)
    if typed.casefold() == OFF:
        return await front.helpers.turn_off(visit)
    places = named_places(typed)
    return await front.helpers.appoint(visit, *places) if places else front.place_unread(Command.HELPERS)


async def _digest(front: Front, typed: str, visit: Visit) -> Page:
    if not typed:
        return await front.digests.show(visit)
    if typed.casefold() == OFF:
        return await front.digests.turn_off(visit)
    places = named_places(typed)
    if places is None or places.group or not places.channel:
        return front.place_unread(Command.DIGEST)
    return await front.digests.send_to(visit, places.channel)
