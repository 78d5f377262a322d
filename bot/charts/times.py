"""Places dated points in time, and finds missing periods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.knowledge import Period, parse_label
from bot.model import Point

_PARTS = {"quarter": 4, "half": 2}
_MONTHS_IN_PART = {"quarter": 3, "half": 6}
_UNEVEN = 1.6  # Months and quarters of days differ by less.


@dataclass(frozen=True, slots=True)
class Moment:
    period: Period
    place: int
    """Counts days, or whole periods where all points are of one kind: where on a time axis it stands."""
    point: Point | None
    """None: a period between others of which the series says nothing."""


@dataclass(frozen=True, slots=True)
class Timeline:
    moments: tuple[Moment, ...]
    """Oldest first, unless kinds are mixed that no axis can hold together."""
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
