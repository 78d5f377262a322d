"""Sets rows side by side: what is asked of rows in, two groups or more out, of which the last is counted from."""

from collections.abc import Sequence

from bot.conversation.queries.bases import base_named, places_named
from bot.conversation.queries.dated import at_two_times
from bot.conversation.queries.directions import Direction
from bot.conversation.queries.ends import both_ends, is_lowest, only_end
from bot.conversation.queries.mentions import rows_by_cell
from bot.conversation.queries.row_request import RowRequest
from bot.conversation.queries.spans import year_in
from bot.conversation.queries.two_columns import in_two_columns
from bot.figures import Group, Operation


def rows_side_by_side(request: RowRequest) -> tuple[Group, ...]:
    """Both ends, or all that is named, or the only thing named and its other side; empty of fewer than two."""
    asked, groups = request.asked, request.operands
    if len(groups) < 2 or asked.cues.opposed:
        groups = both_ends(asked, request.measure, [row.cell for row in request.fitting]) or groups
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
    end = only_end(asked, request.measure, [row.cell for row in request.fitting])
    if end is not None and end.cells != only.cells:
        return (only, end)  # "The Lark against the cheapest."
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
    lists = asked.language.words
    leads = [at for at, word in enumerate(asked.words) if word in lists["from"]]
    return bool(leads) and not lists["range"].isdisjoint(asked.words[leads[0] : second])


def _counts_from_first(request: RowRequest, groups: Sequence[Group]) -> bool:
    """Whether the first of the only two things stands behind "than" or the like: "how far below the Lark is it"; of a
    change without such a word, whether it goes the way that is said only so: "old against new, how many % cheaper"."""
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
