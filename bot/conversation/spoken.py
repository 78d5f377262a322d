"""Resolves English dates that count from the last subject: "a year later" and the times spoken of, "in 2026" out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from bot.conversation.calendar_text import TEXT_OF_UNIT, part_of_year
from bot.conversation.dates import with_years
from bot.conversation.followup import leans
from bot.conversation.forms import Form, form
from bot.conversation.steps import UNIT, Starts, finest, steps_written
from bot.matching import normalise

Times = tuple[tuple[str, str], ...]
"""Kinds and values of facets, as ("month", "2025-05")."""

_NEAR = 10
"""Years between the one spoken of and one of two digits, at most."""
_DATE = re.compile(r"(?P<year>\d{4})(?:-Q(?P<quarter>[1-4])|-(?P<month>\d\d))?")
_COARSER = {"year": ("year",), "quarter": ("quarter", "year"), "month": ("month", "quarter", "year")}


@dataclass(frozen=True, slots=True)
class SpokenTimes:
    """The times from which a message may count."""

    named: Times = ()
    """By itself."""
    asked: Times = ()
    """By the question before."""
    answered: Times = ()
    """What the last answer is about."""
    told: Times = ()
    """The year that the last answer tells, or that in which it holds."""


def written_out(text: str, spoken: SpokenTimes, today: date | None, language: str) -> str:
    """Write out the times that count from those spoken of; what these do not tell stays as it is. `today` keeps months
    without a year from lying ahead."""
    # "In May 2025, and how many that year?" counts from May, before anything else.
    text = _same_written(text, _starts_of(spoken.named))
    # These take the time that was asked about, and no other.
    text = _of_years_written(text, _starts_of(spoken.asked))
    text = _short_year_written(text, _starts_of(spoken.asked))
    # The weakest first: what was asked about counts more than what the answer speaks of.
    text = steps_written(text, _starts_of((*spoken.told, *spoken.answered, *spoken.asked)))
    text = _same_written(text, _starts_of((*spoken.answered, *spoken.asked)))
    # Last, since what was written out names a year.
    years = (time for time in spoken.answered if time[0] == "year")
    dated = _undated_written(text, _starts_of((*years, *spoken.asked)), today)
    return dated if dated != text and leans(normalise(text), text, language) else text


def _starts_of(times: Iterable[tuple[str, str]]) -> Starts:
    """A later time counts more than an earlier one."""
    starts: dict[str, date] = {}
    for kind, value in times:
        start = _start_of(value)
        if start is not None:
            starts.update(dict.fromkeys(_COARSER.get(kind, ()), start))
    return starts


def _start_of(value: str) -> date | None:
    """The first day of a year, quarter or month; None for one whose year is not told."""
    found = _DATE.fullmatch(value)
    if found is None:
        return None
    month = int(found["month"]) if found["month"] else 3 * int(found["quarter"] or 1) - 2
    with suppress(ValueError):
        return date(int(found["year"]), month, 1)
    return None


def _unit_written(found: re.Match[str], starts: Starts, lead: str) -> str:
    """The time itself of the unit that is named."""
    unit = (found["unit"] or "year").casefold()
    return f"{lead} {TEXT_OF_UNIT[unit](starts[unit])}" if unit in starts else found[0]


# "by the end of the year", "at year-end"
_END: Form[Starts] = form(
    rf"(?:(?:by|at|until|till) )?(?:the )?(?:year(?:'s)?[ -]end|end of (?:the|that) {UNIT})",
    lambda found, starts: _unit_written(found, starts, "at the end of"),
)
# "that month", "the full year"; not "the same month last year", which is a step
_SAME: Form[Starts] = form(
    rf"(?:(?:in|during|of|for|over) )?(?:(?:that|the) same|that|(?:the )?(?:full|whole|entire)) {UNIT}"
    r"(?!\w)(?! (?:before|earlier|prior|after|later|last|a))",
    lambda found, starts: _unit_written(found, starts, "in"),
)


def names_the_same(text: str) -> bool:
    """Whether it counts from a time that it may name itself: "in May 2025, and how many that year?"."""
    return any(one.pattern.search(text) for one in (_END, _SAME))


def _same_written(text: str, starts: Starts) -> str:
    return _SAME.written_out(_END.written_out(text, starts), starts)


def _unit_of_year(found: re.Match[str], starts: Starts) -> str:
    unit = found["unit"].casefold()
    if unit not in starts:
        return found[0]
    return TEXT_OF_UNIT[unit](date(int(found["year"]), starts[unit].month, 1))


# "this quarter in 2024", of the quarter spoken of
_OF_YEAR = form(
    r"(?:this|that|(?:that |the )?same) (?P<unit>quarter|month) (?:in|of|for|from) (?:the )?(?:year )?(?P<year>20\d\d)",
    _unit_of_year,
)


def _of_years_written(text: str, starts: Starts) -> str:
    return _OF_YEAR.written_out(text, starts)


def _year_in_full(found: re.Match[str], starts: Starts) -> str:
    year = 2000 + int(found["year"])
    return f"{found['lead']}{year}" if abs(year - starts["year"].year) <= _NEAR else found[0]


# "and 24?"
_SHORT_YEAR = form(
    r"\A(?P<lead>\W*+(?:(?:and|in|for|of|what about|how about)\s){1,3})(?:'|20)?(?P<year>\d\d)(?=\W*\Z)", _year_in_full
)


def _short_year_written(text: str, starts: Starts) -> str:
    """Where a month or a quarter was spoken of, it may be a day."""
    return _SHORT_YEAR.written_out(text, starts) if finest(starts) == "year" else text


def _undated_written(text: str, starts: Starts, today: date | None) -> str:
    """Give months, quarters and halves without a year the one spoken of, or that by which they lie nearest to the month
    or quarter spoken of."""
    if not starts:
        return text
    spoken = starts["year"]

    def year_of(number: int, of: int) -> int:
        return spoken.year if finest(starts) == "year" else _nearest_year(number, of, spoken, today)

    return with_years(text, year_of)


def _nearest_year(number: int, of: int, spoken: date, today: date | None) -> int:
    """January after December 2025 is that of 2026, one month on and not eleven back. What has not begun is hardly asked
    about after what has: December after October 2026 is that of 2025 in November."""
    year, ahead = spoken.year, number - part_of_year(spoken, of)
    if ahead > of / 2:
        year -= 1
    elif ahead < -of / 2:
        year += 1
    if today is not None and spoken <= today and (year, number) > (today.year, part_of_year(today, of)):
        return year - 1
    return year
