"""The slash commands and context menus, each a call of the front, named in each of Discord's languages."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import discord
from discord import AppCommandOptionType, ChannelType, Locale, app_commands
from discord.app_commands import (
    AppCommandChannel,
    Choice,
    Command,
    ContextMenu,
    Group,
    Transform,
    Transformer,
    TranslationContextTypes,
    Translator,
    locale_str,
)

from adapters.discord_bot import limits
from adapters.discord_bot.interactions import Interactions
from adapters.discord_bot.reading import content_of, to_markdown, to_text
from adapters.discord_bot.syncing import Tree
from bot.knowledge import speaks, words_in
from bot.model import Choice as Suggested
from bot.model import Words
from bot.pages import Page, Visit


def named(key: str, words: Words) -> locale_str:
    """What `key` of `Words.commands` is called in the knowledge's language; `Names` finds the others by the key."""
    return locale_str(words.commands[key], key=key)


class Names(Translator):
    """In a language of Discord that the bot does not speak, a name stays as it is in the knowledge's."""

    async def translate(self, string: locale_str, locale: Locale, context: TranslationContextTypes) -> str | None:
        key = string.extras.get("key")
        return words_in(locale.value).commands[key] if key and speaks(locale.value) else None


class WrittenIn(Transformer):
    """A channel that holds messages: of a forum only the posts do."""

    @property
    def type(self) -> AppCommandOptionType:
        return AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[ChannelType]:
        return [ChannelType.text, ChannelType.news, ChannelType.voice, ChannelType.stage_voice]

    async def transform(self, _: discord.Interaction, value: AppCommandChannel, /) -> AppCommandChannel:
        return value


Written = Transform[AppCommandChannel, WrittenIn]
Interaction = discord.Interaction[Any]
Show = Callable[[Visit], Awaitable[Page]]


class Commands:
    def __init__(self, interactions: Interactions) -> None:
        self._front, self._words = interactions.front, interactions.front.words
        self._answer = interactions.answer

    def register(self, tree: Tree) -> None:
        front = self._front
        simple: dict[str, Show] = {
            "help": front.help,
            "topics": lambda _: front.browsing.topics(),
            "about": lambda _: front.help_pages.about(),
            "why": front.why,
            "curate": front.curating.show,
        }
        commands: tuple[Command[Any, ..., None] | ContextMenu | Group, ...] = (
            self._ask(),
            self._chart(),
            *(self._simple(key, show) for key, show in simple.items()),
            self._privacy(),
            _of_servers(self._simple("settings", front.settling.show)),
            _of_servers(self._helpers()),
            _of_servers(self._digest()),
            self._answer_this(),
            self._make_answer(),
        )
        for command in commands:
            tree.add_command(command)

    def _ask(self) -> Command[Any, ..., None]:
        async def ask(interaction: Interaction, question: str, private: bool | None = None) -> None:
            await self._answer(
                interaction, lambda visit: self._front.ask(question, visit, private), private=bool(private)
            )

        command = self._command("ask", ask)
        command.autocomplete("question")(_completing(self._front.suggest))
        return command

    def _chart(self) -> Command[Any, ..., None]:
        async def chart(interaction: Interaction, name: str) -> None:
            await self._answer(interaction, lambda visit: self._front.chart(name, visit), private=False)

        command = self._command("chart", chart)
        command.autocomplete("name")(_completing(self._front.browsing.chart_names))
        return command

    def _simple(self, key: str, show: Show) -> Command[Any, ..., None]:
        async def run(interaction: Interaction) -> None:
            await self._answer(interaction, show)

        return self._command(key, run)

    def _privacy(self) -> Group:
        group = Group(name=named("privacy", self._words), description=named("privacy.about", self._words))
        for key, show in (("export", self._front.help_pages.export), ("delete", self._front.help_pages.delete)):
            group.add_command(self._simple(f"privacy.{key}", show))
        return group

    def _helpers(self) -> Command[Any, ..., None]:
        async def helpers(
            interaction: Interaction, channel: Written | None = None, role: discord.Role | None = None
        ) -> None:
            async def build(visit: Visit) -> Page:
                if channel is None and role is None:
                    return await self._front.helpers.show(visit)
                if role is not None and role.is_default():
                    return self._front.place_unread("helpers")
                may_call = role is None or role.mentionable or interaction.app_permissions.mention_everyone
                where, who = (str(one.id) if one is not None else "" for one in (channel, role))
                return await self._front.helpers.appoint(visit, where, who, may_call=may_call)

            await self._answer(interaction, build)

        return self._command("helpers", helpers)

    def _digest(self) -> Command[Any, ..., None]:
        async def digest(interaction: Interaction, channel: Written | None = None) -> None:
            def build(visit: Visit) -> Awaitable[Page]:
                digests = self._front.digests
                return digests.send_to(visit, str(channel.id)) if channel else digests.show(visit)

            await self._answer(interaction, build)

        return self._command("digest", digest)

    def _answer_this(self) -> ContextMenu:
        async def answer_this(interaction: Interaction, message: discord.Message) -> None:
            text, link = to_text(content_of(message)), message.jump_url
            await self._answer(interaction, lambda visit: self._front.answer_this(text, visit, link), private=False)

        return ContextMenu(name=named("answer_this", self._words), callback=answer_this)

    def _make_answer(self) -> ContextMenu:
        async def make_answer(interaction: Interaction, message: discord.Message) -> None:
            replied = message.reference.resolved if message.reference else None
            text = to_markdown(content_of(message))
            question = to_text(content_of(replied)) if isinstance(replied, discord.Message) else ""
            await self._answer(interaction, lambda visit: self._front.proposing.form(text, visit, question), first=True)

        return ContextMenu(name=named("make_answer", self._words), callback=make_answer)

    def _command(self, key: str, callback: Callable[..., Awaitable[None]]) -> Command[Any, ..., None]:
        """The names of its options are keys below its own."""
        name, about = named(key, self._words), named(f"{key}.about", self._words)
        command: Command[Any, ..., None] = Command(name=name, description=about, callback=callback)  # type: ignore[arg-type]
        options = {option.name: f"{key}.{option.name}" for option in command.parameters}
        app_commands.describe(**{name: named(f"{key}.about", self._words) for name, key in options.items()})(command)
        return app_commands.rename(**{name: named(key, self._words) for name, key in options.items()})(command)


def _of_servers(command: Command[Any, ..., None]) -> Command[Any, ..., None]:
    """For who manages the server, and nowhere else. What is left out would be as the tree sets it."""
    command.default_permissions = discord.Permissions(manage_guild=True)
    command.guild_only = True
    command.allowed_contexts = app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False)
    command.allowed_installs = app_commands.AppInstallationType(guild=True, user=False)
    return command


def _completing(find: Callable[[str, int], Sequence[Suggested]]) -> Any:
    async def complete(interaction: Interaction, begun: str) -> list[Choice[str]]:
        longest = limits.CHOICE_TEXT
        found = find(begun, limits.CHOICES)
        return [Choice(name=limits.shortened(one.question, longest), value=one.id[:longest]) for one in found]

    return complete
