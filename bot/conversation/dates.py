"""Resolves relative dates: "last year" and the day it is asked in, "2025" out. Times are in the one spelling.

What counts from the time that a conversation spoke of ("the year before") is written out by `spoken`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from bot.conversation.date_rules import RULES, month_number, nearest_year
from bot.conversation.language_files import talk_of
from bot.knowledge.dates import MONTHS
from bot.matching import MONTH_WORD, ORDINALS, SHARE_OF

_ANY_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|(?<!\w)'\d\d(?!\w)")
_OF_A_YEAR = re.compile(r"(?<!\w)(?:last|past|previous|prior|this|current|next|coming) year", re.IGNORECASE)
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


def resolve_dates(text: str, today: date, language: str) -> str:
    """Return the text with dates that count from `today` written out; "now", "today" and "currently" stay."""
    for pattern, replacement in RULES:
        text = pattern.sub(lambda found, make=replacement: make(found, today), text)  # type: ignore[misc]
    text = _with_whole_years(text, today)
    ahead = talk_of(language).patterns["ahead"].search(text) is not None
    return with_years(text, lambda number, of: nearest_year(number, of, today, ahead))


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
            number = month_number(found["month"])
            return f"{found['before']} {MONTHS[number - 1]} {year(number, 12)}"
        number = int(found["number"] or found["digit"] or ORDINALS[found["ordinal"].casefold()])
        letter = (found["letter"] or found["sign"] or found["kind"])[0].upper()
        return f"{found['lead'] or ''}{letter}{number} {year(number, 4 if letter == 'Q' else 2)}"

    return _BARE.sub(dated, text)
