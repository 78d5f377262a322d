"""Reads the times in labels, such as "2025-10" or "24 January 2025", words times in a language, and measures them."""

import re
from calendar import monthrange
from dataclasses import replace
from datetime import date

from bot.figures.types import Span
from bot.knowledge.dates import A_YEAR, MONTH_NUMBERS, MONTHS, Period, parse_label
from bot.model import Words

DAYS_IN = {"hour": 1 / 24, "day": 1.0, "week": 7.0}  # Of times that are always equally long.
MONTHS_IN = {"month": 1, "quarter": 3, "half": 6, "year": 12}
DAYS_IN_MONTH = 365.2425 / 12  # On average, with leap years.
_IN_WORDS = re.compile(
    rf"(?<!\w)(?:(?P<day>\d{{1,2}}) )?(?P<month>{'|'.join(MONTHS)}),? (?P<year>{A_YEAR})(?!\w)", re.IGNORECASE
)
_IN_NUMBERS = re.compile(rf"(?<![\w-])(?:{A_YEAR}[- ](?:Q[1-4]|H[12]|\d\d(?:-\d\d)?)|[QH][1-4] {A_YEAR})(?![\w-])")
_LEADS = ("", "in", "on")  # What may stand before the time in a label.
_PATTERNS = {"year": "%Y", "month": "%Y-%m", "day": "%Y-%m-%d"}


def span_of_label(label: str) -> Span | None:
    """None where the label is no date: "City bike (2024)" names a bicycle."""
    period = parse_label(label) or _period_within(label)
    return span_of(period) if period is not None else None


def without_time(label: str, span: Span) -> str:
    """What a label says beside its time: "Lark" of "Lark in May 2025"."""
    rest = label.replace(span.text, "").strip(" ,")
    lead = rest.rpartition(" ")[2]
    return rest.removesuffix(lead).rstrip(" ,") if lead.casefold() in _LEADS else rest


def _period_within(label: str) -> Period | None:
    """That of a label with more than a date in numbers."""
    found = _IN_WORDS.search(label)
    if found is not None and _is_whole(label, found):
        return _period_in_words(found)
    found = _IN_NUMBERS.search(label)
    return parse_label(found[0]) if found is not None and _is_whole(label, found) else None


def _is_whole(label: str, found: re.Match[str]) -> bool:
    """Whether a label is a date, but for what stands behind it in brackets: "February 2026 (developers only)"."""
    before, behind = label[: found.start()].strip(), label[found.end() :].strip()
    is_aside = behind.startswith("(") and behind.endswith(")")
    return before.casefold() in _LEADS and (not behind or is_aside)


def _period_in_words(found: re.Match[str]) -> Period | None:
    """None for a day that there is not."""
    year, month, day = int(found["year"]), MONTH_NUMBERS[found["month"].casefold()], int(found["day"] or 0)
    return Period(year, month, day) if day <= monthrange(year, month)[1] else None


def span_of(period: Period) -> Span:
    end = period.end
    start = end if period.day else date(end.year, end.month - MONTHS_IN[period.kind] + 1, 1)
    return Span(start, end, period.kind, period.text)


def told(span: Span, words: Words) -> Span:
    """The same time, with its text in a language; one that is no year, part of a year or day stays as it is."""
    if span.kind in ("quarter", "half"):
        part = f"{span.start.year}-{span.kind[0].upper()}{span.end.month // MONTHS_IN[span.kind]}"
        return replace(span, text=words.facet(span.kind, part))
    pattern = _PATTERNS.get(span.kind)
    return replace(span, text=words.date(span.start.strftime(pattern))) if pattern is not None else span


def mean_days_in(time: str) -> float | None:
    """With leap years; None for what is no time."""
    months = MONTHS_IN.get(time)
    return DAYS_IN.get(time) if months is None else months * DAYS_IN_MONTH


def joined(first: Span, last: Span, words: Words) -> Span:
    """The time from the first day of one to the last day of the other."""
    return Span(first.start, last.end, "span", words.span.format(first=first.text, last=last.text))
