"""Entries of a knowledge base, their places in its files, and the sources of their answers."""

from dataclasses import dataclass

SMALL_TALK = "smalltalk"
"""Topic whose entries answer like others, but are never listed, and never the subject of a conversation."""
BOTS_OWN = "bots-own"  # Tag of small talk that the bot adds to a knowledge base.


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: `file` is relative to the knowledge folder, `line` counts from 1."""

    file: str = ""
    line: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class Source:
    """Who said it, and where: two are the same if all fields are."""

    publisher: str
    title: str | None = None
    url: str | None = None
    published: str | None = None  # A day (2026-01-05), a month (2026-01) or a year (2026).


@dataclass(frozen=True, slots=True)
class Entry:
    """One answer and the ways of asking for it."""

    id: str
    question: str
    answer: str
    topic: str
    phrasings: tuple[str, ...] = ()
    as_of: str | None = None  # A day, a month or a year, as in `Source.published`.
    changes: bool = False
    sources: tuple[Source, ...] = ()
    related: tuple[str, ...] = ()
    tells: tuple[str, ...] = ()  # Cells whose value the answer gives, as "series:label" or "series:row:column".
    chart: str | None = None
    about: tuple[tuple[str, str], ...] = ()
    """Facets as (kind, value) pairs; a kind may stand more than once. Empty: they are derived."""
    review_by: str | None = None
    tags: tuple[str, ...] = ()
    follow_ups: tuple[tuple[str | None, tuple[str, ...]], ...] = ()
    """Follow-ups, by the id of the entry that answers them; None: no entry does."""
    series: str | None = None  # The series that this entry was generated from; None for a curated entry.
    labels: tuple[str, ...] = ()  # The names of a measure's cells: "October 2025", "Rye"; empty for other entries.
    place: Place = Place()
    asking: Place | None = None  # Where its phrasings and follow-ups stand, if in another file.

    @property
    def ways(self) -> tuple[str, ...]:
        """All ways of asking for it, the question first."""
        return (self.question, *self.phrasings)
