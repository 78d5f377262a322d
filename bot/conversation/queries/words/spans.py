"""Makes spans of a year and its parts: that of a quarter, the same of another year, the one before."""

import re
from collections.abc import Iterable
from datetime import timedelta

from bot.figures import Span
from bot.figures.times import span_of
from bot.knowledge.dates import MONTHS_OF_PARTS, Period

is_year = re.compile(r"(?:19|20)\d\d").fullmatch  # Found in a word that is a year.
_WORD = re.compile(r"\w+")
_PARTS = ("half", "quarter", "month")


def year_in(text: str) -> str:
    """The first year that stands by itself in a text; empty where none does."""
    return next(filter(is_year, _WORD.findall(text)), "")


def later_first(spans: Iterable[Span]) -> list[Span]:
    return sorted(spans, key=lambda span: span.end, reverse=True)


def part_of_year(kind: str, year: int, month: int) -> Span:
    """The quarter or half that ends with a month; the month itself for any other kind."""
    letter = kind[0].upper()
    part = f"{letter}{month // MONTHS_OF_PARTS[letter]}" if letter in MONTHS_OF_PARTS else ""
    return span_of(Period(year, month, part=part))


def moved(span: Span, year: int) -> Span:
    """The same month, quarter or half of another year."""
    return part_of_year(span.kind, year, span.end.month)


def year_before(span: Span) -> Span | None:
    """The same time a year earlier; None for days and spans of any length."""
    if span.kind == "year":
        return span_of(Period(span.start.year - 1))
    return moved(span, span.start.year - 1) if span.kind in _PARTS else None


def right_before(span: Span) -> Span | None:
    """The time of its own length that ends where it begins; None for days and spans of any length."""
    if span.kind not in _PARTS:
        return year_before(span)
    last = span.start - timedelta(days=1)
    return part_of_year(span.kind, last.year, last.month)
