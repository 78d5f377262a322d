"""The types of an import: pairs as a file has them, the entries made of them, and losses, each with its place."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.knowledge import one_line
from bot.model import BotError, Place

_BRIEF = 60  # Characters that tell one text from another.


@dataclass(frozen=True, slots=True)
class Pair:
    """A question with its answer as a file has them: in plain text, Markdown or HTML, unless `ready`."""

    question: str
    answer: str
    place: Place
    phrasings: tuple[str, ...] = ()
    topic: str = ""  # As people read it, such as "Orders & payment"; empty where the file names none.
    publisher: str = ""
    url: str = ""
    published: str = ""
    as_of: str = ""
    key: str = ""  # The file's own name for it, by which other pairs call it related.
    related: tuple[str, ...] = ()  # Keys of other pairs.
    ready: bool = False  # Whether the texts are already in the Markdown that all platforms show.


@dataclass(frozen=True, slots=True)
class NewEntry:
    id: str
    pair: Pair  # With clean texts.
    related: tuple[str, ...]  # Ids of other entries.


@dataclass(frozen=True, slots=True)
class Left:
    """Something of the file that is lost."""

    what: str
    place: Place

    def __str__(self) -> str:
        return f"{self.place}: {self.what}"


Found = Pair | Left


def told_once(left: Iterable[Left]) -> tuple[Left, ...]:
    """In order of place, the same message once a file."""
    places: dict[tuple[str, str], list[int]] = {}
    for one in left:
        places.setdefault((one.place.file, one.what), []).append(one.place.line)
    told = [
        Left(what if len(lines) == 1 else f"{what} ({len(lines)} times)", Place(file, min(lines)))
        for (file, what), lines in places.items()
    ]
    return tuple(sorted(told, key=lambda one: (one.place.file, one.place.line)))


def fault(place: Place, what: str, remedy: str) -> BotError:
    return BotError(f"{place}: {what}; {remedy}")


def nested(place: Place) -> BotError:
    return fault(place, "tags stand too deep in each other", "copy the questions and answers into a file of their own")


def brief(text: str) -> str:
    """The beginning of a text."""
    line = one_line(text)
    return f"{line[:_BRIEF]}…" if len(line) > _BRIEF else line
