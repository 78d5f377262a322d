"""The slash commands and context menus, each a call of the front, named in each of Discord's languages."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import discord
from discord import Locale, app_commands
from discord.app_commands import Choice, Command, ContextMenu, Group, TranslationContextTypes, Translator, locale_str

from adapters.discord_bot import limits
from adapters.discord_bot.interactions import Interactions
from adapters.discord_bot.reading import to_text
from adapters.discord_bot.syncing import Tree
from bot.knowledge import speaks, words_in
from bot.model import Choice as Suggested
from bot.model import Words
from bot.pages import Front, Page, Visit


def named(key: str, words: Words) -> locale_str:
    """What `key` of `Words.commands` is called in the knowledge's language; `Names` finds the others by the key."""
    return locale_str(words.commands[key], key=key)


class Names(Translator):
    """In a language of Discord that the bot does not speak, a name stays as it is in the knowledge's."""

    async def translate(self, string: locale_str, locale: Locale, context: TranslationContextTypes) -> str | None:
        key = string.extras.get("key")
        return words_in(locale.value).commands[key] if key and speaks(locale.value) else None


Interaction = discord.Interaction[Any]
Show = Callable[[Visit], Awaitable[Page]]


def add_commands(tree: Tree, front: Front, interactions: Interactions) -> None:
    simple: dict[str, Show] = {
        "help": front.help,
        "topics": lambda _: front.topics(),
        "about": lambda _: front.about(),
        "why": front.why,
        "curate": front.curate,
    }
    commands: tuple[Command[Any, ..., None] | ContextMenu | Group, ...] = (
        _ask(front, interactions),
        _chart(front, interactions),
        *(_simple(key, show, front, interactions) for key, show in simple.items()),
        _privacy(front, interactions),
        _of_servers(_simple("settings", front.settings, front, interactions)),
        _of_servers(_helpers(front, interactions)),
        _of_servers(_digest(front, interactions)),
        _answer_this(front, interactions),
        _make_answer(front, interactions),
    )
    for command in commands:
        tree.add_command(command)


def _ask(front: Front, interactions: Interactions) -> Command[Any, ..., None]:
    async def ask(interaction: Interaction, question: str, private: bool | None = None) -> None:
        await interactions.answer(interaction, lambda visit: front.ask(question, visit, private), private=bool(private))

    command = _command("ask", ask, front)
    command.autocomplete("question")(_completing(front.suggest))
    return command


def _chart(front: Front, interactions: Interactions) -> Command[Any, ..., None]:
    async def chart(interaction: Interaction, name: str) -> None:
        await interactions.answer(interaction, lambda visit: front.chart(name, visit), private=False)

    command = _command("chart", chart, front)
    command.autocomplete("name")(_completing(front.chart_names))
    return command


def _simple(key: str, show: Show, front: Front, interactions: Interactions) -> Command[Any, ..., None]:
    async def run(interaction: Interaction) -> None:
        await interactions.answer(interaction, show)

    return _command(key, run, front)


def _privacy(front: Front, interactions: Interactions) -> Group:
    group = Group(name=named("privacy", front.words), description=named("privacy.about", front.words))
    shows: dict[str, Show] = {"export": front.export, "delete": front.delete}
    for key, show in shows.items():
        group.add_command(_simple(f"privacy.{key}", show, front, interactions))
    return group


def _helpers(front: Front, interactions: Interactions) -> Command[Any, ..., None]:
    async def helpers(
        interaction: Interaction,
        channel: app_commands.AppCommandChannel | None = None,
        role: discord.Role | None = None,
    ) -> None:
        async def build(visit: Visit) -> Page:
            if channel is None and role is None:
                return await front.helpers.show(visit)
            if role is not None and role.is_default():
                return front.place_unread("helpers")
            may_call = role is None or role.mentionable or interaction.app_permissions.mention_everyone
            where, who = (str(one.id) if one is not None else "" for one in (channel, role))
            return await front.helpers.appoint(visit, where, who, may_call=may_call)

        await interactions.answer(interaction, build)

    return _command("helpers", helpers, front)


def _digest(front: Front, interactions: Interactions) -> Command[Any, ..., None]:
    async def digest(interaction: Interaction, channel: app_commands.AppCommandChannel | None = None) -> None:
        def build(visit: Visit) -> Awaitable[Page]:
            return front.digests.send_to(visit, str(channel.id)) if channel else front.digests.show(visit)

        await interactions.answer(interaction, build)

    return _command("digest", digest, front)


def _command(key: str, callback: Callable[..., Awaitable[None]], front: Front) -> Command[Any, ..., None]:
    """The names of its options are keys below its own."""
    name, about = named(key, front.words), named(f"{key}.about", front.words)
    command: Command[Any, ..., None] = Command(name=name, description=about, callback=callback)  # type: ignore[arg-type]
    options = {option.name: f"{key}.{option.name}" for option in command.parameters}
    app_commands.describe(**{name: named(f"{key}.about", front.words) for name, key in options.items()})(command)
    return app_commands.rename(**{name: named(key, front.words) for name, key in options.items()})(command)


def _of_servers(command: Command[Any, ..., None]) -> Command[Any, ..., None]:
    """For who manages the server, and nowhere else."""
    command.default_permissions = discord.Permissions(manage_guild=True)
    command.guild_only = True
    command.allowed_contexts = app_commands.AppCommandContext(guild=True)
    command.allowed_installs = app_commands.AppInstallationType(guild=True)
    return command


def _answer_this(front: Front, interactions: Interactions) -> ContextMenu:
    async def answer_this(interaction: Interaction, message: discord.Message) -> None:
        text, link = to_text(message.content), message.jump_url
        await interactions.answer(interaction, lambda visit: front.answer_this(text, visit, link), private=False)

    return ContextMenu(name=named("answer_this", front.words), callback=answer_this)


def _make_answer(front: Front, interactions: Interactions) -> ContextMenu:
    async def make_answer(interaction: Interaction, message: discord.Message) -> None:
        replied = message.reference.resolved if message.reference else None
        text, question = to_text(message.content), ""
        if isinstance(replied, discord.Message):
            question = to_text(replied.content)
        await interactions.answer(interaction, lambda visit: front.make_answer(text, visit, question), first=True)

    return ContextMenu(name=named("make_answer", front.words), callback=make_answer)


def _completing(find: Callable[[str, int], Sequence[Suggested]]) -> Any:
    async def complete(interaction: Interaction, begun: str) -> list[Choice[str]]:
        longest = limits.CHOICE_TEXT
        found = find(begun, limits.CHOICES)
        return [Choice(name=limits.shortened(one.question, longest), value=one.id[:longest]) for one in found]

    return complete
