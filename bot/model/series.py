"""Series of figures, and the templates of the entries that are generated from them."""

from dataclasses import dataclass, field
from enum import StrEnum

from bot.model.entries import Place, Source

CellValue = str | int | float | bool | None  # Of a cell of a table; None: a gap, known to be unknown.


@dataclass(frozen=True, slots=True)
class Point:
    label: str
    value: float | None  # None: a gap, known to be unknown.
    minimum: bool = False
    approximate: bool = False
    within: float | None = None  # How far an approximate value may be off: 0.05 is 5 %.
    as_of: str | None = None  # None: the end of the period in the label, if that was over, else the date of the series.
    sources: tuple[Source, ...] = ()  # Empty: those of the series.


class Kind(StrEnum):
    """Whether and how the values of a series or column add up."""

    FLOW = "flow"  # Of a period or part; several add up: bikes per month, stands per town.
    LEVEL = "level"  # At a moment, or of a thing: stores, a price, a weight.
    RUNNING = "running"  # A total so far, which only grows; its lowest and highest say nothing.
    RATIO = "ratio"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Column:
    id: str
    title: str
    unit: str | None = None
    kind: Kind | None = None  # None: that of the series; the same for `basis`.
    basis: str | None = None
    noun: str | None = None  # What sentences call its numbers: "bikes recalled"; None: made from title and unit.
    fewer_is_better: bool = False  # As for lap times and prices.


@dataclass(frozen=True, slots=True)
class Ask:
    """A template for generated entries; placeholders {label} (in a table {row} and {column}), {value} and {figure}."""

    question: str
    answer: str
    phrasings: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()  # Tables only; empty: all columns but the key.
    is_made: bool = False  # It is not declared, but made in the words of the language.


@dataclass(frozen=True, slots=True)
class Superlative:
    """A template for the highest (`which` = "max") or lowest ("min") value; placeholders as in `Ask`."""

    which: str
    question: str
    answer: str
    phrasings: tuple[str, ...] = ()
    column: str | None = None  # Of a table, the id of the column whose value it is.


@dataclass(frozen=True, slots=True)
class Series:
    """Figures: either `points`, or a table of `columns` and `rows`."""

    id: str
    title: str
    topic: str
    unit: str | None = None
    as_of: str | None = None
    changes: bool = False
    note: str | None = None  # For curators only.
    kind: Kind | None = None
    noun: str | None = None  # What sentences call its numbers: "bikes delivered".
    basis: str | None = None  # What the figures rest on, shown with each answer: "company count".
    fewer_is_better: bool = False
    selection: str | None = None
    """What its figures are of, if not of all that a reader may think of: "top versions"."""
    sources: tuple[Source, ...] = ()
    points: tuple[Point, ...] = ()
    columns: tuple[Column, ...] = ()
    rows: tuple[tuple[CellValue, ...], ...] = ()
    key: tuple[str, ...] = ()  # Ids of the columns that name a row.
    ask: tuple[Ask, ...] = ()
    superlatives: tuple[Superlative, ...] = ()
    asks_extremes: bool = False  # No `superlatives` are declared, so they are made in the words of the language.
    question: str | None = None  # Asks for the whole series; None: made from the title.
    phrasings: tuple[str, ...] = ()  # Ways of asking for the whole series.
    about: tuple[tuple[str, str], ...] = ()  # Facets of all points or cells, as in `Entry.about`.
    short: tuple[tuple[str, str], ...] = ()
    """The names of labels or rows in ids: ("0-100 km/h", "sprint")."""
    place: Place = field(default_factory=Place)

    @property
    def all_sources(self) -> tuple[Source, ...]:
        """The sources of the series and of its points, each once."""
        return tuple(dict.fromkeys((*self.sources, *(source for point in self.points for source in point.sources))))
