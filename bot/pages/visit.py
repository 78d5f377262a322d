"""A visit: the person, the place and the rights, as the adapter saw them, and the platform's traits."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.memory import home_of
from bot.model import Question


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
    """What differs between platforms in what is said and offered; the rest of a page is the converter's."""

    platform: str
    command: Callable[[str], str]  # How a command is typed here: "/topics" or "/name topics" for "topics".
    text: int = 3_500  # Characters of `Page.text` at once; the rest comes with "More".
    options: int = 25  # Of a menu.
    menus: int = 3  # Of a page that has other buttons too.
    forms: bool = False  # A form can offer choices beside its field, and opens at once.
    shares: bool = False  # An answer for the asker alone can be shared with the others.
    channel: str = "{}"  # How a channel is named in Markdown, with "{}" for its id.
    role: str = "{}"  # The same for a role or user group; nobody is notified.


def to_question(text: str, visit: Visit, traits: PlatformTraits) -> Question:
    return Question(text, visit.asker, visit.place, traits.platform)
