"""Makes operands from groups of cells, with bounds for their true values."""

from collections.abc import Mapping, Sequence

from bot.figures.answers import Operand, Reason, Refusal, Why
from bot.figures.coverage import days_left, nested
from bot.figures.intervals import Interval, interval_of, total
from bot.figures.queries import FigureQuery, Group
from bot.figures.types import Bound, Cell, Measure, Span
from bot.model import Kind, Operation

Measures = Mapping[str, Measure]


def cells_in(one: Group | Operand, measures: Measures) -> tuple[Cell, ...]:
    wanted = set(one.cells)
    return tuple(cell for cell in measures[one.measure].cells if cell.id in wanted)


def operand(group: Group, measures: Measures, query: FigureQuery) -> Operand | Refusal:
    """One value for the group: what the question states, its only cell, the sum of a flow over a time, or the last of a
    level in it."""
    if group.given is not None:
        return Operand("", group.given, Bound.EXACT, group.measure, group.given, group.given, is_given=True)
    measure, cells = measures[group.measure], cells_in(group, measures)
    label = group.label or (cells[0].label if cells else "")
    known = tuple(cell for cell in cells if cell.value is not None)
    if not known:
        return Refusal(query, Reason.MISSING, (label,))
    if measure.kind is Kind.FLOW:
        return _not_added_up(query, group, measure, cells) or _of_cells(cells, label, measure)
    by_end = {cell.span.end: cell for cell in known if cell.span is not None}
    if measure.kind in (Kind.LEVEL, Kind.RUNNING) and by_end and all(cell.span for cell in cells):
        last = by_end[max(by_end)]
        return _of_cells((last,), last.label, measure)
    # Levels of several things make a whole that one of them has a share of.
    if len(cells) == 1 or (query.operation is Operation.SHARE and measure.kind is Kind.LEVEL):
        return _of_cells(cells, label, measure)
    return Refusal(query, Reason.ABSURD, (label,), why=Why.SEVERAL)


def _not_added_up(query: FigureQuery, group: Group, measure: Measure, cells: Sequence[Cell]) -> Refusal | None:
    """The refusal where the cells of a flow do not add up to the figure of the group; None where they do."""
    singles = tuple(_of_cells((cell,), cell.label, measure) for cell in cells if cell.value is not None)
    if len(singles) < len(cells):
        absent = next(cell.label for cell in cells if cell.value is None)
        return Refusal(query, Reason.MISSING, (absent,), singles)
    if len(cells) > 1 and any(cell.number is None for cell in cells):
        return Refusal(query, Reason.TEXT, (measure.title,), singles)
    return wrong_times(query, group, cells, singles)


def wrong_times(
    query: FigureQuery, group: Group, cells: Sequence[Cell], held: tuple[Operand, ...] = ()
) -> Refusal | None:
    """The refusal where cells lie within one another, or leave a part of the group's time untold."""
    spans = [cell.span for cell in cells if cell.span is not None]
    if nested(spans):
        return Refusal(query, Reason.ABSURD, (group.label,), held, Why.OVERLAP)
    if group.span is not None and spans and days_left(group.span, spans):
        return Refusal(query, Reason.MISSING, (group.span.text,), held, Why.PART)
    return None


def _of_cells(cells: tuple[Cell, ...], label: str, measure: Measure) -> Operand:
    ids = tuple(cell.id for cell in cells)
    span = cells[0].span if len(cells) == 1 else None
    intervals = tuple(one for one in map(interval_of, cells) if one is not None)
    if not intervals:
        return Operand(label, cells[0].value, cells[0].bound, measure.id, cells=ids, span=span)
    whole = total(intervals)
    return Operand(label, whole.value, bound_of(whole), measure.id, whole.low, whole.high, ids, span, whole.approximate)


def bound_of(interval: Interval) -> Bound:
    if interval.exact:
        return Bound.EXACT
    certain_below = interval.low == interval.value and not interval.approximate
    return Bound.MINIMUM if certain_below else Bound.APPROXIMATE


def in_order(held: tuple[Operand, ...]) -> tuple[Operand, ...]:
    """In the order of time, where all have one."""
    timed = with_time(held)
    return tuple(one for _, one in timed) if len(timed) == len(held) else held


def with_time(held: tuple[Operand, ...]) -> list[tuple[Span, Operand]]:
    """Those that have a time, each behind it, in the order of time."""
    timed = ((one.span, one) for one in held if one.span is not None)
    return sorted(timed, key=lambda pair: (pair[0].end, pair[0].start))
