"""Finds answers that say "newest", "so far" or the like, although a later figure exists."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.knowledge.dates import Period, parse_date, parse_label
from bot.knowledge.findings import Code, finding
from bot.knowledge.generating.cells import cells_of, series_of
from bot.knowledge.lint.answers import SENTENCE, said_dates, same_matter
from bot.model import SMALL_TALK, Entry, Finding, Knowledge, Series

_NEWEST = re.compile(
    r"\b(?:newest|latest|most recent|(?:nothing|none|no) newer|(?P<by_now>so far|now))\b", re.IGNORECASE
)
"""Claims to be up to date at the date in its sentence; `by_now`, at the date of the entry if that is later."""


@dataclass(frozen=True, slots=True)
class _LastPoint:
    series: Series
    period: Period
    known: date  # The end of its period, or the day of the series where that came first.


@dataclass(frozen=True, slots=True)
class _Claim:
    """A sentence that calls something the newest."""

    word: str
    said: Period
    kinds: tuple[str, ...] | None
    """Kinds of periods that can overtake it: "the latest quarter, Q1 2026" stays true when April has a figure. None:
    all."""

    def is_overtaken_by(self, point: _LastPoint) -> bool:
        return (self.kinds is None or point.period.kind in self.kinds) and point.known > self.said.end


def overtaken(knowledge: Knowledge) -> Iterator[Finding]:
    """At most one finding an entry."""
    last = {series.id: point for series in knowledge.series if (point := _last_point(series))}
    for entry in knowledge.entries:
        if entry.series is None and entry.topic != SMALL_TALK and entry.as_of:
            yield from _overtaken_claim(entry, _points_beside(entry, last))
    for series in knowledge.series:
        for ask in series.ask:
            word = _NEWEST.search(ask.answer)
            if word and series.id in last and len(series.points) > 1:
                message = f'the answer for each point says "{word[0]}"'
                remedy = "say it of none: of all points but one it is wrong"
                yield finding(Code.NEWER_POINT, series.place, message, remedy, series.id)


def _overtaken_claim(entry: Entry, points: list[_LastPoint]) -> Iterator[Finding]:
    as_of = parse_date(entry.as_of or "")
    told = {period.end for period in said_dates(entry.answer)}
    untold = [point for point in points if point.period.end not in told]
    claims = _claims(entry.answer, as_of) if as_of and untold else ()
    overtaken_by = ((claim, point) for claim in claims for point in untold if claim.is_overtaken_by(point))
    if first := next(overtaken_by, None):
        claim, point = first
        message = f'"{claim.word}" holds for {claim.said.text}, but {point.series.id} has {point.period.text}'
        remedy = "tell what is newer and move the date on, or say until when it holds"
        yield finding(Code.NEWER_POINT, entry.place, message, remedy, entry.id)


def _claims(answer: str, as_of: Period) -> Iterator[_Claim]:
    for sentence in SENTENCE.split(answer):
        word = _NEWEST.search(sentence)
        if word:
            said = max(said_dates(sentence), key=lambda period: period.end, default=None)
            if said is None or (word["by_now"] and as_of.end >= said.end):
                yield _Claim(word[0], as_of, None)
            else:
                yield _Claim(word[0], said, (said.kind,) if said.part else ("day", "month"))


def _points_beside(entry: Entry, last: dict[str, _LastPoint]) -> list[_LastPoint]:
    """The last points of the series in its `tells` and `chart`; without these, of all series with the same facets."""
    named = dict.fromkeys((*(series_of(cell) for cell in entry.tells), entry.chart or ""))
    points = [last[name] for name in named if name in last]
    return points or [point for point in last.values() if same_matter(entry, point.series)]


def _last_point(series: Series) -> _LastPoint | None:
    """None where a label is no date."""
    cells = [cell for cell in cells_of(series).values() if cell.value is not None]
    periods = [parse_label(cell.label) for cell in cells]
    last = max((period for period in periods if period), key=lambda period: period.end, default=None)
    if last is None or None in periods:
        return None
    as_of = parse_date(series.as_of) if series.as_of else None
    return _LastPoint(series, last, min(last.end, as_of.end) if as_of else last.end)
