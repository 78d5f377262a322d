"""Sets rows against each other: what is asked of rows in, groups with the base last, or a part and its whole, out."""

from collections.abc import Sequence

from bot.conversation.queries.held.ends import is_lowest
from bot.conversation.queries.of_rows.columns import in_two_columns
from bot.conversation.queries.of_rows.dated import at_two_times
from bot.conversation.queries.of_rows.mentions import rows_by_cell
from bot.conversation.queries.of_rows.row_request import RowRequest
from bot.conversation.queries.words.bases import (
    base_named,
    is_part_of_other,
    is_sum_of_other,
    named_again,
    places_named,
)
from bot.conversation.queries.words.spans import year_in
from bot.conversation.queries.words.superlatives import Direction
from bot.figures import Group, Operation, single, whole_of
from bot.model import Kind


def rows_side_by_side(request: RowRequest) -> tuple[Group, ...]:
    """Both ends, or all that is named, or the only thing named and its other side; empty of fewer than two."""
    asked, groups = request.asked, request.operands
    if (len(groups) < 2 or asked.cues.opposed) and len(request.ends) == 2:
        groups = request.ends
    if len(groups) == 1:
        groups = _with_other_side(request, groups[0])
    if len(groups) < 2:
        return ()
    if request.operation not in (Operation.CHANGE, Operation.DIFFERENCE):
        return groups
    if asked.times.pair or (asked.moves and len({*filter(None, (year_in(one.label) for one in groups))}) > 1):
        # "From 2024 to 2026", and "2024 against 2026, what is the gain", count from the former.
        return tuple(sorted(groups, key=lambda one: year_in(one.label), reverse=True))
    return groups[::-1] if _runs_from_first(request) or _counts_from_first(request, groups) else groups


def _with_other_side(request: RowRequest, only: Group) -> tuple[Group, ...]:
    """The only thing that is named, and what the question sets it against without a second name; else empty."""
    asked, operation, pools = request.asked, request.operation, request.pools
    if len(request.ends) == 1 and request.ends[0].cells != only.cells:
        return (only, *request.ends)  # "The Lark against the cheapest."
    # "The presale and the final price of the Lark", "the Lark in 2024 and in 2025".
    pair = in_two_columns(asked, only, pools) or at_two_times(asked, operation, only, pools)
    if pair or operation is Operation.CHANGE or asked.moves:
        return pair
    own = request.own_row  # "The lead over the Finch": that of the subject's own.
    return (*own, only) if own and own[0].cells != only.cells else ()


def _runs_from_first(request: RowRequest) -> bool:
    """Whether the only two things are named "from" the first "to" the second, which is then set against it."""
    if len(request.mentions) != 2 or len(request.operands) != 2:
        return False
    asked, second = request.asked, request.mentions[1].start
    leads = asked.places("from")
    return bool(leads) and not asked.language.words["range"].isdisjoint(asked.words[leads[0] : second])


def _counts_from_first(request: RowRequest, groups: Sequence[Group]) -> bool:
    """Whether the first of the only two things stands behind "than" or the like; of a change without such a word,
    whether it goes the way that is said only so: "old against new, how many % cheaper"."""
    asked, cells = request.asked, [cell for group in groups for cell in group.cells]
    rows = rows_by_cell(request.mentions)
    named = [rows[cell] for cell in cells if cell in rows]
    if not len(named) == len(cells) == 2:
        return False
    base = base_named(places_named([row.words for row in named], asked), asked)
    direction = asked.cues.direction or Direction(asked.moves)
    if base is not None or request.operation is not Operation.CHANGE or not direction:
        return base == 0
    first, second = (one.cell.number or 0.0 for one in named)
    return first > second if is_lowest(direction, asked, request.measure) else first < second


def row_and_whole(request: RowRequest) -> tuple[Group, ...]:
    """Two columns of the only thing named; else the first thing named and the whole: all that is named, or all rows."""
    asked, measure, pools, operands = request.asked, request.measure, request.pools, request.operands
    columns = in_two_columns(asked, operands[0], pools) if len(operands) == 1 else ()
    if columns:
        # No title says which of the two is the whole, but no part is larger than it.
        numbers = {cell.id: cell.number or 0.0 for one in columns for cell in pools.measures[one.measure].cells}
        return tuple(sorted(columns, key=lambda one: numbers[one.cells[0]]))
    places = _places(request)
    if is_part_of_other(places, asked):
        return operands
    if is_sum_of_other(places, asked) or not operands or any(one.measure != measure.id for one in operands):
        return ()
    named = tuple(cell for one in operands for cell in one.cells)
    if _is_no_whole(request) or (len(named) == 1 and _names_other_whole(request)):
        return ()
    rows = [one.rows[0] for one in request.mentions]
    again = named_again([row.words for row in rows], asked)
    part = operands[0] if again is None else single(rows[again].measure, rows[again].cell)
    whole = named if len(named) > 1 else whole_of(measure).cells
    return (part, Group(measure.id, whole, asked.language.says.all_of_them))


def _places(request: RowRequest) -> Sequence[int]:
    """The `places_named` of the operands."""
    cells = {cell for one in request.operands for cell in one.cells}
    words = [row.words for one in request.mentions for row in one.rows if row.cell.id in cells]
    return places_named(words, request.asked) if len(request.operands) == len(words) else ()


def _is_no_whole(request: RowRequest) -> bool:
    """Whether the rows do not add up: prices of several versions, or the goals of several years beside a single one."""
    measure = request.measure
    if measure.column and measure.kind is not Kind.FLOW:
        return True
    return len(request.operands) == 1 and any(cell.span is not None or year_in(cell.label) for cell in measure.cells)


def _names_other_whole(request: RowRequest) -> bool:
    """Whether a name beside the only row that is named speaks against a row that is not: "of all Kites" are no Owls."""
    named, rows = request.asked.whole.facets, request.pools.rows(request.measure)
    own = {pair for mention in request.mentions for row in mention.rows for pair in row.met_by}
    kinds = {kind for row in rows for kind, _ in row.facets}
    others = frozenset(pair for pair in named - own if pair[0] in kinds)
    return any(row.is_contradicted(others, request.asked.lexicon.kinds) for row in rows if row.met_by.isdisjoint(named))
