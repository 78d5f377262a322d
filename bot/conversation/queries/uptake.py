"""Counts the times, names and numbers of a question that a query takes up, and those that it leaves out."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import NamedTuple

from bot.conversation.queries.held.beside import Beside
from bot.conversation.queries.held.pools import Pools
from bot.conversation.queries.held.rows import Row
from bot.conversation.queries.of_rows.narrowing import NARROWED, numbers_asked
from bot.conversation.queries.of_rows.stated_in_question import AGAINST_GIVEN
from bot.conversation.queries.operations import OF_BEST
from bot.conversation.queries.words.asked import Asked
from bot.conversation.queries.words.spans import year_in
from bot.figures import FigureQuery, Measure, Operation, Span, scale_of
from bot.figures.times import span_of_label
from bot.model import RANK, TIME_KINDS

_WITHIN_YEAR = frozenset(TIME_KINDS) - {"year"}


@dataclass(frozen=True, slots=True)
class Uptake:
    """How many times, names and numbers of a question a query takes up, and how many it leaves."""

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


class _Held(NamedTuple):
    """What a query counts with."""

    measures: Sequence[Measure]  # Of each group.
    cells: frozenset[str]
    rows: Sequence[Row]
    beside: Sequence[Beside]  # What stands beside each row.


def taken_up(asked: Asked, query: FigureQuery, pools: Pools) -> Uptake:
    """Each time and name of the question is taken up or left; of its numbers only those count that are left."""
    measures = [pools.measures[group.measure] for group in query.groups]
    groups = zip(query.groups, measures, strict=True)
    rows = [row for group, one in groups for row in pools.rows(one) if row.cell.id in group.cells]
    cells = frozenset(cell for group in query.groups for cell in group.cells)
    held = _Held(measures, cells, rows, [pools.beside(row.measure)[row.cell.label] for row in rows])
    times = _times_taken(asked, query, held)
    names = _names_taken(asked, query, held, pools, all_times=all(times))
    numbers_left = _numbers_left(asked, query, held, pools)
    return Uptake(sum(times), times.count(False), sum(names), names.count(False), numbers_left)


def _times_taken(asked: Asked, query: FigureQuery, held: _Held) -> list[bool]:
    """For each time that is named whether a row is of it; rows that are chosen by a date have that date."""
    chooses, pairs = query.operation in NARROWED, zip(held.rows, held.beside, strict=True)
    dates = [row.cell.span or (beside.span if chooses else None) for row, beside in pairs]
    spans = asked.joined_spans if asked.times.open_range is not None else asked.times.spans
    return [any(map(_is_of, held.rows, dates, repeat(span))) for span in spans]


def _names_taken(asked: Asked, query: FigureQuery, held: _Held, pools: Pools, *, all_times: bool) -> list[bool]:
    """For each name that may tell figures apart whether a row, or what stands beside it, or the measure has it."""
    # What a measure is about counts even where none of its rows is held.
    about = {pair for one in held.measures for pair in one.about}
    kinds = {kind for kind, _ in about.union(*(row.facets for row in held.rows))}.union(pools.lexicon.kinds.exact)
    # "The two best beside the Lark" takes up the Lark, whose row is not among those held.
    sets_aside = query.operation in OF_BEST and asked.cues.best > 1
    named = [row for one in held.measures for row in pools.rows(one)] if sets_aside else held.rows
    met = about.union(*(row.met_by for row in named), *(row.names for row in held.beside))
    known = met | asked.names_of_times if all_times else met
    # What tells no figures apart is the guard's to judge.
    return [pair in known for pair in asked.names if pair[0] in kinds]


def _is_of(row: Row, own: Span | None, span: Span) -> bool:
    """Whether a row tells of a time: of its own, else of the year of its label or its measure."""
    measure, year = row.measure, str(span.start.year)
    if own is not None:
        return span.holds(own) or own.holds(span)
    parts = [value for kind, value in measure.about if kind in _WITHIN_YEAR]
    if parts and span.kind != "year":
        # What is told of one month is told of no other.
        return any(one is not None and one.meets(span) for one in map(span_of_label, parts))
    labelled = year_in(row.cell.label)
    if labelled:
        return labelled == year  # The goal for 2024 is none for 2026, whenever the goals were noted down.
    dated = measure.as_of is not None and measure.as_of.end.year == span.start.year
    about = any(value.startswith(year) for kind, value in measure.about if kind in TIME_KINDS)
    return dated or about or year in measure.title


def _numbers_left(asked: Asked, query: FigureQuery, held: _Held, pools: Pools) -> int:
    """How many numbers the query does not take up, as the 5 of "after 5 minutes" where it tells "27 minutes"."""
    numbers = _numbers_said(asked)
    if not numbers:
        return 0
    known = (
        _numbers_in_titles(asked, held, pools)
        | {float(len(held.cells)), float(len(query.groups))}  # "The two Larks", "these three months".
        | _given(query, held)
        | _numbers_met(asked, query, held, pools)
        | _only_figures(query, held)
        | _worked_with(asked, query)
    )
    return sum(one not in known for one in numbers)


def _numbers_said(asked: Asked) -> Sequence[float]:
    """The numbers of the question, and its places in a ranking but the first."""
    per = asked.language.ordinals.get(asked.cues.per)  # "A second" is no rank.
    ranks = {float(value) for value in asked.facets.of(RANK) if float(value) > 1 and float(value) != per}
    return (*asked.telling_numbers, *ranks)


def _numbers_in_titles(asked: Asked, held: _Held, pools: Pools) -> set[float | None]:
    """The 100 of "seconds to 100 km/h", and those of the labels of rows."""
    texts = [text for one in held.measures for text in (one.title, one.noun, one.unit or "")]
    labels = [row.cell.label for row in held.rows]
    return {asked.language.number(word) for text in (*texts, *labels) for word, _ in pools.stemmed(text)}


def _given(query: FigureQuery, held: _Held) -> set[float]:
    """Figures that the question gives in the place of one that is held: "how much more than 300 hp?"."""
    groups = zip(query.groups, held.measures, strict=True)
    return {group.given * scale_of(one.unit) for group, one in groups if group.given is not None}


def _numbers_met(asked: Asked, query: FigureQuery, held: _Held, pools: Pools) -> set[float]:
    """The numbers of the question by which rows were chosen."""
    if query.operation not in NARROWED:
        return set()
    numbers = {pair for one in held.measures for pair in numbers_asked(asked, one, pools)}
    return {number for row in held.beside for _, number in row.numbers & numbers}


def _only_figures(query: FigureQuery, held: _Held) -> set[float]:
    """The only figure that a query counts with, or the two that it sets apart, of which a question may say one."""
    sets_apart = query.operation in AGAINST_GIVEN or (query.operation is Operation.PER_UNIT and len(query.groups) > 1)
    relates = sets_apart and all(len(group.cells) <= 1 for group in query.groups)
    cells = [cell for one in held.measures for cell in one.cells if cell.id in held.cells]
    return {one.number for one in cells if one.number is not None} if relates or len(held.cells) == 1 else set()


def _worked_with(asked: Asked, query: FigureQuery) -> set[float]:
    """The places and limits that the operation takes."""
    if query.operation is Operation.EXTREME:
        return {float(query.rank), float(query.best)}
    limits = {Operation.THRESHOLD: (asked.cues.limit,), Operation.DURATION: asked.cues.two_limits or ()}
    return {one.value for one in limits.get(query.operation, ()) if one is not None}
