"""Finds the two times of a measure whose figures a question compares, the base last."""

from datetime import date
from itertools import pairwise

from bot.conversation.queries.held.ends import against_an_end
from bot.conversation.queries.held.held_at import group_at, newest_group
from bot.conversation.queries.held.pools import Pools
from bot.conversation.queries.words.asked import Asked
from bot.conversation.queries.words.bases import base_named
from bot.conversation.queries.words.spans import later_first, right_before, year_before
from bot.figures import Cell, Group, Measure, Operation, Span, single
from bot.figures.times import told
from bot.model import Kind


def two_times(asked: Asked, operation: Operation, measure: Measure, pools: Pools) -> tuple[Group, ...]:
    """Empty where the question sets no time against another."""
    spans = asked.times.spans
    if len(spans) >= 2:
        # A difference counts from the earlier of the first two times, or from what stands behind "than".
        pair, base = later_first(spans[:2]), base_named([one.start for one in asked.times.named[:2]], asked)
        base_last = pair[::-1] if base is not None and spans[base] == pair[0] else pair
        return tuple(group_at(measure, span, pools) for span in base_last)
    if asked.times.open_range is not None:
        newest, first = newest_group(measure), _since(asked, measure, pools)
        return (newest, first) if newest and first else ()  # "Since March."
    against = against_an_end(asked, measure, pools)
    earlier = _time_before(asked, operation, measure) if not against else None
    return (group_at(measure, spans[0], pools), group_at(measure, earlier, pools)) if earlier is not None else against


def gains_within(asked: Asked, measure: Measure) -> bool:
    """Whether it is asked what came to a running total in the only time that is named."""
    one_time = len(asked.times.spans) == 1 and not asked.times.at_end and asked.times.open_range is None
    return one_time and measure.kind is Kind.RUNNING and asked.says("added")


def _since(asked: Asked, measure: Measure, pools: Pools) -> Group | None:
    """The figure of the time behind "since"; of its start the first within it, or of a level the one before."""
    time = asked.times.named[0]
    if not time.at_start:
        return group_at(measure, time.span, pools)
    if measure.kind in (Kind.RUNNING, Kind.LEVEL):
        before = _told(right_before(time.span), asked)
        return group_at(measure, before, pools) if before is not None else None
    inside = [cell for cell in measure.cells if cell.span is not None and time.span.holds(cell.span)]
    return single(measure, min(inside, key=_start)) if inside else None


def _start(cell: Cell) -> tuple[date, int]:
    """Where its time begins, the shorter of two first."""
    return (cell.span.start, cell.span.days) if cell.span is not None else (date.max, 0)


def _time_before(asked: Asked, operation: Operation, measure: Measure) -> Span | None:
    """The earlier time to which the only one named is compared: a year before ("more in May than a year earlier", "how
    much did it grow in May"), or right before (what a running total gained)."""
    if len(asked.times.spans) != 1:
        return None
    if gains_within(asked, measure):
        return _told(right_before(asked.times.spans[0]), asked)
    grows = any(one.operation is Operation.CHANGE and one.of_one_time for one in asked.cues.asked_for)
    if not asked.says("earlier") and not (operation is Operation.CHANGE and grows):
        return None
    said = {*asked.words, *map("-".join, pairwise(asked.words))}
    # "Quarter on quarter" sets a quarter against the one before, and not against that of the year before.
    before = year_before if said.isdisjoint(asked.language.words["own_length"]) else right_before
    return _told(before(asked.times.spans[0]), asked)


def _told(span: Span | None, asked: Asked) -> Span | None:
    return told(span, asked.language.says) if span is not None else None
