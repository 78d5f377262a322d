"""Finds the dates in a text, such as "30 September 2026" or "the second quarter of 2026"."""

import re

from bot.knowledge.dates import MONTHS, Period, parse_date, parse_label

ORDINALS = ("first", "second", "third", "fourth")
YEAR = r"(?P<year>(?:19|20)\d\d)"
DAY = re.compile(rf"\b(?:(?P<day>\d\d?) )?(?P<month>{'|'.join(MONTHS)}),? {YEAR}\b")
PART = re.compile(
    rf"\b(?:(?P<which>{'|'.join(ORDINALS)})[- ](?P<what>quarter|half)(?: of|,)?|(?P<part>Q[1-4]|H[12])) {YEAR}\b"
)
ISO = re.compile(r"\b(?:19|20)\d\d-\d\d(?:-\d\d)?\b")


def said_dates(text: str) -> tuple[Period, ...]:
    """Days, months, quarters and halves, in no order; bare years do not count."""
    plain = text.replace("*", "")
    found = [_day(match) for match in DAY.finditer(plain)]
    found += [_part(match) for match in PART.finditer(plain)]
    found += [parse_date(match[0]) for match in ISO.finditer(plain)]
    return tuple(period for period in found if period)


def _day(match: re.Match[str]) -> Period | None:
    day = f"-{int(match['day']):02}" if match["day"] else ""
    return parse_date(f"{match['year']}-{MONTHS.index(match['month']) + 1:02}{day}")


def _part(match: re.Match[str]) -> Period | None:
    part = match["part"] or f"{match['what'][0].upper()}{ORDINALS.index(match['which']) + 1}"
    return parse_label(f"{match['year']}-{part}")
