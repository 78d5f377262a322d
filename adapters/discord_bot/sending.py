"""Sends requests and pages over an unreliable network; a failure becomes a line in the log with its reason."""

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, TypeVar

import aiohttp
import discord

from adapters.discord_bot.drawing import to_drawn
from bot.knowledge import one_line
from bot.pages import Page, Posted

log = logging.getLogger(__name__)

Result = TypeVar("Result")

FAILURES = (discord.DiscordException, aiohttp.ClientError, OSError, asyncio.TimeoutError)
_PAUSES = (0.3, 1.0, 3.0)
"""Seconds between tries where the connection broke or the platform failed."""
_WAITED_OUT = (500, 502, 504, 524)  # Failures of the platform that the library has waited out, as the usual 429.
_LONGEST_WAIT = 60.0  # Seconds.
_REASON = 200  # Characters of an error that the log tells.

# Discord's codes of errors, for `has_code`.
DONE_ALREADY = (40060,)  # The interaction is acknowledged: a try before got through, or another process was faster.
NO_RIGHT = (50001, 50013, 160002)  # No access, no permission, no right to read what is replied to.
KEPT_BACK = (50083, 160005, 200000, 200001)  # An archived or locked thread, automatic moderation: not now, or not this.


async def persistently(send: Callable[[], Awaitable[Result]]) -> Result:
    """Try again where the connection broke, and after what the library does not wait out: a 503, or a 429 from the
    platform's outer wall."""
    for pause in _PAUSES:
        try:
            return await send()
        except (aiohttp.ClientConnectionError, ConnectionError, TimeoutError) as error:
            log.info("sending again in=%.1fs error=%s", pause, type(error).__name__)
            await asyncio.sleep(pause)
        except discord.HTTPException as error:
            wait = _wait(error, pause)
            if wait is None:
                raise
            log.warning("sending again in=%.1fs status=%s", wait, error.status)
            await asyncio.sleep(wait)
    return await send()


async def acknowledge(request: Callable[[], Awaitable[Any]]) -> None:
    """A try before that got through unnoticed is as good."""
    try:
        await persistently(request)
    except discord.HTTPException as error:
        if not has_code(error, DONE_ALREADY):
            raise


async def as_card_or_text(send: Callable[[bool], Awaitable[Result]]) -> Result:
    """Send a card (True), or plain text where the bot has no right to that."""
    try:
        return await persistently(lambda: send(True))
    except FAILURES as error:
        if not has_code(error, NO_RIGHT):
            raise
        return await persistently(lambda: send(False))


async def post(client: discord.Client, _: str, channel: str, page: Page) -> Posted:
    """Write a page where nobody has just asked. A channel is found without the address of its server."""
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


def has_code(error: Exception, codes: Sequence[int]) -> bool:
    return isinstance(error, discord.HTTPException) and error.code in codes


def log_failure(what: str, error: Exception) -> None:
    """In one line; what was asked is not in it."""
    if isinstance(error, discord.HTTPException):
        reason = one_line(str(error.text))[:_REASON]
        log.warning("not sent what=%s status=%s code=%s reason=%r", what, error.status, error.code, reason)
    else:
        log.warning("not sent what=%s error=%s", what, type(error).__name__)


def _wait(error: discord.HTTPException, pause: float) -> float | None:
    """Seconds until it may be sent again; None: not at all."""
    if error.status == 429:
        return _retry_after(error)
    return pause if error.status >= 500 and error.status not in _WAITED_OUT else None


def _retry_after(error: discord.HTTPException) -> float:
    headers = getattr(error.response, "headers", {})
    try:
        return min(float(headers.get("Retry-After", 1.0)), _LONGEST_WAIT)
    except ValueError:
        return 1.0
