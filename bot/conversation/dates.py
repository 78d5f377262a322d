"""Writes out dates that count from the day of asking: "last year" as "2025".

Other languages reach this module with their times already in English (`Native.plain`), so its patterns are English
alone. Years of two digits are written out where they are no days: "in aug 25".
"""

import re
from collections.abc import Callable
from datetime import date

from bot.conversation.calendar_text import last_year_of, month_number, next_year_of
from bot.conversation.date_rules import RULES
from bot.conversation.language_files import talk_of
from bot.conversation.rewriting import OverlappingRules, word_rule
from bot.knowledge.dates import A_YEAR, MONTHS
from bot.matching import MONTH_WORD, ORDINALS, SHARE_OF

YearOf = Callable[[int, int], int]
"""The year of a month, quarter or half, told its number from 1, and how many of them a year has."""

_YEAR = re.compile(rf"(?<!\d){A_YEAR}(?!\d)|(?<!\w)'\d\d(?!\w)")  # As 2025 or '25.
_RECENT = 4  # Years back to which two digits behind a month are a year.
_BEHIND_MONTH = re.compile(
    rf"(?<!\w)(?:(?P<day_lead>(?:on|the|since|from|until|till|by|after|before|to|and) )?(?:{MONTH_WORD})"
    r"|(?:end|start|beginning|close) of) (?P<year>\d\d)(?![\w:%/-]|[.,]\d)",
    re.IGNORECASE,
)
"""`day_lead` stands before days rather than months."""
_YEAR_FROM_TODAY = re.compile(r"(?<!\w)(?:last|past|previous|prior|this|current|next|coming) year", re.IGNORECASE)


def _dated_month(found: re.Match[str], year: YearOf) -> str:
    number = month_number(found["month"])
    return f"{found['lead']} {MONTHS[number - 1]} {year(number, 12)}"


def _dated_part(part: str, year: YearOf) -> str:
    """ "Q2 2025" of "q2" or "2q", "H1 2025" of a half."""
    number, letter = sorted(part.upper())  # A digit sorts before a letter.
    return f"{letter}{number} {year(int(number), 4 if letter == 'Q' else 2)}"


_UNDATED = OverlappingRules(
    # "in May", "and May?"; not "in May 5".
    word_rule(
        rf"(?P<lead>in|during|for|of|since|until|by|(?:and|about)(?=\s+\w+\W*$))\s+(?P<month>{MONTH_WORD})(?!\s+\d)",
        _dated_month,
    ),
    # "Q2", "2Q"; not "25 Q2" or "Q2 25".
    word_rule(r"(?<!\d )(?:[qh][1-4]|[1-4][qh])(?![ -]?'?\d\d(?!\d))", lambda found, year: _dated_part(found[0], year)),
    # "in the second quarter"; not "of the first quarter of the shops", nor "in the first half hour".
    word_rule(
        r"(?P<lead>in|of|for|during|since) (?:the )?(?P<ordinal>first|second|third|fourth|1st|2nd|3rd|4th)"
        rf"[ -](?P<kind>quarter|half)(?! of|[ -]?'?\d\d|{SHARE_OF})",
        lambda found, year: (
            f"{found['lead']} {_dated_part(found['kind'][0] + ORDINALS[found['ordinal'].casefold()], year)}"
        ),
    ),
)


def resolve_dates(text: str, today: date, language: str) -> str:
    """Return the text with dates that count from `today` written out; "now", "today" and "currently" stay."""
    for rule in RULES:
        text = rule.rewrite(text, today)
    text = _with_years_of_months(text, today)
    year_of = next_year_of if talk_of(language).patterns["ahead"].search(text) is not None else last_year_of
    return with_years(text, lambda number, parts: year_of(number, parts, today))


def counts_from_today(text: str, language: str) -> bool:
    """Whether anything in it would be written out, whatever the day."""
    return resolve_dates(text, date.min, language) != text


def with_years(text: str, year: YearOf) -> str:
    """Give months, quarters and halves their year where the text names none."""
    return text if _YEAR.search(text) or _YEAR_FROM_TODAY.search(text) else _UNDATED.rewrite(text, year)


def _with_years_of_months(text: str, today: date) -> str:
    """Write out the digits behind months and "end of". They are years where they lie not long back, the text names no
    other, and one of them is no day: "in aug 25", "sales aug 25", "end of 25", but not "on aug 25"."""
    if _YEAR.search(text):
        return text
    found = [one for one in _BEHIND_MONTH.finditer(text) if 0 <= today.year % 100 - int(one["year"]) <= _RECENT]
    if all(one["day_lead"] for one in found):
        return text
    for one in reversed(found):
        text = f"{text[: one.start('year')]}20{text[one.start('year') :]}"
    return text
