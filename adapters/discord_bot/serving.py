"""Runs the bot on Discord until it is cancelled, or until an error that only the operator can fix."""

from __future__ import annotations

import asyncio

from adapters.discord_bot.client import Client
from adapters.discord_bot.refusals import checked_shards, checked_token, explained, unasked
from adapters.running import Tell
from adapters.settings import Settings
from bot.desk import Desk


def check_settings(settings: Settings) -> None:
    """Raises SettingsError, before anything is opened."""
    checked_token(settings.discord_token)
    checked_shards(settings.shard_ids, settings.shard_count)


async def serve(desk: Desk, settings: Settings, tell: Tell) -> None:
    """Raises BotError where the operator has to mend something; after any other error it may be tried again."""
    check_settings(settings)
    token = checked_token(settings.discord_token)
    client = Client(desk, settings.guild_id, tell, settings.shard_ids, settings.shard_count, settings.admins)
    warming = asyncio.create_task(asyncio.to_thread(client.front.warm_up))
    try:
        await client.login(token)
        await warming
        await client.connect()
    except Exception as error:
        refused = explained(error) or (unasked(token) if client.user is None else None)
        if refused is None:
            raise
        raise refused from error
    finally:
        await client.finish()
