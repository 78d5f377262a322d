"""Places dated points in time, and finds missing periods."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.charts.words import short_date
from bot.knowledge import Period, parse_label
from bot.model import Point, Words

_PARTS = {"quarter": 4, "half": 2}
_MONTHS_IN_PART = {"quarter": 3, "half": 6}
_UNEVEN = 1.6  # Months and quarters of days differ by less.


@dataclass(frozen=True, slots=True)
class Moment:
    period: Period
    place: int
    """Its position on the time axis: in days, or in periods if all points are of one kind."""
    point: Point | None
    """None: a period between others of which the series says nothing."""


@dataclass(frozen=True, slots=True)
class Timeline:
    moments: tuple[Moment, ...]
    """Oldest first, unless their kinds fit on no common axis."""
    kind: str | None
    """Of all periods; None where they are mixed."""
    comparable: bool
    """Whether one line may run through all: a year and its quarters are not comparable."""

    @property
    def is_even(self) -> bool:
        steps = [after.place - before.place for before, after in pairwise(self.moments)]
        return not steps or (min(steps) > 0 and max(steps) / min(steps) <= _UNEVEN)


def to_timeline(points: Sequence[Point]) -> Timeline | None:
    """Return None where a label is no date, or two stand for the same time."""
    dated = [(period, point) for point in points if (period := parse_label(point.label))]
    if not dated or len(dated) < len(points) or len({period for period, _ in dated}) < len(dated):
        return None
    kinds = {period.kind for period, _ in dated}
    kind = kinds.pop() if len(kinds) == 1 else None
    comparable = kind is not None or ("day" in kinds and kinds.isdisjoint(_PARTS))
    moments = [Moment(period, _place(period, kind), point) for period, point in dated]
    if comparable:
        moments.sort(key=lambda moment: moment.place)
    if len({moment.place for moment in moments}) < len(moments) and comparable:
        return None
    return Timeline(tuple(moments), kind, comparable)


def with_missing(timeline: Timeline, most: int) -> Timeline:
    """Add the months, quarters or years that are left out in between, where that makes no more than `most` moments."""
    first, last = timeline.moments[0].place, timeline.moments[-1].place
    if timeline.kind in (None, "day") or last - first >= most:
        return timeline
    known = {moment.place: moment for moment in timeline.moments}
    places = range(first, last + 1)
    filled = (known.get(place) or Moment(period_at(place, timeline.kind or ""), place, None) for place in places)
    return Timeline(tuple(filled), timeline.kind, timeline.comparable)


def period_at(place: int, kind: str) -> Period:
    """Return the period of a kind (no day) that stands at `place`."""
    match kind:
        case "year":
            return Period(place)
        case "month":
            return Period(place // 12, place % 12 + 1)
        case _:
            part = place % _PARTS[kind] + 1
            return Period(place // _PARTS[kind], part * _MONTHS_IN_PART[kind], 0, f"{kind[0].upper()}{part}")


def _place(period: Period, kind: str | None) -> int:
    match kind:
        case "year":
            return period.year
        case "month":
            return period.year * 12 + period.month - 1
        case "quarter" | "half":
            return period.year * _PARTS[kind] + int(period.part[1]) - 1
        case _:
            return period.end.toordinal()


# Steps in periods of each kind, so that a year always begins one.
_STEPS = {
    "month": (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200),
    "quarter": (1, 2, 4, 8, 20, 40, 80, 200, 400),
    "half": (1, 2, 4, 10, 20, 40, 100, 200),
    "year": (1, 2, 5, 10, 20, 50, 100),
}


def ticks(timeline: Timeline, most: int, words: Words) -> tuple[tuple[float, str, str], ...]:
    """Where each stands (0 at the first date, 1 at the last), what it says, and its year where that is another than
    that of the tick before."""
    first, last = timeline.moments[0].place, timeline.moments[-1].place
    placed = _of_kind(first, last, timeline.kind, most) if timeline.kind in _STEPS else _of_days(timeline, most)
    found: list[tuple[float, str, str]] = []
    year_before = ""
    for place, period in placed:
        line, year = short_date(period, words, among_years=timeline.kind == "year")
        found.append(((place - first) / max(last - first, 1), line, "" if year == year_before else year))
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
