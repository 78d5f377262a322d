"""Reads mentions and direct messages, answers them, and answers again where they are edited."""

import asyncio
import logging
import re
from dataclasses import dataclass
from functools import partial
from math import inf
from time import time
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack_app.answering import Answering
from adapters.slack_app.location import Location
from adapters.slack_app.markup import to_words, without_mention
from adapters.slack_app.reading import Json, event_key, team_of, text_of, to_visit
from adapters.slack_app.sending import Refused, checked
from bot.pages import Incoming, Page

log = logging.getLogger(__name__)

_STATUS_PATIENCE = 1.0  # Seconds that an answer waits at most until "is looking it up" is shown.
_SPOKEN = (None, "thread_broadcast", "me_message", "file_share")  # Subtypes of what a person has written.
_SLACKBOT = "USLACKBOT"
_TS = re.compile(r"\d{1,12}\.\d{1,6}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Heard:
    text: str
    location: Location
    edited: bool = False


class Messages:
    def __init__(self, answering: Answering) -> None:
        self._answering = answering
        self._front, self._taker = answering.front, answering.taker

    def register(self, app: AsyncApp) -> None:
        app.event("app_mention")(self.hear)
        app.event("message")(self.hear)

    async def hear(self, body: dict[str, Any], client: AsyncWebClient, context: AsyncBoltContext) -> None:
        heard = to_heard(body, context.bot_user_id or "")
        if heard is None:
            return
        location, build = heard.location, partial(self._page, heard, client)
        showing = self._answering.showing(client, location)
        incoming = Incoming(f"{location.place}:{location.message}", heard.text, build, showing.send)
        try:
            if heard.edited:
                age = _age_of(location.message)
                await self._taker.answer_again(incoming, event_key(body), showing.change, age=age)
            else:
                await self._taker.answer(incoming)
        except Exception:
            log.exception("slack event failed")

    async def _page(self, heard: Heard, client: AsyncWebClient) -> Page:
        answering = self._front.mention(heard.text, to_visit(heard.location))
        if heard.edited or not heard.location.is_direct:
            return await answering
        showing = asyncio.create_task(_show_status(client, heard.location, self._front.words.working))
        stands = False  # An answer in the thread, which ends the status by itself.
        try:
            page = await answering
            stands = not page.empty and not page.private
        finally:
            await showing
            if not stands:
                await _show_status(client, heard.location, "")
        return page


def _age_of(ts: str) -> float:
    """Seconds since a message was written, which its id tells."""
    return time() - float(ts) if _TS.fullmatch(ts) else inf


async def _show_status(client: AsyncWebClient, location: Location, status: str) -> None:
    """Empty, it takes the status away. Where it cannot be shown, nothing is lost."""
    call = client.assistant_threads_setStatus(channel_id=location.channel, thread_ts=location.thread, status=status)
    try:
        async with asyncio.timeout(_STATUS_PATIENCE):
            await checked(call)
    except (Refused, TimeoutError) as error:
        log.debug("slack status not shown reason=%s", error if isinstance(error, Refused) else "timeout")


def to_heard(body: Json, bot_user: str) -> Heard | None:
    """A mention or a direct message. None for what is not for us, not by a person, or asks nothing: an edit that leaves
    the text, a file alone."""
    event: Json = body.get("event") or {}
    edits = event.get("subtype") == "message_changed"
    said: Json = (event.get("message") or {}) if edits else event
    text = text_of(said, "text")
    mentioned = bot_user != "" and f"<@{bot_user}" in text
    if not _is_for_us(event, edits_mention=edits and mentioned) or not _is_by_a_person(said, bot_user):
        return None
    if edits and text == text_of(event.get("previous_message") or {}, "text"):
        return None  # Only something else has changed, such as the preview of a link.
    ts = text_of(said, "ts")
    thread = text_of(said, "thread_ts") or ts
    location = Location(team_of(body), text_of(said, "user"), text_of(event, "channel"), thread=thread, message=ts)
    words = to_words(without_mention(text, bot_user) if bot_user else text)
    if said.get("files") and not words and not mentioned:
        return None
    return Heard(words, location, edits or "edited" in said)


def _is_for_us(event: Json, *, edits_mention: bool) -> bool:
    """Each message once, though a mention comes both as a message and as a mention; an edit comes as a message only."""
    is_direct = event.get("channel_type") == "im" or text_of(event, "channel").startswith("D")
    if event.get("type") == "app_mention":
        return not is_direct
    return is_direct or edits_mention


def _is_by_a_person(said: Json, bot_user: str) -> bool:
    user = said.get("user")
    if said.get("bot_id") or not user or user in (bot_user, _SLACKBOT):
        return False
    return said.get("subtype") in _SPOKEN
