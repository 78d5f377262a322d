"""Tells whether a query works out what a question asks, beside an entry that states the figures or is on the matter."""

from collections.abc import Sequence

from bot.conversation.queries.binding import COMPUTED, RELATED, BoundQuery
from bot.conversation.queries.held.rows import Row
from bot.conversation.queries.reader import FigureReader
from bot.conversation.queries.suiting import any_unit_suits
from bot.conversation.queries.words.asked import Asked
from bot.figures import FigureAnswer, Group, Operation
from bot.knowledge.generating.cells import series_of
from bot.model import Entry
from bot.replies.figure_queries.figured import Figured, number_of

WORKED_OUT = COMPUTED - {Operation.EXTREME}
"""Operations whose result is a number of its own; the highest is one of the figures."""


def works_out(bound: BoundQuery, entry: Entry, asked: Asked, reader: FigureReader) -> bool:
    """Whether it works out what is asked before all else: a count, or a result of figures that the entry states."""
    value = number_of(bound)
    if not isinstance(bound.answer, FigureAnswer) or value is None or bound.weight < bound.other_weight:
        return False
    if asked.cues.counts(bound.query.operation):
        return _counts_untold(bound, value, entry, asked, reader)
    return _is_of_stated(bound, bound.answer, value, entry, asked, reader)


def _counts_untold(bound: BoundQuery, value: float, entry: Entry, asked: Asked, reader: FigureReader) -> bool:
    """Whether the rows of a table are counted that are asked for, on the matter of the entry, which does not tell
    how many these are."""
    measure = reader.pools.measures[bound.query.measure]
    if reader.pools.rows_of_own(measure).timed or not measure.column:
        return False
    is_on_matter = measure.series in {series_of(id) for id in reader.measures_beside(entry)}
    are_asked_for = not asked.counted.things.isdisjoint(reader.pools.things_told(measure))
    return is_on_matter and are_asked_for and not reader.entry_figures(entry).counts_to(value)


def _is_of_stated(
    bound: BoundQuery, answer: FigureAnswer, value: float, entry: Entry, asked: Asked, reader: FigureReader
) -> bool:
    """Whether it comes of figures that the question names, and that the entry states without their result."""
    told, operation = reader.entry_figures(entry), bound.query.operation
    tells_between = operation is Operation.COMPARE and asked.cues.has(Operation.DIFFERENCE)
    if operation not in WORKED_OUT and not tells_between:
        return False
    if len(answer.operands) > len(bound.query.groups):
        return False  # Of the figures of a whole table none is named.
    is_untold = told.states_all(answer.operands) and not told.tells_result(value, answer.unit)
    return is_untold and _is_of_named(bound, asked, reader)


def _is_of_named(bound: BoundQuery, asked: Asked, reader: FigureReader) -> bool:
    """Whether the question names the things and times that the figures are of, and no unit of others."""
    names = asked.whole.row_names
    if not (bound.uptake.names or bound.uptake.times) or not any_unit_suits(asked, bound, reader):
        return False
    rows = [row for group in bound.query.groups for row in rows_of(group, reader)]
    spans = [row.cell.span for row in rows if row.cell.span is not None]
    are_named = all(not any(met.isdisjoint(names) for met in row.exact) for row in rows)
    are_timed = all(any(one.meets(span) for one in asked.times.spans) for span in spans)
    return are_named and are_timed and _is_in_unit_said(bound, asked, reader)


def _is_in_unit_said(bound: BoundQuery, asked: Asked, reader: FigureReader) -> bool:
    """Whether a unit behind "how many" is that of the figures, or of the result: "how many percent less"."""
    pools, answer = reader.pools, bound.answer
    said = asked.counted.first & pools.all_units
    units = [pools.measures[group.measure].unit or "" for group in bound.query.groups]
    own = [pools.stems(unit) | pools.units.stems_of(unit) for unit in units]
    of_result = pools.stems(answer.unit or "") if isinstance(answer, FigureAnswer) else frozenset[str]()
    return said <= of_result or all(said <= stems for stems in own)


def works_out_last(last: str, by: Figured, reader: FigureReader) -> bool:
    """Whether `last`, the last question of a message, only asks what the query works out of what those before it name:
    "which is longer, the Lark or the Finch, and what is the gap"."""
    asked, query = reader.asked(reader.lexicon.words(last)), by.bound.query
    if asked is None or query.operation not in COMPUTED | {Operation.COMPARE}:
        return False
    measures, meant = by.stated or reader.pools.measures, RELATED.get(query.operation, {query.operation})
    units = {stem for group in query.groups for stem in reader.pools.stems(measures[group.measure].unit or "")}
    is_asked_for = any(one.operation in meant for one in asked.cues.asked_for)
    says_more = asked.names or asked.times.named or by.bound.uptake.left or asked.telling - units
    return is_asked_for and not says_more


def rows_of(group: Group, reader: FigureReader) -> Sequence[Row]:
    rows = reader.pools.rows(reader.pools.measures[group.measure])
    return [row for row in rows if row.cell.id in group.cells]
