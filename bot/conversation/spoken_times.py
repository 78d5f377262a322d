"""Finds the times in a conversation from which a message may count: "the year before"."""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from bot.matching import Matcher, read_facets
from bot.model import TIME_KINDS, Context, Entry

TimeFacets = tuple[tuple[str, str], ...]  # Kinds and values, as ("month", "2025-05").
Starts = Mapping[str, date]
"""The first day of the time spoken of, by "month", "quarter" and "year". Where only a quarter was spoken of, the key
"month" is missing."""
_VALUE = re.compile(r"(?P<year>\d{4})(?:-Q(?P<quarter>[1-4])|-(?P<month>\d\d))?")
_UNITS_TOLD = {"year": ("year",), "quarter": ("quarter", "year"), "month": ("month", "quarter", "year")}
"""The units of which a time is known with one: of a month also its quarter and its year."""


@dataclass(frozen=True, slots=True)
class SpokenTimes:
    """The times from which a message may count."""

    named: TimeFacets = ()  # By the message itself.
    asked: TimeFacets = ()  # By the question before.
    answered: TimeFacets = ()  # What the last answer is about.
    told: TimeFacets = ()  # The year that the last answer tells, or that in which it holds.


def spoken_times(named: TimeFacets, context: Context, matcher: Matcher, *, back: bool) -> SpokenTimes:
    """`named`: as in `SpokenTimes`; `back`: the message goes back to an earlier subject, whose time alone counts."""
    if back:
        dated = (one.facets for one in context.earlier if any(kind in TIME_KINDS for kind, _ in one.facets))
        return SpokenTimes(named, next(dated, ()))
    last = matcher.entry_of_id.get(context.entry or "")
    if last is None:
        return SpokenTimes(named, context.facets)
    about = ((kind, matcher.guard.core(last, kind)) for kind in TIME_KINDS)
    answered = tuple((kind, next(iter(values))) for kind, values in about if len(values) == 1)
    return SpokenTimes(named, context.facets, answered, _year_told(matcher.entries[last], matcher))


def _year_told(entry: Entry, matcher: Matcher) -> TimeFacets:
    """The only year that the first sentence of an answer tells, or else that in which the answer holds."""
    first = entry.answer.partition(". ")[0]
    years = read_facets(matcher.lexicon.words(first), matcher.lexicon).of("year")
    year = years[0] if len(years) == 1 else (entry.as_of or "")[:4]
    return (("year", year),) if year else ()


def starts_of(*weakest_first: TimeFacets) -> Starts:
    """Where several tell the time of a unit, the last of them counts."""
    starts: dict[str, date] = {}
    for times in weakest_first:
        for kind, value in times:
            start = start_of(value)
            if start is not None:
                starts.update(dict.fromkeys(_UNITS_TOLD.get(kind, ()), start))
    return starts


def start_of(value: str) -> date | None:
    """The first day of a year, quarter or month; None for one whose year is not told."""
    found = _VALUE.fullmatch(value)
    if found is None:
        return None
    month = int(found["month"]) if found["month"] else 3 * int(found["quarter"] or 1) - 2
    with suppress(ValueError):
        return date(int(found["year"]), month, 1)
    return None


def finest(starts: Starts) -> str:
    """The finest unit whose time is known; empty for none."""
    return next((unit for unit in ("month", "quarter", "year") if unit in starts), "")
