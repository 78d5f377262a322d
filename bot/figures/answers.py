"""The result of a query with its operands, or the reason for having none."""

from dataclasses import dataclass
from enum import StrEnum

from bot.figures.intervals import Interval
from bot.figures.queries import FigureQuery
from bot.figures.types import Bound, Span
from bot.knowledge.generating.tables import is_number
from bot.model import CellValue, Rate


class Reason(StrEnum):
    """Why a query has no result."""

    MISSING = "missing"
    UNITS = "units"
    BASIS = "basis"
    ABSURD = "absurd"  # The operation says nothing of such figures.
    TEXT = "text"
    UNBOUNDED = "unbounded"  # Nothing certain follows from what is held.


class Why(StrEnum):
    """A finer reason, the key of a sentence in `Words.whys`. The first block is of MISSING, the second of ABSURD."""

    SECOND = "second"  # no second figure
    WHOLE = "whole"  # no whole of the share
    PART = "part"  # only a part of the time is held
    PLACE = "place"  # fewer figures than places
    LIMIT = "limit"  # no limit
    BEYOND = "beyond"  # limit not reached
    TIMES = "times"  # no figures over time
    RATE = "rate"  # no rate

    SEVERAL = "several"  # one figure of several
    OVERLAP = "overlap"  # times within others
    LENGTHS = "lengths"  # times of different length
    RUNNING_SUM = "running_sum"  # sum of running totals
    RATIO_SUM = "ratio_sum"  # sum of ratios
    LEVEL_SUM = "level_sum"  # sum of levels
    DAYS = "days"  # mean over days
    RUNNING_ENDS = "running_ends"  # extreme of a running total
    PER = "per"  # per what does not fit
    NOTHING = "nothing"  # change from nothing
    LOSS = "loss"  # ratio with a loss
    LARGER = "larger"  # part larger than its whole
    COURSE = "course"  # duration without a course


@dataclass(frozen=True, slots=True)
class Operand:
    label: str
    value: CellValue
    bound: Bound
    measure: str
    low: float = 0.0
    high: float = 0.0  # Between these the true value lies; infinite where it has no limit.
    cells: tuple[str, ...] = ()
    span: Span | None = None
    approximate: bool = False
    """An approximate value of unknown width takes part, so that `low` and `high` are not certain."""
    is_given: bool = False  # The question states it; no series holds it.

    @property
    def interval(self) -> Interval | None:
        """None where it holds no number."""
        return Interval(self.low, self.high, float(self.value), self.approximate) if is_number(self.value) else None

    @property
    def stated(self) -> float:
        """The stated value, whatever the true one is; 0 for none."""
        return float(self.value or 0.0)


@dataclass(frozen=True, slots=True)
class Converted:
    """A figure in another unit; the true value lies between `low` and `high`."""

    value: float
    low: float
    high: float
    unit: str
    rate: Rate  # What it was converted by, in either direction.


@dataclass(frozen=True, slots=True)
class FigureAnswer:
    query: FigureQuery
    operands: tuple[Operand, ...]  # Those that the result names stand first.
    result: float | str | bool | tuple[str, ...] | None  # Labels or ways, where it is a tuple.
    unit: str | None = None
    exact: bool = True  # The result is the same whatever the true values are.
    low: float = 0.0
    high: float = 0.0  # Between these a numeric result lies for certain.
    approximate: bool = False  # An operand is approximate, so that `low` and `high` are not certain.
    converted: tuple[Converted, ...] = ()
    """Where the query asks for another unit: CONVERT each operand, else the result, or the operand that it names."""


@dataclass(frozen=True, slots=True)
class Refusal:
    query: FigureQuery
    reason: Reason
    about: tuple[str, ...] = ()  # Labels, units, bases or numbers that are missing or do not fit.
    operands: tuple[Operand, ...] = ()  # What is held all the same.
    why: Why | None = None


Answered = FigureAnswer | Refusal
