"""Draws a `Page` as a message with an embed, buttons and files, within Discord's limits."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

import discord
from discord import ui

from adapters.discord_bot import limits
from adapters.discord_bot.components import to_view
from adapters.discord_bot.markup import code_block, escape, link, without_everyone
from bot.model import Source
from bot.pages import Page

_LINE_ENDS = 4  # Between title, text and tail of a message, and two to spare.


@dataclass(frozen=True, slots=True)
class Drawn:
    content: str | None
    embed: discord.Embed | None
    view: ui.View | None
    files: tuple[discord.File, ...]
    calls: int = 0  # The role that may be pinged.

    def new(self) -> dict[str, Any]:
        """What a new message takes beside its content; nothing in it can ping anyone but the role that is called."""
        mentions = discord.AllowedMentions.none()
        if self.calls:
            mentions.roles = [discord.Object(self.calls)]
        options: dict[str, Any] = {"files": list(self.files), "allowed_mentions": mentions}
        options |= {"embed": self.embed} if self.embed else {}
        options |= {"view": self.view} if self.view else {}
        return options

    def instead(self) -> dict[str, Any]:
        return {
            "content": self.content,
            "embed": self.embed,
            "view": self.view,
            "attachments": list(self.files),
            "allowed_mentions": discord.AllowedMentions.none(),
        }


def to_drawn(page: Page, *, embeds: bool = True, files: bool = True) -> Drawn:
    """Without embeds or files it is the same in plain text: where the bot has no right to them."""
    attached = _files(page) if files else ()
    calls = int(page.calls) if page.calls.isdecimal() else 0
    call = f"<@&{calls}>\n" if calls else ""
    if not embeds:
        text = _as_text(page, files, limits.CONTENT - len(call))
        return Drawn(call + text, None, to_view(page), attached, calls)
    if _is_a_line(page):
        return Drawn(limits.beginning(escape(page.lead), limits.CONTENT), None, to_view(page), attached)
    return Drawn(call.strip() or None, _to_embed(page, files), to_view(page), attached, calls)


def _is_a_line(page: Page) -> bool:
    """Whether the bot says one thing itself, for which an embed would be too much."""
    return not (
        page.title or page.text or page.code or page.notes or page.sources or page.picture or page.link or page.calls
    )


def _to_embed(page: Page, files: bool) -> discord.Embed:
    embed = discord.Embed(
        title=_title(page) or None,
        description=limits.beginning(_description(page, files), limits.EMBED_DESCRIPTION) or None,
    )
    sources = _listed(page.sources, limits.EMBED_FIELD)
    if sources:
        embed.add_field(name=page.sources_title, value=sources, inline=False)
    notes = _notes(page, files)
    if notes:
        embed.set_footer(text=limits.shortened(" · ".join(notes), limits.EMBED_FOOTER))
    if page.picture and files:
        embed.set_image(url=f"attachment://{page.picture.name}")
    return embed


def _notes(page: Page, files: bool) -> tuple[str, ...]:
    return page.notes if files or not page.picture else (*page.notes, page.picture.missing)


def _description(page: Page, files: bool) -> str:
    parts = [escape(page.lead), without_everyone(page.text_beside(files))]
    if page.code:
        parts.append(limits.beginning(code_block(page.code), limits.ANSWER))
    if page.link:
        parts.append(link(page.link.label, page.link.url))
    return "\n\n".join(part for part in parts if part.strip())


def _as_text(page: Page, files: bool, most: int) -> str:
    title = f"**{_title(page)}**" if page.title else ""
    notes = [escape(note) for note in _notes(page, files)]
    sources = _listed(page.sources, limits.EMBED_FIELD // 2)
    tail = "\n".join([*notes, f"{page.sources_title}:\n{sources}" if sources else ""]).strip()[: limits.EMBED_FIELD]
    room = most - limits.size(title) - limits.size(tail) - _LINE_ENDS
    return "\n".join(part for part in (title, limits.beginning(_description(page, files), room), tail) if part)


def _title(page: Page) -> str:
    """Shortened so far that it has at most the size of a title once it is escaped."""
    room = limits.EMBED_TITLE
    found = escape(limits.shortened(page.title, room))
    while (excess := limits.size(found) - limits.EMBED_TITLE) > 0:
        room -= max(excess // 2, 1)  # Every sign may have got a second one before it.
        found = escape(limits.shortened(page.title, room))
    return found


def _listed(sources: tuple[Source, ...], room: int) -> str:
    """As many as there is room for, those without a link where that alone is too long."""
    lines: list[str] = []
    for source in (one for one in sources if one.publisher.strip()):
        line = _source(source)
        if limits.size("\n".join([*lines, line])) > room:
            line = _source(source, linked=False)
        if limits.size("\n".join([*lines, line])) > room:
            break
        lines.append(line)
    return "\n".join(lines)


def _source(source: Source, *, linked: bool = True) -> str:
    name = f"{source.publisher}, “{source.title}”" if source.title else source.publisher
    shown = link(name, source.url) if linked and source.url else escape(name)
    return f"{shown} ({source.published})" if source.published else shown


def _files(page: Page) -> tuple[discord.File, ...]:
    files = []
    if page.picture:
        alt = limits.shortened(page.picture.alt, limits.IMAGE_ALT)
        files.append(discord.File(BytesIO(page.picture.png), page.picture.name, description=alt))
    if page.file:
        files.append(discord.File(BytesIO(page.file.content), page.file.name))
    return tuple(files)
