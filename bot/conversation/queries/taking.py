"""Lists the times and names of a question that a query uses, and those that it leaves."""

from __future__ import annotations

from bot.conversation.queries.asked import Asked
from bot.conversation.queries.pools import Pools
from bot.conversation.queries.rows import Row
from bot.figures import FigureQuery, Operation, Span
from bot.matching import is_case
from bot.model import TIME_KINDS


def taken_up(asked: Asked, query: FigureQuery, pools: Pools) -> tuple[tuple[int, int], tuple[int, int]]:
    """How many of the times and names of the question the query takes up, and how many it leaves."""
    rows = [
        row for group in query.groups for row in pools.rows(pools.measures[group.measure]) if row.cell.id in group.cells
    ]
    taken, left = [0, 0], [0, 0]
    for span in asked.times.spans:
        told = any(_is_of(row, span) for row in rows)
        taken[0] += told
        left[0] += not told
    exact = pools.lexicon.kinds.exact
    # Where no row is held, the measure is still about what it is about.
    about = {pair for group in query.groups for pair in pools.measures[group.measure].about}
    kinds = {kind for kind, _ in (*about, *(pair for row in rows for pair in row.facets))}
    for pair in asked.names:
        if pair[0] not in exact and pair[0] not in kinds:
            continue  # What tells no figures apart is the guard's to judge.
        told = pair in about or any(is_case(one, of=pair) for row in rows for one in row.facets)
        taken[1] += told
        left[1] += not told
    if query.operation is Operation.VALUE:
        ranks = {value for row in rows for kind, value in row.facets if kind == "rank"}
        left[1] += len(set(asked.facets.of("rank")) - ranks)  # Who is tenth is not told by a value.
    return (taken[0], taken[1]), (left[0], left[1])


def _is_of(row: Row, span: Span) -> bool:
    """Whether a row tells of a time: of its own, else of the year of its label or its measure."""
    own, measure, year = row.cell.span, row.measure, str(span.start.year)
    if own is not None:
        return span.holds(own) or own.holds(span)
    dated = measure.as_of is not None and measure.as_of.end.year == span.start.year
    about = any(value.startswith(year) for kind, value in measure.about if kind in TIME_KINDS)
    return dated or about or year in row.cell.label or year in measure.title


def unasked(asked: Asked, query: FigureQuery, pools: Pools) -> int:
    """What the figures are of and the question does not name; of each, one name stands for all."""
    exact = pools.lexicon.kinds.exact
    named = set(asked.facets.values)
    unnamed = 0
    for measure in {group.measure for group in query.groups}:
        about = [pair for pair in pools.measures[measure].about if pair[0] in exact]
        told = [pair for pair in about if any(is_case(pair, of=one) for one in named)]
        unnamed += 0 if told else len({kind for kind, _ in about})
    return unnamed
