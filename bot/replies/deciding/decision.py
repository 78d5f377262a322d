"""What is done about a ranking (`Decision`), and what is said before choices."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.matching import Matcher
from bot.replies.deciding.named import named

CHOICES = 3  # Entries that are offered, at most.


@dataclass(frozen=True, slots=True)
class Decision:
    """An entry that answers, else choices to ask back with, else neither: not known."""

    entry: int | None = None
    choices: tuple[int, ...] = ()
    line: str = ""
    """What stands before the choices (empty: which of them is meant), or the qualification before the answer."""
    missing: tuple[str, str] | None = None
    """The facet, kind and value, that was refused, or of which none of the choices speaks."""
    is_final: bool = False
    """The choices stand in place of what is missing: nothing is added to them, and they are offered even if none speaks
    of what else is asked."""


def choice_of(entries: tuple[int, ...], missing: tuple[str, str] | None, matcher: Matcher) -> Decision:
    """Ask which of them is meant, or say that none of them is about the facet `missing`."""
    if missing is None:
        return Decision(choices=entries)
    name = named(missing, matcher.words, matcher.entries, matcher.kinds)
    return Decision(choices=entries, line=matcher.words.neighbours.format(missing=name), missing=missing, is_final=True)


def unless_offered(facet: tuple[str, str], offered: Sequence[int], matcher: Matcher) -> tuple[str, str] | None:
    """The facet, unless it has no value or one of those offered is about it."""
    kind, value = facet
    told = not value or any(value in matcher.guard.core(entry, kind) for entry in offered)
    return None if told else facet
