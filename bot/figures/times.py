"""Reads the time in a label, such as "2025-10", "Q2 2024" or "24 January 2025"."""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from math import fsum

from bot.figures.types import Span
from bot.knowledge.dates import MONTHS, Period, parse_label
from bot.model import Words

MONTHS_IN = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_NUMBERS = {name.casefold(): number for number, name in enumerate(MONTHS, 1)}
_WRITTEN = re.compile(
    rf"(?<!\w)(?:(?P<day>\d{{1,2}}) )?(?P<month>{'|'.join(MONTHS)}),? (?P<year>(?:19|20)\d\d)(?!\w)", re.IGNORECASE
)
_ISO = re.compile(r"(?<![\w-])(?:(?:19|20)\d\d[- ](?:Q[1-4]|H[12]|\d\d(?:-\d\d)?)|[QH][1-4] (?:19|20)\d\d)(?![\w-])")


def span_of_label(label: str) -> Span | None:
    """None where the label is no date: "City bike (2024)" names a bicycle."""
    period = parse_label(label)
    if period is not None:
        return span_of(period)
    written = _WRITTEN.search(label)
    if written is not None and _is_all(label, written):
        month = _NUMBERS[written["month"].casefold()]
        day = int(written["day"] or 0)
        if day > monthrange(int(written["year"]), month)[1]:
            return None
        return span_of(Period(int(written["year"]), month, day))
    found = _ISO.search(label)
    inner = parse_label(found[0]) if found is not None and _is_all(label, found) else None
    return span_of(inner) if inner is not None else None


def _is_all(label: str, found: re.Match[str]) -> bool:
    """Whether a label is a date, but for what stands behind it in brackets: "February 2026 (developers only)"."""
    rest = label[found.end() :].strip()
    return label[: found.start()].strip().casefold() in ("", "in", "on") and (
        not rest or (rest.startswith("(") and rest.endswith(")"))
    )


def span_of(period: Period) -> Span:
    end = period.end
    start = end if period.day else date(end.year, end.month - MONTHS_IN[period.kind] + 1, 1)
    return Span(start, end, period.kind, period.text)


def told(span: Span, words: Words) -> Span:
    """The same time as a language writes it; one that is no year, part of a year or day stays as it is."""
    if span.kind in ("quarter", "half"):
        part = f"{span.start.year}-{span.kind[0].upper()}{span.end.month // MONTHS_IN[span.kind]}"
        return replace(span, text=words.facet(span.kind, part))
    written = {"year": "%Y", "month": "%Y-%m", "day": "%Y-%m-%d"}.get(span.kind)
    return replace(span, text=words.date(span.start.strftime(written))) if written else span


def joined(first: Span, last: Span, words: Words) -> Span:
    """The time from the first day of one to the last day of the other."""
    return Span(first.start, last.end, "span", words.span.format(first=first.text, last=last.text))


def nested(spans: Sequence[Span]) -> bool:
    """Whether one is a part of another, as a month is of its year: their figures tell the same twice."""
    different = {(one.start, one.end): one for one in spans}.values()
    return any(one.holds(other) for one in different for other in different if one is not other)


def days_left(whole: Span, parts: Iterable[Span]) -> int:
    """Days of the whole that no part tells; a part that reaches beyond it tells none of them."""
    told = set[int]()
    for part in parts:
        if whole.holds(part):
            told.update(range(part.start.toordinal(), part.end.toordinal() + 1))
    return whole.days - len(told)


def days_of(spans: Iterable[Span]) -> int:
    """Days that lie in any of them."""
    return len({day for one in spans for day in range(one.start.toordinal(), one.end.toordinal() + 1)})


def months_of(spans: Iterable[Span]) -> float:
    """Months that lie in any of them; of one that is not whole the share of its days."""
    days = {day for one in spans for day in range(one.start.toordinal(), one.end.toordinal() + 1)}
    counts = Counter((day.year, day.month) for day in map(date.fromordinal, days))
    return fsum(count / monthrange(*month)[1] for month, count in counts.items())
