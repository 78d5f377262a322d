"""Counts what of a question a query takes up: both in, the numbers of times, names and numbers out."""

from __future__ import annotations

from dataclasses import dataclass

from bot.conversation.queries.asked import Asked
from bot.conversation.queries.pools import Pools
from bot.conversation.queries.rows import Row
from bot.figures import FigureQuery, Operation, Span
from bot.figures.times import span_of_label
from bot.matching import is_case
from bot.model import TIME_KINDS

_WITHIN_YEAR = frozenset(TIME_KINDS) - {"year"}
_DIGITS = 8
"""Digits of a limit that count: "at least 5" is held as 4.999999995, so that 5 is counted in."""


@dataclass(frozen=True, slots=True)
class Uptake:
    """How many times, names and numbers of a question a query takes up and leaves."""

    times: int = 0
    times_left: int = 0
    names: int = 0
    names_left: int = 0
    numbers_left: int = 0

    @property
    def left(self) -> int:
        return self.times_left + self.names_left

    @property
    def worth(self) -> int:
        """What is left counts twice."""
        return self.times + self.names - 2 * self.left


def taken_up(asked: Asked, query: FigureQuery, pools: Pools) -> Uptake:
    rows = [
        row for group in query.groups for row in pools.rows(pools.measures[group.measure]) if row.cell.id in group.cells
    ]
    times = [any(_is_of(row, span) for row in rows) for span in asked.times.spans]
    exact = pools.lexicon.kinds.exact
    # Where no row is held, the measure is still about what it is about.
    about = {pair for group in query.groups for pair in pools.measures[group.measure].about}
    kinds = {kind for kind, _ in (*about, *(pair for row in rows for pair in row.facets))}
    names = [
        pair in about or any(is_case(one, of=pair) for row in rows for one in row.facets)
        for pair in asked.names
        if pair[0] in exact or pair[0] in kinds  # What tells no figures apart is the guard's to judge.
    ]
    numbers_left = _numbers_left(asked, query, pools)
    return Uptake(sum(times), times.count(False), sum(names), names.count(False), numbers_left)


def _is_of(row: Row, span: Span) -> bool:
    """Whether a row tells of a time: of its own, else of the year of its label or its measure."""
    own, measure, year = row.cell.span, row.measure, str(span.start.year)
    if own is not None:
        return span.holds(own) or own.holds(span)
    parts = [value for kind, value in measure.about if kind in _WITHIN_YEAR]
    if parts and span.kind != "year":
        # What is told of one month is told of no other.
        return any(one is not None and one.meets(span) for one in map(span_of_label, parts))
    dated = measure.as_of is not None and measure.as_of.end.year == span.start.year
    about = any(value.startswith(year) for kind, value in measure.about if kind in TIME_KINDS)
    return dated or about or year in row.cell.label or year in measure.title


def _numbers_left(asked: Asked, query: FigureQuery, pools: Pools) -> int:
    """How many numbers the query does not take up, as the 5 of "after 5 minutes" where it tells "27 minutes", and the
    10 of "who is tenth" where it tells one value."""
    measures = [pools.measures[group.measure] for group in query.groups]
    cells = {cell for group in query.groups for cell in group.cells}
    texts = [text for one in measures for text in (one.title, one.noun, one.unit or "")]
    texts += [cell.label for one in measures for cell in one.cells if cell.id in cells]
    titled = {asked.number(word) for text in texts for word, _ in pools.stemmed(text)}
    counted = {float(len(cells)), float(len(query.groups))}
    ranks = {float(value) for value in asked.facets.of("rank") if float(value) > 1}
    known = titled | counted | _worked_with(asked, query)
    return sum(one not in known for one in (*asked.numbers, *ranks))


def _worked_with(asked: Asked, query: FigureQuery) -> set[float]:
    """The places and limits that the operation takes."""
    if query.operation is Operation.EXTREME:
        return {float(query.rank), float(query.best)}
    limits = {Operation.THRESHOLD: (asked.cues.limit,), Operation.DURATION: asked.cues.course or ()}
    return {float(f"{one.value:.{_DIGITS}g}") for one in limits.get(query.operation, ()) if one is not None}
