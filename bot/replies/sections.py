"""Finds the columns and rows of a table that a question asks for side by side: "price and range of the Lark Pro"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from bot.conversation.queries.asked import Asked
from bot.conversation.queries.pools import Pools
from bot.conversation.queries.things import named_rows
from bot.conversation.queries.timed import timed_groups
from bot.figures import Measure, Operation

_FEW = 2
"""Columns that are named, at least, each by something else: what asks for one is a query about figures."""


@dataclass(frozen=True, slots=True)
class NamedColumn:
    """A column with what it may be named by."""

    measure: Measure
    amounts: frozenset[str]
    """What it tells of its rows,"""
    title: frozenset[str]
    """stems of the words of its title that say something,"""
    times: frozenset[str]
    """and the times in it."""
    of_table: frozenset[str]
    """Stems of the title of the whole table."""

    def tells(self, amount: str, said: Set[str]) -> bool:
        """Whether it tells an amount that is said so, and that all columns are not about ("a loan: the rate?")."""
        if self.title and self.title <= said:
            return True
        return amount in self.amounts and (not said <= self.of_table or not self.title.isdisjoint(said))


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a table."""

    columns: frozenset[str]
    """Ids of the measures of its columns."""
    labels: frozenset[str]
    """Those of its rows; empty: all."""
    named: int
    """Number of things that the columns are named by."""


def section_of(asked: Asked, columns: Sequence[NamedColumn], pools: Pools) -> Section | None:
    """None where the question does not name two columns, or leaves open which rows it means."""
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
    """By the ids of the columns that a question names what it names them by; none where it names an amount of which
    there is no column."""
    signs: dict[str, set[str]] = {}
    explained: set[str] = set()
    for name in asked.quantities:
        said = {asked.lexicon.stem(word) for word in asked.words[name.start : name.end]}
        of_amount = [one for one in columns if one.tells(name.value, said)]
        if not of_amount and not said <= columns[0].of_table:
            return {}
        explained |= said
        for one in of_amount:
            signs.setdefault(one.measure.id, set()).add(name.value)
    for one in columns:
        if one.title - explained and one.title <= asked.whole.said:
            signs.setdefault(one.measure.id, set()).add(one.measure.column)
    # Beside the price that of an earlier year is not meant.
    of_other_times = {one.measure.id for one in columns if not one.times <= {*asked.words}}
    return {id: found for id, found in signs.items() if id not in of_other_times} or signs
