"""Holds the facets of an entry: what it is about, what its phrasings mention, and what its answer tells."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.matching.language.facet_values import by_kind

Values = tuple[tuple[str, tuple[str, ...]], ...]  # Kinds, each with its values.
Pairs = tuple[tuple[str, str], ...]  # Kinds with a value each.


@dataclass(frozen=True, slots=True)
class EntryFacets:
    core: Values = ()  # What it is about: the model of "How fast is the Comet?".
    said: Values = ()  # What its phrasings mention.
    told: Values = ()  # What its answer mentions: the year of "In 2024 it won a prize."
    figure: str = ""  # The first figure of the answer; entries with the same one do not contradict each other.
    varying: tuple[str, ...] = ()
    """Kinds in which its cells differ, such as the year of a table by years; a question may leave them open."""
    free: tuple[str, ...] = ()
    """Kinds of which it has no value and a question may name any, as the month of "a table for 3 March"."""
    compared: Values = ()
    """Groups that phrasings name only beside a thing: the maker in "is the Lark better than Otter's Comet?"."""


def grouped(pairs: Iterable[tuple[str, str]]) -> Values:
    return tuple(by_kind(pairs).items())
