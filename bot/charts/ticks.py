"""Chooses the dates for the axis of a line: at most so many, at even steps, on beginnings of months or years."""

from bot.charts.times import Timeline, period_at, place_of
from bot.knowledge import Period
from bot.model import Words

_STEPS_OF = {
    "month": (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200),
    "quarter": (1, 2, 4, 8, 20, 40, 80, 200, 400),
    "half": (1, 2, 4, 10, 20, 40, 100, 200),
    "year": (1, 2, 5, 10, 20, 50, 100),
}
"""Steps between two dates of an axis, in periods of that kind. Each divides a year or is whole years, so that dates
fall on beginnings of years."""


def ticks(timeline: Timeline, most: int, words: Words) -> list[tuple[float, tuple[str, str]]]:
    """At most so many dates for the axis of a line, each with its place, as `Timeline.share`, and its two lines."""
    placed = _in_periods(timeline, timeline.axis, most) if timeline.axis in _STEPS_OF else _in_days(timeline, most)
    lines = timeline.date_lines((period for _, period in placed), words, each_year=False)
    return [(timeline.share(place), dated) for (place, _), dated in zip(placed, lines, strict=True)]


def _in_periods(timeline: Timeline, kind: str, most: int) -> list[tuple[int, Period]]:
    for step in _STEPS_OF[kind]:
        places = [place for place in timeline.places if place % step == 0]
        if len(places) <= most:
            return [(place, period_at(place, kind)) for place in places]
    return []


def _in_days(timeline: Timeline, most: int) -> list[tuple[int, Period]]:
    """Beginnings of months; where no two are between the first day and the last, those days themselves."""
    first, last = timeline.moments[0], timeline.moments[-1]
    first_month, last_month = (place_of(one.period, "month") for one in (first, last))
    for step in _STEPS_OF["month"]:
        months = [period_at(month, "month") for month in range(first_month, last_month + 1) if month % step == 0]
        begun = [(month.end.replace(day=1).toordinal(), month) for month in months]
        shown = [(day, month) for day, month in begun if first.place <= day <= last.place]
        if len(shown) <= most:
            return shown if len(shown) > 1 else [(first.place, first.period), (last.place, last.period)]
    return []
