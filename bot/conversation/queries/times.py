"""Reads the times in a question, and how they belong together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

from bot.conversation.queries.language import Language
from bot.conversation.queries.spans import is_year, moved, part_of_year
from bot.figures import Span
from bot.figures.times import joined, span_of, told
from bot.knowledge.dates import Period
from bot.matching import MONTHS, negated_places

_PART = re.compile(r"q[1-4]|h[12]")
_DAY = re.compile(r"([12]?\d|3[01])(?:st|nd|rd|th)?")
_MONTH = {name: number for number, name in enumerate(MONTHS, 1)}
_MIDDLE = 6
"""The month whose end is the middle of a year."""
_ANY_YEAR = 1
"""In which a month or quarter stands that is named without one."""
_LED_BEFORE, _BETWEEN_BEFORE, _ENDS_BEFORE = 3, 4, 3
"""Words before a time among which stand "since", "between" and "end" for it."""
_FAR_BACK, _FAR_AHEAD = date(1900, 1, 1), date(2999, 12, 31)


@dataclass(frozen=True, slots=True)
class NamedTime:
    """A time that is named, with the places of its words."""

    span: Span
    start: int
    stop: int
    at_end: bool = False
    """The end of it is meant: "at the end of 2025"."""
    is_of_a_year: bool = True
    """Its year is known."""


@dataclass(frozen=True, slots=True)
class Times:
    named: tuple[NamedTime, ...] = ()
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
    dated = _by_themselves(words, _with_years(_found(words, of)))
    found = tuple(replace(one, span=told(one.span, of.says)) for one in dated if one.start not in denied)
    if len(found) != 1:
        return Times(found, pair=len(found) == 2 and _is_range(words, found[0], found[1], of))
    before, only = set(words[max(0, found[0].start - _LED_BEFORE) : found[0].start]), found[0].span
    if before & of.words["since"] and not before & of.words["from"]:
        return Times(found, Span(only.start, _FAR_AHEAD, "span", of.says.since.format(time=only.text)))
    if before & of.words["until"] and not before & of.words["by"]:
        return Times(found, Span(_FAR_BACK, only.end, "span", of.says.until.format(time=only.text)))
    return Times(found)


def range_of(times: Times, of: Language) -> Span | None:
    """The whole time from the first to the last that is named, where a range is meant."""
    if times.open_range is not None:
        return times.open_range
    if times.pair:
        first, last = sorted(times.spans, key=lambda span: span.start)
        return joined(first, last, of.says)
    return None


def _is_range(words: Sequence[str], first: NamedTime, second: NamedTime, of: Language) -> bool:
    between = set(words[first.stop : second.start])
    before = set(words[max(0, first.start - _BETWEEN_BEFORE) : first.start])
    if not between and first.span.kind == second.span.kind:
        return (second.span.start - first.span.end).days > 1  # "Q1-Q3": the words have no marks.
    return bool(between & of.words["range"] or (between & of.words["and"] and before & of.words["between_two"]))


def _found(words: Sequence[str], of: Language) -> list[NamedTime]:
    found: list[NamedTime] = []
    at = 0
    while at < len(words):
        one = _at(words, at, of)
        if one is not None:
            at_end = not of.words["ends"].isdisjoint(words[max(0, one.start - _ENDS_BEFORE) : one.start])
            found.append(replace(one, at_end=at_end))
        at = one.stop if one is not None else at + 1
    return found


def _at(words: Sequence[str], at: int, of: Language) -> NamedTime | None:
    """The time that begins at a place, or a day or middle before it."""
    word, after = words[at], words[at + 1] if at + 1 < len(words) else ""
    if is_year(word):
        if _PART.fullmatch(after):
            return _part(after, int(word), at, at + 2)
        middle = at > 0 and words[at - 1] in of.words["middle"]
        return NamedTime(span_of(Period(int(word), _MIDDLE if middle else 0)), at - middle, at + 1)
    if _PART.fullmatch(word):
        year, stop = _year_after(words, at + 1, of)
        return _part(word, year, at, stop)
    return _month_at(words, at, of) if word in _MONTH else _counted_months(words, at, of)


def _part(word: str, year: int | None, start: int, stop: int) -> NamedTime:
    kind, months = ("quarter", 3) if word[0] == "q" else ("half", 6)
    return _named(kind, year, months * int(word[1]), start, stop)


def _named(kind: str, year: int | None, month: int, start: int, stop: int) -> NamedTime:
    return NamedTime(part_of_year(kind, year or _ANY_YEAR, month), start, stop, is_of_a_year=year is not None)


def _month_at(words: Sequence[str], at: int, of: Language) -> NamedTime | None:
    """The month, or the day of it that stands beside its name; None for a day that there is not."""
    if words[at] in of.native.words["doubtful_months"] and not _is_month(words, at, of):
        return None
    month, after = _MONTH[words[at]], words[at + 1] if at + 1 < len(words) else ""
    day_before = _DAY.fullmatch(words[at - 1]) if at else None
    day_after = _DAY.fullmatch(after) if after and not is_year(after) else None
    year, stop = _year_after(words, at + (2 if day_after else 1), of)
    day = day_before or day_after
    if day is None or year is None:
        return _named("month", year, month, at, stop)
    with suppress(ValueError):
        date(year, month, int(day[1]))
        return NamedTime(span_of(Period(year, month, int(day[1]))), at - 1 if day_before else at, stop)
    return None


def _counted_months(words: Sequence[str], at: int, of: Language) -> NamedTime | None:
    """ "The first nine months of 2025", "the last two quarters of 2025"; "first" may have been left out before."""
    last = words[at] in of.words["from_end"]
    start = at + 1 if last or words[at] in of.words["from_start"] else at
    number, unit = (*words[start : start + 2], "", "")[:2]
    counted = int(number) if number.isdecimal() and len(number) < 3 else of.numbers.get(number, 0)
    months = 1 if unit in of.words["months"] else 3 if unit in of.words["quarters"] else 0
    year, stop = _year_after(words, start + 2, of)
    if not 0 < counted * months <= 12 or year is None:
        return None
    if last:
        begin, end, pattern = date(year, 13 - counted * months, 1), date(year, 12, 31), of.says.last_of_year
    else:
        begin, end = date(year, 1, 1), span_of(Period(year, counted * months)).end
        pattern = of.says.first_of_year
    return NamedTime(Span(begin, end, "span", pattern.format(number=number, unit=unit, year=year)), at, stop)


def _year_after(words: Sequence[str], at: int, of: Language) -> tuple[int | None, int]:
    """The year that stands next, a word such as "of" between, and the place behind it."""
    skips = at < len(words) and words[at] in of.words["year_leads"]
    for place in (at, at + 1) if skips else (at,):
        if place < len(words) and is_year(words[place]):
            return int(words[place]), place + 1
    return None, at


def _is_month(words: Sequence[str], at: int, of: Language) -> bool:
    before = words[at - 1] if at else ""
    after = words[at + 1] if at + 1 < len(words) else ""
    return bool(
        is_year(after)
        or _DAY.fullmatch(after)
        or _DAY.fullmatch(before)
        or before in of.words["beside_months"]
        or before in _MONTH
        or after in _MONTH
    )


def _with_years(found: Sequence[NamedTime]) -> list[NamedTime]:
    """Give months and quarters without a year that of the next time behind them, else of the last before."""
    years = [one.span.start.year for one in found if one.is_of_a_year]
    dated: list[NamedTime] = []
    for at, one in enumerate(found):
        later = (other.span.start.year for other in found[at:] if other.is_of_a_year)
        year = next(later, years[-1] if years else None)
        if year is not None:
            dated.append(one if one.is_of_a_year else NamedTime(moved(one.span, year), one.start, one.stop, one.at_end))
    return dated


def _by_themselves(words: Sequence[str], dated: Sequence[NamedTime]) -> list[NamedTime]:
    """The times without bare years that only gave a month or quarter its year, each once."""
    parts = [one for one in dated if one.span.kind != "year"]
    lent = {one.span.start.year for one in parts if not any(map(is_year, words[one.start : one.stop]))}
    kept = (one for one in dated if one.span.kind != "year" or one.span.start.year not in lent)
    first_of: dict[Span, NamedTime] = {}
    for one in kept:
        first_of.setdefault(one.span, one)
    return list(first_of.values())
