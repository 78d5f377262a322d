"""Finds the figures that a measure, or one alike, holds for a time, as a group."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.conversation.queries.held.pools import Pools
from bot.figures import Cell, Group, Measure, Span, single
from bot.model import Kind

_SELDOM = 2  # Days that pass for each one that is told, on average, above which nothing happened on most.


def group_at(measure: Measure, span: Span | None, pools: Pools, *, at_end: bool = False) -> Group:
    """What this measure or one alike states for a time, else the cells that fill it; for no time the newest figure."""
    if span is None:
        return newest_group(measure) or Group(measure.id, ())
    for one in pools.alike_of_same_models(measure):
        cell = _cell_at(one, span, at_end)
        if cell is not None:
            return single(one, cell, span)
    return _filling(measure, span, pools)


def newest_group(measure: Measure) -> Group | None:
    dated = (cell for cell in measure.cells if cell.span is not None and cell.value is not None)
    newest = max(dated, key=_end, default=None)
    return single(measure, newest) if newest is not None else None


def newest_common(measures: Sequence[Measure]) -> Span | None:
    """The newest time that all of them tell of; of several with one end the last to begin."""
    known = [{cell.span for cell in one.cells if cell.span and cell.value is not None} for one in measures]
    return max(frozenset.intersection(*map(frozenset, known)), key=lambda span: (span.end, span.start), default=None)


def covering(measure: Measure, spans: Sequence[Span], pools: Pools) -> Measure:
    """The fullest of the measures alike with the same grain that have every time this one has within `spans`."""
    own = _times_held(measure, spans)
    alike = (one for one in pools.alike_of_same_models(measure) if one.grain == measure.grain)
    held = [(len(times), one) for one in alike if (times := _times_held(one, spans)) >= own]
    return max(held, key=lambda one: one[0])[1]


def _times_held(measure: Measure, spans: Sequence[Span]) -> set[tuple[date, date]]:
    inside = (cell for cell in _inside(measure, spans) if cell.value is not None)
    return {(cell.span.start, cell.span.end) for cell in inside if cell.span is not None}


def group_within(measure: Measure, spans: Sequence[Span], label: str, pools: Pools, least: int = 1) -> Group | None:
    """All cells within the times, of the first measure of the same matter that has at least so many."""
    for one in pools.alike_of_same_models(measure):
        inside = _inside(one, spans)
        if len(inside) >= least:
            only = spans[0] if len(spans) == 1 else None
            return Group(one.id, tuple(cell.id for cell in inside), label, only)
    return None


def of_grain(measure: Measure, grain: str, pools: Pools) -> Measure:
    """The measure of the same matter that is told by months, where months are asked for."""
    if not grain or measure.grain == grain:
        return measure
    return next((one for one in pools.alike_of_same_models(measure) if one.grain == grain), measure)


def tells_events(measure: Measure) -> bool:
    """Whether it counts what happened on single days, and nothing on most: each month is told as a whole then."""
    days = [cell.span for cell in measure.cells if cell.span is not None]
    if measure.kind is not Kind.FLOW or len(days) < len(measure.cells) or any(one.kind != "day" for one in days):
        return False
    return _SELDOM * len(days) < (max(one.end for one in days) - min(one.end for one in days)).days


def _cell_at(measure: Measure, span: Span, at_end: bool) -> Cell | None:
    """The cell of this very time; of what is there at every moment, or where the end is meant, the last within it."""
    same = next((cell for cell in measure.cells if span.is_same(cell.span)), None)
    is_held = measure.kind in (Kind.LEVEL, Kind.RUNNING) or (at_end and measure.kind is not Kind.FLOW)
    return same or (max(_inside(measure, (span,)), key=_end, default=None) if is_held else None)


def _filling(measure: Measure, span: Span, pools: Pools) -> Group:
    """The cells within a time of the first measure that tells all of it, else those of this one, which leave gaps."""
    with_gaps = Group(measure.id, (), span.text, span)
    for one in pools.alike_of_same_models(measure):
        inside = _inside(one, (span,))
        group = Group(one.id, tuple(cell.id for cell in inside), span.text, span)
        if inside and tells_events(one):
            return replace(group, span=None)  # On the other days nothing happened, so that these leave no gap.
        if inside and one.kind is Kind.FLOW:
            if sum(cell.span.days for cell in inside if cell.span) == span.days:
                return group
            with_gaps = group if one is measure else with_gaps
    return with_gaps


def _inside(measure: Measure, spans: Sequence[Span]) -> list[Cell]:
    return [cell for cell in measure.cells if cell.span is not None and any(one.holds(cell.span) for one in spans)]


def _end(cell: Cell) -> date:
    return cell.span.end if cell.span is not None else date.min
