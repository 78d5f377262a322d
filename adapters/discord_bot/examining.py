"""Asks Discord whether token, application and commands are set up well, for `evbot doctor`."""

import base64
import binascii
from collections.abc import AsyncIterator

import discord

from adapters.discord_bot.client import invitation
from adapters.discord_bot.refusals import check_settings, explained, unasked
from adapters.discord_bot.sending import FAILURES
from adapters.finding import SetupFinding, wrong
from adapters.settings import Settings
from bot.knowledge import one_line
from bot.model import SettingsError

_FEW_STARTS = 50  # Of the connections that Discord allows a day, mostly 1,000.


def look_at(settings: Settings) -> str:
    """What can be told without asking the platform. Raises BotError."""
    token = check_settings(settings)
    if refused := unasked(token):
        raise refused
    id = _id_in(token)
    return "a token is set" + (f"; invite the bot: {invitation(id)}" if id else "")


async def examine(settings: Settings) -> AsyncIterator[SetupFinding]:
    try:
        token = check_settings(settings)
    except SettingsError:
        return  # `look_at` has said so already.
    async with discord.Client(intents=discord.Intents.none(), max_messages=None) as client:
        try:
            await client.login(token)
            _shards, _address, limit = await client.http.get_bot_gateway()
        except FAILURES as error:
            refused = explained(error) or unasked(token)
            yield wrong("discord token", refused) if refused else _unreachable(error)
            return
        yield SetupFinding("discord token", True, f"accepted; this is {client.user}")
        yield _application(client)
        left = limit["remaining"]
        fix = "find out what starts it so often; with none left Discord resets the token"
        enough = left > _FEW_STARTS
        yield SetupFinding("discord starts", enough, f"{left} connections are left today", None if enough else fix)


def _application(client: discord.Client) -> SetupFinding:
    application = client.application
    if application is not None and application.interactions_endpoint_url:
        fix = "empty Interactions Endpoint URL on the General Information page, or commands never reach the bot"
        return SetupFinding("discord application", False, "its commands are sent to another address", fix)
    return SetupFinding("discord application", True, f"invite the bot: {invitation(client.application_id or 0)}")


def _unreachable(error: Exception) -> SetupFinding:
    told = f"Discord cannot be reached ({one_line(str(error)) or type(error).__name__})"
    return SetupFinding("discord token", False, told, "look at the network, or try later")


def _id_in(token: str) -> int | None:
    """The first part of a token is the bot's id."""
    part = token.split(".")[0]
    try:
        id = base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)).decode("ascii")
    except (binascii.Error, ValueError):
        return None
    return int(id) if id.isdecimal() else None
