"""Turns errors of discord.py that only the operator can fix into one line with the remedy."""

import re

import discord
from pydantic import SecretStr

from bot.model import BotError, SettingsError

_UNSENDABLE = re.compile(r"[^\x21-\x7e]|[\"'<>]")
_SHAPE = re.compile(r"[\w-]+\.[\w-]+\.[\w-]+", re.ASCII)
_PAGE = "https://discord.com/developers/applications"

_CLOSED = {
    4004: f"Discord refused DISCORD_TOKEN; reset the token on the Bot page of {_PAGE} and set the new one",
    4010: "Discord knows no such shard; correct EVBOT_SHARD_IDS and EVBOT_SHARD_COUNT, or leave both out",
    4011: "Discord wants this bot in several shards; raise EVBOT_SHARD_COUNT, or leave the shards out",
    4012: "Discord speaks a newer version; upgrade with: pip install --upgrade discord.py",
    4013: "Discord does not know the intents; upgrade with: pip install --upgrade discord.py",
    4014: f"Discord refused the intents; open the Bot page of {_PAGE}, and look whether the bot was restricted there",
}


def checked_token(given: SecretStr | None) -> str:
    """Raises SettingsError for what can be no token; whether it is one, only the platform knows."""
    if given is None:
        raise SettingsError(
            f"DISCORD_TOKEN is not set; copy the token of the Bot page of {_PAGE} to .env as DISCORD_TOKEN=..."
        )
    token = given.get_secret_value().strip()
    if _UNSENDABLE.search(token) or token.isdecimal():
        raise SettingsError(
            f"DISCORD_TOKEN is no token of a bot; copy it again from the Bot page of {_PAGE}, without quotes and spaces"
        )
    return token


def unasked(token: str) -> BotError | None:
    """The error for a token that does not look like one, if Discord could not be asked about it."""
    if _SHAPE.fullmatch(token):
        return None
    return BotError(f"DISCORD_TOKEN looks like no token, and Discord could not be asked; copy it anew from {_PAGE}")


def checked_shards(ids: tuple[int, ...], count: int | None) -> None:
    """Raises SettingsError."""
    if ids and count is None:
        raise SettingsError("EVBOT_SHARD_IDS is set without EVBOT_SHARD_COUNT; set how many shards there are in all")
    if count is not None and any(one >= count for one in ids):
        raise SettingsError(
            f"EVBOT_SHARD_IDS names a shard of which there are only {count}; write numbers from 0 to {count - 1}"
        )


def explained(error: Exception) -> BotError | None:
    """None: nothing that the operator could mend."""
    if isinstance(error, discord.LoginFailure):
        return BotError(_CLOSED[4004])
    if isinstance(error, discord.PrivilegedIntentsRequired):
        return BotError(_CLOSED[4014])
    if isinstance(error, discord.ConnectionClosed) and error.code in _CLOSED:
        return BotError(_CLOSED[error.code])
    return None
