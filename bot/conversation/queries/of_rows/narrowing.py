"""Narrows the groups of figures that a query chooses from or counts to the rows that a question means.

Any column may tell them: "how many versions have the 76 kWh battery", "how many fires in 2025", "how many are red".
"""

from collections.abc import Callable
from dataclasses import replace

from bot.conversation.queries.held.beside import Beside
from bot.conversation.queries.held.pools import Pools
from bot.conversation.queries.words.asked import Asked
from bot.conversation.queries.words.numbers import number_at
from bot.figures import Group, Measure, Operation
from bot.figures.operands import cells_in

NARROWED = {Operation.LIST, Operation.SUM, Operation.EXTREME, Operation.AVERAGE, Operation.COUNT, Operation.THRESHOLD}
"""Operations that choose from several figures, or count with them."""


def narrowed(asked: Asked, operation: Operation, groups: tuple[Group, ...], pools: Pools) -> tuple[Group, ...]:
    if operation not in NARROWED:
        return groups
    return tuple(_narrowed(asked, operation, one, pools) if len(one.cells) > 1 else one for one in groups)


def _narrowed(asked: Asked, operation: Operation, group: Group, pools: Pools) -> Group:
    """To the rows of the time that is asked for, of these to those of which most numbers, then most words are said."""
    measure = pools.measures[group.measure]
    numbers, said = numbers_asked(asked, measure, pools), _words_said(asked, measure, pools)
    # Of kinds by which neither the rows nor the whole measure are labelled.
    labelled = {kind for row in pools.rows(measure) for kind in row.about}
    names = {pair for pair in asked.whole.row_names - asked.subject_names if pair[0] not in labelled}

    def words_said(row: Beside) -> int:
        words = row.words | row.label_words if operation is Operation.COUNT else row.words
        return len(said & words) + len(names & row.names)

    rows = [(cell.id, pools.beside(measure)[cell.label]) for cell in cells_in(group, pools.measures)]
    if not pools.rows_of_own(measure).timed:
        spans = asked.joined_spans
        rows = [(id, row) for id, row in rows if row.span and any(map(row.span.meets, spans))] or rows
    rows = _with_most(rows, lambda row: len(row.numbers & numbers))
    return replace(group, cells=tuple(id for id, _ in _with_most(rows, words_said)))


def _with_most(rows: list[tuple[str, Beside]], count: Callable[[Beside], int]) -> list[tuple[str, Beside]]:
    """The rows with the highest count, each behind the id of its cell."""
    most = max((count(row) for _, row in rows), default=0)
    return [(id, row) for id, row in rows if count(row) == most]


def numbers_asked(asked: Asked, measure: Measure, pools: Pools) -> frozenset[tuple[str, float]]:
    """The numbers that are named with the unit of one of the columns, but for limits."""
    units = {one.unit.casefold() for one in pools.columns(measure) if one.unit}
    limits = {one.value for one in (asked.cues.limit, *(asked.cues.two_limits or ())) if one is not None}
    found = set[tuple[str, float]]()
    for at in range(len(asked.words)):
        number = number_at(asked.words, at, asked.language)
        if number is None or at in asked.timed_places or number.value in limits:
            continue
        said = pools.units.ids_at(asked.words, number.stop)
        found.update((unit, number.value) for unit in units.intersection(said))
    return frozenset(found)


def _words_said(asked: Asked, measure: Measure, pools: Pools) -> frozenset[str]:
    """Stems of what the question says, without the unit of a limit and what any column is called or counts."""
    texts = (text for one in pools.columns(measure) for text in (one.title, one.noun, one.unit or ""))
    unit = pools.stems(asked.cues.limit_unit) & pools.all_units  # Of "80 refundable orders" none stands behind it.
    return asked.telling.difference(unit, *map(pools.stems, texts))
