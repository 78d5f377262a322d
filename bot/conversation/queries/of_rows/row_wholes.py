"""Finds a row and the whole of which a question asks its share."""

from bot.conversation.queries.of_rows.columns import in_two_columns
from bot.conversation.queries.of_rows.row_request import RowRequest
from bot.conversation.queries.words.bases import is_part_of_other, is_sum_of_other, named_again, places_named
from bot.conversation.queries.words.spans import year_in
from bot.figures import Group, single, whole_of
from bot.model import Kind


def row_and_whole(request: RowRequest) -> tuple[Group, ...]:
    """The part first; by the first of these that the question says. Empty where the rows have no whole."""
    asked, measure, pools, operands = request.asked, request.measure, request.pools, request.operands
    columns = in_two_columns(asked, operands[0], pools) if len(operands) == 1 else ()
    if columns:  # "What share of the Lark's orders was paid."
        # No title says which of the two is the whole, but no part is larger than it.
        numbers = {cell.id: cell.number or 0.0 for group in columns for cell in pools.measures[group.measure].cells}
        return tuple(sorted(columns, key=lambda one: numbers[one.cells[0]]))
    named = tuple(cell for one in operands for cell in one.cells)
    words = [row.words for one in request.mentions for row in one.rows if row.cell.id in named]
    places = places_named(words, asked) if len(operands) == len(words) else ()
    if is_part_of_other(places, asked):
        return operands  # "How many percent of the Finch is the Lark."
    if is_sum_of_other(places, asked) or not _have_whole(request):
        return ()
    rows = [one.rows[0] for one in request.mentions]
    again = named_again([row.words for row in rows], asked)
    part = operands[0] if again is None else single(rows[again].measure, rows[again].cell)
    whole = named if len(named) > 1 else whole_of(measure).cells  # "Of both together, what part is the Finch."
    return (part, Group(measure.id, whole, asked.language.says.all_of_them))


def _have_whole(request: RowRequest) -> bool:
    """Whether the rows that are named, or all beside a single one, add up: no prices, and no goals of several years."""
    measure, operands = request.measure, request.operands
    if not operands or any(one.measure != measure.id for one in operands):
        return False
    if measure.column and measure.kind is not Kind.FLOW:
        return False
    are_of_times = any(cell.span is not None or year_in(cell.label) for cell in measure.cells)
    return len(operands) > 1 or not (are_of_times or _names_other_whole(request))


def _names_other_whole(request: RowRequest) -> bool:
    """Whether a name beside the only row that is named speaks against a row that is not: "of all Kites" are no Owls."""
    named, rows = request.asked.whole.facets, request.pools.rows(request.measure)
    own = {pair for mention in request.mentions for row in mention.rows for pair in row.met_by}
    kinds = {kind for row in rows for kind, _ in row.facets}
    others = frozenset(pair for pair in named - own if pair[0] in kinds)
    return any(row.is_contradicted(others, request.asked.lexicon.kinds) for row in rows if row.met_by.isdisjoint(named))
