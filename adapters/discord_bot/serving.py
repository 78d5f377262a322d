"""Runs the bot on the platform: a desk and the settings in; it ends when it is cancelled, or with one line on why."""

from __future__ import annotations

import asyncio
import logging

import aiohttp
import discord

from adapters.discord_bot.client import Client, Tell
from adapters.discord_bot.refusals import checked_shards, checked_token, explained, looks_whole
from adapters.settings import Settings
from bot.desk import Desk
from bot.model import BotError

log = logging.getLogger(__name__)

_TRANSIENT = (aiohttp.ClientError, OSError, TimeoutError, discord.GatewayNotFound, discord.HTTPException)
_PAUSES = (1.0, 2.0, 5.0, 10.0, 30.0)
"""Seconds between tries to reach the platform at all."""


def check_settings(settings: Settings) -> None:
    """Raises SettingsError, before anything is opened."""
    checked_token(settings.discord_token.get_secret_value() if settings.discord_token else None)
    checked_shards(settings.shard_ids, settings.shard_count)


async def serve(desk: Desk, settings: Settings, tell: Tell) -> None:
    """Raises BotError where the operator has to mend something."""
    check_settings(settings)
    token = settings.discord_token.get_secret_value().strip() if settings.discord_token else ""
    shards = {"shard_ids": list(settings.shard_ids) or None, "shard_count": settings.shard_count}
    while True:
        client = Client(desk, settings.guild_id, tell, **shards)
        try:
            await _stay_connected(client, token)
            return
        except BotError:
            raise
        except Exception:
            # Such as an event that the library could not read, for which it gives up everything.
            log.exception("connection failed, starting anew in=%.0fs", _PAUSES[0])
        finally:
            await client.finish()
        await asyncio.sleep(_PAUSES[0])


async def _stay_connected(client: Client, token: str) -> None:
    """Reach the platform for the first time; once there, the library itself keeps the connection."""
    warming = asyncio.create_task(asyncio.to_thread(client.front.warm_up))
    tries = 0
    logged_in = False
    while not client.is_closed():
        try:
            if not logged_in:
                await client.login(token)
                logged_in = True
                await warming
            await client.connect()
            return
        except (discord.DiscordException, *_TRANSIENT) as error:
            refused = explained(error)
            if refused is None and not looks_whole(token):
                refused = BotError(
                    "DISCORD_TOKEN does not look like a token, and Discord could not be asked; copy it anew"
                )
            if refused is not None:
                raise refused from error
            if client.is_closed() or not isinstance(error, _TRANSIENT):
                raise
            pause = _PAUSES[min(tries, len(_PAUSES) - 1)]
            tries += 1
            log.warning("not connected, again in=%.0fs reason=%r", pause, " ".join(str(error).split())[:200])
            if not logged_in:
                await client.http.close()
            await asyncio.sleep(pause)
