"""Reads dates as the `Period` of a day, month, quarter or year, and brings the times of facets into one spelling."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from bot.model import NO_YEAR

MONTHS = tuple("January February March April May June July August September October November December".split())
MONTH_NUMBERS = {name.casefold(): number for number, name in enumerate(MONTHS, 1)}
A_YEAR = r"(?:19|20)\d\d"  # A pattern: four digits that are taken for a year.
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_LABEL = re.compile(
    rf"(?P<year>{A_YEAR})(?:[- ]?(?P<part>Q[1-4]|H[12])|-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?", re.ASCII
)
_PART_FIRST = re.compile(rf"(Q[1-4]|H[12])[- ]({A_YEAR})")
_FORMS = {
    "month": re.compile(r"(?:\d{4}|-)-(?:0[1-9]|1[0-2])"),
    "quarter": re.compile(r"(?:\d{4}|-)-Q[1-4]"),
    "half": re.compile(r"(?:\d{4}|-)-H[12]"),
}
MONTHS_OF_PARTS = {"Q": 3, "H": 6}
YEARS = range(1900, 2101)  # A whole number among these, without a unit, is taken for a year.


@dataclass(frozen=True, slots=True, order=True)
class Period:
    year: int
    month: int = 0  # 0 where it is a whole year; of a quarter or half its last month.
    day: int = 0
    part: str = ""  # A quarter or a half of the year, as "Q1" or "H2".

    @property
    def end(self) -> date:
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    @property
    def kind(self) -> str:
        if self.part:
            return "quarter" if self.part[0] == "Q" else "half"
        return "day" if self.day else "month" if self.month else "year"

    @property
    def text(self) -> str:
        """As it reads in a sentence: "5 May 2025", "May 2025", "Q1 2025", "2025"."""
        if self.part:
            return f"{self.part} {self.year}"
        month = f"{MONTHS[self.month - 1]} " if self.month else ""
        return f"{self.day} {month}{self.year}" if self.day else f"{month}{self.year}"

    @property
    def facets(self) -> tuple[tuple[str, str], ...]:
        """As ("year", "2025"), then ("month", "2025-05"), ("day", "2025-05-31"), ("quarter", "2025-Q1") or so."""
        parts = [("year", str(self.year))]
        if self.part:
            parts.append((self.kind, f"{self.year}-{self.part}"))
        elif self.month:
            parts.append(("month", f"{self.year}-{self.month:02}"))
        if self.day:
            parts.append(("day", f"{self.year}-{self.month:02}-{self.day:02}"))
        return tuple(parts)


def parse_date(text: str) -> Period | None:
    """Read 2025, 2025-12 or 2025-12-31; None for anything else, days that do not exist included."""
    match = _DATE.fullmatch(text)
    if not match:
        return None
    try:
        date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return None
    return Period(int(match[1]), int(match[2] or 0), int(match[3] or 0))


def parse_label(text: str) -> Period | None:
    """Read a date of this or the last century, or a part of a year: 2025-Q1, 2025 Q1, Q1 2025, 2025-H2."""
    swapped = _PART_FIRST.fullmatch(text)
    match = _LABEL.fullmatch(f"{swapped[2]}-{swapped[1]}" if swapped else text)
    if not match:
        return None
    part = match["part"]
    if part:
        return Period(int(match["year"]), int(part[1]) * MONTHS_OF_PARTS[part[0]], 0, part)
    return parse_date(text)


def canonical_facets(about: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """May is "2025-05" beside that year, else "--05"; the first quarter is "2025-Q1" or "--Q1"."""
    year = next((value for kind, value in about if kind == "year"), NO_YEAR)
    return tuple((kind, _canonical(kind, value, year)) for kind, value in about)


def can_be(kind: str, value: str) -> bool:
    """Whether there is such a month, quarter or half; true for values of other kinds."""
    return kind not in _FORMS or _FORMS[kind].fullmatch(_canonical(kind, value, NO_YEAR)) is not None


def _canonical(kind: str, value: str, year: str) -> str:
    if kind == "month":
        return _month(value, year)
    return _part(kind, value, year) if kind in ("quarter", "half") else value


def _month(value: str, year: str) -> str:
    """Of "May", "5" or "05"; another value stays, such as "2025-05"."""
    number = MONTH_NUMBERS.get(value.casefold())
    if number is None and len(value) <= 2 and value.isdecimal():
        number = int(value)
    return value if number is None else f"{year}-{number:02}"


def _part(kind: str, value: str, year: str) -> str:
    """Of "Q1", "q1" or "1"; a longer value only gets capitals, such as "2025-q1"."""
    if len(value) > 2:
        return value.upper()
    return f"{year}-{value.upper() if value[:1].isalpha() else kind[0].upper() + value}"
