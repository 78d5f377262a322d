"""What travels in figures: a measure with its cells, a query about them, the answer to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.model import Kind

Value = float | str | bool | None


class Bound(StrEnum):
    EXACT = "exact"
    MINIMUM = "minimum"
    """At least this much, "more than 20,000"."""
    APPROXIMATE = "approximate"


class Operation(StrEnum):
    VALUE = "value"
    LIST = "list"
    DIFFERENCE = "difference"
    CHANGE = "change"
    """In percent of the earlier or the second operand."""
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


class Which(StrEnum):
    """What is asked of the cells beyond a limit."""

    FIRST = "first"
    LAST = "last"
    ALL = "all"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Span:
    """A time from its first day to its last."""

    start: date
    end: date
    kind: str
    """ "year", "half", "quarter", "month", "day", or "span" for any other."""
    text: str
    """As it reads in a sentence: "May 2025", "Q1 2025"."""

    def holds(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure that is held; its id can be addressed for ever."""

    id: str
    label: str
    """As it reads in a sentence: "October 2025", "SU7 Max (2024)"."""
    value: Value
    """None: known to be unknown."""
    bound: Bound = Bound.EXACT
    within: float | None = None
    """Share by which an approximate value may be off either way; None: that is not known."""
    span: Span | None = None

    @property
    def number(self) -> float | None:
        if isinstance(self.value, bool) or not isinstance(self.value, (int, float)):
            return None
        return float(self.value)


@dataclass(frozen=True, slots=True)
class Measure:
    """The points of a series, or one column of a table."""

    id: str
    """Of the series, or "series:column"."""
    series: str
    title: str
    cells: tuple[Cell, ...]
    kind: Kind = Kind.LEVEL
    unit: str | None = None
    noun: str = ""
    """What the numbers count, for sentences: "cars delivered"; empty where none is known."""
    basis: str = ""
    about: tuple[tuple[str, str], ...] = ()
    """Facets of all cells."""
    column: str = ""
    """Title of the column."""
    span: Span | None = None
    """The time that all cells tell of, where they are no times themselves."""

    @property
    def grain(self) -> str:
        """The kind of time that all cells have in common; empty where they have none."""
        kinds = {cell.span.kind if cell.span else "" for cell in self.cells}
        return kinds.pop() if len(kinds) == 1 else ""


@dataclass(frozen=True, slots=True)
class Group:
    """The cells that one operand is made of."""

    measure: str
    cells: tuple[str, ...]
    """Ids, in the order of the measure."""
    label: str = ""
    """As it reads in a sentence; empty: that of the only cell."""
    span: Span | None = None
    """The time that the cells must fill, where one was asked for."""


@dataclass(frozen=True, slots=True)
class Limit:
    value: float
    above: bool
    """Beyond it is more; else less."""


@dataclass(frozen=True, slots=True)
class FigureQuery:
    """A question about figures, bound to what is held."""

    operation: Operation
    groups: tuple[Group, ...]
    """Operands in the order in which they were asked for."""
    lowest: bool = False
    """EXTREME: the lowest is asked for."""
    rank: int = 1
    """EXTREME: 2 is the second highest (or lowest)."""
    best: int = 1
    """EXTREME: how many are asked for, as 3 in "the best three"."""
    limit: Limit | None = None
    which: Which = Which.ALL
    per: str = ""
    """PER_UNIT and AVERAGE: "day", "week", "month" or another time."""

    @property
    def measure(self) -> str:
        return self.groups[0].measure


@dataclass(frozen=True, slots=True)
class Operand:
    label: str
    value: Value
    bound: Bound
    measure: str
    low: float = 0.0
    high: float = 0.0
    """Between these the true value lies; infinite where it has no limit."""
    cells: tuple[str, ...] = ()
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class FigureAnswer:
    query: FigureQuery
    operands: tuple[Operand, ...]
    result: float | str | tuple[str, ...] | None
    unit: str | None = None
    exact: bool = True
    low: float = 0.0
    high: float = 0.0
    """Between these a numeric result lies for certain; an approximate operand of unknown width does not count."""
    approximate: bool = False
    """An operand is approximate."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a query has no result; `about` names what is missing or does not fit."""

    query: FigureQuery
    reason: str
    """ "missing", "units", "basis", "absurd", "text" or "unbounded"."""
    about: str = ""
    operands: tuple[Operand, ...] = ()
    """What is held all the same."""
