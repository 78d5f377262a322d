"""Finds the operands of a query about figures over time."""

from __future__ import annotations

from collections.abc import Sequence

from bot.conversation.queries.asked import TWO, Asked, scaled, single, whole_of
from bot.conversation.queries.pools import Pools
from bot.conversation.queries.times import before, range_of
from bot.figures import Cell, Group, Measure, Operation, Span
from bot.figures.times import span_of
from bot.knowledge.dates import Period
from bot.model import Kind

_GRAINS = ("month", "quarter", "year")
_OVER_SEVERAL = frozenset(
    {Operation.TREND, Operation.EXTREME, Operation.THRESHOLD, Operation.AVERAGE, Operation.LIST, Operation.COUNT}
)
"""Operations for which one figure is too few."""


def timed_groups(asked: Asked, operation: Operation, measure: Measure, pools: Pools) -> tuple[Group, ...]:
    involved = _involved(asked, operation, measure, pools)
    times = asked.times
    whole = range_of(times)
    if len(involved) > 1:
        span = times.spans[0] if times.spans else None
        return tuple(_group_at(one, span, pools) for one in involved)
    if operation is Operation.PER_UNIT and measure.kind in (Kind.RUNNING, Kind.LEVEL):
        return _two_times(asked, Operation.DIFFERENCE, measure, pools)
    measure = involved[0]
    if operation is Operation.DURATION:
        return _course(asked, measure)
    if operation in TWO:
        return _two_times(asked, operation, measure, pools)
    if operation is Operation.VALUE and times.pair and whole is not None:
        return (_group_at(measure, whole, pools),)
    if operation in (Operation.VALUE, Operation.PER_UNIT) and whole is None:
        return tuple(
            _group_at(measure, span, pools, one.at_end) for one, span in zip(times.named, times.spans, strict=True)
        )
    if operation is Operation.AVERAGE and len(times.spans) == 1 and asked.cues.per:
        return (_group_at(measure, times.spans[0], pools),)
    spans = (whole,) if whole is not None else times.spans
    least = 2 if operation in _OVER_SEVERAL else 1
    grain = _grain(asked) if least > 1 else ""
    fine = _of_grain(measure, grain, pools)
    if not spans:
        return (whole_of(fine),) if len(fine.cells) >= least else ()
    inside = _within(fine, spans, pools, least)
    return (inside,) if inside else ()


def _course(asked: Asked, measure: Measure) -> tuple[Group, ...]:
    """All cells of a course that was at the first of the limits: what is beyond the last is known to be ahead."""
    numbers = [cell.number for cell in measure.cells if cell.number is not None]
    if asked.cues.course is None or measure.kind not in (Kind.RUNNING, Kind.LEVEL) or not numbers:
        return ()
    start = scaled(asked.cues.course[0], measure)
    return (whole_of(measure),) if min(numbers) <= start.value <= max(numbers) else ()


def _grain(asked: Asked) -> str:
    """The time that figures are told by: "month" where months are asked for; empty where none is."""
    lists = {grain: asked.language.words[f"by_{grain}"] for grain in _GRAINS}
    return next((grain for word in asked.words for grain in _GRAINS if word in lists[grain]), "")


def _of_grain(measure: Measure, grain: str, pools: Pools) -> Measure:
    """The measure of the same matter that is told by months, where months are asked for."""
    if not grain or measure.grain == grain:
        return measure
    alike = (one for one in pools.of(measure)[1:] if one.grain == grain and pools.models(one) == pools.models(measure))
    return next(alike, measure)


def _involved(asked: Asked, operation: Operation, measure: Measure, pools: Pools) -> tuple[Measure, ...]:
    """The measure, or those of the models that are named, in their order; of a share the part comes first."""
    found: list[Measure] = []
    for kind, value in asked.names:
        if kind in asked.lexicon.kinds.exact:
            special = pools.special(measure, kind, value)
            if special is not None and special not in found:
                found.append(special)
    if operation is Operation.SHARE and len(found) == 1:
        general = pools.general(found[0])
        return (found[0], general) if general else (found[0],)
    if operation is Operation.SHARE and len(found) > 1:
        return tuple(found)
    if len(found) > 1 and (operation in TWO or operation in (Operation.SUM, Operation.VALUE)):
        return tuple(found)
    if not found and pools.models(measure):
        # Figures of one model are none of all.
        general = pools.general(measure)
        return (general or measure,)
    return tuple(found[:1]) or (measure,)


def _two_times(asked: Asked, operation: Operation, measure: Measure, pools: Pools) -> tuple[Group, ...]:
    """The later one first, for a difference counts from the earlier one."""
    times = asked.times
    if operation is Operation.SHARE and (len(times.spans) == 1 or times.pair):
        part = range_of(times) or times.spans[0]
        if part.kind != "year" and part.start.year == part.end.year:
            return (_group_at(measure, part, pools), _group_at(measure, span_of(Period(part.start.year)), pools))
    if len(times.spans) >= 2:
        spans = sorted(times.spans[:2], key=lambda span: span.end, reverse=operation is not Operation.SHARE)
        if operation is Operation.SHARE:
            spans = sorted(times.spans[:2], key=lambda span: span.days)
        return tuple(_group_at(measure, span, pools) for span in spans)
    if times.open_range is not None:
        newest = _newest(measure)
        return (single(measure, newest), _group_at(measure, times.spans[0], pools)) if newest else ()
    words = asked.words
    if len(times.spans) == 1 and (
        operation is Operation.CHANGE or not asked.language.words["earlier"].isdisjoint(words)
    ):
        back = (
            ""
            if {"qoq", "mom"} & set(words) or _says(words, ("quarter", "before")) or _says(words, ("month", "before"))
            else "year"
        )
        earlier = before(times.spans[0], back)
        if earlier is not None:
            return (_group_at(measure, times.spans[0], pools), _group_at(measure, earlier, pools))
    return ()


def _says(words: Sequence[str], pair: tuple[str, str]) -> bool:
    return pair in zip(words, words[1:], strict=False)


def _group_at(measure: Measure, span: Span | None, pools: Pools, at_end: bool = False) -> Group:
    """The figure that is stated for a time, by this measure or one of the same matter; else the cells that fill it."""
    if span is None:
        newest = _newest(measure)
        return single(measure, newest) if newest else Group(measure.id, ())
    alike = [one for one in pools.of(measure) if pools.models(one) == pools.models(measure)]
    for one in alike:
        cell = _stated(one, span, at_end)
        if cell is not None:
            return single(one, cell, span)
    best = Group(measure.id, (), span.text, span)
    for one in alike:
        inside = [cell for cell in one.cells if cell.span is not None and span.holds(cell.span)]
        if inside and one.kind is Kind.FLOW:
            whole = Group(one.id, tuple(cell.id for cell in inside), span.text, span)
            if sum(cell.span.days for cell in inside if cell.span) == span.days:
                return whole
            best = whole if one is measure else best
    return best


def _stated(measure: Measure, span: Span, at_end: bool) -> Cell | None:
    for cell in measure.cells:
        if cell.span is not None and (cell.span.start, cell.span.end) == (span.start, span.end):
            return cell
    if measure.kind in (Kind.LEVEL, Kind.RUNNING) or at_end:
        inside = [cell for cell in measure.cells if cell.span is not None and span.holds(cell.span)]
        if inside and (measure.kind is not Kind.FLOW):
            return max(inside, key=lambda cell: cell.span.end if cell.span else span.start)
    return None


def _within(measure: Measure, spans: Sequence[Span], pools: Pools, least: int = 1) -> Group | None:
    """All cells within the times, of the first measure of the same matter that has at least so many."""
    for one in pools.of(measure):
        if pools.models(one) != pools.models(measure):
            continue
        inside = [cell for cell in one.cells if cell.span is not None and any(span.holds(cell.span) for span in spans)]
        if len(inside) >= least:
            label = " and ".join(span.text for span in spans)
            only = spans[0] if len(spans) == 1 else None
            return Group(one.id, tuple(cell.id for cell in inside), label, only)
    return None


def _newest(measure: Measure) -> Cell | None:
    dated = [cell for cell in measure.cells if cell.span is not None and cell.value is not None]
    return max(dated, key=lambda cell: cell.span.end) if dated else None  # type: ignore[union-attr]
