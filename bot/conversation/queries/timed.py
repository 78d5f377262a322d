"""Finds the operands of a query about figures over time."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.conversation.queries.asked import TWO, Asked
from bot.conversation.queries.ends import both_ends, only_end
from bot.conversation.queries.groups import single, whole_of
from bot.conversation.queries.limits import scaled
from bot.conversation.queries.pools import Pools
from bot.conversation.queries.times import before, range_of
from bot.conversation.queries.wholes import part_and_whole, spread_over
from bot.figures import Cell, Group, Measure, Operation, Span
from bot.figures.times import span_of, told
from bot.knowledge.dates import Period
from bot.model import Kind

_YEAR = re.compile(r"(?:19|20)\d\d")
_GRAINS = ("month", "quarter", "year")
_PLAINLY = 2.0
"""Weight of the words for a change from which on one time is set against the same a year before."""
_OVER_SEVERAL = frozenset(
    {Operation.TREND, Operation.EXTREME, Operation.THRESHOLD, Operation.AVERAGE, Operation.LIST, Operation.COUNT}
)
"""Operations for which one figure is too few."""


def timed_groups(asked: Asked, operation: Operation, measure: Measure, pools: Pools) -> tuple[Group, ...]:
    involved = _involved(asked, operation, measure, pools)
    times = asked.times
    whole = range_of(times, asked.language)
    if len(involved) > 1:
        span = times.spans[0] if times.spans else _newest_common(involved)
        if span is None and operation is Operation.SUM and any(one.kind is Kind.FLOW for one in involved):
            return ()  # A month of one and another month of the other are no total.
        return tuple(group_at(one, span, pools) for one in involved)
    if operation is Operation.PER_UNIT and asked.cues.per and measure.kind in (Kind.RUNNING, Kind.LEVEL):
        return _two_times(asked, Operation.DIFFERENCE, measure, pools)
    measure = involved[0]
    if asked.cues.per and operation in (Operation.PER_UNIT, Operation.AVERAGE) and _tells_events(measure):
        return ()  # What happened on one day is not spread over a month.
    if operation is Operation.DURATION:
        return _course(asked, measure)
    if operation in TWO or (operation is Operation.PER_UNIT and not asked.cues.per):
        return _two_measures(asked, operation, measure, pools) or _two_times(asked, operation, measure, pools)
    if operation is Operation.SUM and len(times.spans) > 1 and whole is None:
        stated = tuple(group_at(measure, span, pools) for span in times.spans)
        return stated if all(group.cells for group in stated) else ()
    return _of_one(asked, operation, measure, pools)


def _of_one(asked: Asked, operation: Operation, measure: Measure, pools: Pools) -> tuple[Group, ...]:
    """The figures of one measure that are asked for."""
    times = asked.times
    whole = range_of(times, asked.language)
    if operation is Operation.VALUE and times.pair and whole is not None:
        return (group_at(measure, whole, pools),)
    if operation in (Operation.VALUE, Operation.PER_UNIT) and whole is None:
        return tuple(
            group_at(measure, span, pools, one.at_end) for one, span in zip(times.named, times.spans, strict=True)
        )
    if operation is Operation.AVERAGE and len(times.spans) == 1 and asked.cues.per:
        return (group_at(measure, times.spans[0], pools),)
    spans = (whole,) if whole is not None else times.spans
    least = 2 if operation in _OVER_SEVERAL else 1
    grain = grain_of(asked) if least > 1 else ""
    fine = of_grain(measure, grain, pools)
    if not spans:
        return (whole_of(fine),) if len(fine.cells) >= least else ()
    inside = _within(asked, fine, spans, pools, least)
    return (inside,) if inside else ()


def _course(asked: Asked, measure: Measure) -> tuple[Group, ...]:
    """All cells of a course that was at the first of the limits: what is beyond the last is known to be ahead."""
    numbers = [cell.number for cell in measure.cells if cell.number is not None]
    if asked.cues.course is None or measure.kind not in (Kind.RUNNING, Kind.LEVEL) or not numbers:
        return ()
    start = scaled(asked.cues.course[0], measure, asked.language)
    return (whole_of(measure),) if min(numbers) <= start.value <= max(numbers) else ()


def grain_of(asked: Asked) -> str:
    """The time that figures are told by: "month" where months are asked for; empty where none is."""
    lists = {grain: asked.language.words[f"by_{grain}"] for grain in _GRAINS}
    return next((grain for word in asked.words for grain in _GRAINS if word in lists[grain]), "")


def of_grain(measure: Measure, grain: str, pools: Pools) -> Measure:
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
    if len(found) > 1 and (operation in TWO or operation in (Operation.SUM, Operation.VALUE)):
        return tuple(found)
    if not found and not _is_half_named(asked, measure, pools):
        # Figures of one model are none of all.
        general = pools.general(measure)
        return (general or measure,)
    return tuple(found[:1]) or (measure,)


def _is_half_named(asked: Asked, measure: Measure, pools: Pools) -> bool:
    """Whether the question says a part of the model's name ("ultra"), or the measure is of no model."""
    named = {word for _, value in pools.models(measure) for word in value.split("-")}
    return not named or not named.isdisjoint(asked.words)


def _newest_common(measures: Sequence[Measure]) -> Span | None:
    """The newest time that all of them tell of."""
    known = [{cell.span for cell in one.cells if cell.span and cell.value is not None} for one in measures]
    return max(frozenset.intersection(*map(frozenset, known)), key=lambda span: span.end, default=None)


def _two_times(asked: Asked, operation: Operation, measure: Measure, pools: Pools) -> tuple[Group, ...]:
    """The later one first, for a difference counts from the earlier one."""
    times = asked.times
    if operation is Operation.PER_UNIT:
        return ()
    if operation is Operation.SHARE and (len(times.spans) == 1 or times.pair):
        return _part_of_year(asked, measure, pools)
    if len(times.spans) >= 2:
        spans = sorted(times.spans[:2], key=lambda span: span.end, reverse=operation is not Operation.SHARE)
        if operation is Operation.SHARE:
            spans = sorted(times.spans[:2], key=lambda span: span.days)
        return tuple(group_at(measure, span, pools) for span in spans)
    if times.open_range is not None:
        newest = _newest(measure)
        return (single(measure, newest), group_at(measure, times.spans[0], pools)) if newest else ()
    against = _against_an_end(asked, operation, measure, pools)
    if against:
        return against
    words = asked.words
    grows = any(one is Operation.CHANGE and weight > _PLAINLY for one, weight, _ in asked.cues.weights)
    if len(times.spans) == 1 and (
        (operation is Operation.CHANGE and grows) or not asked.language.words["earlier"].isdisjoint(words)
    ):
        back = (
            ""
            if {"qoq", "mom"} & set(words) or _says(words, ("quarter", "before")) or _says(words, ("month", "before"))
            else "year"
        )
        earlier = before(times.spans[0], back)
        if earlier is not None:
            earlier = told(earlier, asked.language.says)
            return (group_at(measure, times.spans[0], pools), group_at(measure, earlier, pools))
    return ()


def _two_measures(asked: Asked, operation: Operation, measure: Measure, pools: Pools) -> tuple[Group, ...]:
    """A part and its whole, or an amount and what it is spread over, at one time."""
    if operation is Operation.SHARE:
        pair = None if _part_of_year(asked, measure, pools) else part_and_whole(asked, measure, pools)
    elif operation is Operation.PER_UNIT:
        over = spread_over(asked, measure, pools)
        pair = (measure, over) if over is not None else None
    else:
        return ()
    return _at_one_time(pair, asked, pools) if pair is not None else ()


def _at_one_time(pair: tuple[Measure, Measure], asked: Asked, pools: Pools) -> tuple[Group, ...]:
    """Both at the time that is named, or at the newest of the first that the second tells of too."""
    span = range_of(asked.times, asked.language) or next(iter(asked.times.spans), None)
    if span is None:
        known = {cell.span for cell in pair[1].cells if cell.value is not None}
        spans = [cell.span for cell in pair[0].cells if cell.span in known and cell.span is not None]
        span = max(spans, key=lambda one: one.end, default=None)
    groups = tuple(group_at(one, span, pools) for one in pair) if span is not None else ()
    return groups if all(group.cells for group in groups) else ()


def _against_an_end(asked: Asked, operation: Operation, measure: Measure, pools: Pools) -> tuple[Group, ...]:
    """The highest against the lowest; or one of them against the time that is named, the later one first."""
    spans = asked.times.spans
    cells = [cell for cell in measure.cells if cell.number is not None and cell.span is not None]
    if not spans or (len(spans) == 1 and spans[0].kind == "year"):
        inside = [cell for cell in cells if not spans or (cell.span and spans[0].holds(cell.span))]
        pair = both_ends(asked, measure, inside)
        if pair or not spans:
            return pair
    end = only_end(asked, measure, cells)
    at = group_at(measure, spans[0], pools) if end is not None else None
    if end is None or at is None or not at.cells or at.cells == end.cells:
        return ()
    dates = {cell.id: cell.span.end for cell in cells if cell.span}
    return (at, end) if dates.get(at.cells[-1], spans[0].end) > dates[end.cells[0]] else (end, at)


def _part_of_year(asked: Asked, measure: Measure, pools: Pools) -> tuple[Group, ...]:
    part = range_of(asked.times, asked.language) or next(iter(asked.times.spans), None)
    if (
        measure.kind is not Kind.FLOW
        or part is None
        or part.kind == "year"
        or part.start.year != part.end.year
        or not _names_years(asked)
    ):
        return ()
    return (group_at(measure, part, pools), group_at(measure, span_of(Period(part.start.year)), pools))


def _names_years(asked: Asked) -> bool:
    """Whether a year is spoken of as a whole, beside a part of it: "of 2025 as a whole", "of all 2025 sales"."""
    in_parts = {at for one in asked.times.named for at in range(one.start, one.stop) if one.span.kind != "year"}
    yearly = asked.language.words["by_year"]
    return any(word in yearly or (_YEAR.fullmatch(word) and at not in in_parts) for at, word in enumerate(asked.words))


def _says(words: Sequence[str], pair: tuple[str, str]) -> bool:
    return pair in zip(words, words[1:], strict=False)


def group_at(measure: Measure, span: Span | None, pools: Pools, at_end: bool = False) -> Group:
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
        if inside and _tells_events(one):
            return Group(one.id, tuple(cell.id for cell in inside), span.text)
        if inside and one.kind is Kind.FLOW:
            whole = Group(one.id, tuple(cell.id for cell in inside), span.text, span)
            if sum(cell.span.days for cell in inside if cell.span) == span.days:
                return whole
            best = whole if one is measure else best
    return best


def _tells_events(measure: Measure) -> bool:
    """Whether it counts what happened on single days, and nothing on most: each month is told as a whole then."""
    days = [cell.span for cell in measure.cells if cell.span is not None]
    if measure.kind is not Kind.FLOW or len(days) < len(measure.cells) or any(one.kind != "day" for one in days):
        return False
    return 2 * len(days) < (max(one.end for one in days) - min(one.end for one in days)).days


def _stated(measure: Measure, span: Span, at_end: bool) -> Cell | None:
    for cell in measure.cells:
        if cell.span is not None and (cell.span.start, cell.span.end) == (span.start, span.end):
            return cell
    if measure.kind in (Kind.LEVEL, Kind.RUNNING) or at_end:
        inside = [cell for cell in measure.cells if cell.span is not None and span.holds(cell.span)]
        if inside and (measure.kind is not Kind.FLOW):
            return max(inside, key=lambda cell: cell.span.end if cell.span else span.start)
    return None


def _within(asked: Asked, measure: Measure, spans: Sequence[Span], pools: Pools, least: int = 1) -> Group | None:
    """All cells within the times, of the first measure of the same matter that has at least so many."""
    for one in pools.of(measure):
        if pools.models(one) != pools.models(measure):
            continue
        inside = [cell for cell in one.cells if cell.span is not None and any(span.holds(cell.span) for span in spans)]
        if len(inside) >= least:
            label = asked.language.says.listed([span.text for span in spans])
            only = spans[0] if len(spans) == 1 else None
            return Group(one.id, tuple(cell.id for cell in inside), label, only)
    return None


def _newest(measure: Measure) -> Cell | None:
    dated = [cell for cell in measure.cells if cell.span is not None and cell.value is not None]
    return max(dated, key=lambda cell: cell.span.end) if dated else None  # type: ignore[union-attr]
