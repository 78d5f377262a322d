"""Resolves English dates that count from the last subject, such as "a year later".

The functions are called in the order in which they stand: what names its year is written out before months without one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date

from bot.conversation.date_rules import NUMBERS, month_before, quarter_before
from bot.conversation.dates import with_years

_MOST = 6
"""Years and the like that are counted in words, at most."""
_COUNTS = {"the": 1} | {word: number for word, number in NUMBERS.items() if number <= _MOST}
_STEP = re.compile(
    rf"(?<!\w)(?:(?:(?P<count>{'|'.join(_COUNTS)}|[1-9]) )?(?P<unit>year|quarter|month)s? "
    r"(?P<way>before|earlier|prior|after|later)(?: that)?(?! last)"
    r"|(?:(?<=than )|(?<=from )|(?<=vs ))an? (?P<ago>year|quarter|month) ago|on the (?P<on>year|quarter|month)(?=\W*\Z)"
    r"|(?:in )?(?:the )?same (?P<same>quarter|month)(?: of)?"
    r" (?:last year|the year (?:before|earlier)|a year (?:ago|before|earlier))"
    r"|(?:in )?the (?P<order>previous|prior|next|following) (?P<named>year|quarter|month)"
    r"|the one (?P<one>before|after)(?: that| it)?(?=\W*\Z))(?!\w)",
    re.IGNORECASE,
)
_UNITS = ("unit", "named", "ago", "on", "same")
"""Groups that name the unit of a step."""
_LATER = ("after", "later", "next", "following")
_SAME = re.compile(
    r"(?<!\w)(?:(?:in|during|of|for|over) )?(?:(?:that|the) same|that|(?:the )?(?:full|whole|entire))"
    r" (?P<unit>year|quarter|month)(?!\w)(?! (?:before|earlier|prior|after|later|last|a))",
    re.IGNORECASE,
)
_OF_YEAR = re.compile(
    r"(?<!\w)(?:this|that|(?:that |the )?same) (?P<unit>quarter|month) (?:in|of|for|from) (?:the )?(?:year )?"
    r"(?P<year>20\d\d)(?!\w)",
    re.IGNORECASE,
)
_SHORT_YEAR = re.compile(
    r"\A(?P<lead>\W*+(?:(?:and|in|for|of|what about|how about)\s){1,3})(?:'|20)?(?P<year>\d\d)(?=\W*\Z)", re.IGNORECASE
)
_NEAR = 10
"""Years between the one spoken of and one of two digits, at most."""
_END = re.compile(
    r"(?<!\w)(?:(?:by|at|until|till) )?(?:the )?(?:year(?:'s)?[ -]end|end of (?:the|that) (?P<unit>year|quarter|month))"
    r"(?!\w)",
    re.IGNORECASE,
)
_START = re.compile(r"(?P<year>\d{4})(?:-Q(?P<quarter>[1-4])|-(?P<month>\d\d))?")
_COARSER = {"year": ("year",), "quarter": ("quarter", "year"), "month": ("month", "quarter", "year")}


def starts_of(spoken: Iterable[tuple[str, str]]) -> Mapping[str, date]:
    """Return the first day of the year, quarter and month that were spoken of, as far as the facets tell; a later
    facet counts more."""
    starts: dict[str, date] = {}
    for kind, value in spoken:
        start = _start_of(value)
        if start is not None:
            starts.update(dict.fromkeys(_COARSER.get(kind, ()), start))
    return starts


def counts_from_spoken(text: str) -> bool:
    """Whether `resolve_steps` or `resolve_same` may find something to write out."""
    return _STEP.search(text) is not None or names_the_same(text)


def resolve_steps(text: str, starts: Mapping[str, date]) -> str:
    """Write out "the quarter before" and "a year later"; what the time spoken of does not tell stays as it is."""

    def written(found: re.Match[str]) -> str:
        said = next((found[name] for name in _UNITS if found[name]), _finest(starts)).casefold()
        if said not in starts:
            return found[0]
        unit = "year" if found["same"] else said
        count = (found["count"] or "one").casefold()
        back = int(count) if count.isdigit() else _COUNTS[count]
        way = found["way"] or found["order"] or found["one"] or ""
        told = _told_before(unit, -back if way.casefold() in _LATER else back, starts)
        return f"than in {told}" if found["on"] else f"in {told}"

    return _STEP.sub(written, text)


def _told_before(unit: str, back: int, starts: Mapping[str, date]) -> str:
    """The time so many units before the finest one that was spoken of: of a month a year earlier a month."""
    if "month" in starts and unit != "quarter":
        return month_before(starts["month"], 12 * back if unit == "year" else back)
    if "quarter" in starts:
        return quarter_before(starts["quarter"], 4 * back if unit == "year" else back)
    return str(starts["year"].year - back)


def resolve_years(text: str, starts: Mapping[str, date]) -> str:
    """Write out "this quarter in 2024", of the quarter spoken of, and "and 24?" where a year was."""

    def written(found: re.Match[str]) -> str:
        start = starts.get(found["unit"].casefold())
        if start is None:
            return found[0]
        of_year = date(int(found["year"]), start.month, 1)
        return quarter_before(of_year, 0) if found["unit"].casefold() == "quarter" else month_before(of_year, 0)

    def in_full(found: re.Match[str]) -> str:
        year = 2000 + int(found["year"])
        near = abs(year - starts["year"].year) <= _NEAR
        return f"{found['lead']}{year}" if near else found[0]

    text = _OF_YEAR.sub(written, text)
    return _SHORT_YEAR.sub(in_full, text) if _finest(starts) == "year" else text


def _finest(starts: Mapping[str, date]) -> str:
    return next((unit for unit in ("month", "quarter", "year") if unit in starts), "")


def names_the_same(text: str) -> bool:
    """Whether a text speaks of a time as "that month" or "the full year"."""
    return _SAME.search(text) is not None or _END.search(text) is not None


def resolve_same(text: str, starts: Mapping[str, date]) -> str:
    """Write out "that month", "the full year" and "the end of the year"; what is not told stays as it is."""

    def written(found: re.Match[str]) -> str:
        unit = (found["unit"] or "year").casefold()
        start = starts.get(unit)
        if start is None:
            return found[0]
        when = {"month": month_before, "quarter": quarter_before}.get(unit, _year_before)(start, 0)
        return f"at the end of {when}" if found.re is _END else f"in {when}"

    return _SAME.sub(written, _END.sub(written, text))


def resolve_bare(text: str, starts: Mapping[str, date], today: date) -> str:
    """Give months, quarters and halves without a year the year by which they lie nearest to the time spoken of; what
    has not begun is hardly asked about after what has."""
    start = starts.get("year")
    if start is None:
        return text

    def nearest(number: int, of: int) -> int:
        if "quarter" not in starts:
            return start.year
        ahead, year = number - 1 - (start.month - 1) * of // 12, start.year
        if ahead > of / 2:
            year -= 1
        elif ahead < -of / 2:
            year += 1
        begins = date(year, (number - 1) * (12 // of) + 1, 1)
        return year - 1 if start <= today < begins else year

    return with_years(text, nearest)


def _year_before(start: date, back: int) -> str:
    return str(start.year - back)


def _start_of(value: str) -> date | None:
    """The first day of a year, quarter or month; None for one whose year is not told."""
    found = _START.fullmatch(value)
    if found is None:
        return None
    month = int(found["month"]) if found["month"] else 3 * int(found["quarter"] or 1) - 2
    with suppress(ValueError):
        return date(int(found["year"]), month, 1)
    return None
