"""The types of measures: cells with bounds and times."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.knowledge.generating.tables import is_number
from bot.model import CellValue, Kind

IN_PERCENT, IN_TIMES, IN_DAYS = "percent", "times", "days"  # Units of results.
PERCENT = (IN_PERCENT, "%")  # Units of a share.


class Bound(StrEnum):
    EXACT = "exact"
    MINIMUM = "minimum"  # More than this: "more than 20,000". "At least 20,000" is taken for the same.
    APPROXIMATE = "approximate"


@dataclass(frozen=True, slots=True)
class Span:
    """A time from its first day to its last."""

    start: date
    end: date
    kind: str  # "year", "half", "quarter", "month", "day", or "span" for any other.
    text: str  # As it reads in a sentence: "May 2025", "Q1 2025".

    def is_same(self, other: Span | None) -> bool:
        """Whatever language each is named in."""
        return other is not None and (self.start, self.end) == (other.start, other.end)

    def holds(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        return self.start <= other.end and other.start <= self.end

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure that is held; its id can be addressed for ever."""

    id: str
    label: str  # As it reads in a sentence: "October 2025", "City bike (2024)".
    value: CellValue  # None: known to be unknown.
    bound: Bound = Bound.EXACT
    within: float | None = None  # Share by which an approximate value may be off either way; None: that is not known.
    span: Span | None = None

    @property
    def number(self) -> float | None:
        return float(self.value) if is_number(self.value) else None


@dataclass(frozen=True, slots=True)
class Measure:
    """The points of a series, or one column of a table."""

    id: str  # Of the series, or "series:column".
    series: str
    title: str
    cells: tuple[Cell, ...]
    kind: Kind = Kind.LEVEL
    unit: str | None = None
    noun: str = ""  # What the numbers count, for sentences: "bikes delivered"; empty where none is known.
    basis: str = ""  # How it is counted, as "counted in the shop"; figures of two bases only make a share together.
    about: tuple[tuple[str, str], ...] = ()  # Facets of all cells.
    column: str = ""  # Title of the column.
    things: str = ""  # Titles of the columns that name its rows, as "Bike".
    span: Span | None = None  # The time that all cells tell of, where they are no times themselves.
    as_of: Span | None = None  # The day of figures that have no time.
    fewer_is_better: bool = False  # Declared; the best is the lowest.
    selection: str = ""  # Declared; of what kind alone it holds figures, as "top versions"; empty: of all.

    @property
    def title_of_table(self) -> str:
        """The title without that of the column; of points the title itself."""
        return self.title.removesuffix(f": {self.column}")

    @property
    def grain(self) -> str:
        """The kind of time that all cells have in common; empty where they have none."""
        kinds = {cell.span.kind if cell.span else "" for cell in self.cells}
        return kinds.pop() if len(kinds) == 1 else ""
