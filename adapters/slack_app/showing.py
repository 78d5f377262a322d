"""Shows the result of an event: a page, form, marks or removal; if Slack refuses it, the next best form."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack_app.credentials import TOKEN_GONE
from adapters.slack_app.drawing import Drawn, to_message, to_modal, with_labels
from adapters.slack_app.location import Location
from adapters.slack_app.reading import Json, to_metadata
from adapters.slack_app.sending import Refused, checked, upload
from adapters.slack_app.ways import NO_WAY, Sent, SentPicture, Way, Ways, sent_by, sent_with_picture, unless
from bot.pages import File, Form, Front, Marks, Page, PageButton, Picture, Pressed, Removal

log = logging.getLogger(__name__)

_PICTURE_PAUSES = (0.5, 1.0, 2.0)  # Seconds between tries to show a new picture: Slack takes none that it has not read.
_JOINING_PAUSES = (*_PICTURE_PAUSES, 4.0, 8.0)  # The same where the message stands already.
_OPENING_PATIENCE = 2.5  # Seconds that a form is tried to be opened; Slack takes it for three.


class _Route(NamedTuple):
    way: Way
    is_final: bool = False  # A message sent this way cannot be changed later, so no picture can be added to it.


def _final(way: Way) -> _Route:
    return _Route(way, is_final=True)


Awaiting = dict[tuple[str, str], tuple[PageButton, ...]]
"""The messages, by channel and id, whose picture is awaited, with the labels that their buttons got meanwhile."""


class Showing:
    """Of one event: a client with the token of its workspace, and where the event happened."""

    def __init__(self, client: AsyncWebClient, location: Location, awaiting: Awaiting) -> None:
        """`awaiting`: of all events of the process."""
        self._client = client
        self._location = location
        self._awaiting = awaiting
        self._ways = Ways(client, location)

    async def show(self, pressed: Pressed, body: Json, front: Front) -> Sent | None:
        """None where there was nothing to send, or nobody to send it to; `body` is the event's."""
        match pressed:
            case Page():
                return await self.send(pressed)
            case Marks():
                message = body.get("message") or {}
                here = (self._location.channel, self._location.message)
                if here in self._awaiting:
                    self._awaiting[here] += pressed.buttons
                if message.get("blocks"):
                    await self._relabel(with_labels(message["blocks"], pressed.buttons), str(message.get("text") or ""))
                return await self.send(pressed.page) if pressed.page is not None else None
            case Removal():
                await self._remove()
            case Form():
                return await self._ask(pressed, front)
        return None

    async def send(self, page: Page, overtaken: asyncio.Event | None = None) -> Sent | None:
        """None where nobody could be reached, which the log says; where it is `overtaken`, no picture follows."""
        routes, plain = self._routes(page), to_message(page)
        overtaken = overtaken or asyncio.Event()
        # A final message has its picture from the beginning, or never; only a response URL shows one at all.
        picture_first = routes[0].is_final and bool(self._location.response_url)
        file = await self._uploaded(page.picture) if picture_first else None
        if file:
            waiting = partial(sent_with_picture, plain=plain, pauses=_PICTURE_PAUSES, overtaken=overtaken)
            sent = await self._first_sent([(route.way, to_message(page, file)) for route in routes], waiting)
        else:
            draft = to_message(page, follows=not picture_first)
            sent = await self._first_sent([(route.way, plain if route.is_final else draft) for route in routes])
            if sent is not None and sent.ts:
                sent = await self._with_picture(page, sent, overtaken)
        if sent is not None and page.file is not None:
            await self._hand_over(page.file, page)
        return sent

    async def change(self, page: Page, sent: Sent, overtaken: asyncio.Event) -> Sent | None:
        """Put the page in the place of a message; a picture that stands there stays. `overtaken` as in `send`."""
        old, new = sent.picture, page.picture
        file = old.file if old is not None and new is not None and old.name == new.name else None
        changed = await self._first_sent([(self._ways.update(sent), to_message(page, file, follows=True))])
        return changed if changed is None or file else await self._with_picture(page, changed, overtaken)

    async def _ask(self, form: Form, front: Front) -> Sent | None:
        view = to_modal(form, to_metadata(self._location))
        try:
            opening = self._client.views_open(trigger_id=self._location.trigger, view=view)
            await checked(asyncio.wait_for(opening, _OPENING_PATIENCE))
        except Refused as refused:
            log.warning("slack form not opened reason=%s", refused)
            return await self.send(front.instead_of(form))
        return None

    async def _relabel(self, blocks: Sequence[dict[str, Any]], text: str) -> None:
        here = Sent(self._location.channel, self._location.message)
        ways = (self._ways.respond(replacing=True), self._ways.update(here))
        await self._first_sent([(way, Drawn(text or " ", tuple(blocks))) for way in ways])

    async def _remove(self) -> None:
        ways = (self._ways.delete, self._ways.delete_by_response)
        await self._first_sent([(way, Drawn("", ())) for way in (ways[1:] if self._location.ephemeral else ways)])

    def _routes(self, page: Page) -> tuple[_Route, ...]:
        """The best first."""
        ways, location = self._ways, self._location
        alone, openly, directly = _final(ways.show_alone), _Route(ways.post), _Route(ways.write_directly)
        if page.private:
            return _final(ways.respond(replacing=page.replaces and location.ephemeral)), alone, directly
        if location.ephemeral:
            return _final(ways.respond(replacing=page.replaces, to_all=True)), openly
        if page.replaces and location.message:
            pressed = Sent(location.channel, location.message)
            return _Route(ways.update(pressed)), _final(ways.respond(replacing=True)), openly
        return openly, alone, _final(ways.respond()), directly

    async def _first_sent(
        self, attempts: Sequence[tuple[Way, Drawn]], send: Callable[[Way, Drawn], Awaitable[Sent | None]] = sent_by
    ) -> Sent | None:
        """None where all are refused, or where one may have got through, which the log says."""
        problem = Refused(NO_WAY)
        for way, drawn in attempts:
            try:
                return await send(way, drawn)
            except Refused as refused:
                problem = problem if refused.code == NO_WAY else refused
                if refused.code in TOKEN_GONE or refused.may_have_arrived:
                    break
        log.warning("slack message not sent reason=%s", problem)
        return None

    async def _with_picture(self, page: Page, sent: Sent, overtaken: asyncio.Event) -> Sent:
        """Put the picture into the message once Slack has it; without it, the message gets the table that it shows."""
        if page.picture is None:
            return sent
        here = (sent.channel, sent.ts)
        self._awaiting[here] = ()
        try:
            return await self._joined(page, page.picture, sent, overtaken) or sent
        finally:
            self._awaiting.pop(here, None)

    async def _joined(self, page: Page, picture: Picture, sent: Sent, overtaken: asyncio.Event) -> Sent | None:
        file, plain = await unless(overtaken, self._uploaded(picture)), to_message(page)
        if overtaken.is_set():
            return None
        if file:
            joined = self._update_labelled(replace(sent, picture=SentPicture(picture.name, file)))
            waiting = partial(sent_with_picture, plain=plain, pauses=_JOINING_PAUSES, overtaken=overtaken)
            return await self._first_sent([(joined, to_message(page, file))], waiting)
        return await self._first_sent([(self._update_labelled(sent), plain)]) if page.caption else None

    def _update_labelled(self, sent: Sent) -> Way:
        """With the labels that its buttons got while the picture was awaited."""
        update = self._ways.update(sent)

        async def write(drawn: Drawn) -> Sent:
            buttons = self._awaiting.get((sent.channel, sent.ts), ())
            return await update(replace(drawn, blocks=tuple(with_labels(drawn.blocks, buttons))))

        return write

    async def _uploaded(self, picture: Picture | None) -> str | None:
        """For a message to show; None where that fails, and the text goes without it."""
        return await upload(self._client, picture.png, picture.name, picture.alt) if picture else None

    async def _hand_over(self, file: File, page: Page) -> None:
        """A file of a person: in the direct conversation, which nobody else sees."""
        sent = await self._first_sent([(self._ways.write_directly, to_message(Page(lead=page.lead)))])
        if sent is not None and sent.channel:
            await upload(self._client, file.content, file.name, channel=sent.channel)
