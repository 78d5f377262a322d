"""Reads the rows and columns of a table that a question asks for side by side ("price and range of the Lark Pro")."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from bot.conversation.queries.binding import BoundQuery
from bot.conversation.queries.held.pools import Pools
from bot.conversation.queries.of_rows.divisors import divisor_of
from bot.conversation.queries.of_rows.row_operands import named_rows
from bot.conversation.queries.over_time.time_operands import timed_groups
from bot.conversation.queries.reader import FigureReader
from bot.conversation.queries.words.asked import Asked
from bot.conversation.splitting import amounts_together
from bot.figures import FigureAnswer, Measure, Operation
from bot.matching import Matcher
from bot.replies.figure_queries.table import NamedColumn, Table

SIDE_BY_SIDE = {Operation.COMPARE, Operation.DIFFERENCE, Operation.LIST}
"""Operations that a table answers when it is shown."""
_FEW = 2  # Columns that are named, at least, each by something else: what asks for one is a query about figures.


@dataclass(frozen=True, slots=True)
class Section:
    columns: frozenset[str]  # Ids of the measures of its columns.
    labels: frozenset[str]  # Those of its rows; empty: all.
    named: int  # Number of things that the columns are named by.


def section_of(table: Table, asked: Asked, matcher: Matcher, reader: FigureReader) -> Section | None:
    """None if

    1. no two columns are named, or it is open which rows are meant;
    2. more is asked for than the table shown: "the highest";
    3. one column is divided by another one: "yuan per km";
    4. amounts of one row are simply joined, and so told one by one: "price and range of the Lark Pro";
    5. one difference tells it: "how much dearer is the Lark Pro than the Lark".
    """
    section = _section_named(asked, table.columns, reader.pools)
    if section is None or _is_worked_out(asked):
        return None
    if any(divisor_of(asked, one.measure, reader.pools) for one in table.columns):
        return None
    if len(section.labels) == 1 and amounts_together(" ".join(asked.words), matcher):
        return None
    if not asked.cues.has(Operation.DIFFERENCE) or _speaks_of_two_amounts(asked):
        return section
    bound = reader.binder.bind_entry(asked, matcher.entries[table.whole])
    return None if bound is not None and _is_told_by_difference(bound, asked) else section


def _speaks_of_two_amounts(asked: Asked) -> bool:
    """ "Dearer and longer"; "by how many seconds is it longer" says the unit of its only one."""
    says_unit = any(asked.words[at] in asked.amounts.words for at in asked.counted.first_places)
    return len(asked.amounts.hinted()) > 1 and not says_unit


def _is_told_by_difference(bound: BoundQuery, asked: Asked) -> bool:
    """Whether a query tells all that is asked as one difference: of one amount, or of two columns that are set against
    each other ("by how much is its launch price below its pre-sale price")."""
    if bound.query.operation is not Operation.DIFFERENCE:
        return False
    said = ((one.value, asked.words[one.start : one.end]) for one in asked.quantities)
    # "Seconds" in "by how many seconds" is no amount beside the one that is named.
    amounts = {amount for amount, words in said if asked.cue_words.isdisjoint(words)}
    sets_columns_against = len({group.measure for group in bound.query.groups}) > 1
    is_one = len(amounts) < 2 or sets_columns_against
    return is_one and isinstance(bound.answer, FigureAnswer) and not bound.uptake.left


def _is_worked_out(asked: Asked) -> bool:
    """Whether an operation is asked for that needs more than the table shown: "the highest", but not "top speed"."""
    quantities = {asked.words[at] for at in asked.quantity_places}
    return any(one.operation not in SIDE_BY_SIDE and one.said - quantities for one in asked.cues.asked_for)


def _section_named(asked: Asked, columns: Sequence[NamedColumn], pools: Pools) -> Section | None:
    """None where the question does not name two columns, or leaves open which rows it means."""
    if len(asked.quantities) + sum(one.title <= asked.whole.said for one in columns) < _FEW:
        return None  # `names` below holds no more; counted first, as every question asks this of every table.
    named = _columns_named(asked, columns)
    names = set().union(*named.values())
    if len(named) < _FEW or len(names) < _FEW:
        return None
    labels = rows_named(asked, columns[0].measure, pools)
    if not labels and not asked.cues.has(Operation.LIST):
        return None
    return Section(frozenset(named), labels, len(names))


def rows_named(asked: Asked, column: Measure, pools: Pools) -> frozenset[str]:
    """Labels of the rows that a question names, or of whose times it speaks."""
    rows = pools.rows_of_own(column)
    if rows.timed:
        groups = timed_groups(asked, Operation.VALUE, column, pools) if asked.times.named else ()
        ids = {id for group in groups for id in group.cells}
        return frozenset(cell.label for cell in column.cells if cell.id in ids)
    telling = {row.cell.label: words for row, words in zip(rows.all, rows.telling, strict=True)}
    named = {row.cell.label for one in named_rows(asked, column, pools) for row in one.rows}
    said = {stem for at, stem in enumerate(asked.whole.stems) if at not in asked.quantity_places}
    # "The Lark" is in the name of each of its versions.
    return frozenset(label for label in named if not said.isdisjoint(telling.get(label, ())))


def _columns_named(asked: Asked, columns: Sequence[NamedColumn]) -> Mapping[str, Set[str]]:
    """By the ids of columns what a question names them by: amounts, and titles of which an amount does not explain all.
    Empty where it names an amount that has no column."""
    amounts = [
        (name.value, {asked.lexicon.stem(word) for word in asked.words[name.start : name.end]})
        for name in asked.quantities
    ]
    by_amount = [(amount, [one for one in columns if one.tells(amount, said)], said) for amount, said in amounts]
    if any(not of_amount and not said <= columns[0].of_table for _, of_amount, said in by_amount):
        return {}
    explained = set[str]().union(*(said for _, said in amounts))
    titled = [one for one in columns if one.title - explained and one.title <= asked.whole.said]
    signs: dict[str, set[str]] = {}
    for amount, of_amount, _ in by_amount:
        for one in of_amount:
            signs.setdefault(one.measure.id, set()).add(amount)
    for one in titled:
        signs.setdefault(one.measure.id, set()).add(one.measure.column)
    return _without_times_unsaid(signs, columns, asked)


def _without_times_unsaid(
    signs: Mapping[str, Set[str]], columns: Sequence[NamedColumn], asked: Asked
) -> Mapping[str, Set[str]]:
    """Without columns of a time that is not said, as the price of 2024 beside the price; all where each is such."""
    of_times_unsaid = {one.measure.id for one in columns if not one.times <= {*asked.words}}
    return {id: found for id, found in signs.items() if id not in of_times_unsaid} or signs
