"""What an importer finds: questions with answers, and losses, each with its place."""

from dataclasses import dataclass

from bot.knowledge import one_line
from bot.model import BotError, Place

_BRIEF = 60


@dataclass(frozen=True, slots=True)
class Pair:
    """As it stands in the file; `question` and `answer` may be plain text, Markdown or HTML, unless it is `ready`. What
    `read_pairs` returns is ready, with ids of entries."""

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
    id: str = ""
    """What others of the same file call it, to name it as related."""
    related: tuple[str, ...] = ()
    """Ids."""
    ready: bool = False
    """Whether its texts are what all platforms show."""


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
