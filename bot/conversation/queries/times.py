"""Reads the times in a question, and how they belong together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.conversation.queries.language import Language
from bot.figures import Span
from bot.figures.times import joined, span_of, told
from bot.knowledge.dates import Period
from bot.matching import MONTHS, negated_places

_YEAR = re.compile(r"(?:19|20)\d\d")
_PART = re.compile(r"([qh])([1-4])")
_DAY = re.compile(r"([12]?\d|3[01])(?:st|nd|rd|th)?")
_MONTH = {name: number for number, name in enumerate(MONTHS, 1)}
_MIDDLE = 6
"""The month whose end is the middle of a year."""
_FAR_BACK, _FAR_AHEAD = date(1900, 1, 1), date(2999, 12, 31)


@dataclass(frozen=True, slots=True)
class Named:
    """A time that is named, with the places of its words."""

    span: Span
    start: int
    stop: int
    at_end: bool = False
    """The end of it is meant: "at the end of 2025"."""


@dataclass(frozen=True, slots=True)
class Times:
    named: tuple[Named, ...] = ()
    """In the order of the words; spans that a range joins are one."""
    open_range: Span | None = None
    """All since, or until, a time that is named."""
    pair: bool = False
    """Two times are named "from" and "to", as ends that may also be compared."""

    @property
    def spans(self) -> tuple[Span, ...]:
        return tuple(one.span for one in self.named)


def read_times(words: Sequence[str], of: Language) -> Times:
    denied = negated_places(words, of.native)
    dated = _with_years(words, _found(words, of))
    found = [replace(one, span=told(one.span, of.says)) for one in dated if one.start not in denied]
    if not found:
        return Times()
    if len(found) == 1:
        before = set(words[max(0, found[0].start - 3) : found[0].start])
        only = found[0].span
        if before & of.words["since"] and not before & of.words["from"]:
            return Times(tuple(found), Span(only.start, _FAR_AHEAD, "span", of.says.since.format(time=only.text)))
        if before & of.words["until"] and not before & of.words["by"]:
            return Times(tuple(found), Span(_FAR_BACK, only.end, "span", of.says.until.format(time=only.text)))
        return Times(tuple(found))
    pair = len(found) == 2 and _is_range(words, found[0], found[1], of)
    return Times(tuple(found), pair=pair)


def range_of(times: Times, of: Language) -> Span | None:
    """The whole time from the first to the last that is named, where a range is meant."""
    if times.open_range is not None:
        return times.open_range
    if times.pair:
        first, last = sorted(times.spans, key=lambda span: span.start)
        return joined(first, last, of.says)
    return None


def _is_range(words: Sequence[str], first: Named, second: Named, of: Language) -> bool:
    between = set(words[first.stop : second.start])
    before = set(words[max(0, first.start - 4) : first.start])
    if not between and first.span.kind == second.span.kind:
        return (second.span.start - first.span.end).days > 1  # "Q1-Q3": the words have no marks.
    return bool(between & of.words["range"] or (between & of.words["and"] and before & of.words["between_two"]))


def _found(words: Sequence[str], of: Language) -> list[Named]:
    found: list[Named] = []
    at = 0
    while at < len(words):
        one = _at(words, at, of)
        if one is None:
            at += 1
            continue
        ends = not of.words["ends"].isdisjoint(words[max(0, one.start - 3) : one.start])
        found.append(Named(one.span, one.start, one.stop, ends))
        at = one.stop
    return found


def _at(words: Sequence[str], at: int, of: Language) -> Named | None:
    """The time that begins at a place; its year is 1 where it is not told beside it."""
    word = words[at]
    after = words[at + 1] if at + 1 < len(words) else ""
    if _YEAR.fullmatch(word):
        part = _PART.fullmatch(after)
        if part is not None:
            return _part(part, int(word), at, at + 2)
        middle = at and words[at - 1] in of.words["middle"]
        return Named(span_of(Period(int(word), _MIDDLE if middle else 0)), at - bool(middle), at + 1)
    part = _PART.fullmatch(word)
    if part is not None and not (part[1] == "h" and part[2] > "2"):
        year, stop = _year_after(words, at + 1, of)
        return _part(part, year, at, stop)
    if word in _MONTH:
        if word in of.native.words["doubtful_months"] and not _is_month(words, at, of):
            return None
        day_before = _DAY.fullmatch(words[at - 1]) if at else None
        day_after = _DAY.fullmatch(after) if after and not _YEAR.fullmatch(after) else None
        year, stop = _year_after(words, at + (2 if day_after else 1), of)
        day = day_before or day_after
        start = at - 1 if day_before else at
        if day is not None and year > 1:
            try:
                date(year, _MONTH[word], int(day[1]))
            except ValueError:
                return None
            return Named(span_of(Period(year, _MONTH[word], int(day[1]))), start, stop)
        return Named(span_of(Period(max(year, 1), _MONTH[word])), at, stop)
    return _counted_months(words, at, of)


def _counted_months(words: Sequence[str], at: int, of: Language) -> Named | None:
    """ "The first nine months of 2025", "the last two quarters of 2025"; "first" may have been left out before."""
    last = words[at] in of.words["from_end"]
    ends = last or words[at] in of.words["from_start"]
    number = words[at + 1 if ends else at] if at + ends < len(words) else ""
    unit = words[at + ends + 1] if at + ends + 1 < len(words) else ""
    told = int(number) if number.isdecimal() and len(number) < 3 else of.numbers.get(number, 0)
    count = told * ((unit in of.words["months"]) + 3 * (unit in of.words["quarters"]))
    year, stop = _year_after(words, at + ends + 2, of)
    if not 0 < count <= 12 or year == 1:
        return None
    if last:
        start, end = date(year, 13 - count, 1), date(year, 12, 31)
    else:
        start, end = date(year, 1, 1), span_of(Period(year, count)).end
    pattern = of.says.last_of_year if last else of.says.first_of_year
    return Named(Span(start, end, "span", pattern.format(number=number, unit=unit, year=year)), at, stop)


def _part(part: re.Match[str], year: int, start: int, stop: int) -> Named:
    months = 3 if part[1] == "q" else 6
    return Named(span_of(Period(max(year, 1), int(part[2]) * months, 0, part[0].upper())), start, stop)


def _year_after(words: Sequence[str], at: int, of: Language) -> tuple[int, int]:
    """The year that stands next, a word such as "of" between; 1 where none does."""
    for skip in (0, 1):
        if (
            at + skip < len(words)
            and _YEAR.fullmatch(words[at + skip])
            and (not skip or words[at] in of.words["year_leads"])
        ):
            return int(words[at + skip]), at + skip + 1
    return 1, at


def _is_month(words: Sequence[str], at: int, of: Language) -> bool:
    before = words[at - 1] if at else ""
    after = words[at + 1] if at + 1 < len(words) else ""
    return bool(
        _YEAR.fullmatch(after)
        or _DAY.fullmatch(after)
        or _DAY.fullmatch(before)
        or before in of.words["beside_months"]
        or before in _MONTH
        or after in _MONTH
    )


def _with_years(words: Sequence[str], found: list[Named]) -> list[Named]:
    """Give months and quarters without a year that of the next time behind them, else of the last before; a bare year
    that only gave it is a time of its own no more."""
    years = [one.span.start.year for one in found if one.span.start.year > 1]
    result: list[Named] = []
    for at, one in enumerate(found):
        if one.span.start.year > 1:
            result.append(one)
            continue
        later = [two.span.start.year for two in found[at + 1 :] if two.span.start.year > 1]
        year = later[0] if later else years[-1] if years else None
        if year is None:
            continue
        result.append(Named(_moved(one.span, year), one.start, one.stop, one.at_end))
    parts = [one for one in result if one.span.kind != "year"]
    if len(parts) < len(result) and parts:
        inside = {one.span.start.year for one in parts if not _has_own_year(words, one)}
        result = [one for one in result if one.span.kind != "year" or one.span.start.year not in inside]
    unique: list[Named] = []
    for one in result:
        if one.span not in [two.span for two in unique]:
            unique.append(one)
    return unique


def _has_own_year(words: Sequence[str], one: Named) -> bool:
    return any(_YEAR.fullmatch(word) for word in words[one.start : one.stop])


def _moved(span: Span, year: int) -> Span:
    if span.kind == "quarter" or span.kind == "half":
        size = 3 if span.kind == "quarter" else 6
        number = (span.end.month + size - 1) // size
        return span_of(Period(year, span.end.month, 0, f"{'Q' if size == 3 else 'H'}{number}"))
    return span_of(Period(year, span.end.month))


def before(span: Span, back: str = "year") -> Span | None:
    """The same time a year (or its own length) earlier."""
    if back == "year" or span.kind == "year":
        if span.kind == "year":
            return span_of(Period(span.start.year - 1))
        if span.kind in ("quarter", "half", "month"):
            return _moved(span, span.start.year - 1)
        return None
    last = span.start - timedelta(days=1)
    if span.kind == "month":
        return span_of(Period(last.year, last.month))
    if span.kind == "quarter":
        return span_of(Period(last.year, last.month, 0, f"Q{last.month // 3}"))
    if span.kind == "half":
        return span_of(Period(last.year, last.month, 0, f"H{last.month // 6}"))
    return None
