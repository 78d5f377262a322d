"""Sends the commands to Discord if they have changed: to all servers, or to a test server alone.

A test server (EVBOT_GUILD_ID) is one where changes are tried unseen. Noted in the memory: which one has commands, since
these have to be taken away again, and a digest of the commands that were sent.
"""

import json
import logging
from hashlib import sha256
from typing import Any

import discord
from discord import app_commands

from adapters.discord_bot.sending import FAILURES, persistently
from bot.knowledge import one_line
from bot.memory import Memory

log = logging.getLogger(__name__)

_REASON = 300  # Characters of an error that the log tells; Discord lists every option that it refuses.

Tree = app_commands.CommandTree[Any]


async def sync_commands(tree: Tree, memory: Memory, test_server: int | None) -> None:
    """What fails is said in one line and tried next time."""
    guild = discord.Object(test_server) if test_server else None
    where = str(test_server or "everywhere")
    if guild is not None:
        tree.copy_global_to(guild=guild)
    try:
        await _empty_former(tree, memory, test_server)
        if guild is not None:
            await memory.keep_note(_test_server_key(tree), where)
        digest = await _digest(tree, guild)
        if await memory.read_note(_digest_key(tree, test_server)) == digest:
            log.info("commands unchanged where=%s", where)
            return
        synced = await persistently(lambda: tree.sync(guild=guild))
    except FAILURES as error:
        log.warning("commands not synced where=%s reason=%r", where, one_line(str(error))[:_REASON])
        return
    except Exception:
        log.exception("commands not synced where=%s", where)
        return
    await memory.keep_note(_digest_key(tree, test_server), digest)
    log.info("commands synced where=%s count=%s", where, len(synced))


async def forget_commands(tree: Tree, memory: Memory, server: int) -> None:
    """A server that the bot has left has no commands any more; where it is invited again it needs them anew."""
    await memory.keep_note(_digest_key(tree, server), "")


async def _empty_former(tree: Tree, memory: Memory, test_server: int | None) -> None:
    """Empty the commands of the former test server, which would show them beside the global ones."""
    former = await memory.read_note(_test_server_key(tree)) or ""
    if not former.isdecimal() or int(former) == test_server:
        return
    try:
        await persistently(lambda: tree.sync(guild=discord.Object(int(former))))  # The tree holds none for it.
    except (discord.Forbidden, discord.NotFound):
        log.info("commands gone with the server where=%s", former)
    else:
        log.info("commands emptied where=%s", former)
    await forget_commands(tree, memory, int(former))
    await memory.keep_note(_test_server_key(tree), "")


def _digest_key(tree: Tree, server: int | None) -> str:
    """Of the note that holds the digest of the commands that were sent."""
    return f"discord commands of {tree.client.application_id} in {server or 'all'}"


def _test_server_key(tree: Tree) -> str:
    """Of the note that names the server with commands of its own."""
    return f"discord server of {tree.client.application_id} to try out in"


async def _digest(tree: Tree, guild: discord.Object | None) -> str:
    translator = tree.translator
    payload = [
        await command.get_translated_payload(tree, translator) if translator else command.to_dict(tree)
        for command in tree.get_commands(guild=guild)
    ]
    return sha256(json.dumps(payload, sort_keys=True).encode()).hexdigest()
