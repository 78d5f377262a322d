"""The types that a platform shows, without its syntax: a page with buttons, a form, a change of marks."""

import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from enum import StrEnum

from bot.model import Source


class Style(StrEnum):
    PLAIN = "plain"
    MAIN = "main"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class PageButton:
    label: str  # Plain, of any length.
    identifier: str  # At most 100 characters, as `bot.desk.to_identifier` makes them.
    style: Style = Style.PLAIN


@dataclass(frozen=True, slots=True)
class Option:
    label: str
    value: str  # The identifier that `Front.press` is given where this is picked.
    description: str = ""


@dataclass(frozen=True, slots=True)
class PageMenu:
    """One of its options is picked. With `channels`, any of the place's channels are, and `options` are empty."""

    placeholder: str
    identifier: str
    options: tuple[Option, ...] = ()
    channels: bool = False
    chosen: tuple[str, ...] = ()  # The channels that are picked already, as in `PlaceSettings.channels`.


@dataclass(frozen=True, slots=True)
class Picture:
    png: bytes = field(repr=False)
    name: str
    alt: str  # One sentence, at most 1,000 characters.
    caption: str = ""  # A title and the first figures in Markdown.
    missing: str = ""  # What is said where it cannot be shown.


@dataclass(frozen=True, slots=True)
class File:
    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Page:
    """Read from top to bottom. Only `text` is Markdown; all else is plain and may hold what a person typed."""

    title: str = ""  # The question that is answered.
    lead: str = ""  # What the bot says itself.
    text: str = ""  # The curators' Markdown: bold, italics, code, links, lists, blocks of code.
    caption: str = ""  # Replaces `text` beside the picture, since a wide table is unreadable on a phone.
    code: tuple[str, ...] = ()  # Lines to be shown as they stand, in a block.
    notes: tuple[str, ...] = ()  # Small print: the date, its age, another question that was asked.
    sources: tuple[Source, ...] = ()  # Their dates are ready to be read.
    sources_title: str = ""  # What stands above them, where a platform has room for it.
    link: Link | None = None  # The message that this answers, where it is another's.
    rows: tuple[tuple[PageButton, ...], ...] = ()
    menus: tuple[PageMenu, ...] = ()
    picture: Picture | None = None
    file: File | None = None
    private: bool = False  # For the asker alone.
    replaces: bool = False  # Takes the place of the message whose button was pressed.
    reply: str = ""  # `Reply.id` of the reply that it shows.
    calls: str = ""  # The role or user group that is notified; nothing else in a page notifies anybody.

    def text_beside(self, pictured: bool) -> str:
        """`text`, or what stands beside the picture where that is shown."""
        return self.caption if pictured and self.picture is not None and self.caption else self.text

    @property
    def empty(self) -> bool:
        """Nothing is to be sent."""
        return self == Page(private=self.private, replaces=self.replaces, reply=self.reply)


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    label: str
    placeholder: str = ""
    longest: int = 500
    required: bool = True
    value: str = ""  # The text when the form opens.


@dataclass(frozen=True, slots=True)
class Form:
    """At most five fields; what is typed goes to `Front.submit` with the identifier, by the fields' names."""

    title: str
    identifier: str
    fields: tuple[Field, ...]
    button: str = ""
    question: str = ""  # Asked above the choices.
    choices: tuple[Option, ...] = ()  # Instead of typing, for `Front.press`. Empty unless `PlatformTraits.forms`.


@dataclass(frozen=True, slots=True)
class Marks:
    """Buttons of the message that was pressed, with new labels, and perhaps a page for the presser alone."""

    buttons: tuple[PageButton, ...]
    page: Page | None = None


@dataclass(frozen=True, slots=True)
class Removal:
    """Deletes the message that was pressed."""


def new_code() -> str:
    """Six characters by which an error is found in the log."""
    return secrets.token_hex(3)


Pressed = Page | Form | Marks | Removal


class Posted(StrEnum):
    DONE = "done"
    REFUSED = "refused"  # Not written: the channel is gone, or a right is missing. The log says which.
    UNSURE = "unsure"  # The platform did not answer.


Post = Callable[[str, str, Page], Awaitable[Posted]]
"""Writes a page where nobody has just asked: to `Visit.address`, into a channel or `Visit.here`. Never raises."""


async def nowhere(address: str, channel: str, page: Page) -> Posted:
    return Posted.REFUSED
