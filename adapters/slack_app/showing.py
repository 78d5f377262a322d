"""Shows the result of an event: a page, form, marks or removal; if Slack refuses it, the next best form."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack_app.drawing import Drawn, to_message, to_modal, with_labels
from adapters.slack_app.location import Location
from adapters.slack_app.reading import Json, to_metadata
from adapters.slack_app.refusals import TOKEN_GONE
from adapters.slack_app.sending import UNSURE, Refused, checked, upload
from adapters.slack_app.ways import NO_WAY, Sent, SentPicture, Way, Ways, sent_by, sent_with_picture
from bot.pages import File, Form, Front, Marks, Page, Picture, Pressed, Removal

log = logging.getLogger(__name__)

_PICTURE_PAUSES = (0.5, 1.0, 2.0)
"""Seconds between tries to show a picture that was just uploaded: Slack refuses the message until it has read it."""
_JOINING_PAUSES = (*_PICTURE_PAUSES, 4.0, 8.0)
"""The same where the message stands already."""
_OPENING_PATIENCE = 2.5
"""Seconds that a form is tried to be opened: Slack takes what a press triggers for three."""

Attempt = tuple[Way, Drawn]
"""A way, and the page as it is drawn for it."""


class Showing:
    """Of one event: a client with the token of its workspace, and where the event happened."""

    def __init__(self, client: AsyncWebClient, location: Location) -> None:
        self._client = client
        self._location = location
        self._ways = Ways(client, location)

    async def show(self, pressed: Pressed, body: Json, front: Front) -> Sent | None:
        """None where there was nothing to send, or nobody to send it to; `body` is the event's."""
        match pressed:
            case Page():
                return await self.send(pressed)
            case Marks():
                message = body.get("message") or {}
                if message.get("blocks"):
                    await self._relabel(with_labels(message["blocks"], pressed.buttons), str(message.get("text") or ""))
                return await self.send(pressed.page) if pressed.page is not None else None
            case Removal():
                await self._remove()
            case Form():
                return await self._ask(pressed, front)
        return None

    async def send(self, page: Page) -> Sent | None:
        """None where nobody could be reached, which the log says."""
        is_final = self._is_final(page)
        file = await self._uploaded(page.picture) if page.picture is not None and is_final else None
        attempts = self._attempts(page, to_message(page, file), to_message(page, file, follows=not is_final))
        if file:
            sent = await self._first_with_picture(attempts, to_message(page), _PICTURE_PAUSES)
        else:
            sent = await self._first_of(attempts)
            if sent is not None and sent.ts:
                sent = await self._with_picture(page, sent)
        if sent is not None and page.file is not None:
            await self._hand_over(page.file, page)
        return sent

    async def change(self, page: Page, sent: Sent) -> Sent | None:
        """Put the page in the place of a message; a picture that stands there already stays."""
        old, new = sent.picture, page.picture
        file = old.file if old is not None and new is not None and old.name == new.name else None
        changed = await self._first_of([(self._ways.update(sent), to_message(page, file, follows=True))])
        return changed if changed is None or file else await self._with_picture(page, changed)

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
        await self._first_of([(way, Drawn(text or " ", tuple(blocks))) for way in ways])

    async def _remove(self) -> None:
        ways = (self._ways.delete, self._ways.delete_by_response)
        await self._first_of([(way, Drawn("", ())) for way in (ways[1:] if self._location.ephemeral else ways)])

    def _is_final(self, page: Page) -> bool:
        """Whether the message cannot be changed later, so that its picture must be uploaded first."""
        return bool(self._location.response_url) and (page.private or self._location.ephemeral)

    def _attempts(self, page: Page, whole: Drawn, draft: Drawn) -> Sequence[Attempt]:
        """The best first. `whole` is for a message that stays as it is; `draft` for one that can be changed later, when
        it gets its picture."""
        ways, location = self._ways, self._location
        if page.private:
            return (
                (ways.respond(replacing=page.replaces and location.ephemeral), whole),
                (ways.show_alone, whole),
                (ways.write_directly, draft),
            )
        if location.ephemeral:
            return (
                (ways.respond(replacing=page.replaces, to_all=True), whole),
                (ways.post, draft),
            )
        if page.replaces and location.message:
            return (
                (ways.update(Sent(location.channel, location.message)), draft),
                (ways.respond(replacing=True), whole),
                (ways.post, draft),
            )
        return (
            (ways.post, draft),
            (ways.show_alone, whole),
            (ways.respond(), whole),
            (ways.write_directly, draft),
        )

    async def _first_of(self, attempts: Sequence[Attempt]) -> Sent | None:
        """None where all are refused, or where one may have got through, which the log says."""
        return await self._first_sent(attempts, sent_by)

    async def _first_with_picture(
        self, attempts: Sequence[Attempt], plain: Drawn, pauses: Sequence[float]
    ) -> Sent | None:
        """As `_first_of`, for messages with a picture; `plain` and `pauses` as in `sent_with_picture`."""
        return await self._first_sent(attempts, partial(sent_with_picture, plain=plain, pauses=pauses))

    async def _first_sent(
        self, attempts: Sequence[Attempt], send: Callable[[Way, Drawn], Awaitable[Sent]]
    ) -> Sent | None:
        problem = Refused(NO_WAY)
        for way, drawn in attempts:
            try:
                return await send(way, drawn)
            except Refused as refused:
                problem = problem if refused.code == NO_WAY else refused
                if refused.code in TOKEN_GONE or refused.code in UNSURE:
                    break
        log.warning("slack message not sent reason=%s", problem)
        return None

    async def _with_picture(self, page: Page, sent: Sent) -> Sent:
        """Put the picture into the message once Slack has it; without it, the message gets the table that it shows."""
        if page.picture is None:
            return sent
        file, plain = await self._uploaded(page.picture), to_message(page)
        if file:
            joined = self._ways.update(replace(sent, picture=SentPicture(page.picture.name, file)))
            return await self._first_with_picture([(joined, to_message(page, file))], plain, _JOINING_PAUSES) or sent
        if page.caption:
            await self._first_of([(self._ways.update(sent), plain)])
        return sent

    async def _uploaded(self, picture: Picture) -> str | None:
        """For a message to show; None where that fails, and the text goes without it."""
        return await upload(self._client, picture.png, picture.name, picture.alt)

    async def _hand_over(self, file: File, page: Page) -> None:
        """A file of a person: in the direct conversation, which nobody else sees."""
        sent = await self._first_of([(self._ways.write_directly, to_message(Page(lead=page.lead)))])
        if sent is not None and sent.channel:
            await upload(self._client, file.content, file.name, channel=sent.channel)
