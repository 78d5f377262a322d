"""Finds the months, quarters or years by which a question wants figures: a measure over time in, groups of it out."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

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


def grain_of(asked: Asked) -> str:
    """The time that figures are told by: "month" where months are counted or asked for; empty where none is."""
    return _counted(asked) or _first_of(asked.words, asked)


def of_several(asked: Asked, operation: Operation, measure: Measure, pools: Pools) -> tuple[Group, ...]:
    """At least two figures, one for each month, quarter or year as asked, or for a shorter time. Empty if quarters are
    counted and the measure has none."""
    grain, counted = grain_of(asked), _counted(asked) if asked.cues.counts(operation) else ""
    fine = _measure_told_by(grain, measure, pools, counted=bool(counted))
    group = _figures_within(_spans(asked, counted), fine, asked, pools)
    if group is None:
        return ()
    own = pools.measures[group.measure]
    if fine.grain == grain and own.grain != grain:
        return ()  # `fine` has too few figures, so that one alike was found that is told by other times.
    cells = _at_ends(cells_in(group, pools.measures), grain, asked)
    kept = tuple(cell.id for cell in cells if _is_asked_for(cell, own, grain, counted=bool(counted)))
    return (replace(group, cells=kept),) if len(kept) > 1 else ()


def _measure_told_by(grain: str, measure: Measure, pools: Pools, *, counted: bool) -> Measure:
    """The measure alike with this grain, if any; to count quarters, one of what came in each instead of a total."""
    flow = pools.flow_of(measure, grain) if counted and measure.kind is Kind.RUNNING else None
    return of_grain(flow or measure, grain, pools)


def _figures_within(spans: Sequence[Span], measure: Measure, asked: Asked, pools: Pools) -> Group | None:
    """All figures where no time is named."""
    if not spans:
        return whole_of(measure)
    label = asked.language.says.listed([span.text for span in spans])
    return group_within(covering(measure, spans, pools), spans, label, pools, least=2)


def _at_ends(cells: Sequence[Cell], grain: str, asked: Asked) -> Sequence[Cell]:
    """Where the ends of years or the like are meant ("year end"), the cells of their last days; all where none is."""
    names, ends = asked.language.grains.get(grain, frozenset()), asked.language.words["ends"]
    if not any(word in names and behind in ends for word, behind in pairwise(asked.words)):
        return cells

    def is_at_end(day: date) -> bool:
        last_month = day.month + -day.month % MONTHS_IN.get(grain, 1)
        return (part_of_year(grain, day.year, last_month).end - day).days < _LAST_DAYS

    return [one for one in cells if one.span is not None and is_at_end(one.span.end)] or cells


def _counted(asked: Asked) -> str:
    """The time that is counted: "quarter" of "in how many quarters"."""
    return _first_of([asked.words[at] for at in sorted(asked.counted.first_places)], asked)


def _first_of(words: Sequence[str], asked: Asked) -> str:
    grains = asked.language.grains.items()
    return next((grain for word in words for grain, known in grains if word in known), "")


def _spans(asked: Asked, counted: str) -> tuple[Span, ...]:
    """The times that are named. If times are counted up to a single one, all up to that: "by 2026, in how many
    quarters", and also "Q2 2026, in how many quarters", which holds no quarters to count."""
    times = asked.times
    if not counted or len(times.named) != 1 or times.open_range is not None:
        return asked.joined_spans
    only = times.named[0]
    is_led = only.start > 0 and asked.words[only.start - 1] in asked.language.words["by"]
    is_too_short = only.span.kind in _LENGTHS and _is_no_longer(only.span.kind, counted)
    return (until(only.span, asked.language),) if is_led or is_too_short else asked.joined_spans


def _is_asked_for(cell: Cell, measure: Measure, grain: str, *, counted: bool) -> bool:
    """A year is no quarter. A day is none where quarters are counted of what adds up; else it may stand for one."""
    kind = cell.span.kind if cell.span is not None else ""
    if not grain or kind == grain:
        return True
    if counted and measure.kind in (Kind.FLOW, Kind.RUNNING):
        return False
    return kind not in _LENGTHS or _is_no_longer(kind, grain)


def _is_no_longer(kind: str, than: str) -> bool:
    return _LENGTHS.index(kind) <= _LENGTHS.index(than)
