"""Resolves relative dates: "last year" and the day it is asked in, "2025" out. Times are in the one spelling.

What counts from the time that a conversation spoke of ("the year before") is written out by `spoken`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from bot.conversation.language_files import talk_of
from bot.matching import MONTH_WORD, ORDINALS, RANK_WORDS, SHARE_OF

_MONTHS = ("January February March April May June July August September October November December").split()
_NUMBERS = {"a": 1} | {
    word: number
    for number, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
}
_NUMBERED = "|".join(RANK_WORDS)
_ANY_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|(?<!\w)'\d\d(?!\w)")

_OF_A_YEAR = re.compile(r"(?<!\w)(?:last|past|previous|prior|this|current|next|coming) year", re.IGNORECASE)

_COUNTING = re.compile(
    r"last|final|past|previous|prior|this|current|next|coming|ago|to date|ytd|yesterday|tomorrow"
    rf"|(?:{_NUMBERED}) month",
    re.IGNORECASE,
)
"""One of these is in whatever counts from today, or in a year; most questions have none, and need not be tried with
each rule."""

Rule = tuple[re.Pattern[str], Callable[[re.Match[str], date], str]]


def resolve_dates(text: str, today: date, language: str) -> str:
    """Return the text with dates that count from `today` written out; "now", "today" and "currently" stay."""
    if _COUNTING.search(text) is not None:
        for pattern, replacement in _RULES:
            text = pattern.sub(lambda found, make=replacement: make(found, today), text)  # type: ignore[misc]
    text = _with_whole_years(text, today)
    ahead = talk_of(language).patterns["ahead"].search(text) is not None
    return with_years(text, lambda number, of: _nearest_year(number, of, today, ahead))


def _with_whole_years(text: str, today: date) -> str:
    """Write out years of two digits ("in aug 25"), which might be days: only those that lie not long back, behind what
    stands before months rather than days; and behind every month where one is so."""
    if _ANY_YEAR.search(text) is not None:
        return text
    found = [one for one in _SHORT_YEAR.finditer(text) if 0 <= today.year % 100 - int(one["year"]) <= _RECENT]
    if not any(one["lead"] or one["end"] for one in found):
        return text
    for one in reversed(found):
        text = f"{text[: one.start('year')]}20{text[one.start('year') :]}"
    return text


def with_years(text: str, year: Callable[[int, int], int]) -> str:
    """Give months, quarters and halves their year where the text names none.

    `year` is told the number of one, counted from 1, and how many of them a year has.
    """
    if _BARE.search(text) is None or _ANY_YEAR.search(text) is not None or _OF_A_YEAR.search(text) is not None:
        return text

    def dated(found: re.Match[str]) -> str:
        if found["month"]:
            number = _month_number(found["month"])
            return f"{found['before']} {_MONTHS[number - 1]} {year(number, 12)}"
        number = int(found["number"] or found["digit"] or ORDINALS[found["ordinal"].casefold()])
        letter = (found["letter"] or found["sign"] or found["kind"])[0].upper()
        return f"{found['lead'] or ''}{letter}{number} {year(number, 4 if letter == 'Q' else 2)}"

    return _BARE.sub(dated, text)


def _rule(pattern: str, make: Callable[[re.Match[str], date], str]) -> Rule:
    return re.compile(rf"(?<!\w){pattern}(?!\w)", re.IGNORECASE), make


def month_before(today: date, back: int) -> str:
    count = today.year * 12 + today.month - 1 - back
    return f"{_MONTHS[count % 12]} {count // 12}"


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
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word.casefold()]


def _month_number(word: str) -> int:
    return next(number for number, name in enumerate(_MONTHS, 1) if name.casefold().startswith(word.casefold()[:3]))


def _nearest_year(number: int, of: int, today: date, ahead: bool) -> int:
    """The year of the last month, quarter or half of that number; a month that has begun counts."""
    ended = number <= today.month if of == 12 else number * (12 // of) < today.month
    past = today.year if ended else today.year - 1
    return past + 1 if ahead and (of, number) != (12, today.month) else past


def _next_month_named(found: re.Match[str], today: date) -> str:
    number = _month_number(found[1])
    return f"{_MONTHS[number - 1]} {_nearest_year(number, 12, today, ahead=True)}"


def _last_month_named(found: re.Match[str], today: date) -> str:
    number = _month_number(found[1])
    return f"{_MONTHS[number - 1]} {today.year if number < today.month else today.year - 1}"


_COUNT = rf"(\d{{1,2}}|{'|'.join(_NUMBERS)})"
_LAST = r"(?:last|past|previous|prior)"
_YEAR_NAMED = r"((?:19|20)\d\d)"
_RULES: tuple[Rule, ...] = (
    _rule(r"(?:so far this year|this year so far|this year to date|year to date|ytd)", lambda _, t: f"{t.year} so far"),
    _rule(rf"(?:the )?(?:last|final) quarter (?:of |in )?{_YEAR_NAMED}", lambda found, _: f"Q4 {found[1]}"),
    _rule(rf"(?:the )?(?:last|final) half (?:of |in )?{_YEAR_NAMED}", lambda found, _: f"H2 {found[1]}"),
    _rule(rf"(?:the )?(?:last|final) month (?:of |in ){_YEAR_NAMED}", lambda found, _: f"December {found[1]}"),
    _rule(
        rf"(?:the )?({_NUMBERED}) month (?:of |in ){_YEAR_NAMED}"
        # "The first month of 2026 above 40,000" may be any.
        r"(?! (?:above|over|below|under|with|that|when|where|in which|to|ever|more))",
        lambda found, _: f"{_MONTHS[int(RANK_WORDS[found[1].casefold()]) - 1]} {found[2]}",
    ),
    _rule(rf"(?:the )?year before {_LAST}", lambda _, t: str(t.year - 2)),
    _rule(rf"{_COUNT} years? ago", lambda found, t: str(t.year - _number(found[1]))),
    _rule(rf"{_COUNT} months? ago", lambda found, t: month_before(t, _number(found[1]))),
    _rule(
        rf"(?:in|during|since|of|from) (?:the )?{_LAST} year", lambda found, t: f"{found[0].split()[0]} {t.year - 1}"
    ),
    _rule(rf"(?:the )?{_LAST} year'?s?", lambda _, t: str(t.year - 1)),
    _rule(r"(?:this|the current|current) year'?s?", lambda _, t: str(t.year)),
    _rule(r"(?:the )?(?:next|coming) year'?s?", lambda _, t: str(t.year + 1)),
    _rule(rf"(?:the )?{_LAST} quarter'?s?", lambda _, t: quarter_before(t, 1)),
    _rule(r"(?:this|the current|current) quarter'?s?", lambda _, t: quarter_before(t, 0)),
    _rule(r"(?:the )?next quarter'?s?", lambda _, t: quarter_before(t, -1)),
    _rule(rf"(?:the )?{_LAST} half(?:[ -]year)?(?!{SHARE_OF})", lambda _, t: _half(t, 1)),
    _rule(rf"(?:the )?{_LAST} month'?s?", lambda _, t: month_before(t, 1)),
    _rule(r"(?:this|the current|current) month'?s?", lambda _, t: month_before(t, 0)),
    _rule(r"(?:the )?next month'?s?", lambda _, t: month_before(t, -1)),
    _rule(r"yesterday'?s?", lambda _, t: _day(t, 1)),
    _rule(r"tomorrow'?s?", lambda _, t: _day(t, -1)),
    _rule(rf"(?:the )?{_LAST} week'?s?", lambda _, t: _day(t, 7)),
    _rule(rf"{_LAST} ({MONTH_WORD})(?! \d)", _last_month_named),
    _rule(rf"this ({MONTH_WORD})(?! \d)", lambda found, t: f"{_MONTHS[_month_number(found[1]) - 1]} {t.year}"),
    _rule(rf"next ({MONTH_WORD})(?! \d)", _next_month_named),
    _rule(rf"({MONTH_WORD}) this year", lambda found, t: f"{found[1]} {t.year}"),
)
_RECENT = 4
"""Years back to which two digits behind a month are a year."""
_SHORT_YEAR = re.compile(
    rf"(?<!\w)(?:(?P<lead>(?:in|of|for|during|than|vs\.?|versus|between) )?(?:{MONTH_WORD})"
    r"|(?P<end>(?:end|start|beginning|close) of)) (?P<year>\d\d)(?![\w.,:%/-])",
    re.IGNORECASE,
)
_BARE = re.compile(
    rf"(?<!\w)(?:(?P<before>in|during|for|of|since|until|by|(?:and|about)(?=\s+\w+\W*$))\s+(?P<month>{MONTH_WORD})(?!\s+\d)"
    r"|(?<!\d )(?:(?P<letter>[qh])(?P<number>[1-4])|(?P<digit>[1-4])(?P<sign>[qh]))(?![ -]?'?\d\d(?!\d))"
    r"|(?P<lead>(?:in|of|for|during|since) )(?:the )?(?P<ordinal>first|second|third|fourth|1st|2nd|3rd|4th)"
    rf"[ -](?P<kind>quarter|half)(?! of|[ -]?'?\d\d|{SHARE_OF}))(?!\w)",
    re.IGNORECASE,
)
