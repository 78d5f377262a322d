"""Finds the figures of a measure that an operation would count with, where a question asks for them."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.conversation.queries.held.pools import Pools
from bot.conversation.queries.held.rows import Row
from bot.conversation.queries.of_rows.divisors import Divisor
from bot.conversation.queries.of_rows.limit_rows import rows_to_limit
from bot.conversation.queries.of_rows.mentions import Mention, mentioned
from bot.conversation.queries.of_rows.narrowing import narrowed
from bot.conversation.queries.of_rows.row_choice import counted_by_number
from bot.conversation.queries.of_rows.row_operands import row_groups
from bot.conversation.queries.of_rows.row_request import RowRequest
from bot.conversation.queries.of_rows.stated_in_question import AGAINST_GIVEN, against_given, given_figures, named_apart
from bot.conversation.queries.operations import OF_BEST
from bot.conversation.queries.over_time.time_operands import timed_groups
from bot.conversation.queries.words.asked import TWO, Asked
from bot.figures import Group, Limit, Measure, Operation

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


def groups_asked(attempt: Attempt, operation: Operation, weights: Mapping[Operation, float]) -> tuple[Group, ...]:
    """The figures for the operation; none where the result would be of others than are asked for. `weights`: how
    strongly each operation is asked for."""
    groups = narrowed(attempt.asked, operation, _groups(attempt, operation), attempt.pools)
    if not groups or _is_other_than_asked(attempt, operation, groups, weights):
        return ()
    return () if _counts_other_things(attempt, operation, groups) else groups


def _groups(attempt: Attempt, operation: Operation) -> tuple[Group, ...]:
    """Groups of the measure, or one of them and a figure that the question states."""
    asked, measure, pools = attempt.asked, attempt.measure, attempt.pools
    groups = _groups_held(attempt, operation, attempt.mentions)
    if operation not in AGAINST_GIVEN or not given_figures(asked, measure, pools):
        return groups
    # What is said beside a figure of the question names one of the measure's own.
    own = mentioned(asked, pools.rows_of_own(measure)) if attempt.mentions else ()
    without_operation = _groups_held(attempt, Operation.VALUE, named_apart(asked, own, measure, pools))
    return against_given(asked, operation, measure, pools, held=groups, named=without_operation)


def _groups_held(attempt: Attempt, operation: Operation, mentions: tuple[Mention, ...]) -> tuple[Group, ...]:
    asked, measure, pools = attempt.asked, attempt.measure, attempt.pools
    if pools.rows_of_own(measure).timed:
        return timed_groups(asked, operation, measure, pools)
    if attempt.row_limit is not None and operation is Operation.THRESHOLD:
        return rows_to_limit(asked, measure, mentions)
    return row_groups(RowRequest(asked, operation, measure, pools, mentions))


def _is_other_than_asked(
    attempt: Attempt, operation: Operation, groups: tuple[Group, ...], weights: Mapping[Operation, float]
) -> bool:
    """Whether the result would be of other figures than the question means."""
    if operation in TWO:  # Nothing is set against itself, but a part is in its sum, too.
        apart = groups[1:] if operation is Operation.SHARE and len(groups) > 2 else groups
        return len({(one.cells, one.given) for one in apart}) < len(apart)
    if operation in _CHOOSE and attempt.asked.asks_when:  # Rows without a time do not tell "which month".
        return all(row.span is None for row in attempt.pools.beside(attempt.measure).values())
    if operation in OF_BEST:
        return _are_others_than_counted(attempt, groups)
    return operation is Operation.COUNT and _counts_whatever_is_held(attempt, weights)


def _are_others_than_counted(attempt: Attempt, groups: tuple[Group, ...]) -> bool:
    """Whether fewer things are named than are counted, or all rows stand for "the four that undercut the Lark"."""
    counted = counted_by_number(attempt.asked, attempt.pools)
    if counted is None or attempt.asked.cues.best > 1:
        return False
    if len(groups) > 1:
        return len(groups) < counted.number
    return not attempt.pools.rows_of_own(attempt.measure).timed and len(groups[0].cells) != counted.number


def _counts_whatever_is_held(attempt: Attempt, weights: Mapping[Operation, float]) -> bool:
    """Whether nothing that is held tells which to count: "how many of them are dearer" says no limit, and of "how many
    were sold for 900 yuan" no figure is 900. "How often in 2025" counts no months."""
    asked, measure = attempt.asked, attempt.measure
    if attempt.pools.rows_of_own(measure).timed:
        return True
    if asked.cues.direction and Operation.DIFFERENCE in weights:
        return True
    held = {cell.number for cell in measure.cells}
    return not held.issuperset(given_figures(asked, measure, attempt.pools))


def _counts_other_things(attempt: Attempt, operation: Operation, groups: tuple[Group, ...]) -> bool:
    """Whether times would be counted where other things are: "how many makers", but not recalls of a recall table."""
    asked, pools, times = attempt.asked, attempt.pools, attempt.asked.language.words["counted_times"]
    if not times or not asked.cues.counts(operation) or not pools.rows_of_own(attempt.measure).timed:
        return False
    if not (times | asked.language.words_of_grains).isdisjoint(asked.words):
        return False
    return pools.matter_stems(pools.measures[groups[0].measure]).isdisjoint(asked.counted.first or asked.whole.said)
