"""Checks the settings for Discord, and turns what only the operator can fix into one line with the remedy."""

import re

import discord

from adapters.settings import Settings
from bot.model import BotError, SettingsError

_UNSENDABLE = re.compile(r"[^\x21-\x7e]|[\"'<>]")
_SHAPE = re.compile(r"[\w-]+\.[\w-]+\.[\w-]+", re.ASCII)
_PAGE = "https://discord.com/developers/applications"

_BAD_TOKEN, _BAD_INTENTS = 4004, 4014
_CLOSED = {
    _BAD_TOKEN: f"Discord refused DISCORD_TOKEN; reset the token on the Bot page of {_PAGE} and set the new one",
    4010: "Discord knows no such shard; correct EVBOT_SHARD_IDS and EVBOT_SHARD_COUNT, or leave both out",
    4011: "Discord wants this bot in several shards; raise EVBOT_SHARD_COUNT, or leave the shards out",
    4012: "Discord speaks a newer version; upgrade with: pip install --upgrade discord.py",
    4013: "Discord does not know the intents; upgrade with: pip install --upgrade discord.py",
    _BAD_INTENTS: (
        f"Discord refused the intents; open the Bot page of {_PAGE}, and look whether the bot was restricted there"
    ),
}
"""By the codes with which Discord closes a connection: docs/topics/opcodes-and-status-codes of its documentation."""


def check_settings(settings: Settings) -> str:
    """Return the token. Raises SettingsError, also for what can be no token; whether it is one, only Discord knows."""
    given, shards = settings.discord_token, settings.shard_count
    if given is None:
        raise SettingsError(
            f"DISCORD_TOKEN is not set; copy the token of the Bot page of {_PAGE} to .env as DISCORD_TOKEN=..."
        )
    token = given.get_secret_value().strip()
    if _UNSENDABLE.search(token) or token.isdecimal():
        raise SettingsError(
            f"DISCORD_TOKEN is no token of a bot; copy it again from the Bot page of {_PAGE}, without quotes and spaces"
        )
    if settings.shard_ids and shards is None:
        raise SettingsError("EVBOT_SHARD_IDS is set without EVBOT_SHARD_COUNT; set how many shards there are in all")
    if shards is not None and any(one >= shards for one in settings.shard_ids):
        raise SettingsError(
            f"EVBOT_SHARD_IDS names a shard of which there are only {shards}; write numbers from 0 to {shards - 1}"
        )
    return token


def unasked(token: str) -> BotError | None:
    """The error for a token that does not look like one, if Discord was not asked about it."""
    if _SHAPE.fullmatch(token):
        return None
    return BotError(f"DISCORD_TOKEN looks like no token, and Discord was not asked; copy it anew from {_PAGE}")


def explained(error: Exception) -> BotError | None:
    """None: nothing that the operator could mend."""
    if isinstance(error, discord.LoginFailure):
        return BotError(_CLOSED[_BAD_TOKEN])
    if isinstance(error, discord.PrivilegedIntentsRequired):
        return BotError(_CLOSED[_BAD_INTENTS])
    if isinstance(error, discord.ConnectionClosed) and error.code in _CLOSED:
        return BotError(_CLOSED[error.code])
    return None
