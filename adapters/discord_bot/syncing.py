"""Tells the platform of the commands, only where they have changed: a command tree in, one request or none out."""

from __future__ import annotations

import json
import logging
from hashlib import sha256
from typing import Any

import discord
from discord import app_commands

from adapters.discord_bot.sending import FAILURES, persistently
from bot.desk import Desk

log = logging.getLogger(__name__)


async def sync_commands(tree: app_commands.CommandTree[Any], desk: Desk, guild_id: int | None) -> None:
    """To one server where `guild_id` is given, else everywhere. What fails is said in one line and tried next time."""
    guild = discord.Object(guild_id) if guild_id else None
    if guild is not None:
        tree.copy_global_to(guild=guild)
    key = f"discord commands of {tree.client.application_id} in {guild_id or 'all'}"
    try:
        digest = await _digest(tree, guild)
        if await desk.note(key) == digest:
            log.info("commands unchanged where=%s", guild_id or "everywhere")
            return
        synced = await persistently(lambda: tree.sync(guild=guild))
    except FAILURES as error:
        log.warning("commands not synced where=%s reason=%r", guild_id or "everywhere", _in_one_line(error))
        return
    except Exception:
        log.exception("commands not synced where=%s", guild_id or "everywhere")
        return
    await desk.keep_note(key, digest)
    log.info("commands synced where=%s count=%s", guild_id or "everywhere", len(synced))


async def _digest(tree: app_commands.CommandTree[Any], guild: discord.Object | None) -> str:
    translator = tree.translator
    payload = [
        await command.get_translated_payload(tree, translator) if translator else command.to_dict(tree)
        for command in tree.get_commands(guild=guild)
    ]
    return sha256(json.dumps(payload, sort_keys=True).encode()).hexdigest()


def _in_one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:300]
