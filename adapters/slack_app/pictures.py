"""Sends a page with its picture, which Slack shows only once it has read the file; given up where it is overtaken."""

import asyncio
from collections.abc import Coroutine, Sequence
from typing import Any, TypeVar

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack_app.drawing import Drawn, to_message
from adapters.slack_app.sending import BLOCKS_REFUSED, Refused, upload
from adapters.slack_app.ways import Sent, Way, first_sent, sent_by
from bot.pages import Page, Picture

Result = TypeVar("Result")


class Overtaken(Exception):
    """The question was edited meanwhile, and its new answer takes the place of this one."""


async def upload_picture(client: AsyncWebClient, picture: Picture) -> str | None:
    """For a message to show; None where that fails, and the text goes without it."""
    return await upload(client, picture.png, picture.name, picture.alt)


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
            await unless_overtaken(overtaken, asyncio.sleep(pause))
        return await sent_by(way, to_message(page))

    return await first_sent([(way, to_message(page, file)) for way in ways], send)


async def unless_overtaken(overtaken: asyncio.Event, work: Coroutine[Any, Any, Result]) -> Result:
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
