"""Places dated points in time, and adds the periods that are missing: between 2025-01 and 2025-03 the month 2025-02."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.knowledge import Period, parse_label
from bot.model import Point, Words

_PER_YEAR = {"year": 1, "half": 2, "quarter": 4, "month": 12}
_EVEN = 1.6
"""The longest step between two dates to the shortest, at most. Months and quarters, counted in days, have less."""


@dataclass(frozen=True, slots=True)
class Moment:
    period: Period
    place: int  # On the time axis, as `place_of` has it.
    point: Point | None  # None: a period between others of which the series says nothing.

    @property
    def value(self) -> float | None:
        return self.point.value if self.point else None


@dataclass(frozen=True, slots=True)
class Timeline:
    """Without an `axis` no line may run through the moments, their order is that of the series, and they have no places
    to be drawn at: `places` and `share` are for a timeline with an axis."""

    moments: tuple[Moment, ...]  # Oldest first.
    axis: str | None  # What a step on it is: "day", or the `Period.kind` of all. None: as a year among its quarters.
    is_mixed: bool
    """The labels are of several kinds: days among months (with an axis), or a year among its quarters (without)."""

    @property
    def is_in_days(self) -> bool:
        return self.axis == "day"

    @property
    def places(self) -> range:
        """From that of the first moment to that of the last."""
        return range(self.moments[0].place, self.moments[-1].place + 1)

    def share(self, place: int) -> float:
        """Where it stands between the first moment, 0, and the last, 1."""
        return (place - self.places[0]) / max(len(self.places) - 1, 1)

    @property
    def is_even(self) -> bool:
        """Whether all steps are about as long; without an axis none is long or short."""
        if self.axis is None:
            return True
        steps = [after.place - before.place for before, after in pairwise(self.moments)]
        return not steps or (min(steps) > 0 and max(steps) / min(steps) <= _EVEN)

    def date_lines(self, periods: Iterable[Period], words: Words, *, each_year: bool) -> list[tuple[str, str]]:
        """`_short_date` of each; without `each_year`, a year stands only below the first of its dates."""
        lines: list[tuple[str, str]] = []
        year_before = ""
        for period in periods:
            date, year = _short_date(period, words, among_years=self.axis == "year")
            lines.append((date, "" if year == year_before and not each_year else year))
            year_before = year
        return lines


def to_timeline(points: Sequence[Point]) -> Timeline | None:
    """Return None where a label is no date, or two stand for the same time."""
    dated = [(period, point) for point in points if (period := parse_label(point.label))]
    if len(dated) < len(points) or len({period for period, _ in dated}) < len(dated):
        return None
    kinds = {period.kind for period, _ in dated}
    axis = _axis_of(kinds)
    moments = [Moment(period, place_of(period, axis or "day"), point) for period, point in dated]
    if axis is not None:
        moments.sort(key=lambda moment: moment.place)
        if len({moment.place for moment in moments}) < len(moments):
            return None
    return Timeline(tuple(moments), axis, len(kinds) > 1)


def _axis_of(kinds: set[str]) -> str | None:
    """Of months "month"; of days among months and years "day", since of each its last day counts; of quarters among
    months, or of a year among its quarters, none."""
    if len(kinds) == 1:
        return next(iter(kinds))
    return "day" if "day" in kinds and kinds.isdisjoint(("quarter", "half")) else None


def with_missing(timeline: Timeline, most: int) -> Timeline:
    """Add the months, quarters or years that are left out, where that makes no more than `most` moments: Q3 between Q2
    and Q4."""
    axis = timeline.axis
    if axis is None or timeline.is_in_days or len(timeline.places) > most:
        return timeline
    known = {moment.place: moment for moment in timeline.moments}
    filled = (known.get(place) or Moment(period_at(place, axis), place, None) for place in timeline.places)
    return replace(timeline, moments=tuple(filled))


def place_of(period: Period, axis: str) -> int:
    """The number of its last day, or of its last month, quarter, half or year, counted from the year 0: on the axis of
    months May 2025 is 2025 * 12 + 4, and 2025 is as its December; on that of quarters Q2 2025 is 2025 * 4 + 1."""
    if axis == "day":
        return period.end.toordinal()
    last_month, per_year = period.month or 12, _PER_YEAR[axis]
    return period.year * per_year + last_month * per_year // 12 - 1


def period_at(place: int, kind: str) -> Period:
    """Return the period of a kind (no day) that `place_of` puts at `place`: quarter 8100 is Q1 2025."""
    if kind == "year":
        return Period(place)
    year, before = divmod(place, _PER_YEAR[kind])
    last_month = (before + 1) * 12 // _PER_YEAR[kind]
    return Period(year, last_month, 0, "" if kind == "month" else f"{kind[0].upper()}{before + 1}")


def _short_date(period: Period, words: Words, *, among_years: bool) -> tuple[str, str]:
    """Two short lines: ("24 Mar", "2025"), ("Q2", "2025"); a year alone is one, or ("year", "2025") among others."""
    year = str(period.year)
    if period.part:
        return period.part, year
    if not period.month:
        return (year, "") if among_years else (words.periods["year"], year)
    month = words.short_months[period.month - 1]
    return (words.short_day.format(day=period.day, month=month) if period.day else month), year
