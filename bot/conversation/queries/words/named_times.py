"""Finds each time that the words of a question name, with its places among them."""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

from bot.conversation.queries.words.language import Language
from bot.conversation.queries.words.spans import is_year, part_of_year
from bot.figures import Span
from bot.figures.times import span_of
from bot.knowledge.dates import Period
from bot.matching import MONTHS

_PART = re.compile(r"q[1-4]|h[12]")
_DAY = re.compile(r"([12]?\d|3[01])(?:st|nd|rd|th)?")
_MIDDLE = 6  # The month whose end is the middle of a year.
_ANY_YEAR = 1  # In which a month or quarter stands that is named without one.
_END_BEFORE = 3  # Words before a time among which "end" or "start" stands for it.


@dataclass(frozen=True, slots=True)
class NamedTime:
    span: Span
    start: int
    stop: int
    at_end: bool = False  # The end of it is meant: "at the end of 2025".
    at_start: bool = False  # Its start is meant: "since the start of 2025".
    is_of_a_year: bool = True

    @property
    def places(self) -> range:
        return range(self.start, self.stop)


def times_named(words: Sequence[str], language: Language) -> list[NamedTime]:
    found: list[NamedTime] = []
    at = 0
    while at < len(words):
        one = _time_near(words, at, language)
        if one is not None:
            before = words[max(0, one.start - _END_BEFORE) : one.start]
            at_end, at_start = (not language.words[name].isdisjoint(before) for name in ("ends", "starts"))
            found.append(replace(one, at_end=at_end, at_start=at_start))
        at = one.stop if one is not None else at + 1
    return found


def _time_near(words: Sequence[str], at: int, language: Language) -> NamedTime | None:
    """The time whose year, month or part of a year stands at a place: its day or "middle" may stand before it."""
    word, after = words[at], words[at + 1] if at + 1 < len(words) else ""
    if is_year(word):
        if _PART.fullmatch(after):
            return _part(after, int(word), at, at + 2)
        middle = at > 0 and words[at - 1] in language.words["middle"]
        return NamedTime(span_of(Period(int(word), _MIDDLE if middle else 0)), at - middle, at + 1)
    if _PART.fullmatch(word):
        year, stop = _year_after(words, at + 1, language)
        return _part(word, year, at, stop)
    return _month_at(words, at, language) if word in MONTHS else _counted_months(words, at, language)


def _part(word: str, year: int | None, start: int, stop: int) -> NamedTime:
    kind, months = ("quarter", 3) if word[0] == "q" else ("half", 6)
    return _named(kind, year, months * int(word[1]), start, stop)


def _named(kind: str, year: int | None, month: int, start: int, stop: int) -> NamedTime:
    return NamedTime(part_of_year(kind, year or _ANY_YEAR, month), start, stop, is_of_a_year=year is not None)


def _month_at(words: Sequence[str], at: int, language: Language) -> NamedTime | None:
    """The month, or the day of it that stands beside its name; None for a day that there is not."""
    if words[at] in language.native.words["doubtful_months"] and not _is_month(words, at, language):
        return None
    month, after = MONTHS.index(words[at]) + 1, words[at + 1] if at + 1 < len(words) else ""
    day_before, day_after = _DAY.fullmatch(words[at - 1] if at else ""), _DAY.fullmatch(after)
    year, stop = _year_after(words, at + (2 if day_after else 1), language)
    day = day_before or day_after
    if day is None or year is None:
        return _named("month", year, month, at, stop)
    with suppress(ValueError):
        return NamedTime(span_of(Period(year, month, int(day[1]))), at - 1 if day_before else at, stop)
    return None


def _is_month(words: Sequence[str], at: int, language: Language) -> bool:
    """Whether a year, a day, another month or the like stands beside it, as beside the "may" of "in may"."""
    before, after = words[max(0, at - 1) : at], words[at + 1 : at + 2]
    if any(_DAY.fullmatch(word) or word in MONTHS for word in (*before, *after)):
        return True
    joining = language.words["range"] | language.native.words["and"]
    if not joining.isdisjoint(after) and at + 2 < len(words) and words[at + 2] in MONTHS:
        return True  # "March to December 2025", "May and June".
    return any(map(is_year, after)) or not language.words["beside_months"].isdisjoint(before)


def _counted_months(words: Sequence[str], at: int, language: Language) -> NamedTime | None:
    """ "The first nine months of 2025", "the last two quarters of 2025"; "first" may have been left out before."""
    last = words[at] in language.words["from_end"]
    start = at + 1 if last or words[at] in language.words["from_start"] else at
    number, unit = (*words[start : start + 2], "", "")[:2]
    counted = int(number) if number.isdecimal() and len(number) < 3 else language.numbers.get(number, 0)
    months = 1 if unit in language.words["months"] else 3 if unit in language.words["quarters"] else 0
    year, stop = _year_after(words, start + 2, language)
    if not 0 < counted * months <= 12 or year is None:
        return None
    if last:
        begin, end, pattern = date(year, 13 - counted * months, 1), date(year, 12, 31), language.says.last_of_year
    else:
        begin, end = date(year, 1, 1), span_of(Period(year, counted * months)).end
        pattern = language.says.first_of_year
    return NamedTime(Span(begin, end, "span", pattern.format(number=number, unit=unit, year=year)), at, stop)


def _year_after(words: Sequence[str], at: int, language: Language) -> tuple[int | None, int]:
    """The year that stands next, a word such as "of" between, and the place behind it."""
    skips = at < len(words) and words[at] in language.words["year_leads"]
    for place in (at, at + 1) if skips else (at,):
        if place < len(words) and is_year(words[place]):
            return int(words[place]), place + 1
    return None, at
