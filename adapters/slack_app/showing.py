"""Shows the result of an event: a page, form, marks or removal; if Slack refuses it, the next best form."""

import asyncio
import logging
from collections.abc import Sequence
from enum import Enum, auto
from typing import Any, NamedTuple

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack_app.drawing import Drawn, to_message, to_modal, with_labels
from adapters.slack_app.location import Location
from adapters.slack_app.pictures import Awaiting, Joining, Overtaken, first_sent_with_picture, upload_picture
from adapters.slack_app.reading import Json, to_metadata
from adapters.slack_app.sending import Refused, checked, upload
from adapters.slack_app.ways import Sent, Way, Ways, first_sent
from bot.pages import File, Form, Front, Marks, Page, Pressed, Removal

log = logging.getLogger(__name__)

_PAUSES = (0.5, 1.0, 2.0)  # Seconds between tries to send a message with its picture; somebody waits for it.
_OPENING_PATIENCE = 2.5  # Seconds that a form is tried to be opened; Slack takes it for three.


class _Picture(Enum):
    """When the picture of a page is put into a message."""

    SENT_WITH_IT = auto()  # It is uploaded first: the message cannot be changed later.
    JOINED_LATER = auto()  # The message stands at once, and is changed when Slack has the picture.
    NEVER = auto()  # The message can neither be changed nor show an uploaded picture.


class _Route(NamedTuple):
    way: Way
    picture: _Picture = _Picture.JOINED_LATER


class Showing:
    """Of one event: a client with the token of its workspace, and where the event happened."""

    def __init__(self, client: AsyncWebClient, location: Location, awaiting: Awaiting) -> None:
        self._client = client
        self._location = location
        self._ways = Ways(client, location)
        self._awaiting = awaiting
        self._joining = Joining(client, self._ways, awaiting)

    async def show(self, pressed: Pressed, body: Json, front: Front) -> None:
        """`body`: that of the event, which holds the message whose button was pressed."""
        match pressed:
            case Page():
                await self.send(pressed)
            case Marks():
                message = body.get("message") or {}
                # Before the message gets them: a picture that is joined to it meanwhile must not undo them.
                self._awaiting.note_labels(self._location.channel, self._location.message, pressed.buttons)
                if message.get("blocks"):
                    await self._relabel(with_labels(message["blocks"], pressed.buttons), str(message.get("text") or ""))
                if pressed.page is not None:
                    await self.send(pressed.page)
            case Removal():
                await self._remove()
            case Form():
                await self._ask(pressed, front)

    async def send(self, page: Page, overtaken: asyncio.Event | None = None) -> Sent | None:
        """None where nobody could be reached, which the log says; where it is `overtaken`, no picture follows."""
        sent = await self._sent(page, overtaken or asyncio.Event())
        if sent is not None and page.file is not None:
            await self._hand_over(page.file, page)
        return sent

    async def change(self, page: Page, sent: Sent, overtaken: asyncio.Event) -> Sent | None:
        """Put the page in the place of a message; a picture that stands there stays. `overtaken` as in `send`."""
        old, new = sent.picture, page.picture
        file = old.file if old is not None and new is not None and old.name == new.name else None
        changed = await first_sent([(self._ways.update(sent), to_message(page, file, follows=True))])
        if changed is None:
            return None
        return changed if file is not None else await self._joining.join(page, changed, overtaken)

    async def _sent(self, page: Page, overtaken: asyncio.Event) -> Sent | None:
        """The first route decides when a picture is uploaded: if before the message, every route sends it with that."""
        routes = self._routes(page)
        if page.picture is None:
            return await first_sent([(route.way, to_message(page)) for route in routes])
        if routes[0].picture is not _Picture.SENT_WITH_IT:
            return await self._send_then_join(page, routes, overtaken, follows=True)
        file = await upload_picture(self._client, page.picture)
        if file is None:  # It is uploaded anew only if a later route is taken, where it can still be joined.
            return await self._send_then_join(page, routes, overtaken, follows=False)
        try:
            return await first_sent_with_picture([route.way for route in routes], page, file, _PAUSES, overtaken)
        except Overtaken:
            return None

    async def _send_then_join(
        self, page: Page, routes: Sequence[_Route], overtaken: asyncio.Event, *, follows: bool
    ) -> Sent | None:
        """`follows`: the message says that its picture follows, where it can be joined. Only such a message has a `ts`,
        by which it is changed."""
        drawn = {joins: to_message(page, follows=follows and joins) for joins in (True, False)}
        ways = [(route.way, drawn[route.picture is _Picture.JOINED_LATER]) for route in routes]
        sent = await first_sent(ways)
        return await self._joining.join(page, sent, overtaken) if sent is not None and sent.ts else sent

    async def _ask(self, form: Form, front: Front) -> None:
        view = to_modal(form, to_metadata(self._location))
        try:
            opening = self._client.views_open(trigger_id=self._location.trigger, view=view)
            await checked(asyncio.wait_for(opening, _OPENING_PATIENCE))
        except Refused as refused:
            log.warning("slack form not opened reason=%s", refused)
            await self.send(front.instead_of(form))

    async def _relabel(self, blocks: Sequence[dict[str, Any]], text: str) -> None:
        here = Sent(self._location.channel, self._location.message)
        ways = (self._ways.respond(replacing=True), self._ways.update(here))
        await first_sent([(way, Drawn(text or " ", tuple(blocks))) for way in ways])

    async def _remove(self) -> None:
        ways = (self._ways.delete, self._ways.delete_by_response)
        await first_sent([(way, Drawn("", ())) for way in (ways[1:] if self._location.ephemeral else ways)])

    def _routes(self, page: Page) -> tuple[_Route, ...]:
        """First where the page belongs, then what still reaches the asker if Slack refuses that; for most, a direct
        message comes last, which needs nothing but the asker."""
        ways, location = self._ways, self._location
        at_response = _Picture.SENT_WITH_IT if location.response_url else _Picture.NEVER
        alone, openly = _Route(ways.show_alone, _Picture.NEVER), _Route(ways.post)
        directly = _Route(ways.write_directly)
        if page.private:
            respond = ways.respond(replacing=page.replaces and location.ephemeral)
            return _Route(respond, at_response), alone, directly
        if location.ephemeral:
            return _Route(ways.respond(replacing=page.replaces, to_all=True), at_response), openly
        if page.replaces and location.message:
            pressed = Sent(location.channel, location.message)
            return _Route(ways.update(pressed)), _Route(ways.respond(replacing=True), at_response), openly
        return openly, alone, _Route(ways.respond(), at_response), directly

    async def _hand_over(self, file: File, page: Page) -> None:
        """A file of a person: in the direct conversation, which nobody else sees."""
        sent = await first_sent([(self._ways.write_directly, to_message(Page(lead=page.lead)))])
        if sent is not None and sent.channel:
            await upload(self._client, file.content, file.name, channel=sent.channel)
