"""Sends pages: a page and where it belongs in, one message there out; where Slack refuses, the next best way."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

import aiohttp
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from adapters.slack_app.calling import Refused, checked
from adapters.slack_app.client import library_logger
from adapters.slack_app.drawing import Drawn, to_message, to_modal
from adapters.slack_app.reading import Spot, to_metadata
from adapters.slack_app.uploading import upload
from bot.pages import File, Form, Page, Picture

log = logging.getLogger(__name__)

_FINAL = ("token_revoked", "invalid_auth", "account_inactive", "not_authed", "token_expired")
"""Nothing else will work either."""
_BLOCKS = ("invalid_blocks", "msg_blocks_too_long", "invalid_blocks_format")
_UNSURE = ("internal_error", "fatal_error", "service_unavailable", "request_timeout")
"""It may have been sent: better no second try than two answers."""
_FILE_PAUSES = (0.5, 1.0, 2.0)
"""Seconds until a picture that was just uploaded can be shown in a message."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that stands; `ts` is empty where Slack does not tell."""

    channel: str
    ts: str = ""
    picture: str = ""


_Way = Callable[[Drawn], Awaitable[Sent]]


class Sender:
    """Of one event: a client with the token of its workspace, and where the event happened."""

    def __init__(self, client: AsyncWebClient, spot: Spot) -> None:
        self._client = client
        self._spot = spot

    async def send(self, page: Page) -> Sent | None:
        """None where nobody could be reached; that is said in the log."""
        file = await self._unshared(page.picture) if page.picture is not None and self._is_within(page) else None
        drawn, ways = to_message(page, file), self._ways(page)
        sent = await self._first_of(ways, drawn, without=to_message(page) if file else None)
        if sent is not None and page.picture is not None and file is None and not self._is_within(page):
            await self._share(page.picture, sent)
        if sent is not None and page.file is not None:
            await self._hand_over(page.file, page)
        return sent

    async def change(self, page: Page, sent: Sent) -> Sent | None:
        """Put a page in the place of one that was sent before."""
        changed = await self._first_of((lambda drawn: self._update(drawn, sent),), to_message(page))
        if changed is not None and page.picture is not None and page.picture.name != sent.picture:
            await self._share(page.picture, changed)
        return changed

    async def ask(self, form: Form) -> None:
        """Raises Refused: a form can only be opened within three seconds of a press."""
        view = to_modal(form, to_metadata(self._spot))
        await checked(self._client.views_open(trigger_id=self._spot.trigger, view=view))

    async def relabel(self, blocks: Sequence[Any], text: str) -> None:
        """New labels on the message that was pressed."""
        drawn = Drawn(text or " ", tuple(blocks))
        here = Sent(self._spot.channel, self._spot.message)
        await self._first_of(
            (lambda d: self._respond(d, replace_original=True), lambda d: self._update(d, here)), drawn
        )

    async def remove(self) -> None:
        """The message that was pressed."""
        spot = self._spot

        async def by_url(_: Drawn) -> Sent:
            return await self._post_to_url({"delete_original": True})

        async def by_name(_: Drawn) -> Sent:
            await checked(self._client.chat_delete(channel=spot.channel, ts=spot.message))
            return Sent(spot.channel)

        ways = (by_url,) if spot.ephemeral else (by_name, by_url)
        await self._first_of(ways, Drawn("", ()))

    def _is_within(self, page: Page) -> bool:
        """The picture stands within the message, since no file can follow one that is for one person."""
        return bool(self._spot.response_url) and (page.private or self._spot.ephemeral)

    def _ways(self, page: Page) -> tuple[_Way, ...]:
        spot = self._spot
        here = Sent(spot.channel, spot.message)
        if page.private or spot.ephemeral:
            in_channel = not page.private and spot.ephemeral
            by_url: _Way = lambda d: self._respond(  # noqa: E731
                d, replace_original=page.replaces and spot.ephemeral, in_channel=in_channel
            )
            if in_channel:
                return (by_url, self._post)
            return (by_url, self._show_alone, self._write_directly)
        if page.replaces and spot.message:
            return (lambda d: self._update(d, here), lambda d: self._respond(d, replace_original=True), self._post)
        return (self._post, self._show_alone, lambda d: self._respond(d), self._write_directly)

    async def _first_of(self, ways: Sequence[_Way], drawn: Drawn, without: Drawn | None = None) -> Sent | None:
        """`without` is the same message without the picture, for where that is not ready."""
        problem = Refused("no_way")
        for way in ways:
            try:
                return await self._by(way, drawn, without)
            except Refused as refused:
                problem = problem if refused.code == "no_way" else refused
                if refused.code in _FINAL or refused.code in _UNSURE:
                    break
        log.warning("slack message not sent reason=%s", problem)
        return None

    async def _by(self, way: _Way, drawn: Drawn, without: Drawn | None) -> Sent:
        if without is not None:
            for pause in _FILE_PAUSES:
                try:
                    return await way(drawn)
                except Refused as refused:
                    if refused.code not in _BLOCKS:
                        raise
                await asyncio.sleep(pause)
            drawn = without
        try:
            return await way(drawn)
        except Refused as refused:
            if refused.code not in _BLOCKS:
                raise
        log.warning("slack refused blocks, sent as text count=%d", len(drawn.blocks))
        return await way(Drawn(drawn.text, ()))

    async def _post(self, drawn: Drawn) -> Sent:
        if not self._spot.channel:
            raise Refused("no_way")
        answer = await checked(
            self._client.chat_postMessage(
                channel=self._spot.channel,
                thread_ts=self._spot.thread or None,
                text=drawn.text,
                blocks=list(drawn.blocks) or None,
                unfurl_links=False,
                unfurl_media=False,
            )
        )
        return Sent(str(answer.get("channel") or self._spot.channel), str(answer.get("ts") or ""))

    async def _show_alone(self, drawn: Drawn) -> Sent:
        if not self._spot.channel:
            raise Refused("no_way")
        await checked(
            self._client.chat_postEphemeral(
                channel=self._spot.channel,
                user=self._spot.user,
                thread_ts=self._spot.begun or None,
                text=drawn.text,
                blocks=list(drawn.blocks) or None,
            )
        )
        return Sent(self._spot.channel)

    async def _write_directly(self, drawn: Drawn) -> Sent:
        answer = await checked(
            self._client.chat_postMessage(
                channel=self._spot.user,
                text=drawn.text,
                blocks=list(drawn.blocks) or None,
                unfurl_links=False,
                unfurl_media=False,
            )
        )
        return Sent(str(answer.get("channel") or ""), str(answer.get("ts") or ""))

    async def _update(self, drawn: Drawn, sent: Sent) -> Sent:
        if not sent.ts:
            raise Refused("no_way")
        await checked(
            self._client.chat_update(
                channel=sent.channel, ts=sent.ts, text=drawn.text, blocks=list(drawn.blocks) or None
            )
        )
        return sent

    async def _respond(self, drawn: Drawn, *, replace_original: bool = False, in_channel: bool = False) -> Sent:
        message: dict[str, Any] = {
            "text": drawn.text,
            "replace_original": replace_original,
            "unfurl_links": False,
            "unfurl_media": False,
        }
        if drawn.blocks:
            message["blocks"] = list(drawn.blocks)
        if not replace_original:
            message["response_type"] = "in_channel" if in_channel else "ephemeral"
            thread = self._spot.thread if in_channel else self._spot.begun
            if thread:
                message["thread_ts"] = thread
        return await self._post_to_url(message)

    async def _post_to_url(self, message: dict[str, Any]) -> Sent:
        if not self._spot.response_url:
            raise Refused("no_way")
        webhook = AsyncWebhookClient(
            self._spot.response_url,
            timeout=self._client.timeout,
            session=self._client.session,
            logger=library_logger("webhook"),
            retry_handlers=self._client.retry_handlers,
        )
        try:
            answer = await webhook.send_dict(message)
        except (SlackClientError, aiohttp.ClientError, TimeoutError) as error:
            raise Refused(type(error).__name__) from error
        if answer.status_code != 200 or '"ok":false' in answer.body.replace(" ", ""):
            raise Refused(next((code for code in _BLOCKS if code in answer.body), f"response_url_{answer.status_code}"))
        return Sent(self._spot.channel)

    async def _unshared(self, picture: Picture) -> str | None:
        """Upload it for a message to show; None where that fails, and the text goes without it."""
        return await upload(self._client, picture.png, picture.name, picture.alt)

    async def _share(self, picture: Picture, sent: Sent) -> None:
        if sent.channel:
            thread = self._spot.thread if sent.channel == self._spot.channel else ""
            await upload(
                self._client, picture.png, picture.name, picture.alt, channel=sent.channel, thread_ts=thread or None
            )

    async def _hand_over(self, file: File, page: Page) -> None:
        """A file of a person: in the direct conversation, which nobody else sees."""
        sent = await self._first_of((self._write_directly,), to_message(Page(lead=page.lead)))
        if sent is not None and sent.channel:
            await upload(self._client, file.content, file.name, None, channel=sent.channel)
