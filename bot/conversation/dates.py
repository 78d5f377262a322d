"""Resolves relative dates: "last year" and the day it is asked in, "2025" out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date, timedelta

_MONTHS = ("January February March April May June July August September October November December").split()
_NUMBERS = {"one": 1, "a": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "ten": 10}
_MONTH_WORD = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    "|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_AHEAD = re.compile(r"\b(will|going to|gonna|plans?|planned|next|upcoming|expected|target)\b", re.IGNORECASE)
_ANY_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|(?<!\w)'\d\d(?!\w)")

_COUNTING = re.compile(
    r"last|past|previous|prior|this|current|next|coming|ago|to date|ytd|yesterday|tomorrow", re.IGNORECASE
)
"""One of these is in whatever counts from today; most questions have none, and need not be tried with each rule."""

_STEP = re.compile(
    r"(?<!\w)(?:(?:a|the|one) (?P<unit>year|quarter|month) (?P<way>before|earlier|prior|after|later)(?: that)?"
    r"|(?:in )?the (?P<order>previous|prior|next|following) (?P<named>year|quarter|month))(?!\w)",
    re.IGNORECASE,
)
_START = re.compile(r"(?P<year>\d{4})(?:-Q(?P<quarter>[1-4])|-(?P<month>\d\d))?")
_COARSER = {"year": ("year",), "quarter": ("quarter", "year"), "month": ("month", "quarter", "year")}

Rule = tuple[re.Pattern[str], Callable[[re.Match[str], date], str]]


def resolve_dates(text: str, today: date) -> str:
    """Return the text with dates that count from `today` written out; "now", "today" and "currently" stay."""
    if _COUNTING.search(text) is not None:
        for pattern, replacement in _RULES:
            text = pattern.sub(lambda found, make=replacement: make(found, today), text)  # type: ignore[misc]
    if _BARE_MONTH.search(text) is not None and _ANY_YEAR.search(text) is None:
        ahead = _AHEAD.search(text) is not None
        text = _BARE_MONTH.sub(lambda found: f"{found[1]} {_nearest_month(found[2], today, ahead)}", text)
    return text


def resolve_steps(text: str, spoken: Iterable[tuple[str, str]]) -> str:
    """Write out what counts from the time spoken of, as "the quarter before" and "a year later" do.

    `spoken`: facets of time; a later one counts more. What they do not tell stays as it is.
    """
    starts: dict[str, date] = {}
    for kind, value in spoken:
        start = _start_of(value)
        if start is not None:
            starts.update(dict.fromkeys(_COARSER.get(kind, ()), start))

    def written(found: re.Match[str]) -> str:
        unit = (found["unit"] or found["named"]).casefold()
        back = -1 if (found["way"] or found["order"]).casefold() in ("after", "later", "next", "following") else 1
        start = starts.get(unit)
        if start is None:
            return found[0]
        if unit == "year" and "month" in starts:
            return f"in {_month(starts['month'], 12 * back)}"
        if unit == "year" and "quarter" in starts:
            return f"in {_quarter(starts['quarter'], 4 * back)}"
        return f"in {start.year - back if unit == 'year' else (_month if unit == 'month' else _quarter)(start, back)}"

    return _STEP.sub(written, text)


def _start_of(value: str) -> date | None:
    """The first day of a year, quarter or month; None for one whose year is not told."""
    found = _START.fullmatch(value)
    if found is None:
        return None
    month = int(found["month"]) if found["month"] else 3 * int(found["quarter"] or 1) - 2
    with suppress(ValueError):
        return date(int(found["year"]), month, 1)
    return None


def _rule(pattern: str, make: Callable[[re.Match[str], date], str]) -> Rule:
    return re.compile(rf"(?<!\w){pattern}(?!\w)", re.IGNORECASE), make


def _month(today: date, back: int) -> str:
    count = today.year * 12 + today.month - 1 - back
    return f"{_MONTHS[count % 12]} {count // 12}"


def _quarter(today: date, back: int) -> str:
    count = today.year * 4 + (today.month - 1) // 3 - back
    return f"Q{count % 4 + 1} {count // 4}"


def _half(today: date, back: int) -> str:
    count = today.year * 2 + (today.month > 6) - back
    return f"H{count % 2 + 1} {count // 2}"


def _day(today: date, back: int) -> str:
    try:
        day = today - timedelta(days=back)
    except OverflowError:  # The first and the last day of the calendar.
        day = today
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word.casefold()]


def _month_number(word: str) -> int:
    return next(number for number, name in enumerate(_MONTHS, 1) if name.casefold().startswith(word.casefold()[:3]))


def _nearest_month(word: str, today: date, ahead: bool) -> str:
    number = _month_number(word)
    past = today.year if number <= today.month else today.year - 1
    year = past + 1 if ahead and number != today.month else past
    return f"{_MONTHS[number - 1]} {year}"


def _last_month_named(found: re.Match[str], today: date) -> str:
    number = _month_number(found[1])
    return f"{_MONTHS[number - 1]} {today.year if number < today.month else today.year - 1}"


_COUNT = r"(\d{1,2}|one|a|two|three|four|five|six|seven|eight|ten)"
_LAST = r"(?:last|past|previous|prior)"
_RULES: tuple[Rule, ...] = (
    _rule(r"(?:so far this year|this year so far|this year to date|year to date|ytd)", lambda _, t: f"{t.year} so far"),
    _rule(rf"(?:the )?year before {_LAST}", lambda _, t: str(t.year - 2)),
    _rule(rf"{_COUNT} years? ago", lambda found, t: str(t.year - _number(found[1]))),
    _rule(rf"{_COUNT} months? ago", lambda found, t: _month(t, _number(found[1]))),
    _rule(
        rf"(?:in|during|since|of|from) (?:the )?{_LAST} year", lambda found, t: f"{found[0].split()[0]} {t.year - 1}"
    ),
    _rule(rf"(?:the )?{_LAST} year'?s?", lambda _, t: str(t.year - 1)),
    _rule(r"(?:this|the current|current) year'?s?", lambda _, t: str(t.year)),
    _rule(r"(?:the )?(?:next|coming) year'?s?", lambda _, t: str(t.year + 1)),
    _rule(rf"(?:the )?{_LAST} quarter'?s?", lambda _, t: _quarter(t, 1)),
    _rule(r"(?:this|the current|current) quarter'?s?", lambda _, t: _quarter(t, 0)),
    _rule(r"(?:the )?next quarter'?s?", lambda _, t: _quarter(t, -1)),
    _rule(rf"(?:the )?{_LAST} half(?:[ -]year)?", lambda _, t: _half(t, 1)),
    _rule(rf"(?:the )?{_LAST} month'?s?", lambda _, t: _month(t, 1)),
    _rule(r"(?:this|the current|current) month'?s?", lambda _, t: _month(t, 0)),
    _rule(r"(?:the )?next month'?s?", lambda _, t: _month(t, -1)),
    _rule(r"yesterday'?s?", lambda _, t: _day(t, 1)),
    _rule(r"tomorrow'?s?", lambda _, t: _day(t, -1)),
    _rule(rf"(?:the )?{_LAST} week'?s?", lambda _, t: _day(t, 7)),
    _rule(rf"{_LAST} ({_MONTH_WORD})(?! \d)", _last_month_named),
    _rule(rf"this ({_MONTH_WORD})(?! \d)", lambda found, t: f"{_MONTHS[_month_number(found[1]) - 1]} {t.year}"),
    _rule(rf"next ({_MONTH_WORD})(?! \d)", lambda found, t: _nearest_month(found[1], t, True)),
    _rule(rf"({_MONTH_WORD}) this year", lambda found, t: f"{found[1]} {t.year}"),
)
_BARE_MONTH = re.compile(rf"(?<!\w)(in|during|for|of|since|until|by)\s+({_MONTH_WORD})(?!\w)(?!\s+\d)", re.IGNORECASE)
