"""A query about figures, and how sure it is that it answers (`Figured`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.conversation.queries.binding import BoundQuery
from bot.conversation.thresholds import thresholds
from bot.figures import Answered, Measure, Refusal
from bot.model import Entry
from bot.replies.figure_operations import PLAIN


@dataclass(frozen=True, slots=True)
class Figured:
    """Figures answer, or a curated entry in their place (`teller`); `agrees` and `entry_chance` say what speaks for the
    first entry of the ranking. With a calculation (`stated`, `worked`) no entry competes."""

    ranked: Entry
    """Of the measure that was ranked, though the query may be of another one on its matter."""
    bound: BoundQuery
    confidence: float
    teller: Entry | None = None
    """The curated entry that answers in place of the figures."""
    agrees: bool = False
    """The first entry in the ranking, a curated one, tells the same."""
    entry_chance: float = 0.0
    """The probability that the first entry, a curated one, answers itself, and tells something else."""
    stated: Mapping[str, Measure] = field(default_factory=dict)
    """Of a calculation with figures that stand in answers, the measures of these, which no series holds."""
    worked: bool = False
    """A short message asked for it, as `Workings` and `reckoned` read it."""

    @property
    def entry(self) -> Entry:
        """The entry that answers, or whose figures do."""
        return self.teller or self.ranked

    @property
    def leaves_subject(self) -> bool:
        """Whether it counts with figures that were told: the conversation is still about these."""
        return self.worked or bool(self.stated)

    @property
    def falls_short(self) -> bool:
        """Whether it is a plain figure where something was plainly to be worked out, or that of one time where two were
        to be compared."""
        limits, weight = thresholds(), self.bound.other_weight
        if self.cell is not None and self.bound.uptake.times_left and weight >= limits.comparison_from:
            return True
        return self.bound.uncomputed and weight >= limits.operation_from

    @property
    def cell(self) -> str | None:
        return cell_of(self.bound)


def cell_of(bound: BoundQuery) -> str | None:
    """The only cell that the answer gives the value of."""
    answer = bound.answer
    if isinstance(answer, Refusal) or len(answer.operands) != 1 or answer.query.operation not in PLAIN:
        return None
    cells = answer.operands[0].cells
    return cells[0] if len(cells) == 1 else None


def as_bound(answer: Answered, weight: float = 0.0) -> BoundQuery:
    """A result as one that leaves nothing of the question."""
    return BoundQuery(answer.query, answer, weight=weight)
