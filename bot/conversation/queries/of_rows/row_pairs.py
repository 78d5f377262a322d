"""Finds the rows that a question compares; for a change or a difference the base comes last."""

from collections.abc import Sequence

from bot.conversation.queries.held.ends import is_lowest
from bot.conversation.queries.of_rows.columns import in_two_columns
from bot.conversation.queries.of_rows.dated import at_two_times
from bot.conversation.queries.of_rows.mentions import rows_by_cell
from bot.conversation.queries.of_rows.row_request import RowRequest
from bot.conversation.queries.words.bases import base_named, places_named
from bot.conversation.queries.words.spans import year_in
from bot.conversation.queries.words.superlatives import Direction
from bot.figures import Group, Operation


def rows_side_by_side(request: RowRequest) -> tuple[Group, ...]:
    """What is set against each other, of a change or difference the base last; empty of fewer than two."""
    groups = _opponents(request)
    if len(groups) < 2 or request.operation not in (Operation.CHANGE, Operation.DIFFERENCE):
        return groups if len(groups) > 1 else ()
    asked = request.asked
    if asked.times.pair or (asked.moves and len({*filter(None, (year_in(one.label) for one in groups))}) > 1):
        # "From 2024 to 2026", and "2024 against 2026, what is the gain", count from the former.
        return tuple(sorted(groups, key=lambda one: year_in(one.label), reverse=True))
    return groups[::-1] if _base(request, groups) == 0 else groups


def _opponents(request: RowRequest) -> tuple[Group, ...]:
    """Both ends, or all that is named, or the only thing that is named and its other side."""
    groups = request.operands
    if (len(groups) < 2 or request.asked.cues.opposed) and len(request.ends) == 2:
        return request.ends
    return _with_other_side(request, groups[0]) if len(groups) == 1 else groups


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


def _base(request: RowRequest, groups: Sequence[Group]) -> int | None:
    """Which of the only two things, 0 or 1, the other is set against; None where nothing says so."""
    if _runs_from_first(request):
        return 0
    asked, rows = request.asked, rows_by_cell(request.mentions)
    cells = [cell for group in groups for cell in group.cells]
    named = [rows[cell] for cell in cells if cell in rows]
    if not len(named) == len(cells) == 2:
        return None
    base = base_named(places_named([row.words for row in named], asked), asked)
    direction = asked.cues.direction or Direction(asked.moves)
    if base is not None or request.operation is not Operation.CHANGE or not direction:
        return base
    # "Old against new, how many % cheaper" counts from the dearer one.
    first, second = (one.cell.number or 0.0 for one in named)
    return 0 if (first > second if is_lowest(direction, asked, request.measure) else first < second) else 1


def _runs_from_first(request: RowRequest) -> bool:
    """Whether the only two things are named "from" the first "to" the second, which is then set against it."""
    if len(request.mentions) != 2 or len(request.operands) != 2:
        return False
    asked, second = request.asked, request.mentions[1].start
    leads = asked.places("from")
    return bool(leads) and not asked.language.words["range"].isdisjoint(asked.words[leads[0] : second])
