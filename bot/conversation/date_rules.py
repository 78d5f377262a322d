"""The rules by which English dates that count from today are written out, the first first; and how calendars count."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from bot.knowledge.dates import MONTHS
from bot.matching import MONTH_WORD, RANK_WORDS, SHARE_OF

NUMBERS = {"a": 1} | {
    word: number
    for number, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
}
_NUMBERED = "|".join(RANK_WORDS)

_Rule = tuple[re.Pattern[str], Callable[[re.Match[str], date], str]]
"""What counts from today, and how it reads written out on that day."""


def _rule(pattern: str, make: Callable[[re.Match[str], date], str]) -> _Rule:
    return re.compile(rf"(?<!\w){pattern}(?!\w)", re.IGNORECASE), make


def month_before(today: date, back: int) -> str:
    count = today.year * 12 + today.month - 1 - back
    return f"{MONTHS[count % 12]} {count // 12}"


def quarter_before(today: date, back: int) -> str:
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
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _number(word: str) -> int:
    return int(word) if word.isdigit() else NUMBERS[word.casefold()]


def month_number(word: str) -> int:
    return next(number for number, name in enumerate(MONTHS, 1) if name.casefold().startswith(word.casefold()[:3]))


def nearest_year(number: int, of: int, today: date, ahead: bool) -> int:
    """The year of the last month, quarter or half of that number; a month that has begun counts."""
    ended = number <= today.month if of == 12 else number * (12 // of) < today.month
    past = today.year if ended else today.year - 1
    return past + 1 if ahead and (of, number) != (12, today.month) else past


def _next_month_named(found: re.Match[str], today: date) -> str:
    number = month_number(found[1])
    return f"{MONTHS[number - 1]} {nearest_year(number, 12, today, ahead=True)}"


def _last_month_named(found: re.Match[str], today: date) -> str:
    number = month_number(found[1])
    return f"{MONTHS[number - 1]} {today.year if number < today.month else today.year - 1}"


def _end_before(found: re.Match[str], _: date) -> str:
    """What holds when a month or a year begins held at the end of the one before."""
    year = int(found[2])
    if not found[1] or month_number(found[1]) == 1:
        return f"at the end of {year - 1}"
    return f"at the end of {month_before(date(year, month_number(found[1]), 1), 1)}"


_COUNT = rf"(\d{{1,2}}|{'|'.join(NUMBERS)})"
_LAST = r"(?:last|past|previous|prior)"
_YEAR_NAMED = r"((?:19|20)\d\d)"
RULES: tuple[_Rule, ...] = (
    _rule(
        r"(?:so far this year|this year so far|this year to date|year to date|ytd)",
        lambda _, today: f"{today.year} so far",
    ),
    # "In all of 2025" adds nothing up.
    _rule(rf"(?:all|the (?:whole|entire)) (?:of |year )(?:of )?{_YEAR_NAMED}", lambda found, _: found[1]),
    _rule(rf"(?:the )?(?:last|final) quarter (?:of |in )?{_YEAR_NAMED}", lambda found, _: f"Q4 {found[1]}"),
    _rule(rf"(?:the )?(?:last|final) half (?:of |in )?{_YEAR_NAMED}", lambda found, _: f"H2 {found[1]}"),
    _rule(rf"(?:the )?(?:last|final) month (?:of |in ){_YEAR_NAMED}", lambda found, _: f"December {found[1]}"),
    _rule(
        rf"(?:the )?({_NUMBERED}) month (?:of |in ){_YEAR_NAMED}"
        # "The first month of 2026 above 40,000" may be any.
        r"(?! (?:above|over|below|under|with|that|when|where|in which|to|ever|more))",
        lambda found, _: f"{MONTHS[int(RANK_WORDS[found[1].casefold()]) - 1]} {found[2]}",
    ),
    _rule(rf"(?:the )?year before {_LAST}", lambda _, today: str(today.year - 2)),
    _rule(rf"{_COUNT} years? ago", lambda found, today: str(today.year - _number(found[1]))),
    _rule(rf"{_COUNT} months? ago", lambda found, today: month_before(today, _number(found[1]))),
    _rule(
        rf"(?:in|during|since|of|from) (?:the )?{_LAST} year",
        lambda found, today: f"{found[0].split()[0]} {today.year - 1}",
    ),
    _rule(rf"(?:the )?{_LAST} year'?s?", lambda _, today: str(today.year - 1)),
    _rule(r"(?:this|the current|current) year'?s?", lambda _, today: str(today.year)),
    _rule(r"(?:the )?(?:next|coming) year'?s?", lambda _, today: str(today.year + 1)),
    _rule(rf"(?:the )?{_LAST} quarter'?s?", lambda _, today: quarter_before(today, 1)),
    _rule(r"(?:this|the current|current) quarter'?s?", lambda _, today: quarter_before(today, 0)),
    _rule(r"(?:the )?next quarter'?s?", lambda _, today: quarter_before(today, -1)),
    _rule(rf"(?:the )?{_LAST} half(?:[ -]year)?(?!{SHARE_OF})", lambda _, today: _half(today, 1)),
    _rule(rf"(?:the )?{_LAST} month'?s?", lambda _, today: month_before(today, 1)),
    _rule(r"(?:this|the current|current) month'?s?", lambda _, today: month_before(today, 0)),
    _rule(r"(?:the )?next month'?s?", lambda _, today: month_before(today, -1)),
    _rule(r"yesterday'?s?", lambda _, today: _day(today, 1)),
    _rule(r"tomorrow'?s?", lambda _, today: _day(today, -1)),
    _rule(rf"(?:the )?{_LAST} week'?s?", lambda _, today: _day(today, 7)),
    _rule(rf"{_LAST} ({MONTH_WORD})(?! \d)", _last_month_named),
    _rule(rf"this ({MONTH_WORD})(?! \d)", lambda found, today: f"{MONTHS[month_number(found[1]) - 1]} {today.year}"),
    _rule(rf"next ({MONTH_WORD})(?! \d)", _next_month_named),
    _rule(rf"(?:going|heading|coming|moving) into (?:({MONTH_WORD}) )?{_YEAR_NAMED}", _end_before),
    _rule(rf"({MONTH_WORD}) this year", lambda found, today: f"{found[1]} {today.year}"),
)
