"""Binds a question to a measure: both in, the query that the question means and its answer out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.conversation.queries.asked import TWO, Asked
from bot.conversation.queries.beyond import beyond_row, counted_by_number, row_counted, row_set_against, told_of
from bot.conversation.queries.divisors import Divisor, column_divided_by, divisor_of
from bot.conversation.queries.ends import best_first, is_lowest
from bot.conversation.queries.given import AGAINST_GIVEN, against_given, given_figures, named_apart
from bot.conversation.queries.in_place import measure_meant
from bot.conversation.queries.limits import scaled
from bot.conversation.queries.mentions import Mention, mentioned
from bot.conversation.queries.narrowing import narrowed
from bot.conversation.queries.operations import (
    OF_BEST,
    asks_for_each,
    for_each_named,
    times_of_only_figure,
    weights_for,
)
from bot.conversation.queries.pools import Pools
from bot.conversation.queries.rows import Row
from bot.conversation.queries.taking import Uptake, taken_up
from bot.conversation.queries.things import named_rows, row_groups
from bot.conversation.queries.timed import timed_groups
from bot.figures import (
    Answered,
    FigureAnswer,
    FigureQuery,
    Group,
    Limit,
    Measure,
    Operation,
    Refusal,
    Which,
    compute,
    compute_from_one_up,
    single,
    whole_of,
)
from bot.figures.operands import cells_in

RELATED = {
    Operation.DIFFERENCE: {Operation.DIFFERENCE, Operation.COMPARE, Operation.CHANGE},
    Operation.CHANGE: {Operation.CHANGE, Operation.TREND},
    Operation.COMPARE: {Operation.COMPARE, Operation.DIFFERENCE},
    Operation.LIST: {Operation.LIST, Operation.VALUE},
    Operation.SHARE: {Operation.SHARE, Operation.SUM},
}
"""What else an operation answers: a difference tells a change, too, but a change in percent tells no difference.
A share tells the sum that it is a part of."""
COMPUTED = (TWO - {Operation.COMPARE}) | {Operation.SUM, Operation.AVERAGE, Operation.PER_UNIT, Operation.EXTREME}
"""What is worked out from several figures."""
_NUMERIC = COMPUTED | {Operation.COMPARE, Operation.THRESHOLD, Operation.TREND}
_CHOOSE = frozenset({Operation.EXTREME, Operation.THRESHOLD, Operation.LIST})
"""What is asked for by "which"."""
_PAIR = 2
_REFUSED = 3.0
"""What a refusal takes from a query's worth, in times or names taken up: one that is left counts 2 (`Uptake.worth`), so
that an answer may leave one rather than be refused."""


@dataclass(frozen=True, slots=True)
class BoundQuery:
    query: FigureQuery
    answer: FigureAnswer | Refusal
    uptake: Uptake = field(default_factory=Uptake)
    weight: float = 0.0
    """How strongly the question asks for the operation; 0 for a plain value."""
    other_weight: float = 0.0
    """How strongly it asks for one that this operation does not answer; words that only name the measure do not ask."""
    uncomputed: bool = False
    """A plain value is given where something was to be worked out."""

    @property
    def worth(self) -> float:
        return self.weight + self.uptake.worth - (_REFUSED if isinstance(self.answer, Refusal) else 0.0)


@dataclass(frozen=True, slots=True)
class _Attempt:
    """A question and a measure that may answer it."""

    asked: Asked
    measure: Measure
    mentions: tuple[Mention, ...]
    """The rows that are named; none of a measure over time."""
    beyond: Limit | None
    """The figure of the only one of them, where it is asked how many are beyond."""
    counted: Row | None
    """The row in which another one is told: "how many Finches is the Lark worth"."""
    weights: Mapping[Operation, float]
    """Of each operation that is asked for, as in `BoundQuery`."""
    divisor: Divisor | None
    pools: Pools

    def counted_last(self, group: Group) -> bool:
        return self.counted is not None and self.counted.cell.id in group.cells


def bind(asked: Asked, measure: Measure, pools: Pools) -> BoundQuery | None:
    """Return the likeliest query for this measure; None where the question says nothing that could be bound."""
    own = pools.measures[measure.id]
    own = column_divided_by(asked, own, pools) or measure_meant(asked, own, pools)
    counts = not _NUMERIC.isdisjoint(one.operation for one in asked.cues.asked_for)
    meant = pools.in_numbers(own, asked.whole.said) if counts else own
    mentions = () if pools.rows_of_own(meant).timed else named_rows(asked, meant, pools)
    divisor, beyond = divisor_of(asked, meant, pools), beyond_row(asked, meant, mentions, pools)
    weights = weights_for(meant, asked, pools, per_column=divisor is not None)
    if beyond is not None:
        weights = {Operation.THRESHOLD: max(weights.values(), default=0.0)}
    if len({row.cell.id for one in mentions for row in one.rows}) > 1 and not TWO.isdisjoint(weights):
        # "The gap between the cheapest Lark Pro and the Finch" asks for no extreme of the two.
        weights = {one: weight for one, weight in weights.items() if one is not Operation.EXTREME}
    counted = row_counted(asked, meant, mentions)
    if counted is not None:
        weights = {Operation.RATIO: asked.language.weight_of(Operation.RATIO)}
    attempt = _Attempt(asked, meant, mentions, beyond, counted, weights, divisor, pools)
    is_for_each = divisor is not None or asks_for_each(meant, weights, asked, pools)
    plain = () if is_for_each or beyond is not None or counted is not None else (Operation.VALUE,)
    found = [bound for one in (*weights, *plain) if (bound := _bound(attempt, one)) is not None]
    return max(found, key=lambda one: one.worth, default=None)


def _bound(attempt: _Attempt, operation: Operation) -> BoundQuery | None:
    """`operation`: that which is asked for; a sum that is stated is a plain value in the query."""
    asked, pools, weights, query = attempt.asked, attempt.pools, attempt.weights, _query(attempt, operation)
    if query is None:
        return None
    answer = _answered(query, attempt)
    query = answer.query
    related = RELATED.get(operation, {operation})
    if operation is Operation.PER_UNIT and query.per:
        related = {*related, Operation.AVERAGE}  # So many a day, over several days, is what it was on average.
    return BoundQuery(
        query,
        answer,
        taken_up(asked, query, pools),
        weights.get(operation, 0.0),
        other_weight=max((weight for one, weight in weights.items() if one not in related), default=0.0),
        uncomputed=operation is Operation.VALUE and not COMPUTED.isdisjoint(weights),
    )


def _answered(query: FigureQuery, attempt: _Attempt) -> Answered:
    """A ratio of "for every Finch, how many Larks?" divides the second by the first, and one of "how many Finches is
    the Lark worth?" the other by the one that is counted; any other comes out above 1."""
    asked, measures, groups = attempt.asked, attempt.pools.measures, query.groups
    if query.operation is Operation.RATIO and attempt.counted is not None:
        return compute(replace(query, groups=tuple(sorted(groups, key=attempt.counted_last))), measures)
    if query.operation is not Operation.RATIO or asked.cues.has(Operation.RATIO):
        return compute_from_one_up(query, measures)
    return compute(replace(query, groups=groups[::-1] if for_each_named(asked) == 0 else groups), measures)


def _query(attempt: _Attempt, operation: Operation) -> FigureQuery | None:
    asked, pools = attempt.asked, attempt.pools
    groups = narrowed(asked, operation, _groups(attempt, operation), pools)
    if not groups or _is_other_than_asked(attempt, operation, groups):
        return None
    query = _with_cues(attempt, operation, groups)
    if pools.rows_of_own(attempt.measure).timed and _counts_other_things(asked, query, pools):
        return None
    if operation is Operation.EXTREME and asked.cues.rank is None:
        rank = _place_of(attempt.mentions, query, pools)
        return replace(query, rank=rank) if rank is not None else None
    if operation in OF_BEST and asked.cues.best > 1 and asked.cues.has(Operation.EXTREME):
        return replace(query, groups=tuple(_best_of(group, query, pools) for group in groups))
    if operation is Operation.SUM and sum(len(group.cells) for group in groups) == 1:
        return replace(query, operation=Operation.VALUE)  # The total is stated.
    return query


def _is_other_than_asked(attempt: _Attempt, operation: Operation, groups: tuple[Group, ...]) -> bool:
    """Whether a figure would be set against itself; rows without a time would be chosen where a time is asked for; or
    figures would be counted whatever they are where a number says which ("how many were sold for 900 yuan")."""
    asked, measure, pools = attempt.asked, attempt.measure, attempt.pools
    apart = groups[1:] if operation is Operation.SHARE and len(groups) > _PAIR else groups  # A part is in its sum, too.
    if operation in TWO and len(apart) > 1 and len({(one.cells, one.given) for one in apart}) < len(apart):
        return True
    if operation in _CHOOSE and asked.asks_when:
        return all(row.span is None for row in pools.beside(measure).values())
    if operation in OF_BEST and _are_others_than_counted(attempt, groups):
        return True
    if operation is Operation.COUNT:
        if asked.cues.direction and Operation.DIFFERENCE in attempt.weights:
            return True  # "How many of them are dearer", of which nothing is held that they are set against.
        held = {cell.number for cell in measure.cells}
        return not held.issuperset(given_figures(asked, measure, pools))
    return False


def _are_others_than_counted(attempt: _Attempt, groups: tuple[Group, ...]) -> bool:
    """Whether fewer things are named than are counted, or all rows stand for the few of which something is said: "the
    four that undercut the Lark, on average"."""
    counted = counted_by_number(attempt.asked, attempt.pools)
    if counted is None or attempt.asked.cues.best > 1:
        return False
    if len(groups) > 1:
        return len(groups) < counted.number
    return not attempt.pools.rows_of_own(attempt.measure).timed and len(groups[0].cells) != counted.number


def _groups(attempt: _Attempt, operation: Operation) -> tuple[Group, ...]:
    """Those of the measure, or one of them and a figure that the question states."""
    asked, measure, pools = attempt.asked, attempt.measure, attempt.pools
    groups = _groups_held(attempt, operation)
    if operation not in AGAINST_GIVEN or not given_figures(asked, measure, pools):
        return groups
    # What is said beside a figure of the question names one of the measure's own.
    mentions = mentioned(asked, pools.rows_of_own(measure)) if attempt.mentions else ()
    own = replace(attempt, mentions=named_apart(asked, mentions, measure, pools))
    return against_given(asked, operation, measure, groups, _groups_held(own, Operation.VALUE), pools)


def _groups_held(attempt: _Attempt, operation: Operation) -> tuple[Group, ...]:
    asked, measure, pools = attempt.asked, attempt.measure, attempt.pools
    if pools.rows_of_own(measure).timed:
        return timed_groups(asked, operation, measure, pools)
    if attempt.beyond is not None and operation is Operation.THRESHOLD:
        own = row_set_against(asked, attempt.mentions)
        named = tuple(dict.fromkeys(single(row.measure, row.cell) for one in attempt.mentions for row in one.rows))
        others = tuple(one for one in named if own is None or own.cell.id not in one.cells)
        return others if len(others) > 1 else (whole_of(measure),)
    return row_groups(asked, operation, measure, pools, attempt.mentions)


def _with_cues(attempt: _Attempt, operation: Operation, groups: tuple[Group, ...]) -> FigureQuery:
    """The query as far as the words for its operation tell."""
    asked, cues, pools = attempt.asked, attempt.asked.cues, attempt.pools
    measure = pools.measures[groups[0].measure]
    two_limits = (cues.two_limits if len(groups) == 1 else None) or (None, None)
    limit, until = two_limits if operation is Operation.DURATION else (attempt.beyond or cues.limit, None)
    return FigureQuery(
        operation,
        groups,
        lowest=is_lowest(cues.direction, asked, measure),
        rank=cues.rank or 1,
        best=cues.best,
        limit=limit and scaled(limit, measure, asked.language, cues.limit_unit if limit is cues.limit else ""),
        which=cues.which,
        per=_per(operation, asked),
        each=_each(attempt.divisor, groups) if operation is Operation.PER_UNIT else 1.0,
        parts=times_of_only_figure(asked, groups, measure) if operation is Operation.PER_UNIT else 0.0,
        until=until and scaled(until, measure, asked.language),
    )


def _each(divisor: Divisor | None, groups: tuple[Group, ...]) -> float:
    return divisor.each if divisor is not None and divisor.measure.id == groups[-1].measure else 1.0


def _per(operation: Operation, asked: Asked) -> str:
    if operation is Operation.DURATION:
        return asked.counted_time
    return asked.per if operation is Operation.PER_UNIT else asked.cues.per


def _counts_other_things(asked: Asked, query: FigureQuery, pools: Pools) -> bool:
    """Whether times would be counted where other things are asked for: "how many makers". At each time of a measure
    there may be one of what it tells of: "how many recalls"."""
    operation, language = query.operation, asked.language
    if operation is not Operation.COUNT and (operation is not Operation.THRESHOLD or query.which is not Which.COUNT):
        return False
    counted_times = language.words["counted_times"]
    if not counted_times or not counted_times.union(*language.grains.values()).isdisjoint(asked.words):
        return False
    return told_of(pools.measures[query.measure], pools).isdisjoint(asked.first_counted or asked.whole.said)


def _best_of(group: Group, query: FigureQuery, pools: Pools) -> Group:
    """As many of the figures of a group as the best that are asked for: "the best three months together"."""
    best = {cell.id for cell in best_first(cells_in(group, pools.measures), lowest=query.lowest)[: query.best]}
    return replace(group, cells=tuple(id for id in group.cells if id in best))


def _place_of(mentions: Sequence[Mention], query: FigureQuery, pools: Pools) -> int | None:
    """The place of the only row that is named among those of the query, from 1; None where it has none."""
    named = {row.cell.id for mention in mentions for row in mention.rows}
    ids = {id for group in query.groups for id in group.cells}
    order = best_first((cell for cell in pools.measures[query.measure].cells if cell.id in ids), lowest=query.lowest)
    places = [at for at, cell in enumerate(order, 1) if cell.id in named]
    return places[0] if len(named) == len(places) == 1 else None
