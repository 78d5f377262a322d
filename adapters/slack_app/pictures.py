"""Shows the picture of a page in a message: sent with it, or joined to it later; given up where it is overtaken."""

import asyncio
from collections import Counter
from collections.abc import Coroutine, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, TypeVar

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack_app.drawing import Drawn, to_message, with_labels
from adapters.slack_app.sending import BLOCKS_REFUSED, Refused, upload
from adapters.slack_app.ways import Sent, SentPicture, Way, Ways, first_sent, sent_by
from bot.pages import Page, PageButton, Picture

_PAUSES = (0.5, 1.0, 2.0, 4.0, 8.0)  # Seconds between tries to show a new picture.

Result = TypeVar("Result")


class Overtaken(Exception):
    """The question was edited meanwhile, and its new answer takes the place of this one."""


async def upload_picture(client: AsyncWebClient, picture: Picture) -> str | None:
    """For a message to show; None where that fails, and the text goes without it."""
    return await upload(client, picture.png, picture.name, picture.alt)


class Awaiting:
    """The messages whose picture is awaited, with the labels that their buttons got meanwhile; one for a process."""

    def __init__(self) -> None:
        # By channel and `ts`.
        self._labelled: dict[tuple[str, str], tuple[PageButton, ...]] = {}
        self._awaited: Counter[tuple[str, str]] = Counter()

    @contextmanager
    def picture_of(self, sent: Sent) -> Iterator[None]:
        """An edited question may have its answer awaited twice for one message; the last end forgets the labels."""
        key = sent.channel, sent.ts
        self._labelled.setdefault(key, ())
        self._awaited[key] += 1
        try:
            yield
        finally:
            self._awaited[key] -= 1
            if not self._awaited[key]:
                del self._awaited[key], self._labelled[key]

    def note_labels(self, channel: str, ts: str, buttons: tuple[PageButton, ...]) -> None:
        """Keep the new labels of a message's buttons, if its picture is awaited."""
        if (channel, ts) in self._labelled:
            self._labelled[channel, ts] += buttons

    def labels_of(self, sent: Sent) -> tuple[PageButton, ...]:
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
        file = await _unless_overtaken(overtaken, upload_picture(self._client, picture))
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


async def first_sent_with_picture(
    ways: Sequence[Way], page: Page, file: str, pauses: Sequence[float], overtaken: asyncio.Event
) -> Sent | None:
    """As `first_sent`; `pauses` are the seconds between tries to show the uploaded `file`. Raises Overtaken."""

    async def send(way: Way, pictured: Drawn) -> Sent:
        """Try until Slack has read the picture; after the last pause, the message goes without it."""
        for pause in pauses:
            try:
                return await way(pictured)
            except Refused as refused:
                if refused.code not in BLOCKS_REFUSED:
                    raise
            await _unless_overtaken(overtaken, asyncio.sleep(pause))
        return replace(await sent_by(way, to_message(page)), picture=None)

    return await first_sent([(way, to_message(page, file)) for way in ways], send)


async def _unless_overtaken(overtaken: asyncio.Event, work: Coroutine[Any, Any, Result]) -> Result:
    """What the work results in. Raises Overtaken, and gives the work up, once the event is set."""
    working, waiting = asyncio.create_task(work), asyncio.create_task(overtaken.wait())
    try:
        await asyncio.wait({working, waiting}, return_when=asyncio.FIRST_COMPLETED)
        if overtaken.is_set():
            raise Overtaken
        return working.result()
    finally:
        working.cancel()
        waiting.cancel()
