"""A query about figures, with the confidence that it answers (`Figured`)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.conversation.queries.binding import BoundQuery
from bot.conversation.thresholds import thresholds
from bot.figures import Answered, FigureAnswer, Measure, Refusal
from bot.model import Entry
from bot.replies.figure_text.figure_operations import PLAIN


@dataclass(frozen=True, slots=True)
class Figured:
    entry: Entry
    """That of the measure that was ranked, although the query may use another measure of the same matter; when figures
    of answers are counted with, that of the first answer."""
    bound: BoundQuery
    confidence: float
    stated: Mapping[str, Measure] = field(default_factory=dict)
    """The measures of a calculation with figures that answers state, and no series holds."""
    worked: bool = False  # A short message asked for it, as `Workings` and `reckoned` read it.

    @property
    def falls_short(self) -> bool:
        """Whether it is a plain figure where something was plainly to be worked out, or that of one time where two were
        to be compared."""
        limits, weight = thresholds().asking, self.bound.other_weight
        if self.cell is not None and self.bound.uptake.times_left and weight >= limits.comparison_from:
            return True
        return self.bound.uncomputed and weight >= limits.operation_from

    @property
    def cell(self) -> str | None:
        return cell_of(self.bound)


@dataclass(frozen=True, slots=True)
class Chosen(Figured):
    """A query that competes with the first entry of its ranking, where that is a curated one."""

    stands_in: bool = False  # `entry` is a curated one, which answers in place of the figures.
    agrees: bool = False  # The first entry tells the same.
    is_named: bool = True  # The question says a word of what its figures are called, or one that asks for an operation.
    entry_chance: float = 0.0  # The probability that the first entry is the answer, and tells something else.


def is_plain(by: Figured) -> bool:
    """Whether it tells a figure as a series has it."""
    return by.bound.query.operation in PLAIN


def cell_of(bound: BoundQuery) -> str | None:
    """The only cell that the answer gives the value of."""
    answer = bound.answer
    if isinstance(answer, Refusal) or len(answer.operands) != 1 or answer.query.operation not in PLAIN:
        return None
    cells = answer.operands[0].cells
    return cells[0] if len(cells) == 1 else None


def number_of(bound: BoundQuery) -> float | None:
    """The result, where it is a single number."""
    answer = bound.answer
    return answer.result if isinstance(answer, FigureAnswer) and isinstance(answer.result, float) else None


def as_bound(answer: Answered, weight: float = 0.0) -> BoundQuery:
    """A result as one that leaves nothing of the question."""
    return BoundQuery(answer, weight=weight)
