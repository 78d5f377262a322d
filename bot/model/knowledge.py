"""A whole knowledge base, with its manifest, its test cases and what it declines."""

from dataclasses import dataclass, field
from enum import StrEnum

from bot.model.entries import Entry, Place
from bot.model.series import Series
from bot.model.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Manifest:
    name: str = "Bot"
    version: int = 1
    language: str = "en"
    slash_command: str = "ask"
    disclaimer: str = ""
    subject: str = ""  # As in "I answer questions about our rowing club".
    about: str = ""
    project_url: str | None = None
    require_sources: bool = False
    stale_after_days: int | None = None
    precision: float = 0.95  # Wished share of right answers among those given, above 0 and below 1.
    min_phrasings: int = 6  # `evbot check` warns of entries with fewer.
    starters: tuple[str, ...] = ()
    topics: tuple[tuple[str, str], ...] = ()  # Titles by topic: ("city-bike-2026", "City bike (2026)").

    @property
    def what_about(self) -> str:
        """The subject of questions; without one, the name."""
        return self.subject or self.name


class Operation(StrEnum):
    """What a question about figures asks for."""

    VALUE = "value"
    LIST = "list"
    DIFFERENCE = "difference"
    CHANGE = "change"  # In percent of the earlier or the second operand.
    RATIO = "ratio"
    SHARE = "share"
    SUM = "sum"
    AVERAGE = "average"
    COUNT = "count"
    EXTREME = "extreme"
    THRESHOLD = "threshold"
    COMPARE = "compare"
    TREND = "trend"
    PER_UNIT = "per unit"
    CONVERT = "convert"  # Into another unit, by a declared rate.
    DURATION = "duration"  # Days from one limit to another, or between two dates.


@dataclass(frozen=True, slots=True)
class Case:
    """A question that must reach an entry (its id), or nothing (None)."""

    text: str
    expect: str | None
    place: Place = field(default_factory=Place)
    operation: Operation | None = None  # The expected operation of a computed figure.
    result: float | str | tuple[str, ...] | None = None  # The expected result: a number, a label or several.


@dataclass(frozen=True, slots=True)
class Decline:
    """A question that the bot declines, and the line that it says instead."""

    id: str
    line: str
    says: tuple[str, ...]  # Phrasings, with alternatives and gaps: "should i/we * buy".
    unless: tuple[str, ...] = ()  # In the same form: with one of these, the question is another one.
    needs: str | None = None  # A kind of which the question must name a value: "person".


@dataclass(frozen=True, slots=True)
class Knowledge:
    manifest: Manifest = Manifest()
    entries: tuple[Entry, ...] = ()
    """What the matcher ranks: curated entries, then the measures of the series (one for its points, or one for the
    table and one for each column that is asked for). Ids are unique over entries and series."""
    cells: tuple[Entry, ...] = ()
    """Single figures of the series, and their highest and lowest. They have ids, but are not ranked."""
    series: tuple[Series, ...] = ()
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    out_of_scope: tuple[str, ...] = ()
    declines: tuple[Decline, ...] = ()  # The first that fits counts.
    wording: tuple[tuple[str, str], ...] = ()  # Sentences of its own, by their names in `Words`.
    cases: tuple[Case, ...] = ()

    @property
    def askable(self) -> tuple[Entry, ...]:
        """The entries and, behind them, the cells."""
        return (*self.entries, *self.cells)


@dataclass(frozen=True, slots=True)
class Accepted:
    """Accepted answers that the compiled index does not hold yet; the bot gives them word for word."""

    asked: tuple[tuple[str, str | None], ...] = ()
    """Phrasings, each with the id of its answer; None: it must not be answered. Of the same words the last one
    counts."""
    entries: tuple[Entry, ...] = ()  # New ones, and those that replace the entry of the same id.
