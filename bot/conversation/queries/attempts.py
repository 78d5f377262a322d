"""Tries an operation on a measure: what a question says of it in, the query that it then means out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.conversation.queries.held.ends import best_first, is_lowest
from bot.conversation.queries.held.pools import Pools
from bot.conversation.queries.held.rows import Row
from bot.conversation.queries.of_rows.divisors import Divisor
from bot.conversation.queries.of_rows.limit_rows import rows_to_limit
from bot.conversation.queries.of_rows.mentions import Mention, mentioned, rows_by_cell
from bot.conversation.queries.of_rows.narrowing import narrowed
from bot.conversation.queries.of_rows.row_choice import counted_by_number
from bot.conversation.queries.of_rows.row_operands import row_groups
from bot.conversation.queries.of_rows.row_request import RowRequest
from bot.conversation.queries.of_rows.stated_in_question import AGAINST_GIVEN, against_given, given_figures, named_apart
from bot.conversation.queries.operations import OF_BEST, times_of_only_figure
from bot.conversation.queries.over_time.time_operands import timed_groups
from bot.conversation.queries.words.asked import TWO, Asked
from bot.conversation.queries.words.limits import scaled
from bot.figures import FigureQuery, Group, Limit, Measure, Operation
from bot.figures.operands import cells_in

_CHOOSE = frozenset({Operation.EXTREME, Operation.THRESHOLD, Operation.LIST})  # What is asked for by "which".


@dataclass(frozen=True, slots=True)
class Attempt:
    """A question and a measure that may answer it."""

    asked: Asked
    measure: Measure
    pools: Pools
    mentions: tuple[Mention, ...]  # The rows that are named; none of a measure over time.
    row_limit: Limit | None  # The figure of one of them, where it is asked how many are beyond.
    counted: Row | None  # The row in which another one is told: "how many Finches is the Lark worth".
    divisor: Divisor | None
    weights: Mapping[Operation, float] = field(default_factory=dict)  # How strongly each operation is asked for.


def query_for(attempt: Attempt, operation: Operation) -> FigureQuery | None:
    """None where it would count with no figures, or with others than are asked for."""
    cues, pools = attempt.asked.cues, attempt.pools
    groups = narrowed(attempt.asked, operation, _groups(attempt, operation), pools)
    if not groups or _is_other_than_asked(attempt, operation, groups):
        return None
    query = _with_cues(attempt, operation, groups)
    if _counts_other_things(attempt, query):
        return None
    if operation is Operation.EXTREME and cues.rank is None:
        rank = _place_of(attempt.mentions, query, pools)
        return replace(query, rank=rank) if rank is not None else None
    if operation in OF_BEST and cues.best > 1 and cues.has(Operation.EXTREME):
        return replace(query, groups=tuple(_best_of(group, query, pools) for group in groups))
    if operation is Operation.SUM and sum(len(group.cells) for group in groups) == 1:
        return replace(query, operation=Operation.VALUE)  # The total is stated.
    return query


def _groups(attempt: Attempt, operation: Operation) -> tuple[Group, ...]:
    """Groups of the measure, or one of them and a figure that the question states."""
    asked, measure, pools = attempt.asked, attempt.measure, attempt.pools
    groups = _groups_held(attempt, operation)
    if operation not in AGAINST_GIVEN or not given_figures(asked, measure, pools):
        return groups
    # What is said beside a figure of the question names one of the measure's own.
    mentions = mentioned(asked, pools.rows_of_own(measure)) if attempt.mentions else ()
    own = replace(attempt, mentions=named_apart(asked, mentions, measure, pools))
    return against_given(asked, operation, measure, groups, _groups_held(own, Operation.VALUE), pools)


def _groups_held(attempt: Attempt, operation: Operation) -> tuple[Group, ...]:
    asked, measure, pools = attempt.asked, attempt.measure, attempt.pools
    if pools.rows_of_own(measure).timed:
        return timed_groups(asked, operation, measure, pools)
    if attempt.row_limit is not None and operation is Operation.THRESHOLD:
        return rows_to_limit(asked, measure, attempt.mentions)
    return row_groups(RowRequest(asked, operation, measure, pools, attempt.mentions))


def _is_other_than_asked(attempt: Attempt, operation: Operation, groups: tuple[Group, ...]) -> bool:
    """Whether the result would be of other figures than the question means."""
    if operation in TWO:  # Nothing is set against itself, but a part is in its sum, too.
        apart = groups[1:] if operation is Operation.SHARE and len(groups) > 2 else groups
        return len({(one.cells, one.given) for one in apart}) < len(apart)
    if operation in _CHOOSE and attempt.asked.asks_when:  # Rows without a time do not tell "which month".
        return all(row.span is None for row in attempt.pools.beside(attempt.measure).values())
    if operation in OF_BEST:
        return _are_others_than_counted(attempt, groups)
    return operation is Operation.COUNT and _counts_whatever_is_held(attempt)


def _are_others_than_counted(attempt: Attempt, groups: tuple[Group, ...]) -> bool:
    """Whether fewer things are named than are counted, or all rows stand for "the four that undercut the Lark"."""
    counted = counted_by_number(attempt.asked, attempt.pools)
    if counted is None or attempt.asked.cues.best > 1:
        return False
    if len(groups) > 1:
        return len(groups) < counted.number
    return not attempt.pools.rows_of_own(attempt.measure).timed and len(groups[0].cells) != counted.number


def _counts_whatever_is_held(attempt: Attempt) -> bool:
    """Whether nothing that is held tells which to count: "how many of them are dearer" says no limit, and of "how many
    were sold for 900 yuan" no figure is 900. "How often in 2025" counts no months."""
    asked, measure = attempt.asked, attempt.measure
    if attempt.pools.rows_of_own(measure).timed:
        return True
    if asked.cues.direction and Operation.DIFFERENCE in attempt.weights:
        return True
    held = {cell.number for cell in measure.cells}
    return not held.issuperset(given_figures(asked, measure, attempt.pools))


def _with_cues(attempt: Attempt, operation: Operation, groups: tuple[Group, ...]) -> FigureQuery:
    """The query as far as the words for its operation tell."""
    asked, cues, divisor = attempt.asked, attempt.asked.cues, attempt.divisor
    measure, is_per_unit = attempt.pools.measures[groups[0].measure], operation is Operation.PER_UNIT
    is_divided = is_per_unit and divisor is not None and divisor.measure.id == groups[-1].measure
    limit, until = _limits(attempt, operation, groups, measure)
    return FigureQuery(
        operation,
        groups,
        lowest=is_lowest(cues.direction, asked, measure),
        rank=cues.rank or 1,
        best=cues.best,
        limit=limit,
        which=cues.which,
        per=asked.counted_time if operation is Operation.DURATION else asked.per if is_per_unit else cues.per,
        each=divisor.each if divisor is not None and is_divided else 1.0,
        parts=times_of_only_figure(asked, groups, measure) if is_per_unit else 0.0,
        until=until,
    )


def _limits(
    attempt: Attempt, operation: Operation, groups: Sequence[Group], measure: Measure
) -> tuple[Limit | None, Limit | None]:
    """As the measure counts: the limit, or those from which and until which something lasted."""
    cues, language = attempt.asked.cues, attempt.asked.language
    if operation is not Operation.DURATION:
        by_row = attempt.row_limit and scaled(attempt.row_limit, measure, language)
        return by_row or (cues.limit and scaled(cues.limit, measure, language, cues.limit_unit)), None
    if cues.two_limits is None or len(groups) > 1:
        return None, None
    start, end = (scaled(one, measure, language) for one in cues.two_limits)
    return start, end


def _counts_other_things(attempt: Attempt, query: FigureQuery) -> bool:
    """Whether times would be counted where other things are: "how many makers", but not recalls of a recall table."""
    asked, pools, times = attempt.asked, attempt.pools, attempt.asked.language.words["counted_times"]
    if not times or not asked.cues.counts(query.operation) or not pools.rows_of_own(attempt.measure).timed:
        return False
    if not (times | asked.language.words_of_grains).isdisjoint(asked.words):
        return False
    return pools.matter_stems(pools.measures[query.measure]).isdisjoint(asked.first_counted or asked.whole.said)


def _place_of(mentions: Sequence[Mention], query: FigureQuery, pools: Pools) -> int | None:
    """The place of the only row that is named among those of the query, from 1; None where it has none."""
    named = rows_by_cell(mentions)
    ids = {id for group in query.groups for id in group.cells}
    order = best_first((cell for cell in pools.measures[query.measure].cells if cell.id in ids), lowest=query.lowest)
    places = [at for at, cell in enumerate(order, 1) if cell.id in named]
    return places[0] if len(named) == len(places) == 1 else None


def _best_of(group: Group, query: FigureQuery, pools: Pools) -> Group:
    """As many of the figures of a group as the best that are asked for: "the best three months together"."""
    best = {cell.id for cell in best_first(cells_in(group, pools.measures), lowest=query.lowest)[: query.best]}
    return replace(group, cells=tuple(id for id in group.cells if id in best))
