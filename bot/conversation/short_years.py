"""Writes out years of two digits, where they are no days: "in aug 25", "and 24?"."""

from __future__ import annotations

import re
from datetime import date

from bot.matching import MONTH_WORD

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|(?<!\w)'\d\d(?!\w)")
_RECENT = 4
"""Years back to which two digits behind a month are a year."""
_NEAR = 10
"""Years between the one spoken of and one of two digits alone, at most."""
_BEHIND_MONTH = re.compile(
    rf"(?<!\w)(?:(?P<month_lead>(?:in|of|for|during|than|vs\.?|versus|between) )?(?:{MONTH_WORD})"
    r"|(?P<end_of>(?:end|start|beginning|close) of)) (?P<year>\d\d)(?![\w.,:%/-])",
    re.IGNORECASE,
)
"""`month_lead` stands before months rather than days."""
_ALONE = re.compile(
    r"\A(?P<lead>\W*+(?:(?:and|in|for|of|what about|how about)\s){1,3})(?:'|20)?(?P<year>\d\d)(?=\W*\Z)", re.IGNORECASE
)


def names_a_year(text: str) -> bool:
    """As 2025 or '25."""
    return _YEAR.search(text) is not None


def with_years_of_months(text: str, today: date) -> str:
    """Write out the digits behind months and "end of". They are years where they lie not long back, the text names no
    other, and at least one of them cannot be a day: "in aug 25", "end of 25", but not "on aug 25"."""
    if names_a_year(text):
        return text
    found = [one for one in _BEHIND_MONTH.finditer(text) if 0 <= today.year % 100 - int(one["year"]) <= _RECENT]
    if not any(one["month_lead"] or one["end_of"] for one in found):
        return text
    for one in reversed(found):
        text = f"{text[: one.start('year')]}20{text[one.start('year') :]}"
    return text


def with_year_alone(text: str, spoken: int) -> str:
    """Write out the digits where a text says nothing else ("and 24?"), near the year that was spoken of."""
    found = _ALONE.search(text)
    if found is None or abs(2000 + int(found["year"]) - spoken) > _NEAR:
        return text
    return f"{found['lead']}20{found['year']}{text[found.end() :]}"
