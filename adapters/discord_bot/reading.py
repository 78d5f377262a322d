"""Reads who asks, where, and the text, from a message or an interaction; None if it is not for the bot."""

import re
from dataclasses import dataclass

import discord

from bot.pages import Visit

_TOKEN = re.compile(r"<@[!&]?\d++>|<#\d++>|<t:-?\d++(:\w)?>|</[\w -]++:\d++>|<id:\w++>|<a?:\w++:\d++>")
"""A mention, time, command or emoji."""
_LINK = re.compile(r"\[([^\[\]]++)\]\([^\[\])\s]*+\)")
_MARKS = re.compile(r"\*{1,3}|__|~~|\|\||`{1,3}(?:\w++\n)?|^[^\S\n]*+(?:>{1,3}|-?#{1,3})\s", re.MULTILINE)
_LINK_ALONE = re.compile(r"\]\(<(https?://[^<>()\s]++)>\)")
_DISCORD_MARKS = re.compile(r"\|\||^-#\s", re.MULTILINE)
"""Spoilers and small print, which Markdown has not."""
_TEXT_MESSAGES = (discord.MessageType.default, discord.MessageType.reply)


@dataclass(frozen=True, slots=True)
class Asked:
    text: str
    visit: Visit
    unreadable: bool = False  # It was meant for us, but came without its text.


def to_asked(message: discord.Message, own_id: int) -> Asked | None:
    """None: it is not for us, or from a bot, a webhook or the platform itself."""
    if message.author.bot or message.webhook_id or message.type not in _TEXT_MESSAGES:
        return None
    in_private = message.guild is None
    if not in_private and all(user.id != own_id for user in message.mentions):
        return None
    content = content_of(message)
    # With the text, the platform hides what is attached.
    hidden = not (content or message.attachments)
    unreadable = hidden and message.type is discord.MessageType.reply and not in_private
    return Asked(to_text(content), to_visit_of(message), unreadable)


def content_of(message: discord.Message) -> str:
    """What it says itself; where that is nothing, what it forwards, or what stands on its cards."""
    posts: tuple[discord.Message | discord.MessageSnapshot, ...] = (message, *message.message_snapshots)
    own = next((post.content for post in posts if post.content), "")
    return own or "\n".join(_words_on(card) for post in posts for card in post.embeds)


def _words_on(card: discord.Embed) -> str:
    fields = (f"{field.name}\n{field.value}" for field in card.fields)
    return "\n".join(part for part in (card.title, card.description, *fields) if part)


def to_text(content: str) -> str:
    text = _TOKEN.sub(" ", content)
    return _MARKS.sub("", _LINK.sub(r"\1", text)).strip()


def to_markdown(content: str) -> str:
    """With its links and marks, without what only Discord shows: for an answer that is shown elsewhere too."""
    text = _TOKEN.sub(" ", content)
    return _DISCORD_MARKS.sub("", _LINK_ALONE.sub(r"](\1)", text)).strip()


def to_visit_of(message: discord.Message) -> Visit:
    channel = message.channel
    return Visit(
        asker=f"discord:{message.author.id}",
        place=_place(message.guild.id if message.guild else None, channel.id),
        channel=_channel(channel) if message.guild else "",
    )


def to_visit(interaction: discord.Interaction) -> Visit:
    message = interaction.message
    in_guild = interaction.guild_id is not None
    rights = interaction.permissions
    return Visit(
        asker=f"discord:{interaction.user.id}",
        place=_place(interaction.guild_id, interaction.channel_id),
        channel=_channel(interaction.channel) if in_guild else "",
        may_manage=in_guild and rights.manage_guild,
        may_moderate=in_guild and rights.manage_messages,
        may_write=_may_write(interaction),
        private=message is not None and message.flags.ephemeral,
        name=interaction.user.name,
        link=_link(interaction),
        here=str(interaction.channel_id or ""),
    )


def _place(guild: int | None, channel: int | None) -> str:
    return f"discord:{guild or '@me'}/{channel or ''}"


def _link(interaction: discord.Interaction) -> str:
    """A link to the message that was pressed; to the channel if only the presser sees the message."""
    message = interaction.message
    if message is not None and not message.flags.ephemeral:
        return message.jump_url
    return f"https://discord.com/channels/{interaction.guild_id or '@me'}/{interaction.channel_id}"


def _channel(channel: object) -> str:
    """Of a thread or a forum's post, the channel that it hangs in."""
    return str(getattr(channel, "parent_id", None) or getattr(channel, "id", "?"))


def _may_write(interaction: discord.Interaction) -> bool:
    """Whether the bot may write there; assumed if Discord tells nothing about its rights."""
    rights = interaction.app_permissions
    if interaction.guild_id is None or not rights.value:
        return True
    in_thread = isinstance(interaction.channel, discord.Thread)
    return rights.send_messages_in_threads if in_thread else rights.send_messages
