"""Reads the times in a question, and how they belong together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

from bot.conversation.queries.language import Language
from bot.conversation.queries.spans import moved, part_of_year
from bot.figures import Span
from bot.figures.times import joined, span_of, told
from bot.knowledge.dates import Period
from bot.matching import MONTHS, negated_places

_YEAR = re.compile(r"(?:19|20)\d\d")
_PART = re.compile(r"q[1-4]|h[12]")
_DAY = re.compile(r"([12]?\d|3[01])(?:st|nd|rd|th)?")
_MONTH = {name: number for number, name in enumerate(MONTHS, 1)}
_MIDDLE = 6
"""The month whose end is the middle of a year."""
_UNTOLD = 1
"""The year of a month or quarter that is named without one."""
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

    @property
    def is_of_a_year(self) -> bool:
        return self.span.start.year != _UNTOLD


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
    dated = _with_years(words, _found(words, of))
    found = [replace(one, span=told(one.span, of.says)) for one in dated if one.start not in denied]
    if not found:
        return Times()
    if len(found) == 1:
        before = set(words[max(0, found[0].start - _LED_BEFORE) : found[0].start])
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
    """The time that begins at a place, or a day or middle before it; its year is `_UNTOLD` where none stands beside."""
    word, after = words[at], words[at + 1] if at + 1 < len(words) else ""
    if _YEAR.fullmatch(word):
        if _PART.fullmatch(after):
            return NamedTime(_part_of(after, int(word)), at, at + 2)
        middle = at > 0 and words[at - 1] in of.words["middle"]
        return NamedTime(span_of(Period(int(word), _MIDDLE if middle else 0)), at - middle, at + 1)
    if _PART.fullmatch(word):
        year, stop = _year_after(words, at + 1, of)
        return NamedTime(_part_of(word, year), at, stop)
    return _month_at(words, at, of) if word in _MONTH else _counted_months(words, at, of)


def _part_of(word: str, year: int) -> Span:
    kind, months = ("quarter", 3) if word[0] == "q" else ("half", 6)
    return part_of_year(kind, year, months * int(word[1]))


def _month_at(words: Sequence[str], at: int, of: Language) -> NamedTime | None:
    """The month, or the day of it that stands beside its name; None for a day that there is not."""
    if words[at] in of.native.words["doubtful_months"] and not _is_month(words, at, of):
        return None
    month, after = _MONTH[words[at]], words[at + 1] if at + 1 < len(words) else ""
    day_before = _DAY.fullmatch(words[at - 1]) if at else None
    day_after = _DAY.fullmatch(after) if after and not _YEAR.fullmatch(after) else None
    year, stop = _year_after(words, at + (2 if day_after else 1), of)
    day = day_before or day_after
    if day is None or year == _UNTOLD:
        return NamedTime(part_of_year("month", year, month), at, stop)
    with suppress(ValueError):
        date(year, month, int(day[1]))
        return NamedTime(span_of(Period(year, month, int(day[1]))), at - 1 if day_before else at, stop)
    return None


def _counted_months(words: Sequence[str], at: int, of: Language) -> NamedTime | None:
    """ "The first nine months of 2025", "the last two quarters of 2025"; "first" may have been left out before."""
    last = words[at] in of.words["from_end"]
    ends = last or words[at] in of.words["from_start"]
    number = words[at + 1 if ends else at] if at + ends < len(words) else ""
    unit = words[at + ends + 1] if at + ends + 1 < len(words) else ""
    counted = int(number) if number.isdecimal() and len(number) < 3 else of.numbers.get(number, 0)
    count = counted * ((unit in of.words["months"]) + 3 * (unit in of.words["quarters"]))
    year, stop = _year_after(words, at + ends + 2, of)
    if not 0 < count <= 12 or year == _UNTOLD:
        return None
    if last:
        start, end = date(year, 13 - count, 1), date(year, 12, 31)
    else:
        start, end = date(year, 1, 1), span_of(Period(year, count)).end
    pattern = of.says.last_of_year if last else of.says.first_of_year
    return NamedTime(Span(start, end, "span", pattern.format(number=number, unit=unit, year=year)), at, stop)


def _year_after(words: Sequence[str], at: int, of: Language) -> tuple[int, int]:
    """The year that stands next, a word such as "of" between, and the place behind it; `_UNTOLD` where none does."""
    for skip in (0, 1):
        if (
            at + skip < len(words)
            and _YEAR.fullmatch(words[at + skip])
            and (not skip or words[at] in of.words["year_leads"])
        ):
            return int(words[at + skip]), at + skip + 1
    return _UNTOLD, at


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


def _with_years(words: Sequence[str], found: list[NamedTime]) -> list[NamedTime]:
    """Give months and quarters without a year that of the next time behind them, else of the last before; a bare year
    that only gave it is a time of its own no more."""
    years = [one.span.start.year for one in found if one.is_of_a_year]
    dated: list[NamedTime] = []
    for at, one in enumerate(found):
        later = (other.span.start.year for other in found[at:] if other.is_of_a_year)
        year = next(later, years[-1] if years else None)
        if year is not None:
            dated.append(one if one.is_of_a_year else replace(one, span=moved(one.span, year)))
    parts = [one for one in dated if one.span.kind != "year"]
    borrowed = {one.span.start.year for one in parts if not _has_own_year(words, one)}
    kept = [one for one in dated if one.span.kind != "year" or one.span.start.year not in borrowed]
    first_of: dict[Span, NamedTime] = {}
    for one in kept:
        first_of.setdefault(one.span, one)
    return list(first_of.values())


def _has_own_year(words: Sequence[str], one: NamedTime) -> bool:
    return any(_YEAR.fullmatch(word) for word in words[one.start : one.stop])
