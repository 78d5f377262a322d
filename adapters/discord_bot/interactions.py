"""Answers interactions: a command, a button, a menu or a form in, one message, edit or form out, within a second."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

import discord

from adapters.discord_bot.components import to_marked_view, to_modal, typed
from adapters.discord_bot.drawing import to_drawn
from adapters.discord_bot.flights import Flights
from adapters.discord_bot.limits import HURRY, PATIENCE
from adapters.discord_bot.reading import to_visit
from adapters.discord_bot.sending import FAILURES, is_done_already, log_failure, persistently
from bot.pages import Form, Front, Marks, Page, Pressed, Removal, Visit, new_code

log = logging.getLogger(__name__)

Build = Callable[[Visit], Awaitable[Pressed]]


class Interactions:
    def __init__(self, front: Front, flights: Flights) -> None:
        self._front = front
        self._flights = flights

    async def answer(self, interaction: discord.Interaction, build: Build, *, private: bool = True) -> None:
        """`private` is only a guess, for where it takes so long that something has to be shown before."""
        with self._flights.one():
            building = asyncio.create_task(self._built(interaction, build))
            await asyncio.wait({building}, timeout=HURRY if self._flights.crowded else PATIENCE)
            try:
                if not building.done():
                    await persistently(lambda: _defer(interaction, private))
                pressed = await building
                if pressed is not None:
                    await _show(interaction, pressed, private)
            except FAILURES as error:
                if not is_done_already(error):
                    log_failure("interaction", error)

    async def press(self, interaction: discord.Interaction) -> None:
        """A button or a menu; of a menu, what was picked is what is pressed."""
        data: dict[str, Any] = dict(interaction.data or {})
        identifier, picked = str(data.get("custom_id", "")), [str(value) for value in data.get("values", ())]
        pressed = picked[0] if picked and not _picks_channels(data) else identifier
        await self.answer(interaction, lambda visit: self._front.press(pressed, visit, picked))

    async def submit(self, interaction: discord.Interaction) -> None:
        data: dict[str, Any] = dict(interaction.data or {})
        identifier, text = str(data.get("custom_id", "")), typed(list(data.get("components", ())))
        await self.answer(interaction, lambda visit: self._front.submit(identifier, text, visit))

    async def _built(self, interaction: discord.Interaction, build: Build) -> Pressed | None:
        """None: another process has it."""
        key, desk = f"discord:{interaction.id}", self._front.desk
        async with self._flights.room:
            if not await desk.claim(key):
                return None
            try:
                pressed = await build(to_visit(interaction))
            except Exception:
                code = new_code()
                log.exception("interaction failed code=%s", code)
                pressed = self._front.oops(code)
            return pressed if await desk.answering(key) else None


def _picks_channels(data: dict[str, Any]) -> bool:
    return data.get("component_type") == discord.ComponentType.channel_select.value


async def _defer(interaction: discord.Interaction, private: bool) -> None:
    if interaction.message is not None:
        await interaction.response.defer()
    else:
        await interaction.response.defer(thinking=True, ephemeral=private)


async def _show(interaction: discord.Interaction, pressed: Pressed, guessed_private: bool) -> None:
    match pressed:
        case Removal():
            await _remove(interaction)
        case Form():
            form = to_modal(pressed)
            await persistently(lambda: interaction.response.send_modal(form))
        case Marks():
            await _mark(interaction, pressed)
        case Page() if pressed.replaces and interaction.message is not None:
            await persistently(lambda: _replace(interaction, pressed))
        case Page():
            if interaction.type is discord.InteractionType.application_command and interaction.response.is_done():
                await _complete(interaction, pressed, guessed_private)
            else:
                await persistently(lambda: _send(interaction, pressed))


async def _send(interaction: discord.Interaction, page: Page) -> None:
    drawn = to_drawn(page)
    options: dict[str, Any] = {"files": list(drawn.files), "allowed_mentions": discord.AllowedMentions.none()}
    options |= {"embed": drawn.embed} if drawn.embed else {}
    options |= {"view": drawn.view} if drawn.view else {}
    if interaction.response.is_done():
        await interaction.followup.send(drawn.content or "", ephemeral=page.private, **options)
    else:
        await interaction.response.send_message(drawn.content, ephemeral=page.private, **options)


async def _replace(interaction: discord.Interaction, page: Page) -> None:
    drawn = to_drawn(page)
    options: dict[str, Any] = {
        "content": drawn.content,
        "embed": drawn.embed,
        "view": drawn.view,
        "attachments": list(drawn.files),
        "allowed_mentions": discord.AllowedMentions.none(),
    }
    if interaction.response.is_done():
        await interaction.edit_original_response(**options)
    else:
        await interaction.response.edit_message(**options)


async def _complete(interaction: discord.Interaction, page: Page, guessed_private: bool) -> None:
    """Put the page where the waiting is shown, unless that was shown to the wrong eyes."""
    if page.private == guessed_private:
        await persistently(lambda: _replace(interaction, page))
        return
    await persistently(interaction.delete_original_response)
    await persistently(lambda: _send(interaction, page))


async def _mark(interaction: discord.Interaction, marks: Marks) -> None:
    message, page = interaction.message, marks.page
    if message is not None:
        view = to_marked_view(message, marks)
        if interaction.response.is_done():
            await persistently(lambda: interaction.edit_original_response(view=view))
        else:
            await persistently(lambda: interaction.response.edit_message(view=view))
    if page is not None:
        await persistently(lambda: _send(interaction, page))


async def _remove(interaction: discord.Interaction) -> None:
    if not interaction.response.is_done():
        await persistently(interaction.response.defer)
    await persistently(interaction.delete_original_response)
