"""Sends the commands to Discord if they have changed."""

import json
import logging
from hashlib import sha256
from typing import Any

import discord
from discord import app_commands

from adapters.discord_bot.sending import FAILURES, persistently
from bot.desk import Desk

log = logging.getLogger(__name__)


Tree = app_commands.CommandTree[Any]


async def sync_commands(tree: Tree, desk: Desk, guild_id: int | None) -> None:
    """To one server where `guild_id` is given, else everywhere. What fails is said in one line and tried next time."""
    guild = discord.Object(guild_id) if guild_id else None
    if guild is not None:
        tree.copy_global_to(guild=guild)
    where = str(guild_id or "everywhere")
    try:
        await _empty_former(tree, desk, guild_id)
        if guild_id:
            await desk.keep_note(_tried_out(tree), str(guild_id))
        digest = await _digest(tree, guild)
        if await desk.note(_key(tree, guild_id)) == digest:
            log.info("commands unchanged where=%s", where)
            return
        synced = await persistently(lambda: tree.sync(guild=guild))
    except FAILURES as error:
        log.warning("commands not synced where=%s reason=%r", where, " ".join(str(error).split())[:300])
        return
    except Exception:
        log.exception("commands not synced where=%s", where)
        return
    await desk.keep_note(_key(tree, guild_id), digest)
    log.info("commands synced where=%s count=%s", where, len(synced))


async def forget_commands(tree: Tree, desk: Desk, guild_id: int) -> None:
    """A server that the bot has left has no commands any more; where it is invited again it needs them anew."""
    await desk.keep_note(_key(tree, guild_id), "")


async def _empty_former(tree: Tree, desk: Desk, guild_id: int | None) -> None:
    """Empty the commands of the former test server, which would show them beside the global ones."""
    former = await desk.note(_tried_out(tree)) or ""
    if not former.isdecimal() or int(former) == guild_id:
        return
    try:
        await persistently(lambda: tree.sync(guild=discord.Object(int(former))))  # The tree holds none for it.
    except (discord.Forbidden, discord.NotFound):
        log.info("commands gone with the server where=%s", former)
    else:
        log.info("commands emptied where=%s", former)
    await forget_commands(tree, desk, int(former))
    await desk.keep_note(_tried_out(tree), "")


def _key(tree: Tree, guild_id: int | None) -> str:
    return f"discord commands of {tree.client.application_id} in {guild_id or 'all'}"


def _tried_out(tree: Tree) -> str:
    """The key of the note that names the server with commands of its own."""
    return f"discord server of {tree.client.application_id} to try out in"


async def _digest(tree: Tree, guild: discord.Object | None) -> str:
    translator = tree.translator
    payload = [
        await command.get_translated_payload(tree, translator) if translator else command.to_dict(tree)
        for command in tree.get_commands(guild=guild)
    ]
    return sha256(json.dumps(payload, sort_keys=True).encode()).hexdigest()
