"""Answers mentions, direct messages and replies, and edits the answer when the question is edited."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

import discord

from adapters.discord_bot.drawing import Drawn, to_drawn
from adapters.discord_bot.limits import PATIENCE
from adapters.discord_bot.reading import Asked, to_asked, to_text
from adapters.discord_bot.sending import (
    FAILURES,
    KEPT_BACK,
    NO_RIGHT,
    as_card_or_text,
    has_code,
    log_failure,
    persistently,
)
from bot.pages import Incoming, Page, Taker

log = logging.getLogger(__name__)


class Messages:
    def __init__(self, taker: Taker[discord.PartialMessage], own_id: Callable[[], int]) -> None:
        self._taker = taker
        self._front = taker.front
        self._own_id = own_id

    async def answer(self, message: discord.Message) -> None:
        asked = to_asked(message, self._own_id())
        if asked is None:
            return
        typing = asyncio.create_task(_type_later(message))

        async def send(page: Page, _: asyncio.Event) -> discord.PartialMessage | None:
            typing.cancel()
            return await self._deliver(message, page)

        try:
            build = partial(self._page, asked)
            await self._taker.answer(Incoming(_key(message), asked.text, build, send, openly=True))
        finally:
            typing.cancel()

    async def edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        """Answer a question that was edited within two minutes in the place of its first answer, if it has one."""
        content, edited = payload.data.get("content"), payload.data.get("edited_timestamp")
        text = to_text(content or "")
        message = payload.message
        asked = to_asked(message, self._own_id()) if text and edited else None
        if asked is None:
            return
        rights = _rights(message)

        async def edit(page: Page, answer: discord.PartialMessage, _: asyncio.Event) -> discord.PartialMessage | None:
            try:
                await as_card_or_text(lambda card: answer.edit(**_drawn(page, rights, card=card).instead()))
            except FAILURES as error:
                log_failure("edit", error)
                return None
            return answer

        build, send = partial(self._page, asked), lambda page, _: self._deliver(message, page)
        incoming = Incoming(_key(message), text, build, send, openly=True)
        age = (discord.utils.utcnow() - message.created_at).total_seconds()
        await self._taker.answer_again(incoming, f"{_key(message)}:{edited}", edit, age=age)

    async def _page(self, asked: Asked) -> Page:
        if asked.unreadable:
            return await self._front.unread(asked.visit)
        return await self._front.mention(asked.text, asked.visit)

    async def _deliver(self, message: discord.Message, page: Page) -> discord.PartialMessage | None:
        """If the bot may not write there, it tells the asker directly; if that fails too, the log says so."""
        if page.private and message.guild is not None:
            await self._tell(message, page)
            return None
        rights = _rights(message)
        try:
            sent = await as_card_or_text(lambda card: _reply(message, page, rights, card=card))
        except FAILURES as error:
            log_failure("reply", error)
            name = getattr(message.channel, "name", "")
            if has_code(error, NO_RIGHT):
                await self._tell(message, self._front.may_not_write(name))
            elif has_code(error, KEPT_BACK):
                await self._tell(message, self._front.kept_back(name))
            return None
        return message.channel.get_partial_message(sent.id)  # type: ignore[union-attr]

    async def _tell(self, message: discord.Message, page: Page) -> None:
        content = to_drawn(page).content
        try:
            await persistently(lambda: message.author.send(content, nonce=message.id))
        except FAILURES as error:
            log_failure("direct message", error)


def _key(message: discord.Message) -> str:
    return f"discord:{message.id}"


async def _reply(message: discord.Message, page: Page, rights: discord.Permissions, *, card: bool) -> discord.Message:
    drawn = _drawn(page, rights, card=card)
    # Without a card, no link either: what is replied to may be what the bot has no right to read.
    link: dict[str, Any] = {"reference": message.to_reference(fail_if_not_exists=False)} if card else {}
    return await message.channel.send(
        drawn.content,
        # The platform drops a second message of the same nonce: a try that got through unnoticed is not repeated.
        nonce=message.id,
        mention_author=False,
        **link,
        **drawn.new(),
    )


def _drawn(page: Page, rights: discord.Permissions, *, card: bool) -> Drawn:
    return to_drawn(page, embeds=card and rights.embed_links, files=card and rights.attach_files)


async def _type_later(message: discord.Message) -> None:
    await asyncio.sleep(PATIENCE)
    with suppress(*FAILURES):
        await message.channel.typing()


def _rights(message: discord.Message) -> discord.Permissions:
    """Of the bot in the channel; all where they are not known for sure, so that everything is tried."""
    guild, known = message.guild, discord.Permissions.all()
    if guild is not None and guild.me is not None:
        with suppress(discord.DiscordException, AttributeError):
            known = message.channel.permissions_for(guild.me)
    return known if known.send_messages else discord.Permissions.all()
