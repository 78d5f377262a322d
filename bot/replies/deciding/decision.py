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
    """The facet, kind and value, that was refused, or of which none of the choices speaks: they are known to be about
    something else than what is asked for. No choice is added to them, and none is doubted for what else is asked."""


def line_before(missing: tuple[str, str] | None, matcher: Matcher) -> str:
    """What stands before choices none of which is about the facet `missing`; None: which of them is meant."""
    if missing is None:
        return ""
    return matcher.words.neighbours.format(missing=named(missing, matcher.words, matcher.entries, matcher.kinds))


def unless_offered(facet: tuple[str, str], offered: Sequence[int], matcher: Matcher) -> tuple[str, str] | None:
    """The facet, unless it has no value or one of those offered is about it."""
    kind, value = facet
    told = not value or any(value in matcher.guard.core(entry, kind) for entry in offered)
    return None if told else facet
