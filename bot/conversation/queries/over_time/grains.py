"""Finds the months, quarters or years by which a question wants figures, and the cells of a measure that tell them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from math import ceil
from typing import NamedTuple

from bot.conversation.queries.held.held_at import covering, group_within, of_grain
from bot.conversation.queries.held.pools import Pools
from bot.conversation.queries.words.asked import Asked
from bot.conversation.queries.words.spans import part_of_year
from bot.conversation.queries.words.times_asked import until
from bot.figures import Cell, Group, Measure, Operation, Span, whole_of
from bot.figures.operands import cells_in
from bot.figures.times import MONTHS_IN
from bot.model import Kind

_LENGTHS = ("day", "month", "quarter", "half", "year")  # Kinds of times, the shortest first.
_LAST_DAYS = 7  # Days before the end of a time that are its end: a week, for nothing is traded at weekends.


class _Grain(NamedTuple):
    name: str  # As `grain_of` finds it.
    is_counted: bool
    """It is asked how many of these times there are: "in how many quarters". Then a running total gives way to what
    came in each time, a single time that is named to all up to it, and a day does not stand for a quarter."""


def grain_of(asked: Asked) -> str:
    """The time that figures are told by: "month" where months are counted or asked for; empty where none is."""
    return _counted(asked) or _first_of(asked.words, asked)


def of_several(asked: Asked, operation: Operation, measure: Measure, pools: Pools) -> tuple[Group, ...]:
    """At least two figures, one for each month, quarter or year as asked, or for a shorter time. Empty if quarters are
    counted and the measure has none."""
    grain = _Grain(grain_of(asked), is_counted=asked.cues.counts(operation) and bool(_counted(asked)))
    group = _with_grain(grain, asked, measure, pools)
    if group is None:
        return ()
    cells = _at_ends(cells_in(group, pools.measures), grain.name, asked)
    kept = tuple(cell.id for cell in cells if _is_asked_for(cell, pools.measures[group.measure], grain))
    return (replace(group, cells=kept),) if len(kept) > 1 else ()


def _with_grain(grain: _Grain, asked: Asked, measure: Measure, pools: Pools) -> Group | None:
    """All figures, or those within the times that are named, of the measure alike that has the grain, if any. None if
    that has fewer than two of them: months of another one do not stand for its quarters."""
    fine, spans = _measure_told_by(grain, measure, pools), _spans(asked, grain)
    if not spans:
        return whole_of(fine)
    label = asked.language.says.listed([span.text for span in spans])
    group = group_within(covering(fine, spans, pools), spans, label, pools, least=2)
    if group is None:
        return None
    was_found, is_left = fine.grain == grain.name, pools.measures[group.measure].grain == grain.name
    return group if is_left or not was_found else None


def _measure_told_by(grain: _Grain, measure: Measure, pools: Pools) -> Measure:
    """The measure alike with this grain, if any; to count quarters, one of what came in each instead of a total."""
    flow = pools.flow_of(measure, grain.name) if grain.is_counted and measure.kind is Kind.RUNNING else None
    return of_grain(flow or measure, grain.name, pools)


def _at_ends(cells: Sequence[Cell], grain: str, asked: Asked) -> Sequence[Cell]:
    """Where the ends of years or the like are meant ("year end"), the cells of their last days; all where none is."""
    names, ends = asked.language.grains.get(grain, frozenset()), asked.language.words["ends"]
    if not any(word in names and behind in ends for word, behind in pairwise(asked.words)):
        return cells

    def is_at_end(day: date) -> bool:
        months = MONTHS_IN.get(grain, 1)
        last_month = ceil(day.month / months) * months  # Of quarters 6 for May.
        return (part_of_year(grain, day.year, last_month).end - day).days < _LAST_DAYS

    return [one for one in cells if one.span is not None and is_at_end(one.span.end)] or cells


def _counted(asked: Asked) -> str:
    """The time that is counted: "quarter" of "in how many quarters"."""
    return _first_of([asked.words[at] for at in sorted(asked.counted.first_places)], asked)


def _first_of(words: Sequence[str], asked: Asked) -> str:
    grains = asked.language.grains.items()
    return next((grain for word in words for grain, known in grains if word in known), "")


def _spans(asked: Asked, grain: _Grain) -> tuple[Span, ...]:
    """The times that are named. If times are counted up to a single one, all up to that: "by 2026, in how many
    quarters", and also "Q2 2026, in how many quarters", which holds no quarters to count."""
    times = asked.times
    if not grain.is_counted or len(times.named) != 1 or times.open_range is not None:
        return asked.joined_spans
    only = times.named[0]
    is_led = only.start > 0 and asked.words[only.start - 1] in asked.language.words["by"]
    is_too_short = only.span.kind in _LENGTHS and _is_no_longer(only.span.kind, grain.name)
    return (until(only.span, asked.language),) if is_led or is_too_short else asked.joined_spans


def _is_asked_for(cell: Cell, measure: Measure, grain: _Grain) -> bool:
    """A year is no quarter. A day is none where quarters are counted of what adds up; else it may stand for one."""
    kind = cell.span.kind if cell.span is not None else ""
    if not grain.name or kind == grain.name:
        return True
    if grain.is_counted and measure.kind in (Kind.FLOW, Kind.RUNNING):
        return False
    return kind not in _LENGTHS or _is_no_longer(kind, grain.name)


def _is_no_longer(kind: str, than: str) -> bool:
    return _LENGTHS.index(kind) <= _LENGTHS.index(than)
