"""Finds answers that say "newest", "so far" or the like, although a later figure exists."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import NamedTuple

from bot.knowledge.dates import Period, parse_date, parse_label
from bot.knowledge.findings import Code, finding
from bot.knowledge.generating.cells import cells_of, series_of
from bot.knowledge.lint.answers import SENTENCE, said_dates, same_matter
from bot.model import SMALL_TALK, Entry, Finding, Knowledge, Series

_NEWEST_WORD = re.compile(
    r"\b(?:newest|latest|most recent|(?:nothing|none|no) newer|(?P<as_of_entry>so far|now))\b", re.IGNORECASE
)
"""It holds for the date that is said beside it; `as_of_entry`, for the date of the entry where that is later."""


@dataclass(frozen=True, slots=True)
class _Newest:
    series: Series
    period: Period
    known: date  # The end of its period, or the day of the series where that came first.


class _Claim(NamedTuple):
    """A sentence that calls something the newest."""

    word: str
    said: Period
    kinds: tuple[str, ...] | None
    """Kinds of the periods that could overtake it: "the latest quarter, Q1 2026" stays true when April has a figure.
    None: all."""

    def is_overtaken_by(self, point: _Newest) -> bool:
        return (self.kinds is None or point.period.kind in self.kinds) and point.known > self.said.end


def overtaken(knowledge: Knowledge) -> Iterator[Finding]:
    """At most one finding an entry. Entry and series belong together by chart, by a cell told, or by equal facets."""
    newest = {series.id: found for series in knowledge.series if (found := _newest(series))}
    for entry in knowledge.entries:
        if entry.series is None and entry.topic != SMALL_TALK and entry.as_of:
            yield from _of_entry(entry, tuple(newest[name] for name in _series_of(entry, newest)))
    for series in knowledge.series:
        for ask in series.ask:
            word = _NEWEST_WORD.search(ask.answer)
            if word and series.id in newest and len(series.points) > 1:
                message = f'the answer for each point says "{word[0]}"'
                remedy = "say it of none: of all points but one it is wrong"
                yield finding(Code.NEWER_POINT, series.place, message, remedy, series.id)


def _of_entry(entry: Entry, points: tuple[_Newest, ...]) -> Iterator[Finding]:
    as_of = parse_date(entry.as_of or "")
    told = {period.end for period in said_dates(entry.answer)}
    untold = [point for point in points if point.period.end not in told]
    claims = _claims(entry.answer, as_of) if as_of and untold else ()
    later = ((claim, point) for claim in claims for point in untold if claim.is_overtaken_by(point))
    for claim, point in islice(later, 1):  # One finding is enough.
        message = f'"{claim.word}" holds for {claim.said.text}, but {point.series.id} has {point.period.text}'
        remedy = "tell what is newer and move the date on, or say until when it holds"
        yield finding(Code.NEWER_POINT, entry.place, message, remedy, entry.id)


def _claims(answer: str, as_of: Period) -> Iterator[_Claim]:
    for sentence in SENTENCE.split(answer):
        word = _NEWEST_WORD.search(sentence)
        if word:
            said = max(said_dates(sentence), key=lambda period: period.end, default=None)
            if said is None or (word["as_of_entry"] and as_of.end >= said.end):
                yield _Claim(word[0], as_of, None)
            else:
                yield _Claim(word[0], said, (said.kind,) if said.part else ("day", "month"))


def _series_of(entry: Entry, newest: dict[str, _Newest]) -> tuple[str, ...]:
    links = dict.fromkeys((*(series_of(cell) for cell in entry.tells), entry.chart or ""))
    named = tuple(name for name in links if name in newest)
    if named:
        return named
    return tuple(name for name, one in newest.items() if same_matter(entry, one.series))


def _newest(series: Series) -> _Newest | None:
    """None where a label is no date."""
    cells = [cell for cell in cells_of(series).values() if cell.value is not None]
    periods = [parse_label(cell.label) for cell in cells]
    last = max((period for period in periods if period), key=lambda period: period.end, default=None)
    if last is None or None in periods:
        return None
    as_of = parse_date(series.as_of) if series.as_of else None
    return _Newest(series, last, min(last.end, as_of.end) if as_of else last.end)
