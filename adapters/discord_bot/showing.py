"""Shows the result of an interaction: a page, a form, new marks or a removal."""

from collections.abc import Awaitable, Callable
from typing import Any

import discord

from adapters.discord_bot.components import to_marked_view, to_modal
from adapters.discord_bot.drawing import to_drawn
from adapters.discord_bot.sending import acknowledge, persistently
from bot.pages import Form, Marks, Page, Pressed, Removal


class Showing:
    """Of one interaction. `acknowledged`: Discord already shows that the bot is thinking; to the asker alone if
    `private`, a guess that was made before the answer was known."""

    def __init__(self, interaction: discord.Interaction, *, private: bool, acknowledged: bool) -> None:
        self._interaction = interaction
        self._was_private = private
        self._is_acknowledged = acknowledged

    async def show(self, pressed: Pressed) -> None:
        match pressed:
            case Removal():
                await self._remove()
            case Form():
                await persistently(lambda: self._interaction.response.send_modal(to_modal(pressed)))
            case Marks():
                await self._mark(pressed)
            case Page() if pressed.replaces and self._interaction.message is not None:
                await persistently(lambda: self._replace(pressed))
            case Page() if self._is_acknowledged and self._interaction.message is None:
                await self._complete(pressed)
            case Page():
                await persistently(lambda: self._send(pressed))

    async def _send(self, page: Page) -> None:
        drawn = to_drawn(page)
        if self._is_acknowledged:
            await self._interaction.followup.send(drawn.content or "", ephemeral=page.private, **drawn.new())
        else:
            await self._interaction.response.send_message(drawn.content, ephemeral=page.private, **drawn.new())

    async def _replace(self, page: Page) -> None:
        options = to_drawn(page).instead()
        if self._is_acknowledged:
            await self._interaction.edit_original_response(**options)
        else:
            await self._interaction.response.edit_message(**options)

    async def _complete(self, page: Page) -> None:
        """Put the page where the waiting is shown, unless that was shown to the wrong eyes."""
        if page.private == self._was_private:
            await persistently(lambda: self._replace(page))
            return
        await persistently(self._interaction.delete_original_response)
        await persistently(lambda: self._send(page))

    async def _mark(self, marks: Marks) -> None:
        message, page = self._interaction.message, marks.page
        if message is not None:
            view = to_marked_view(message, marks)
            if self._is_acknowledged:
                await persistently(lambda: self._interaction.edit_original_response(view=view))
            else:
                await self._acknowledge(lambda: self._interaction.response.edit_message(view=view))
        if page is not None:
            await persistently(lambda: self._send(page))

    async def _remove(self) -> None:
        if not self._is_acknowledged:
            await self._acknowledge(self._interaction.response.defer)
        await persistently(self._interaction.delete_original_response)

    async def _acknowledge(self, request: Callable[[], Awaitable[Any]]) -> None:
        await acknowledge(request)
        self._is_acknowledged = True
