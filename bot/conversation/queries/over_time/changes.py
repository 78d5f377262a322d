"""Finds the measure that changes, of one that tells changes: sales, of the growth of sales."""

from datetime import date
from math import isclose

from bot.conversation.queries.held.held_at import group_at
from bot.conversation.queries.held.pools import Pools
from bot.conversation.queries.words.asked import Asked
from bot.conversation.queries.words.cues import operations_in
from bot.conversation.queries.words.spans import right_before, year_before
from bot.figures import Measure, Operation, Span
from bot.figures.types import PERCENT
from bot.model import Kind

_COMMON = 3  # Changes that come out right, at least, so that one measure tells those of another.
_ROUNDED = 1.0
"""Percentage points by which a change that is told may differ from the one that is worked out of rounded figures."""
_SAME = 0.03  # The same as a share of it, where that is more.


def measure_that_changes(asked: Asked, measure: Measure, pools: Pools) -> Measure | None:
    """The measure whose changes this one tells, if the change that is asked for is not among them: that from one time
    to another ("sales grew from Q2 to Q3" asks for no growth on the year before), or in a time without a figure."""
    if measure.unit not in PERCENT or not asked.cues.has(Operation.CHANGE) or not asked.times.spans:
        return None
    is_told = any(group_at(measure, span, pools).cells for span in asked.times.spans)
    says_before = not (asked.language.words["earlier"] | asked.language.grains["year"]).isdisjoint(asked.words)
    is_from_one_to_other = asked.time_range is not None and not says_before and not _asks_for_change_of_growth(asked)
    if is_told and not is_from_one_to_other:
        return None
    flows = (one for one in pools.measures.values() if one.kind is Kind.FLOW and not one.column)
    return next((one for one in flows if _tells_changes(measure, one)), None)


def _asks_for_change_of_growth(asked: Asked) -> bool:
    """Whether growth is named, and it is asked how that changed: "by how much did the growth slow down"."""
    growth = asked.language.words["growth"]
    others = [word for word in asked.words if word not in growth]
    named = len(asked.words) - len(others)
    says_change = not operations_in(others, asked.language).isdisjoint({Operation.CHANGE, Operation.DIFFERENCE})
    return named > 1 or (named == 1 and says_change)


def _tells_changes(changes: Measure, of: Measure) -> bool:
    """Whether the figures are the changes of another measure on the year before, or on the time right before."""
    held = {_days(one.span): one.number for one in of.cells if one.span and one.number}
    told = [(cell.span, cell.number) for cell in changes.cells if cell.span is not None and cell.number is not None]
    for before in (year_before, right_before):
        figures = ((change, held.get(_days(span)), held.get(_days(before(span)))) for span, change in told)
        pairs = [(change, 100 * (now / then - 1)) for change, now, then in figures if now and then]
        if len(pairs) >= _COMMON and all(isclose(a, b, rel_tol=_SAME, abs_tol=_ROUNDED) for a, b in pairs):
            return True
    return False


def _days(span: Span | None) -> tuple[date, date] | None:
    return (span.start, span.end) if span is not None else None
