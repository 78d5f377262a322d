"""Sends pages to people on Slack, each way a request of its own, also where nobody has just asked."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from adapters.slack_app.authorizing import Authorize
from adapters.slack_app.credentials import TOKEN_GONE
from adapters.slack_app.drawing import Drawn, to_message
from adapters.slack_app.location import Location
from adapters.slack_app.sending import BLOCKS_REFUSED, Refused, checked, client_on, library_logger
from bot.pages import Page, Posted

log = logging.getLogger(__name__)

_NO_PREVIEWS: dict[str, Any] = {"unfurl_links": False, "unfurl_media": False}
NO_WAY = "no_way"  # The code where an event offers no such way.


@dataclass(frozen=True, slots=True)
class SentPicture:
    name: str
    file: str  # The id that Slack knows it by.


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that stands; `ts` is empty where Slack does not tell."""

    channel: str
    ts: str = ""
    picture: SentPicture | None = None  # The picture that stands in the message.


Way = Callable[[Drawn], Awaitable[Sent]]


class Ways:
    """From where an event happened. Each raises Refused."""

    def __init__(self, client: AsyncWebClient, location: Location) -> None:
        self._client = client
        self._location = location

    async def post(self, drawn: Drawn) -> Sent:
        """In the channel, or the thread there."""
        if not self._location.channel:
            raise Refused(NO_WAY)
        return await self._posted(drawn, self._location.channel, self._location.thread)

    async def write_directly(self, drawn: Drawn) -> Sent:
        return await self._posted(drawn, self._location.user)

    async def show_alone(self, drawn: Drawn) -> Sent:
        """In the channel, to the asker alone."""
        if not self._location.channel:
            raise Refused(NO_WAY)
        channel, thread = self._location.channel, self._location.open_thread or None
        post = self._client.chat_postEphemeral
        await checked(post(channel=channel, user=self._location.user, thread_ts=thread, **_content(drawn)))
        return Sent(channel)

    def update(self, sent: Sent) -> Way:
        """In the place of a message of ours."""

        async def write(drawn: Drawn) -> Sent:
            if not sent.ts:
                raise Refused(NO_WAY)
            await checked(self._client.chat_update(channel=sent.channel, ts=sent.ts, **_content(drawn)))
            return sent

        return write

    def respond(self, *, replacing: bool = False, to_all: bool = False) -> Way:
        """By the address that came with a command or press, which is good five times within half an hour."""

        async def write(drawn: Drawn) -> Sent:
            message: dict[str, Any] = {"text": drawn.text, "replace_original": replacing, **_NO_PREVIEWS}
            message |= {"blocks": list(drawn.blocks)} if drawn.blocks else {}
            thread = self._location.thread if to_all else self._location.open_thread
            if not replacing:
                message["response_type"] = "in_channel" if to_all else "ephemeral"
                message |= {"thread_ts": thread} if thread else {}
            return await self._responded(message)

        return write

    async def delete(self, _: Drawn) -> Sent:
        """The message that was pressed."""
        await checked(self._client.chat_delete(channel=self._location.channel, ts=self._location.message))
        return Sent(self._location.channel)

    async def delete_by_response(self, _: Drawn) -> Sent:
        return await self._responded({"delete_original": True})

    async def _posted(self, drawn: Drawn, channel: str, thread: str = "") -> Sent:
        post = self._client.chat_postMessage
        answer = await checked(post(channel=channel, thread_ts=thread or None, **_content(drawn), **_NO_PREVIEWS))
        return Sent(str(answer.get("channel") or channel), str(answer.get("ts") or ""))

    async def _responded(self, message: dict[str, Any]) -> Sent:
        if not self._location.response_url:
            raise Refused(NO_WAY)
        webhook = AsyncWebhookClient(
            self._location.response_url,
            timeout=self._client.timeout,
            session=self._client.session,
            logger=library_logger("webhook"),
            retry_handlers=self._client.retry_handlers,
        )
        answer = await checked(webhook.send_dict(message))
        if answer.status_code != 200 or '"ok":false' in answer.body.replace(" ", ""):
            code = next((code for code in BLOCKS_REFUSED if code in answer.body), f"response_url_{answer.status_code}")
            raise Refused(code, unanswered=answer.status_code >= 500)
        return Sent(self._location.channel)


def _content(drawn: Drawn) -> dict[str, Any]:
    return {"text": drawn.text, "blocks": list(drawn.blocks) or None}


async def sent_by(way: Way, drawn: Drawn) -> Sent:
    """As text where Slack refuses the blocks."""
    try:
        return await way(drawn)
    except Refused as refused:
        if refused.code not in BLOCKS_REFUSED:
            raise
    log.warning("slack refused blocks, sent as text count=%d", len(drawn.blocks))
    return await way(Drawn(drawn.text, ()))


async def first_sent(
    attempts: Sequence[tuple[Way, Drawn]], send: Callable[[Way, Drawn], Awaitable[Sent]] = sent_by
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


async def post(client: AsyncWebClient, authorize: Authorize, address: str, where: str, page: Page) -> Posted:
    """`client`: the own workspace's, whose session all share; `where`: a `Location.here`, or a channel."""
    location = Location.at(address, where)
    token = await authorize.token_of(location.enterprise or None, location.team)
    if token is None:
        log.warning("slack not posted channel=%s reason=not_installed", location.channel)
        return Posted.REFUSED
    ways = Ways(client_on(client.session, token), location)
    try:
        await sent_by(ways.post, to_message(page))
    except Refused as refused:
        log.warning("slack not posted channel=%s reason=%s", location.channel, refused)
        return Posted.UNSURE if refused.may_have_arrived else Posted.REFUSED
    return Posted.DONE
