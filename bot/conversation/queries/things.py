"""Finds the operands of a query about things: a question, an operation and the rows that it names in, groups out."""

from __future__ import annotations

from collections.abc import Sequence

from bot.conversation.queries.asked import TWO, Asked, Pairs
from bot.conversation.queries.columns import in_two_columns, over_column
from bot.conversation.queries.dated import at_two_times, of_their_time
from bot.conversation.queries.ends import both_ends, only_end
from bot.conversation.queries.groups import single, whole_of
from bot.conversation.queries.mentions import Mention, mentioned
from bot.conversation.queries.pools import Pools
from bot.conversation.queries.rows import Row, fitting
from bot.conversation.queries.spans import year_in
from bot.conversation.queries.times import range_of
from bot.figures import Cell, Group, Measure, Operation
from bot.figures.times import span_of_label
from bot.model import Kind

_AMONG_ROWS = frozenset(
    {Operation.EXTREME, Operation.THRESHOLD, Operation.COUNT, Operation.LIST, Operation.SUM, Operation.AVERAGE}
)
"""Operations that choose, count or add up among the cells of one group."""
_NOT_OF_ONE = frozenset({Operation.AVERAGE, Operation.THRESHOLD, Operation.COUNT})
"""Those of them for which one row is too few."""


def row_groups(
    asked: Asked, operation: Operation, measure: Measure, pools: Pools, mentions: Sequence[Mention]
) -> tuple[Group, ...]:
    """`mentions`: what the question names (see `named_rows`)."""
    operands = _operands(mentions)
    if operation is Operation.SHARE:
        columns = in_two_columns(asked, operands[0], pools) if len(operands) == 1 else ()
        return _the_part_first(columns, pools) if columns else _part_and_whole(operands, measure, asked)
    if operation in TWO:
        return _two_operands(asked, operation, measure, pools, operands)
    if operation is Operation.DURATION:
        return _dates(mentions)
    if operation is Operation.PER_UNIT and not asked.cues.per:
        is_of_measure = len(operands) == 1 and operands[0].measure == measure.id
        return over_column(asked, measure, operands[0], pools) if is_of_measure else ()
    if operation is Operation.TREND:
        return _course(asked, mentions, measure)
    if operation in _AMONG_ROWS:
        return _cells(asked, operation, measure, pools, mentions)
    if not mentions:
        own = _own(asked, measure, pools) if asked.times.named else None
        return (own,) if own and operation is Operation.VALUE else ()
    if _is_partly_named(asked, mentions):
        return tuple(
            single(measure, row.cell) for row in _with_words_said(asked, mentions[0].rows, pools.rows(measure))
        )
    return _operands(of_their_time(asked, mentions, pools.rows(measure)))


def _cells(
    asked: Asked, operation: Operation, measure: Measure, pools: Pools, mentions: Sequence[Mention]
) -> tuple[Group, ...]:
    """The rows among which the operation chooses or counts: those named one by one, else all that fit the question."""
    operands = _operands(mentions)
    if operation is Operation.LIST and len(operands) == 1 and not _is_partly_named(asked, mentions):
        return ()
    several = tuple(one for one in operands if one.measure == measure.id)
    if len(several) > 1 and all(len(mention.rows) == 1 for mention in mentions):
        return several
    fit = fitting(asked, pools.rows(measure))
    if len(fit) == 1 and (operation is Operation.EXTREME or _says_title(asked, measure, pools)):
        return (whole_of(measure),)
    if not fit or (len(fit) == 1 and operation in _NOT_OF_ONE):
        return ()
    return (Group(measure.id, tuple(row.cell.id for row in fit), measure.title),)


def _two_operands(
    asked: Asked, operation: Operation, measure: Measure, pools: Pools, operands: tuple[Group, ...]
) -> tuple[Group, ...]:
    if len(operands) < 2 or asked.cues.opposed:
        operands = _against_another(asked, measure, operands, pools)
    if len(operands) == 1:
        operands = at_two_times(asked, operation, operands[0], pools) or operands
    if len(operands) == 1 and operation is not Operation.CHANGE and not asked.moves:
        own = _own(asked, measure, pools)
        operands = (own, *operands) if own and own.cells != operands[0].cells else operands
    if asked.times.pair and operation in (Operation.CHANGE, Operation.DIFFERENCE):
        # "From 2024 to 2026" counts from the former.
        operands = tuple(sorted(operands, key=lambda one: year_in(one.label), reverse=True))
    return operands if len(operands) >= 2 else ()


def _against_another(asked: Asked, measure: Measure, operands: tuple[Group, ...], pools: Pools) -> tuple[Group, ...]:
    """The only thing that is named against an end, or against itself in the column beside; of none both ends."""
    cells = [row.cell for row in fitting(asked, pools.rows(measure)) if row.cell.number is not None]
    pair = both_ends(asked, measure, cells)
    if pair or len(operands) != 1:
        return pair or operands
    end = only_end(asked, measure, cells)
    if end is not None and end.cells != operands[0].cells:
        return (*operands, end)
    return in_two_columns(asked, operands[0], pools) or operands


def _the_part_first(pair: tuple[Group, ...], pools: Pools) -> tuple[Group, ...]:
    """Of two columns of one row no title says which is the whole, but no part is larger than it."""
    numbers = {cell.id: cell.number or 0.0 for one in pair for cell in pools.measures[one.measure].cells}
    return tuple(sorted(pair, key=lambda one: numbers[one.cells[0]]))


def _says_title(asked: Asked, measure: Measure, pools: Pools) -> bool:
    """Whether all names of the question only say what the measure is called: "the electric sedans", by title."""
    stem, title = pools.lexicon.stem, pools.titles_of((whole_of(measure),))
    kinds = pools.lexicon.kinds.labelling
    names = [asked.words[name.start : name.end] for name in asked.named if name.kind in kinds]
    return bool(names) and all(title.issuperset(map(stem, words)) for words in names)


def _with_words_said(asked: Asked, named: Sequence[Row], rows: Sequence[Row]) -> list[Row]:
    """The rows that fit and have all the words that are said of those `named`: "the standard" of each model."""
    said = {word for row in named for word in row.words if word in asked.whole.said}
    fit = fitting(asked, rows)
    return [row for row in fit if said <= row.words] or list(fit)


def _is_partly_named(asked: Asked, mentions: Sequence[Mention]) -> bool:
    """Whether the only thing that is named leaves open which model of its line is meant."""
    if len(mentions) != 1 or not mentions[0].rows:
        return False
    exact = asked.lexicon.kinds.exact
    named, said = {value for _, value in asked.names}, asked.whole.said

    def is_left_open(kind: str, value: str) -> bool:
        return kind in exact and value not in named and not said.issuperset(value.split("-"))

    return all(any(is_left_open(*pair) for pair in row.facets) for row in mentions[0].rows)


def named_rows(asked: Asked, measure: Measure, pools: Pools) -> tuple[Mention, ...]:
    """What is named among the rows of the measure, else among those of the same matter."""
    found = mentioned(asked, pools.own(measure))
    if not found or (asked.cues.operation in TWO and len(_operands(found)) < 2):
        every = pools.every(measure)
        more = mentioned(asked, every) if every is not None else ()
        if len(_operands(more)) > len(_operands(found)):
            return more
    return found


def _operands(mentions: Sequence[Mention]) -> tuple[Group, ...]:
    """One group for each row that is named, the first measure's where several hold it."""
    rows: dict[Pairs | str, Row] = {}
    for mention in mentions:
        for row in mention.rows:
            rows.setdefault(row.facets or row.cell.label, row)
    return tuple(single(row.measure, row.cell) for row in rows.values())


def _part_and_whole(operands: tuple[Group, ...], measure: Measure, asked: Asked) -> tuple[Group, ...]:
    """The first of what is named, and all of them together; of one thing alone all rows are the whole."""
    if not operands or any(one.measure != measure.id for one in operands):
        return ()
    if measure.column and measure.kind is not Kind.FLOW:
        return ()  # The prices of several versions are no whole.
    named = tuple(cell for one in operands for cell in one.cells)
    if len(named) == 1 and any(cell.span is not None or year_in(cell.label) for cell in measure.cells):
        return ()  # Nor are the goals of several years.
    every = tuple(cell.id for cell in measure.cells)
    return (operands[0], Group(measure.id, named if len(named) > 1 else every, asked.language.says.all_of_them))


def _own(asked: Asked, measure: Measure, pools: Pools) -> Group | None:
    """The row of the subject itself, which "the lead over the Finch" leaves unsaid; None where several are."""
    own = [row for row in fitting(asked, pools.rows(measure)) if any(pair in asked.own for pair in row.facets)]
    return single(measure, own[0].cell) if len(own) == 1 else None


def _dates(mentions: Sequence[Mention]) -> tuple[Group, ...]:
    """The two things that are named, where the measure tells the date of each."""
    pair = tuple(single(row.measure, row.cell) for one in mentions for row in one.rows if _is_date(row.cell))
    return pair if len(pair) == 2 else ()


def _is_date(cell: Cell) -> bool:
    return isinstance(cell.value, str) and span_of_label(cell.value) is not None


def _course(asked: Asked, mentions: Sequence[Mention], measure: Measure) -> tuple[Group, ...]:
    """The cells of one thing over time: of what is named, else of what is told most often."""
    whole = range_of(asked.times, asked.language)
    families: dict[str, list[Cell]] = {}
    for cell in measure.cells:
        if cell.span is not None and cell.number is not None and (whole is None or whole.holds(cell.span)):
            families.setdefault(cell.label.replace(cell.span.text, "").strip(" ,"), []).append(cell)
    named = {row.cell.id for mention in mentions for row in mention.rows}
    best = max(families.values(), key=lambda one: (any(cell.id in named for cell in one), len(one)), default=[])
    return (Group(measure.id, tuple(cell.id for cell in best)),) if len(best) > 1 else ()
