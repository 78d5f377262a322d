"""Finds the operands of a query about things: a question, an operation and the rows that it names in, groups out."""

from __future__ import annotations

from collections.abc import Sequence

from bot.conversation.queries.asked import TWO, Asked
from bot.conversation.queries.columns import in_two_columns, over_column
from bot.conversation.queries.dated import at_two_times, longest_course, of_their_time, two_dates
from bot.conversation.queries.ends import both_ends, only_end
from bot.conversation.queries.mentions import Mention, mentioned
from bot.conversation.queries.parts import Pairs
from bot.conversation.queries.pools import Pools
from bot.conversation.queries.rows import Row
from bot.conversation.queries.spans import year_in
from bot.figures import Group, Measure, Operation, single, whole_of
from bot.model import Kind

_NOT_OF_ONE = frozenset({Operation.AVERAGE, Operation.THRESHOLD, Operation.COUNT})
"""Operations for which one row is too few."""


def named_rows(asked: Asked, measure: Measure, pools: Pools) -> tuple[Mention, ...]:
    """What is named among the rows of the measure, else among those of the same matter."""
    found = mentioned(asked, pools.rows_of_own(measure))
    if not found or (asked.cues.operation in TWO and len(_operands(found)) < 2):
        every = pools.rows_with_alike(measure)
        more = mentioned(asked, every) if every is not None else ()
        if len(_operands(more)) > len(_operands(found)):
            return more
    return found


def row_groups(
    asked: Asked, operation: Operation, measure: Measure, pools: Pools, mentions: Sequence[Mention]
) -> tuple[Group, ...]:
    """`mentions`: those of `named_rows`. The first case that fits counts, so a share is told before others of `TWO`."""
    operands = _operands(mentions)
    match operation:
        case Operation.SHARE:
            return _share_of_all(asked, measure, pools, operands)
        case _ if operation in TWO:
            return _two_operands(asked, operation, measure, pools, operands)
        case Operation.DURATION:
            return two_dates(mentions)
        case Operation.PER_UNIT if not asked.cues.per:
            is_of_measure = len(operands) == 1 and operands[0].measure == measure.id
            return over_column(asked, measure, operands[0], pools) if is_of_measure else ()
        case Operation.TREND:
            return longest_course(asked, mentions, measure)
        case Operation.LIST if len(operands) == 1 and not _is_partly_named(asked, mentions):
            return ()
        case Operation.VALUE if not mentions:
            own = _own_row(asked, measure, pools) if asked.times.named else None
            return (own,) if own else ()
        case Operation.VALUE | Operation.PER_UNIT | Operation.CONVERT:
            return _each_of_its_time(asked, measure, pools, mentions)
        case _:
            return _rows_to_choose_from(asked, operation, measure, pools, mentions)


def _share_of_all(asked: Asked, measure: Measure, pools: Pools, operands: tuple[Group, ...]) -> tuple[Group, ...]:
    """Two columns of the only row that is named; else the first of what is named, and all that is named together; of
    one thing alone all rows are the whole."""
    columns = in_two_columns(asked, operands[0], pools) if len(operands) == 1 else ()
    if columns:
        # No title says which of the two is the whole, but no part is larger than it.
        numbers = {cell.id: cell.number or 0.0 for one in columns for cell in pools.measures[one.measure].cells}
        return tuple(sorted(columns, key=lambda one: numbers[one.cells[0]]))
    if not operands or any(one.measure != measure.id for one in operands):
        return ()
    if measure.column and measure.kind is not Kind.FLOW:
        return ()  # The prices of several versions are no whole.
    named = tuple(cell for one in operands for cell in one.cells)
    if len(named) == 1 and any(cell.span is not None or year_in(cell.label) for cell in measure.cells):
        return ()  # Nor are the goals of several years.
    every = tuple(cell.id for cell in measure.cells)
    return (operands[0], Group(measure.id, named if len(named) > 1 else every, asked.language.says.all_of_them))


def _two_operands(
    asked: Asked, operation: Operation, measure: Measure, pools: Pools, operands: tuple[Group, ...]
) -> tuple[Group, ...]:
    pair = _with_the_unsaid(asked, operation, measure, pools, operands)
    if asked.times.pair and operation in (Operation.CHANGE, Operation.DIFFERENCE):
        # "From 2024 to 2026" counts from the former.
        pair = tuple(sorted(pair, key=lambda one: year_in(one.label), reverse=True))
    return pair if len(pair) >= 2 else ()


def _with_the_unsaid(
    asked: Asked, operation: Operation, measure: Measure, pools: Pools, operands: tuple[Group, ...]
) -> tuple[Group, ...]:
    """What is named, with the other side where no second row is: an end, another time, or the subject's own row."""
    if len(operands) < 2 or asked.cues.opposed:
        operands = _against_another(asked, measure, operands, pools)  # "The Lark against the cheapest."
    if len(operands) != 1:
        return operands
    at_times = at_two_times(asked, operation, operands[0], pools)  # "The Lark in 2024 and in 2025."
    if at_times or operation is Operation.CHANGE or asked.moves:
        return at_times or operands
    own = _own_row(asked, measure, pools)  # "The lead over the Finch": that of the subject's own.
    return (own, *operands) if own and own.cells != operands[0].cells else operands


def _against_another(asked: Asked, measure: Measure, operands: tuple[Group, ...], pools: Pools) -> tuple[Group, ...]:
    """The only thing that is named against an end, or against itself in the column beside; of none both ends."""
    cells = [row.cell for row in _fitting(asked, pools.rows(measure)) if row.cell.number is not None]
    pair = both_ends(asked, measure, cells)
    if pair or len(operands) != 1:
        return pair or operands
    end = only_end(asked, measure, cells)
    if end is not None and end.cells != operands[0].cells:
        return (*operands, end)
    return in_two_columns(asked, operands[0], pools) or operands


def _own_row(asked: Asked, measure: Measure, pools: Pools) -> Group | None:
    """The row of the subject itself, which "the lead over the Finch" leaves unsaid; None where several are."""
    own = [
        row for row in _fitting(asked, pools.rows(measure)) if any(pair in asked.subject_names for pair in row.facets)
    ]
    return single(measure, own[0].cell) if len(own) == 1 else None


def _rows_to_choose_from(
    asked: Asked, operation: Operation, measure: Measure, pools: Pools, mentions: Sequence[Mention]
) -> tuple[Group, ...]:
    """The rows among which the operation chooses or counts: those named one by one, else all that fit the question."""
    several = tuple(one for one in _operands(mentions) if one.measure == measure.id)
    if len(several) > 1 and all(len(mention.rows) == 1 for mention in mentions):
        return several
    fit = _fitting(asked, pools.rows(measure))
    if len(fit) == 1 and (operation is Operation.EXTREME or _says_title(asked, measure, pools)):
        return (whole_of(measure),)
    if not fit or (len(fit) == 1 and operation in _NOT_OF_ONE):
        return ()
    return (Group(measure.id, tuple(row.cell.id for row in fit), measure.title),)


def _fitting(asked: Asked, rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows that nothing in the question speaks against; those that it excludes are left out."""
    # "The cheapest Lark" may be a name of one, but not beside the dearest.
    named = asked.whole.facets if asked.cues.opposed else asked.whole.row_names
    labelled = {kind for row in rows for kind, _ in row.facets}
    telling = frozenset(pair for pair in named if pair[0] in labelled)
    fit = [
        row
        for row in rows
        if row.facets.isdisjoint(asked.facets.excluded) and not row.is_contradicted(telling, asked.lexicon.kinds)
    ]
    # Of "the three Larks" each must name a Lark where one row does: "all others", which names no model, is none, though
    # nothing speaks against it. The subject itself need not be named.
    needed = {kind for row in fit for kind, _ in row.met_by & (telling - asked.subject_names)}
    return tuple(row for row in fit if needed.issubset(kind for kind, _ in row.met_by & telling))


def _says_title(asked: Asked, measure: Measure, pools: Pools) -> bool:
    """Whether all names of the question only say what the measure is called: "the electric sedans", by title."""
    stem, title = pools.lexicon.stem, pools.titles_of((whole_of(measure),))
    kinds = pools.lexicon.kinds.labelling
    names = [asked.words[name.start : name.end] for name in asked.named if name.kind in kinds]
    return bool(names) and all(title.issuperset(map(stem, words)) for words in names)


def _each_of_its_time(asked: Asked, measure: Measure, pools: Pools, mentions: Sequence[Mention]) -> tuple[Group, ...]:
    rows = pools.rows(measure)
    if not _is_partly_named(asked, mentions):
        return _operands(of_their_time(asked, mentions, rows))
    # "The standard" of each model: the rows that fit and have all the words that are said of those named.
    said = {word for row in mentions[0].rows for word in row.words if word in asked.whole.said}
    fit = _fitting(asked, rows)
    return tuple(single(measure, row.cell) for row in [row for row in fit if said <= row.words] or fit)


def _is_partly_named(asked: Asked, mentions: Sequence[Mention]) -> bool:
    """Whether the only thing that is named leaves open which model of its line is meant."""
    named, said, exact = {value for _, value in asked.names}, asked.whole.said, asked.lexicon.kinds.exact

    def is_unsaid(kind: str, value: str) -> bool:
        return kind in exact and value not in named and not said.issuperset(value.split("-"))

    rows = mentions[0].rows if len(mentions) == 1 else ()
    return bool(rows) and all(any(is_unsaid(*pair) for pair in row.facets) for row in rows)


def _operands(mentions: Sequence[Mention]) -> tuple[Group, ...]:
    """One group for each row that is named, the first measure's where several hold it."""
    rows: dict[Pairs | str, Row] = {}
    for mention in mentions:
        for row in mention.rows:
            rows.setdefault(row.facets or row.cell.label, row)
    return tuple(single(row.measure, row.cell) for row in rows.values())
