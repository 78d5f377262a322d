"""Binds a question to a measure: makes the likeliest query, and computes its answer."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.conversation.queries.attempted_queries import query_for
from bot.conversation.queries.attempts import Attempt
from bot.conversation.queries.held.pools import Pools
from bot.conversation.queries.held.rows import Row
from bot.conversation.queries.of_rows.divisors import column_divided_by, divisor_of
from bot.conversation.queries.of_rows.limit_rows import limit_by_row
from bot.conversation.queries.of_rows.mentions import Mention, rows_by_cell
from bot.conversation.queries.of_rows.row_operands import named_rows
from bot.conversation.queries.operations import weights_for
from bot.conversation.queries.over_time.measure_meant import measure_meant
from bot.conversation.queries.uptake import Uptake, taken_up
from bot.conversation.queries.words.asked import TWO, Asked
from bot.figures import (
    Answered,
    FigureAnswer,
    FigureQuery,
    Measure,
    Operation,
    Refusal,
    compute,
    compute_from_one_up,
    counts_things,
)
from bot.model import Kind

RELATED = {
    Operation.DIFFERENCE: {Operation.DIFFERENCE, Operation.COMPARE, Operation.CHANGE},
    Operation.CHANGE: {Operation.CHANGE, Operation.TREND},
    Operation.COMPARE: {Operation.COMPARE, Operation.DIFFERENCE},
    Operation.LIST: {Operation.LIST, Operation.VALUE},
    Operation.SHARE: {Operation.SHARE, Operation.SUM},
}
"""What else an operation answers: a difference tells a change, but a change in percent tells no difference."""
COMPUTED = (TWO - {Operation.COMPARE}) | {Operation.SUM, Operation.AVERAGE, Operation.PER_UNIT, Operation.EXTREME}
"""What is worked out from several figures."""
_NUMERIC = COMPUTED | {Operation.COMPARE, Operation.THRESHOLD, Operation.TREND}
_NAMED_BEHIND = 2  # Words behind "how many" among which the name begins of what is counted: "how many small Larks".
_REFUSED = 3.0
"""What a refusal takes from a query's worth: more than a time or name that is left, so that an answer may leave one."""


@dataclass(frozen=True, slots=True)
class BoundQuery:
    answer: FigureAnswer | Refusal
    uptake: Uptake = field(default_factory=Uptake)
    weight: float = 0.0  # How strongly the question asks for the operation; 0 for a plain value.
    other_weight: float = 0.0
    """The weight of the strongest operation asked for that this one does not answer."""
    uncomputed: bool = False  # A plain value is given where something was to be worked out.

    @property
    def query(self) -> FigureQuery:
        return self.answer.query

    @property
    def worth(self) -> float:
        return self.weight + self.uptake.worth - (_REFUSED if isinstance(self.answer, Refusal) else 0.0)


def bind(asked: Asked, measure: Measure, pools: Pools) -> BoundQuery | None:
    """Return the likeliest query for this measure, of `pools`, or for the one that is meant by it; None where the
    question says nothing that could be bound."""
    attempt = _attempt(asked, _measure_asked(asked, measure, pools), pools)
    weights = _weights(attempt)
    is_for_each = attempt.divisor is not None or _asks_for_each(attempt.measure, weights, asked, pools)
    is_plain = not is_for_each and attempt.row_limit is None and attempt.counted is None
    operations = (*weights, *((Operation.VALUE,) if is_plain else ()))
    found = [bound for one in operations if (bound := _bound(attempt, one, weights)) is not None]
    return max(found, key=lambda one: one.worth, default=None)


def _measure_asked(asked: Asked, measure: Measure, pools: Pools) -> Measure:
    """Of "yuan per km", found by the km, the price; of sales a part, total or change of them; and of the column of
    texts that this may be, "7:04.9", the numbers beside it where the question calculates."""
    meant = column_divided_by(asked, measure, pools) or measure_meant(asked, measure, pools)
    is_numeric = any(asked.cues.has(one) for one in _NUMERIC)
    return pools.in_numbers(meant, asked.whole.said) if is_numeric else meant


def _attempt(asked: Asked, measure: Measure, pools: Pools) -> Attempt:
    mentions = () if pools.rows_of_own(measure).timed else named_rows(asked, measure, pools)
    limit, counted = limit_by_row(asked, measure, mentions, pools), _row_counted(asked, measure, mentions)
    return Attempt(asked, measure, pools, mentions, limit, counted, divisor_of(asked, measure, pools))


def _weights(attempt: Attempt) -> Mapping[Operation, float]:
    weights = weights_for(attempt.measure, attempt.asked, attempt.pools, per_column=attempt.divisor is not None)
    if attempt.counted is not None:
        return {Operation.RATIO: attempt.asked.language.weight_of(Operation.RATIO)}
    if attempt.row_limit is not None:
        return {Operation.THRESHOLD: max(weights.values(), default=0.0)}
    if len(rows_by_cell(attempt.mentions)) > 1 and not TWO.isdisjoint(weights):
        weights.pop(Operation.EXTREME, None)  # "The gap between the cheapest Lark Pro and the Finch" asks for none.
    return weights


def _asks_for_each(measure: Measure, operations: Collection[Operation], asked: Asked, pools: Pools) -> bool:
    """Whether the question asks how much it is for each thing, which the whole amount does not answer."""
    spreads = Operation.PER_UNIT in operations and not asked.cues.per and measure.kind is not Kind.RATIO
    return spreads and not asked.things_for_each.isdisjoint(pools.all_things)


def _row_counted(asked: Asked, measure: Measure, mentions: Sequence[Mention]) -> Row | None:
    """The row in which another is told: "how many Finches is the Lark worth"; None of a measure of things."""
    rows = rows_by_cell(mentions)
    units = {row.measure.unit for row in rows.values()}
    if len(rows) != 2 or len(mentions) != 2 or counts_things(measure.unit or "") or len(units) > 1:
        return None
    behind = {at + step for at in asked.counted.first_places for step in range(_NAMED_BEHIND)}
    counted = [one.rows[0] for one in mentions if one.start in behind]
    return counted[0] if len(counted) == 1 else None


def _bound(attempt: Attempt, operation: Operation, weights: Mapping[Operation, float]) -> BoundQuery | None:
    """`operation`: that which is asked for; a sum that is stated is a plain value in the query."""
    pools, query = attempt.pools, query_for(attempt, operation, weights)
    if query is None:
        return None
    is_ratio = query.operation is Operation.RATIO
    answer = _compute_ratio(query, attempt) if is_ratio else compute(query, pools.measures)
    related = RELATED.get(operation, {operation})
    if operation is Operation.PER_UNIT and answer.query.per:
        related = {*related, Operation.AVERAGE}  # So many a day, over several days, is what it was on average.
    return BoundQuery(
        answer,
        taken_up(attempt.asked, answer.query, pools),
        weights.get(operation, 0.0),
        other_weight=max((weight for one, weight in weights.items() if one not in related), default=0.0),
        uncomputed=operation is Operation.VALUE and not COMPUTED.isdisjoint(weights),
    )


def _compute_ratio(query: FigureQuery, attempt: Attempt) -> Answered:
    """Divide by what is `counted`. Else, if a word asks for a ratio, divide so that it comes out above 1; if none does,
    by what so many are "for each" of."""
    counted, measures = attempt.counted, attempt.pools.measures
    if counted is None and attempt.asked.cues.has(Operation.RATIO):
        return compute_from_one_up(query, measures)
    groups = query.groups
    if counted is not None:
        groups = tuple(sorted(groups, key=lambda group: counted.cell.id in group.cells))
    elif attempt.asked.named_for_each == 0:
        groups = groups[::-1]
    return compute(replace(query, groups=groups), measures)
