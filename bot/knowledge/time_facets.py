"""Spells the times among declared facets as `Period.facets` does."""

import re

from bot.knowledge.dates import MONTHS
from bot.model import NO_YEAR

_FORMS = {
    "month": re.compile(r"(?:\d{4}|-)-(?:0[1-9]|1[0-2])"),
    "quarter": re.compile(r"(?:\d{4}|-)-Q[1-4]"),
    "half": re.compile(r"(?:\d{4}|-)-H[12]"),
}
_MONTH_NUMBERS = {name.casefold(): number for number, name in enumerate(MONTHS, 1)}


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
    number = _MONTH_NUMBERS.get(value.casefold())
    if number is None and len(value) <= 2 and value.isdecimal():
        number = int(value)
    return value if number is None else f"{year}-{number:02}"


def _part(kind: str, value: str, year: str) -> str:
    """Of "Q1", "q1" or "1"; a longer value only gets capitals, such as "2025-q1"."""
    if len(value) > 2:
        return value.upper()
    return f"{year}-{value.upper() if value[:1].isalpha() else kind[0].upper() + value}"
