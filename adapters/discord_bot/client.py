"""The Discord client, which hands each event to its handler, and runs until it is cancelled."""

import asyncio
import logging
from functools import partial
from typing import Any

import discord
from discord import app_commands

from adapters.discord_bot import limits
from adapters.discord_bot.commands import Commands, Names
from adapters.discord_bot.interactions import Interactions
from adapters.discord_bot.messages import Messages
from adapters.discord_bot.refusals import check_settings, explained, unasked
from adapters.discord_bot.sending import post
from adapters.discord_bot.syncing import forget_commands, sync_commands
from adapters.running import LANDING, Tell
from adapters.settings import Settings
from bot.desk import Desk
from bot.pages import Front, PlatformTraits, Taker, new_code

log = logging.getLogger(__name__)

RIGHTS = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    embed_links=True,
    attach_files=True,
    read_message_history=True,
)
"""What the bot needs, and no more; docs/discord.md says what each is for."""


class Client(discord.AutoShardedClient):
    """Keeps nothing of messages and members; asks for no privileged intent."""

    def __init__(self, desk: Desk, settings: Settings, tell: Tell) -> None:
        # The libraries for voice, which nobody wants here, and which would be asked for at each start.
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
        shards: dict[str, Any] = {"shard_ids": list(settings.shard_ids)} if settings.shard_ids else {}
        super().__init__(
            intents=discord.Intents(guilds=True, guild_messages=True, dm_messages=True),
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            # Nothing here needs the servers to have arrived.
            guild_ready_timeout=0.1,
            enable_debug_events=False,
            shard_count=settings.shard_count,
            **shards,
        )
        self.front = Front(desk, _traits(desk), self._mention, settings.admins, partial(post, self))
        self._taker: Taker[discord.PartialMessage] = Taker(self.front)
        self.tree: app_commands.CommandTree[Client] = app_commands.CommandTree(
            self,
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
        )
        self.tree.error(self._on_command_error)
        self._interactions = Interactions(self._taker)
        self._messages = Messages(self._taker, lambda: self.user.id if self.user else 0)
        self._test_server = settings.guild_id
        self._tell = tell
        self._beside: list[asyncio.Task[None]] = []
        self._told = False
        Commands(self._interactions).register(self.tree)

    async def setup_hook(self) -> None:
        await self.tree.set_translator(Names())
        # Beside the connection: where the platform makes us wait for it, questions are answered meanwhile.
        syncing = sync_commands(self.tree, self.front.desk.memory, self._test_server)
        self._beside += [asyncio.create_task(one) for one in (syncing, self.front.digests.keep_sending())]

    async def on_ready(self) -> None:
        if not self._told:
            self._told = True
            invite = invitation(self.application_id or 0)
            self._tell(f"Discord: {self.user} is ready in {len(self.guilds)} servers. Invite it: {invite}")

    async def on_message(self, message: discord.Message) -> None:
        await self._messages.answer(message)

    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        await self._messages.edit(payload)

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        if interaction.type is discord.InteractionType.component:
            await self._interactions.press(interaction)
        elif interaction.type is discord.InteractionType.modal_submit:
            await self._interactions.submit(interaction)

    async def on_guild_join(self, guild: discord.Guild) -> None:
        if guild.id == self._test_server:
            await forget_commands(self.tree, self.front.desk.memory, guild.id)
            await sync_commands(self.tree, self.front.desk.memory, guild.id)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        await self.front.desk.memory.leave(f"discord:{guild.id}")
        if guild.id == self._test_server:
            await forget_commands(self.tree, self.front.desk.memory, guild.id)

    async def finish(self) -> None:
        await self._taker.all_landed(LANDING)
        for one in self._beside:
            one.cancel()
        self.front.pictures.close()
        await self.close()

    async def _on_command_error(
        self, interaction: discord.Interaction[Any], error: app_commands.AppCommandError
    ) -> None:
        """A command of an older release, or one that came in another shape than it was synced in."""

        async def oops(_: object) -> Any:
            code = new_code()
            log.error("command failed code=%s", code, exc_info=error)
            return self.front.oops(code)

        if interaction.type is discord.InteractionType.application_command and not interaction.response.is_done():
            await self._interactions.answer(interaction, oops)
        else:
            log.warning("command failed error=%s", type(error).__name__)

    def _mention(self) -> str:
        return f"@{self.user.display_name}" if self.user else ""


def _traits(desk: Desk) -> PlatformTraits:
    return PlatformTraits(
        "discord",
        lambda use: f"/{desk.words.commands[use]}",
        text=limits.ANSWER,
        options=limits.MENU_OPTIONS,
        menus=limits.ROWS - 1,  # One row is left for buttons.
        channel="<#{}>",
        role="<@&{}>",
    )


def invitation(application_id: int) -> str:
    return discord.utils.oauth_url(application_id, permissions=RIGHTS, scopes=("bot", "applications.commands"))


async def serve(desk: Desk, settings: Settings, tell: Tell) -> None:
    """Raises BotError where the operator has to mend something; after any other error it may be tried again."""
    token = check_settings(settings)
    client = Client(desk, settings, tell)
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
