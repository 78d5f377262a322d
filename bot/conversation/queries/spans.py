"""Makes spans of a year and its parts: that of a quarter, the same of another year, the one before."""

from __future__ import annotations

from datetime import timedelta

from bot.figures import Span
from bot.figures.times import span_of
from bot.knowledge.dates import MONTHS_OF_PARTS, Period


def part_of_year(kind: str, year: int, month: int) -> Span:
    """The quarter or half that ends with a month; the month itself for any other kind."""
    letter = kind[0].upper()
    part = f"{letter}{month // MONTHS_OF_PARTS[letter]}" if letter in MONTHS_OF_PARTS else ""
    return span_of(Period(year, month, part=part))


def moved(span: Span, year: int) -> Span:
    """The same month, quarter or half of another year."""
    return part_of_year(span.kind, year, span.end.month)


def before(span: Span, back: str = "year") -> Span | None:
    """The same time a year earlier, or for another `back` the time of its own length right before; None for days and
    spans of any length."""
    if span.kind == "year":
        return span_of(Period(span.start.year - 1))
    if span.kind not in ("half", "quarter", "month"):
        return None
    if back == "year":
        return moved(span, span.start.year - 1)
    last = span.start - timedelta(days=1)
    return part_of_year(span.kind, last.year, last.month)
