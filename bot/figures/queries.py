"""A query: an operation, and the groups of cells that it needs."""

from dataclasses import dataclass
from enum import StrEnum

from bot.figures.types import Cell, Measure, Span
from bot.model import Operation


class Which(StrEnum):
    """What is asked of the cells beyond a limit."""

    FIRST = "first"
    LAST = "last"
    ALL = "all"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Group:
    """The cells that one operand is made of."""

    measure: str
    cells: tuple[str, ...]  # Ids, in the order of the measure.
    label: str = ""  # As it reads in a sentence; empty: that of the only cell.
    span: Span | None = None  # The time that the cells must fill, where one was asked for.
    given: float | None = None
    """A figure that the question states itself, in the unit of the measure; it has no cells then."""


def whole_of(measure: Measure) -> Group:
    return Group(measure.id, tuple(cell.id for cell in measure.cells), measure.title)


def single(measure: Measure, cell: Cell, span: Span | None = None) -> Group:
    return Group(measure.id, (cell.id,), cell.label, span)


@dataclass(frozen=True, slots=True)
class Limit:
    value: float
    above: bool  # Beyond it is more; else less.
    inclusive: bool = False  # What is at the limit is beyond it, too, as with "at least".


@dataclass(frozen=True, slots=True)
class FigureQuery:
    """A question about figures, bound to what is held. A field that names an operation counts for that one alone."""

    operation: Operation
    groups: tuple[Group, ...]  # Operands in the order in which they were asked for.
    lowest: bool = False  # EXTREME: the lowest is asked for.
    rank: int = 1  # EXTREME: 2 is the second highest (or lowest).
    best: int = 1  # EXTREME: how many are asked for, as 3 in "the best three".
    limit: Limit | None = None  # THRESHOLD. DURATION: the first limit.
    until: Limit | None = None  # DURATION: the second limit.
    which: Which = Which.ALL  # THRESHOLD
    per: str = ""
    """A time: "day", "month" or another. PER_UNIT and AVERAGE: for each of these. DURATION: counted in these."""
    parts: float = 0.0  # PER_UNIT: of how many of these the operand is, where its label says it: "in 15 minutes".
    each: float = 1.0  # PER_UNIT of two figures: for how many of the second's unit, as 100 in "per 100 km".
    into: str = ""  # The unit that is asked for, where it is another than that of the measure; of any operation.

    @property
    def measure(self) -> str:
        return self.groups[0].measure

    @property
    def counts_with_given(self) -> bool:
        """Whether one of its figures is stated by the question, and held by no series."""
        return any(group.given is not None for group in self.groups)

    @property
    def is_between_figures(self) -> bool:
        """Whether the time between two figures, dates of any measures, is asked for, and not from limit to limit."""
        return self.operation is Operation.DURATION and self.limit is None and len(self.groups) == 2
