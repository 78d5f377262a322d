"""The types of an import: pairs as a file has them, the entries made of them, and losses, each with its place."""

from dataclasses import dataclass

from bot.knowledge import one_line
from bot.model import BotError, Place

_BRIEF = 60


@dataclass(frozen=True, slots=True)
class Pair:
    """A question with its answer as a file has them: in plain text, Markdown or HTML, unless `ready`."""

    question: str
    answer: str
    place: Place
    phrasings: tuple[str, ...] = ()
    topic: str = ""
    """As people read it, such as "Orders & payment"; empty where the file names none."""
    publisher: str = ""
    url: str = ""
    published: str = ""
    as_of: str = ""
    key: str = ""
    """The file's own name for it, by which other pairs call it related."""
    related: tuple[str, ...] = ()
    """Keys of other pairs."""
    ready: bool = False
    """Whether the texts are already in the Markdown that all platforms show."""


@dataclass(frozen=True, slots=True)
class NewEntry:
    """A pair with clean texts and the id of an entry."""

    id: str
    question: str
    answer: str
    place: Place
    phrasings: tuple[str, ...]
    topic: str
    publisher: str
    url: str
    published: str
    as_of: str
    related: tuple[str, ...]
    """Ids of other entries."""


@dataclass(frozen=True, slots=True)
class Left:
    what: str
    place: Place

    def __str__(self) -> str:
        return f"{self.place}: {self.what}"


Found = Pair | Left


def fault(place: Place, what: str, remedy: str) -> BotError:
    return BotError(f"{place}: {what}; {remedy}")


def nested(place: Place) -> BotError:
    return fault(place, "tags stand too deep in each other", "copy the questions and answers into a file of their own")


def brief(text: str) -> str:
    """The beginning, to tell one text from another."""
    line = one_line(text)
    return f"{line[:_BRIEF]}…" if len(line) > _BRIEF else line
