"""Chooses round dates below a time axis, as many as there is room for."""

from __future__ import annotations

from dataclasses import dataclass

from bot.charts.times import Timeline, period_at
from bot.charts.words import short_date
from bot.knowledge import Period
from bot.model import Words

# Steps in periods of each kind, so that a year always begins one.
_STEPS = {
    "month": (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200),
    "quarter": (1, 2, 4, 8, 20, 40, 80, 200, 400),
    "half": (1, 2, 4, 10, 20, 40, 100, 200),
    "year": (1, 2, 5, 10, 20, 50, 100),
}


@dataclass(frozen=True, slots=True)
class Tick:
    share: float
    """Where it stands: 0 at the first date, 1 at the last."""
    lines: tuple[str, str]
    """The second, the year, only where it is another than that of the tick before."""


def ticks(timeline: Timeline, most: int, words: Words) -> tuple[Tick, ...]:
    first, last = timeline.moments[0].place, timeline.moments[-1].place
    placed = _of_kind(first, last, timeline.kind, most) if timeline.kind in _STEPS else _of_days(timeline, most)
    found: list[Tick] = []
    year_before = ""
    for place, period in placed:
        line, year = short_date(period, words, among_years=timeline.kind == "year")
        found.append(Tick((place - first) / max(last - first, 1), (line, "" if year == year_before else year)))
        year_before = year
    return tuple(found)


def _of_kind(first: int, last: int, kind: str | None, most: int) -> list[tuple[int, Period]]:
    for step in _STEPS[kind or ""]:
        places = [place for place in range(first, last + 1) if place % step == 0]
        if len(places) <= most:
            return [(place, period_at(place, kind or "")) for place in places]
    return []


def _of_days(timeline: Timeline, most: int) -> list[tuple[int, Period]]:
    """Beginnings of months; where there is none between two days, those days themselves."""
    days = timeline.moments[0].place, timeline.moments[-1].place
    periods = timeline.moments[0].period, timeline.moments[-1].period
    months = [period.year * 12 + (period.month or 12) - 1 for period in periods]
    for step in _STEPS["month"]:
        begun = [period_at(month, "month") for month in range(months[0], months[1] + 2) if month % step == 0]
        placed = [(period.end.replace(day=1).toordinal(), period) for period in begun]
        placed = [(place, period) for place, period in placed if days[0] <= place <= days[1]]
        if len(placed) <= most:
            return placed if len(placed) > 1 else list(zip(days, periods, strict=True))
    return []
