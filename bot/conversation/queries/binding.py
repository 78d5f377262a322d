"""Binds a question to a measure: both in, the query that the question means and its answer out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.conversation.queries.asked import Asked
from bot.conversation.queries.ends import is_lowest
from bot.conversation.queries.groups import whole_of
from bot.conversation.queries.limits import number_at, scaled
from bot.conversation.queries.mentions import Mention
from bot.conversation.queries.operations import asks_for_each, weights_for
from bot.conversation.queries.pools import Pools
from bot.conversation.queries.taking import Uptake, taken_up
from bot.conversation.queries.things import named_rows, row_groups
from bot.conversation.queries.timed import timed_groups
from bot.figures import FigureAnswer, FigureQuery, Group, Limit, Measure, Operation, Refusal, Which, compute

RELATED = {
    Operation.DIFFERENCE: {Operation.DIFFERENCE, Operation.COMPARE, Operation.CHANGE},
    Operation.CHANGE: {Operation.CHANGE, Operation.TREND},
    Operation.COMPARE: {Operation.COMPARE, Operation.DIFFERENCE},
    Operation.LIST: {Operation.LIST, Operation.VALUE},
}
"""What also answers an operation."""
COMPUTED = {
    Operation.DIFFERENCE,
    Operation.CHANGE,
    Operation.RATIO,
    Operation.SHARE,
    Operation.SUM,
    Operation.AVERAGE,
    Operation.PER_UNIT,
    Operation.EXTREME,
}
"""What is worked out from several figures."""
_NUMERIC = COMPUTED | {Operation.COMPARE, Operation.THRESHOLD, Operation.TREND}
_REFUSED = 3.0
"""Times or names that a query has to take up more than another, where it is refused and the other answered."""
_PAIR = 2
"""Figures that are compared, and not counted."""
_SECONDS = {"minute": 60, "hour": 3600, "day": 86400, "week": 604800}


@dataclass(frozen=True, slots=True)
class BoundQuery:
    query: FigureQuery
    answer: FigureAnswer | Refusal
    uptake: Uptake = field(default_factory=Uptake)
    weight: float = 0.0
    """How strongly the question asks for the operation; 0 for a plain value."""
    other: float = 0.0
    """How strongly it asks for one that this operation does not answer; words that only name the measure do not ask."""
    uncomputed: bool = False
    """A plain value is given where something was to be worked out."""


def bind(asked: Asked, measure: Measure, pools: Pools) -> BoundQuery | None:
    """Return the likeliest query for this measure; None where the question says nothing that could be bound."""
    measure = pools.measures[measure.id]
    if not _NUMERIC.isdisjoint(one.operation for one in asked.cues.weights):
        measure = pools.in_numbers(measure, asked.whole.said)
    mentions = () if pools.own(measure).timed else named_rows(asked, measure, pools)
    weights = weights_for(measure, asked, pools)
    beyond = _beyond_row(asked, measure, mentions, pools)
    if beyond is not None:
        weights = {Operation.THRESHOLD: max(weights.values(), default=0.0)}
    plain = {} if asks_for_each(measure, weights, asked, pools) else {Operation.VALUE: 0.0}
    queries = ((one, _query(asked, one, measure, mentions, beyond, pools)) for one in (*weights, *plain))
    found = (_bound(asked, one, query, weights, pools) for one, query in queries if query is not None)
    return max(found, key=_worth, default=None)


def _bound(
    asked: Asked, operation: Operation, query: FigureQuery, weights: Mapping[Operation, float], pools: Pools
) -> BoundQuery:
    """`operation`: that which is asked for; a sum that is stated is a plain value in the query."""
    answer = compute(query, pools.measures)
    if operation is Operation.RATIO and isinstance(answer, FigureAnswer) and 0 < _number(answer) < 1:
        query = replace(query, groups=query.groups[::-1])  # How many times asks for more than one.
        answer = compute(query, pools.measures)
    related = RELATED.get(operation, {operation})
    return BoundQuery(
        query,
        answer,
        taken_up(asked, query, pools),
        weights.get(operation, 0.0),
        other=max((weight for one, weight in weights.items() if one not in related), default=0.0),
        uncomputed=operation is Operation.VALUE and not COMPUTED.isdisjoint(weights),
    )


def _worth(bound: BoundQuery) -> float:
    return bound.weight + bound.uptake.worth - (_REFUSED if isinstance(bound.answer, Refusal) else 0.0)


def _number(answer: FigureAnswer) -> float:
    return answer.result if isinstance(answer.result, float) else 0.0


def _beyond_row(asked: Asked, measure: Measure, mentions: Sequence[Mention], pools: Pools) -> Limit | None:
    """The figure of the only row that is named, where it is asked how many are beyond: "how many are dearer than the
    Lark"."""
    cues, rows = asked.cues, [row for one in mentions for row in one.rows]
    number = rows[0].cell.number if len(rows) == 1 and rows[0].measure.id == measure.id else None
    if number is None or not cues.direction or cues.which is not Which.COUNT or not cues.has(Operation.COMPARE):
        return None
    own = pools.stems(f"{measure.column} {measure.unit or ''}")
    things = pools.stems(measure.title) - own
    if asked.counted.isdisjoint(things):
        return None  # "How many km further than the Lark" asks for a difference.
    return Limit(number, above=not is_lowest(cues.direction, asked, measure)) if len(measure.cells) > _PAIR else None


def _query(
    asked: Asked,
    operation: Operation,
    measure: Measure,
    mentions: Sequence[Mention],
    beyond: Limit | None,
    pools: Pools,
) -> FigureQuery | None:
    timed = pools.own(measure).timed
    if timed:
        groups = timed_groups(asked, operation, measure, pools)
    elif beyond is not None and operation is Operation.THRESHOLD:
        groups = (whole_of(measure),)
    else:
        groups = row_groups(asked, operation, measure, pools, mentions)
    if not groups:
        return None
    query = _with_cues(asked, operation, groups, beyond, pools)
    if timed and _counts_other_things(asked, query):
        return None
    if operation is Operation.EXTREME and not query.rank:
        rank = _place_of(mentions, query, pools)
        return replace(query, rank=rank) if rank else None
    if operation is Operation.SUM and sum(len(group.cells) for group in groups) == 1:
        return replace(query, operation=Operation.VALUE)  # The total is stated.
    return query


def _with_cues(
    asked: Asked, operation: Operation, groups: tuple[Group, ...], beyond: Limit | None, pools: Pools
) -> FigureQuery:
    """The query as far as the words for its operation tell; its rank is 0 where the place of something is asked."""
    cues, measure = asked.cues, pools.measures[groups[0].measure]
    limits: tuple[Limit | None, Limit | None] = (beyond or cues.limit, None)
    if operation is Operation.DURATION:
        limits = cues.course if cues.course is not None and len(groups) == 1 else (None, None)
    limit, until = (scaled(one, measure, asked.language) if one is not None else None for one in limits)
    return FigureQuery(
        operation,
        groups,
        lowest=is_lowest(cues.direction, asked, measure),
        rank=cues.rank,
        best=cues.best,
        limit=limit,
        which=cues.which,
        per=cues.per,
        parts=_parts(asked, groups, measure) if operation is Operation.PER_UNIT else 0.0,
        until=until,
    )


def _parts(asked: Asked, groups: Sequence[Group], measure: Measure) -> float:
    """Of how many of the time that is asked for ("a minute") the only figure is, where its label says "in 2 hours"."""
    per, of, stem = asked.cues.per, asked.language, asked.lexicon.stem
    cells = [cell for group in groups for cell in measure.cells if cell.id in group.cells]
    if per not in _SECONDS or len(cells) != 1 or cells[0].span is not None:
        return 0.0
    times = {stem(word): _SECONDS[time] for word, time in of.per.items() if time in _SECONDS}
    words = asked.lexicon.words(cells[0].label)
    for at, word in enumerate(words):
        if stem(word) in times:
            number = number_at(words, at - 1, of) if at else None
            return (number[0] if number else 1.0) * times[stem(word)] / _SECONDS[per]
    return 0.0


def _counts_other_things(asked: Asked, query: FigureQuery) -> bool:
    """Whether times would be counted where other things are asked for: "how many makers"."""
    counts = query.operation is Operation.COUNT or (
        query.operation is Operation.THRESHOLD and query.which is Which.COUNT
    )
    lists = asked.language.words
    times = lists["by_month"] | lists["by_quarter"] | lists["by_year"] | lists["counted_times"]
    return counts and bool(lists["counted_times"]) and times.isdisjoint(asked.words)


def _place_of(mentions: Sequence[Mention], query: FigureQuery, pools: Pools) -> int:
    """The place of the only row that is named among those of the query; 0 where it has none."""
    named = {row.cell.id for mention in mentions for row in mention.rows}
    ids = {id for group in query.groups for id in group.cells}
    cells = [cell for cell in pools.measures[query.measure].cells if cell.id in ids and cell.number is not None]
    order = sorted(cells, key=lambda cell: cell.number or 0.0, reverse=not query.lowest)
    places = [at for at, cell in enumerate(order, 1) if cell.id in named]
    return places[0] if len(named) == len(places) == 1 else 0
