"""Joins pictures to messages that stand already, once they are uploaded; meanwhile the buttons may get new labels."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack_app.drawing import Drawn, to_message, with_labels
from adapters.slack_app.pictures import Overtaken, first_sent_with_picture, unless_overtaken, upload_picture
from adapters.slack_app.ways import Sent, SentPicture, Way, Ways, first_sent
from bot.pages import Page, PageButton, Picture

_PAUSES = (0.5, 1.0, 2.0, 4.0, 8.0)  # Seconds between tries to show a new picture.


class Awaiting:
    """The messages whose picture is awaited, with the labels that their buttons got meanwhile; one for a process."""

    def __init__(self) -> None:
        self._labelled: dict[tuple[str, str], tuple[PageButton, ...]] = {}  # By channel and `ts`.

    @contextmanager
    def picture_of(self, sent: Sent) -> Iterator[None]:
        self._labelled[sent.channel, sent.ts] = ()
        try:
            yield
        finally:
            self._labelled.pop((sent.channel, sent.ts), None)

    def note_labels(self, channel: str, ts: str, buttons: tuple[PageButton, ...]) -> None:
        """Keep the new labels of a message's buttons, if its picture is awaited."""
        if (channel, ts) in self._labelled:
            self._labelled[channel, ts] += buttons

    def labels_of(self, sent: Sent) -> tuple[PageButton, ...]:
        """Empty also where two pictures were awaited for one message and the first has ended, which removes the labels
        of both."""
        return self._labelled.get((sent.channel, sent.ts), ())


class Joining:
    def __init__(self, client: AsyncWebClient, ways: Ways, awaiting: Awaiting) -> None:
        self._client, self._ways, self._awaiting = client, ways, awaiting

    async def join(self, page: Page, sent: Sent, overtaken: asyncio.Event) -> Sent:
        """Put the picture into the message once Slack has it; without it, the message gets the table that it shows."""
        if page.picture is None:
            return sent
        with self._awaiting.picture_of(sent):
            try:
                return await self._joined(page, page.picture, sent, overtaken) or sent
            except Overtaken:
                return sent

    async def _joined(self, page: Page, picture: Picture, sent: Sent, overtaken: asyncio.Event) -> Sent | None:
        """None where the message stays as it is. Raises Overtaken."""
        file = await unless_overtaken(overtaken, upload_picture(self._client, picture))
        if file:
            update = self._update_labelled(replace(sent, picture=SentPicture(picture.name, file)))
            return await first_sent_with_picture([update], page, file, _PAUSES, overtaken)
        if page.caption:  # Which stands there in place of the text.
            return await first_sent([(self._update_labelled(sent), to_message(page))])
        return None

    def _update_labelled(self, sent: Sent) -> Way:
        """With the labels that its buttons got while the picture was awaited."""
        update = self._ways.update(sent)

        async def write(drawn: Drawn) -> Sent:
            return await update(replace(drawn, blocks=tuple(with_labels(drawn.blocks, self._awaiting.labels_of(sent)))))

        return write
