"""Writes a page into a channel where nobody has just asked; a failure is one line in the log."""

import secrets

import discord

from adapters.discord_bot.drawing import to_drawn
from adapters.discord_bot.sending import FAILURES, as_card_or_text, log_failure
from bot.pages import Page, Posted


async def post(client: discord.Client, _: str, channel: str, page: Page) -> Posted:
    """A channel is found without the address of its server."""
    to = client.get_partial_messageable(int(channel))
    # The platform drops a second message of the same nonce: a try that got through unnoticed is not repeated.
    nonce = secrets.token_hex(12)

    async def send(card: bool) -> None:
        drawn = to_drawn(page, embeds=card, files=card)
        await to.send(drawn.content, nonce=nonce, **drawn.new())

    try:
        await as_card_or_text(send)
    except FAILURES as error:
        log_failure(f"post channel={channel}", error)
        refused = isinstance(error, discord.HTTPException) and 400 <= error.status < 500
        return Posted.REFUSED if refused else Posted.UNSURE
    return Posted.DONE
