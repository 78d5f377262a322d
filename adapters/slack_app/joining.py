"""Joins pictures to messages on Slack: to one that stands already once they are uploaded, or to one as it is sent."""

import asyncio
from collections.abc import Coroutine, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack_app.drawing import Drawn, to_message, with_labels
from adapters.slack_app.sending import BLOCKS_REFUSED, Refused, upload
from adapters.slack_app.ways import Sent, SentPicture, Way, Ways, first_sent, sent_by
from bot.pages import Page, PageButton, Picture

PAUSES = (0.5, 1.0, 2.0)  # Seconds between tries to show a new picture: Slack takes none that it has not read.
_JOINING_PAUSES = (*PAUSES, 4.0, 8.0)  # The same where the message stands already.

Awaiting = dict[tuple[str, str], tuple[PageButton, ...]]
"""The messages, by channel and id, whose picture is awaited, with the labels that their buttons got meanwhile."""

Result = TypeVar("Result")


class Joining:
    def __init__(self, client: AsyncWebClient, ways: Ways, awaiting: Awaiting) -> None:
        """`awaiting`: of all events of the process."""
        self._client, self._ways, self._awaiting = client, ways, awaiting

    def note_labels(self, channel: str, ts: str, buttons: tuple[PageButton, ...]) -> None:
        """Keep the new labels of a message's buttons, if its picture is awaited."""
        if (channel, ts) in self._awaiting:
            self._awaiting[channel, ts] += buttons

    async def join(self, page: Page, sent: Sent, overtaken: asyncio.Event) -> Sent:
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
        file, plain = await _unless(overtaken, self.uploaded(picture)), to_message(page)
        if overtaken.is_set():
            return None
        if file:
            joined = self._update_labelled(replace(sent, picture=SentPicture(picture.name, file)))
            waiting = partial(sent_with_picture, plain=plain, pauses=_JOINING_PAUSES, overtaken=overtaken)
            return await first_sent([(joined, to_message(page, file))], waiting)
        return await first_sent([(self._update_labelled(sent), plain)]) if page.caption else None

    def _update_labelled(self, sent: Sent) -> Way:
        """With the labels that its buttons got while the picture was awaited."""
        update = self._ways.update(sent)

        async def write(drawn: Drawn) -> Sent:
            buttons = self._awaiting.get((sent.channel, sent.ts), ())
            return await update(replace(drawn, blocks=tuple(with_labels(drawn.blocks, buttons))))

        return write

    async def uploaded(self, picture: Picture) -> str | None:
        """For a message to show; None where that fails, and the text goes without it."""
        return await upload(self._client, picture.png, picture.name, picture.alt)


async def sent_with_picture(
    way: Way, drawn: Drawn, plain: Drawn, pauses: Sequence[float], overtaken: asyncio.Event
) -> Sent | None:
    """Try until Slack has read the picture, with `pauses` in seconds between the tries; then send `plain`, the message
    without it. None if it is overtaken meanwhile."""
    for pause in pauses:
        try:
            return await way(drawn)
        except Refused as refused:
            if refused.code not in BLOCKS_REFUSED:
                raise
        await _unless(overtaken, asyncio.sleep(pause))
        if overtaken.is_set():
            return None
    return await sent_by(way, plain)


async def _unless(ended: asyncio.Event, work: Coroutine[Any, Any, Result]) -> Result | None:
    """Give the work up once the event is set; None then."""
    working, waiting = asyncio.create_task(work), asyncio.create_task(ended.wait())
    try:
        await asyncio.wait({working, waiting}, return_when=asyncio.FIRST_COMPLETED)
        return working.result() if working.done() else None
    finally:
        working.cancel()
        waiting.cancel()
