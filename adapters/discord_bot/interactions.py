"""Answers commands, buttons, menus and forms; Discord wants a first response soon after the event."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import discord

from adapters.discord_bot.components import typed
from adapters.discord_bot.limits import FORM_PATIENCE, HURRY, PATIENCE
from adapters.discord_bot.reading import to_visit
from adapters.discord_bot.sending import DONE_ALREADY, FAILURES, acknowledge, has_code, log_failure
from adapters.discord_bot.showing import Showing
from bot.pages import Form, Page, Pressed, Taker, Visit

Build = Callable[[Visit], Awaitable[Pressed]]


class Interactions:
    def __init__(self, taker: Taker[Any]) -> None:
        self._taker = taker
        self.front = taker.front

    async def answer(
        self, interaction: discord.Interaction, build: Build, *, private: bool = True, first: bool = False
    ) -> None:
        """`private`: whether only the asker sees that the bot is thinking. It must be said before the answer is known,
        so it is a guess, which `Showing` corrects. `first`: a form may open, which it can only as the very first
        response. So this goes ahead of all other events, and is acknowledged later."""
        with self._taker.under_way():
            key = f"discord:{interaction.id}"
            building = asyncio.create_task(self._taker.take(key, lambda: build(to_visit(interaction)), first=first))
            patience = HURRY if self._taker.crowded else PATIENCE
            await asyncio.wait({building}, timeout=FORM_PATIENCE if first else patience)
            try:
                acknowledged = not building.done()
                if acknowledged:
                    thinking = interaction.message is None  # Otherwise the message that was pressed will be changed.
                    alone = thinking and private
                    await acknowledge(lambda: interaction.response.defer(thinking=thinking, ephemeral=alone))
                pressed = await building
                if acknowledged and isinstance(pressed, Form):  # It is too late for it to open.
                    pressed = Page(lead=self.front.words.not_now, private=True)
                if pressed is not None:
                    await Showing(interaction, private=private, acknowledged=acknowledged).show(pressed)
            except FAILURES as error:
                if not has_code(error, DONE_ALREADY):
                    log_failure("interaction", error)

    async def press(self, interaction: discord.Interaction) -> None:
        """A button or a menu; of a menu, what was picked is what is pressed."""
        data: dict[str, Any] = dict(interaction.data or {})
        identifier, picked = str(data.get("custom_id", "")), [str(value) for value in data.get("values", ())]
        picks_channels = data.get("component_type") == discord.ComponentType.channel_select.value
        pressed = picked[0] if picked and not picks_channels else identifier
        first = self.front.opens_form(pressed)
        await self.answer(interaction, lambda visit: self.front.pressing.press(pressed, visit, picked), first=first)

    async def submit(self, interaction: discord.Interaction) -> None:
        data: dict[str, Any] = dict(interaction.data or {})
        identifier, texts = str(data.get("custom_id", "")), typed(list(data.get("components", ())))
        await self.answer(interaction, lambda visit: self.front.pressing.submit(identifier, texts, visit))
