"""Counts what of a question a query takes up, and what it and the entries leave."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bot.conversation.queries.asked import Asked
from bot.conversation.queries.pools import Pools
from bot.conversation.queries.rows import Row
from bot.figures import FigureQuery, Limit, Operation, Span
from bot.figures.times import span_of_label
from bot.matching import Index, is_case
from bot.model import TIME_KINDS

_DIGITS = 6
"""By less than the last of them a limit that is counted in, as by "at least", lies beside its number."""


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
    if span.kind != "year" and any(map(_is_within_year, measure.about)):
        # What is told of one month is told of no other.
        spans = (span_of_label(value) for kind, value in measure.about if _is_within_year((kind, value)))
        return any(one is not None and one.meets(span) for one in spans)
    dated = measure.as_of is not None and measure.as_of.end.year == span.start.year
    about = any(value.startswith(year) for kind, value in measure.about if kind in TIME_KINDS)
    return dated or about or year in row.cell.label or year in measure.title


def _is_within_year(pair: tuple[str, str]) -> bool:
    return pair[0] in TIME_KINDS[1:]


def _numbers_left(asked: Asked, query: FigureQuery, pools: Pools) -> int:
    """How many numbers the query does not take up, as the 5 of "after 5 minutes" where it tells "27 minutes", and the
    10 of "who is tenth" where it tells one value."""
    measures = [pools.measures[group.measure] for group in query.groups]
    cells = {cell for group in query.groups for cell in group.cells}
    texts = [text for one in measures for text in (one.title, one.noun, one.unit or "")]
    texts += [cell.label for one in measures for cell in one.cells if cell.id in cells]
    known = {asked.number(word) for text in texts for word, _ in pools.stemmed(text)}
    known |= {float(len(cells)), float(len(query.groups))}
    cues = asked.cues
    limits: tuple[Limit | None, ...] = ()
    if query.operation is Operation.EXTREME:
        known |= {float(query.rank), float(query.best)}
    elif query.operation is Operation.THRESHOLD:
        limits = (cues.limit,)
    elif query.operation is Operation.DURATION:
        limits = cues.course or ()
    known |= {round(one.value, _DIGITS) for one in limits if one is not None}
    ranks = {float(value) for value in asked.facets.of("rank") if float(value) > 1}
    return sum(one not in known for one in (*asked.numbers, *ranks))


def unsaid_shares(asked: Asked, titles: Mapping[int, Collection[str]], index: Index) -> dict[int, float]:
    """The share of the question, each word by its rarity, that neither an entry says nor an operation, a time or a
    number explains; from 0 to 1, by the number of each entry. `titles`: by these the stems of what a query is of, which
    explain a word, too."""
    weights = [index.common.weight(one.word) for one in asked.spoken]
    total = sum(weights) or 1.0
    said = index.said.say_any([one.stems for one in asked.spoken])[:, list(titles)].T.tolist()
    return {
        entry: sum(
            weight
            for word, weight, says in zip(asked.spoken, weights, own, strict=True)
            if not word.explained and not says and word.stems.isdisjoint(stems_of_titles)
        )
        / total
        for (entry, stems_of_titles), own in zip(titles.items(), said, strict=True)
    }
