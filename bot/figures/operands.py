"""Makes the operands of a query: groups of cells in, values with the limits of what they may truly be out."""

from __future__ import annotations

from collections.abc import Mapping
from math import isclose

from bot.figures.intervals import Interval, interval_of, total
from bot.figures.types import Bound, Cell, FigureQuery, Group, Measure, Operand, Operation, Refusal
from bot.model import Kind

Measures = Mapping[str, Measure]
_KINDS_IN = {"year": 12, "half": 6, "quarter": 3, "month": 1}
"""Months of each kind of time."""


def cells_of(group: Group, measures: Measures) -> tuple[Cell, ...]:
    wanted = set(group.cells)
    return tuple(cell for cell in measures[group.measure].cells if cell.id in wanted)


def operand(group: Group, measures: Measures, query: FigureQuery) -> Operand | Refusal:
    """One value for the group: its only cell, the sum of a flow over a time, or the last of a level in it."""
    measure, cells = measures[group.measure], cells_of(group, measures)
    label = group.label or (cells[0].label if cells else "")
    if not cells:
        return Refusal(query, "missing", label)
    if len(cells) > 1 and measure.kind in (Kind.LEVEL, Kind.RUNNING) and all(cell.span for cell in cells):
        ends = {cell.span.end: cell for cell in cells if cell.span is not None}
        last = ends[max(ends)]
        return _of_cells((last,), last.label, measure)
    whole = query.operation is Operation.SHARE and measure.kind is Kind.LEVEL
    if len(cells) > 1 and measure.kind is not Kind.FLOW and not whole:
        return Refusal(query, "absurd", label)
    known = [cell for cell in cells if cell.value is not None]
    if not known:
        return Refusal(query, "missing", label)
    gap = missing_time(group, cells) if group.span is not None and len(cells) > 1 else ""
    if len(known) < len(cells) or gap:
        absent = gap or next(cell.label for cell in cells if cell.value is None)
        return Refusal(query, "missing", absent, tuple(_of_cells((cell,), cell.label, measure) for cell in known))
    return _of_cells(cells, label, measure)


def missing_time(group: Group, cells: tuple[Cell, ...]) -> str:
    """What of the group's time no cell tells: empty where they fill it."""
    span = group.span
    spans = [cell.span for cell in cells if cell.span is not None]
    if span is None or not spans or span.kind == "day":
        return ""
    covered = sum(one.days for one in spans)
    return "" if isclose(covered, span.days) or covered > span.days else f"the whole of {span.text}"


def _of_cells(cells: tuple[Cell, ...], label: str, measure: Measure) -> Operand:
    ids = tuple(cell.id for cell in cells)
    span = cells[0].span if len(cells) == 1 else None
    intervals = tuple(one for one in map(interval_of, cells) if one is not None)
    if not intervals:
        return Operand(label, cells[0].value, cells[0].bound, measure.id, cells=ids, span=span)
    whole = total(intervals)
    return Operand(label, whole.value, bound_of(whole), measure.id, whole.low, whole.high, ids, span)


def bound_of(interval: Interval) -> Bound:
    if interval.exact:
        return Bound.EXACT
    certain_below = interval.low == interval.value and not interval.approximate
    return Bound.MINIMUM if certain_below and interval.high > interval.value else Bound.APPROXIMATE


def interval(one: Operand) -> Interval | None:
    if isinstance(one.value, bool) or not isinstance(one.value, (int, float)):
        return None
    vague = one.bound is Bound.APPROXIMATE and one.low == one.high
    return Interval(one.low, one.high, float(one.value), vague)
