"""Reads of answers what several checks need: the matter by declared facets, the sentences, the dates."""

import re

from bot.knowledge.dates import A_YEAR, MONTHS, Period, parse_date, parse_label
from bot.model import QUANTITY, TIME_KINDS, Entry, Series

SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
CLAUSE = re.compile(r"(?<=[.!?;])\s+|\n+")  # At semicolons too, behind which often the figure of another date stands.
_ORDINALS = ("first", "second", "third", "fourth")
_YEAR = rf"(?P<year>{A_YEAR})"
_DAY = re.compile(rf"\b(?:(?P<day>\d\d?) )?(?P<month>{'|'.join(MONTHS)}),? {_YEAR}\b")
_PART = re.compile(
    rf"\b(?:(?P<which>{'|'.join(_ORDINALS)})[- ](?P<what>quarter|half)(?: of|,)?|(?P<part>Q[1-4]|H[12])) {_YEAR}\b"
)
_ISO = re.compile(rf"\b{A_YEAR}-\d\d(?:-\d\d)?\b")


def same_matter(entry: Entry, series: Series) -> bool:
    """Whether both declare the same quantity, of the same things; dates aside."""
    return has_quantity(entry) and _undated(entry) == _undated(series)


def has_quantity(owner: Entry | Series) -> bool:
    return any(kind == QUANTITY for kind, _ in owner.about)


def _undated(owner: Entry | Series) -> frozenset[tuple[str, str]]:
    return frozenset((kind, value) for kind, value in owner.about if kind not in TIME_KINDS)


def said_dates(text: str) -> tuple[Period, ...]:
    """In no order; bare years do not count."""
    plain = text.replace("*", "")
    found = [_day(match) for match in _DAY.finditer(plain)]
    found += [_part(match) for match in _PART.finditer(plain)]
    found += [parse_date(match[0]) for match in _ISO.finditer(plain)]
    return tuple(period for period in found if period)


def _day(match: re.Match[str]) -> Period | None:
    day = f"-{int(match['day']):02}" if match["day"] else ""
    return parse_date(f"{match['year']}-{MONTHS.index(match['month']) + 1:02}{day}")


def _part(match: re.Match[str]) -> Period | None:
    part = match["part"] or f"{match['what'][0].upper()}{_ORDINALS.index(match['which']) + 1}"
    return parse_label(f"{match['year']}-{part}")
