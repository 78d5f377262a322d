"""Finds the rows of a measure that an operation counts with, as groups."""

from bot.conversation.queries.held.pools import Pools
from bot.conversation.queries.of_rows.dated import longest_course, of_their_time, two_dates
from bot.conversation.queries.of_rows.divisors import divisor_of
from bot.conversation.queries.of_rows.mentions import Mention, mentioned
from bot.conversation.queries.of_rows.row_choice import rows_to_choose_from
from bot.conversation.queries.of_rows.row_pairs import rows_side_by_side
from bot.conversation.queries.of_rows.row_request import RowRequest, operands_of
from bot.conversation.queries.of_rows.row_wholes import row_and_whole
from bot.conversation.queries.words.asked import TWO, Asked
from bot.figures import Group, Measure, Operation, single


def named_rows(asked: Asked, measure: Measure, pools: Pools) -> tuple[Mention, ...]:
    """What is named among the rows of the measure, or among those alike, too, where it is more and more is needed."""
    found = mentioned(asked, pools.rows_of_own(measure))
    if found and (asked.cues.operation not in TWO or len(operands_of(found)) > 1):
        return found
    every = pools.rows_with_alike(measure)
    more = mentioned(asked, every) if every is not None else ()
    return more if len(operands_of(more)) > len(operands_of(found)) else found


def row_groups(request: RowRequest) -> tuple[Group, ...]:
    """Empty where the question leaves the operation nothing to work on."""
    asked, mentions = request.asked, request.mentions
    match request.operation:  # No case for all others: mypy complains of an operation without one.
        case Operation.SHARE:
            return row_and_whole(request)
        case Operation.DIFFERENCE | Operation.CHANGE | Operation.RATIO | Operation.COMPARE:
            return rows_side_by_side(request)
        case Operation.DURATION:  # "How long from the Lark to the Finch", of dates.
            return two_dates(mentions)
        case Operation.TREND:  # "How did the Lark get on".
            return longest_course(asked, mentions, request.measure)
        case Operation.PER_UNIT if not asked.per:  # "Yuan per km", but not "km per hour".
            return _over_divisor(request)
        case Operation.VALUE if not mentions:  # "What was it in 2024", of the subject itself.
            return request.own_row if asked.times.named else ()
        case Operation.VALUE | Operation.PER_UNIT | Operation.CONVERT:  # "The Lark and the Finch", each for itself.
            return _each_that_is_named(request)
        case Operation.LIST if len(request.operands) == 1 and not request.is_half_named:
            return ()  # One thing is no list.
        case Operation.LIST | Operation.SUM | Operation.EXTREME:
            return rows_to_choose_from(request, least=1)
        case Operation.AVERAGE | Operation.COUNT | Operation.THRESHOLD:
            return rows_to_choose_from(request, least=2)


def _over_divisor(request: RowRequest) -> tuple[Group, ...]:
    """The only row that is meant, also as "the cheapest Lark", of which there are several, and what divides it."""
    own = request.ends if len(request.ends) == 1 else request.operands
    by = divisor_of(request.asked, request.measure, request.pools)
    if by is None or [one.measure for one in own] != [request.measure.id]:
        return ()
    cell = request.pools.same_row(own[0]).get(by.measure.id)
    return (own[0], single(by.measure, cell)) if cell is not None and cell.number else ()


def _each_that_is_named(request: RowRequest) -> tuple[Group, ...]:
    """The rows named, if of the time asked for; of "the standard" all that fit and have that word in their label."""
    if not request.is_half_named:
        return operands_of(of_their_time(request.asked, request.mentions, request.pools.rows(request.measure)))
    said = {word for row in request.mentions[0].rows for word in row.words if word in request.asked.whole.said}
    with_all_said = [row for row in request.fitting if said <= row.words]
    return tuple(single(request.measure, row.cell) for row in with_all_said or request.fitting)
