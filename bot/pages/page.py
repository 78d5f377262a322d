"""The types between pages and platforms, in no platform's syntax: who visits where, and what is shown."""

import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from enum import StrEnum

from bot.memory import home_of
from bot.model import Question, Source


@dataclass(frozen=True, slots=True)
class Visit:
    asker: str  # As "discord:1234".
    place: str  # As "slack:T1/C2/1700.1"; what stands before the first "/" is the server or workspace.
    channel: str = ""  # As the settings name it; of a thread its parent. Empty in a direct message.
    may_manage: bool = False  # May change the settings here.
    may_moderate: bool = False  # May remove what others asked for.
    relabels: bool = True  # The pressed message's buttons can get new labels.
    may_share: bool = True  # A private answer could be shared: other people are there.
    may_write: bool = True  # The bot may write here; otherwise it answers the asker alone.
    private: bool = False  # The pressed message is shown to the asker alone.
    name: str = ""  # The name that others see. Helpers are told it with a question; it is stored nowhere.
    link: str = ""  # To the message that was pressed, or to where it is.
    here: str = ""  # The channel or thread, as `Post` takes it.
    address: str = ""  # The server or workspace, as `Post` takes it.

    @property
    def home(self) -> str:
        return home_of(self.place)


@dataclass(frozen=True, slots=True)
class PlatformTraits:
    """The differences between platforms in the contents of pages; converters handle those in form."""

    platform: str
    command: Callable[[str], str]  # How a command is typed here: "/topics" or "/name topics" for "topics".
    text: int = 3_500  # Characters of `Page.text` at once; the rest comes with "More".
    options: int = 25  # Of a menu.
    menus: int = 3  # Of a page that has other buttons too.
    forms: bool = False  # A form can offer choices beside its field, and opens at once.
    shares: bool = False  # An answer for the asker alone can be shared with the others.
    commands_alone: bool = False  # A command's answer is for the asker alone, whatever the settings say.
    channel: str = "{}"  # How a channel is named in Markdown, with "{}" for its id.
    role: str = "{}"  # The same for a role or user group; nobody is notified.


def to_question(text: str, visit: Visit, traits: PlatformTraits) -> Question:
    return Question(text, visit.asker, visit.place, traits.platform)


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
    value: str  # The identifier that `Pressing.press` is given where this is picked.
    description: str = ""


@dataclass(frozen=True, slots=True)
class PageMenu:
    """The visitor picks an option or, with `channels`, any of the place's channels; `options` are empty then."""

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
    """From top to bottom. Only `text` is Markdown; all else is plain, and may hold what a person typed."""

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
        """`text`, or the shorter text beside a picture that is shown."""
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
    """At most five fields; `Pressing.submit` gets the identifier, and what was typed by the fields' names."""

    title: str
    identifier: str
    fields: tuple[Field, ...]
    button: str = ""
    question: str = ""  # Asked above the choices.
    choices: tuple[Option, ...] = ()  # Instead of typing, for `Pressing.press`. Empty unless `PlatformTraits.forms`.


@dataclass(frozen=True, slots=True)
class Marks:
    """New labels for buttons of the pressed message, and perhaps a page for the presser alone."""

    buttons: tuple[PageButton, ...]
    page: Page | None = None


@dataclass(frozen=True, slots=True)
class Removal:
    """Deletes the pressed message."""


def new_code() -> str:
    """Six characters by which an operator finds an error in the log."""
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
