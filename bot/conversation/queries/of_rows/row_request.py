"""Holds what a question asks of the rows of a measure: which it names, and which nothing in it speaks against."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.conversation.queries.held.ends import ends_asked
from bot.conversation.queries.held.pools import Pools
from bot.conversation.queries.held.rows import Row, meeting
from bot.conversation.queries.of_rows.mentions import Mention
from bot.conversation.queries.words.asked import Asked
from bot.conversation.queries.words.said import Pairs
from bot.figures import Group, Measure, Operation, single

_Key = Pairs | str
"""What a row counts once by: its names, or its label where it has none or where those are another row's, too."""


@dataclass(frozen=True, eq=False)
class RowRequest:
    asked: Asked
    operation: Operation
    measure: Measure
    pools: Pools
    mentions: Sequence[Mention]  # Those of `named_rows`: of rows of the measure, or of those alike.

    @cached_property
    def operands(self) -> tuple[Group, ...]:
        return operands_of(self.mentions)

    @cached_property
    def fitting(self) -> tuple[Row, ...]:
        """The rows that no name in the question contradicts, and that have each kind of name by which it chooses."""
        asked, rows = self.asked, self.pools.rows(self.measure)
        names = _telling_names(asked, rows)
        # Of "the old Larks" no Finch.
        possible = [row for row in self._wanted if not row.is_contradicted(names, asked.lexicon.kinds)]
        # Of "the Larks" no row without a model, either; but the subject's own name, as of a maker, chooses none.
        kinds = {kind for row in possible for kind in _kinds_met(row, names - asked.subject_names)}
        # "Old and new" chooses none, as all values of the kind are named.
        choosing = {kind for kind in kinds if not _names_all(kind, names, rows)}
        return tuple(row for row in possible if choosing <= _kinds_met(row, names))

    @cached_property
    def ends(self) -> tuple[Group, ...]:
        """The highest or lowest of them, or both, as the question asks for them."""
        return ends_asked(self.asked, self.measure, [row.cell for row in self.fitting])

    @property
    def leaves_out(self) -> bool:
        """Whether the question excludes any row, as "not the Lark" does."""
        return len(self._wanted) < len(self.measure.cells)

    @cached_property
    def _wanted(self) -> Sequence[Row]:
        rows = self.pools.rows_of_own(self.measure)
        return [row for row in rows.all if not rows.is_excluded(row, self.asked)]

    @property
    def own_row(self) -> tuple[Group, ...]:
        """The row of the subject itself, which "the lead over the Finch" leaves unsaid; empty where several are."""
        own = [row for row in self.fitting if not row.facets.isdisjoint(self.asked.subject_names)]
        return (single(self.measure, own[0].cell),) if len(own) == 1 else ()

    @property
    def names_families(self) -> bool:
        """Whether each thing that is named may be any of several: "Larks and Finches", of which each has a GT."""
        return all(_is_half_named(self.asked, row) for mention in self.mentions for row in mention.rows)

    @property
    def is_half_named(self) -> bool:
        """Whether the only thing that is named may be of any model: "the standard", where each has one."""
        return len(self.mentions) == 1 and self.names_families


def operands_of(mentions: Sequence[Mention]) -> tuple[Group, ...]:
    """One group for each row that is named, from the first measure that has it. Two rows of one measure with the same
    names count once, unless each has a mention of its own: "the Lark of 2025 and that of 2024"."""
    rows: dict[_Key, Row] = {}
    for mention in mentions:
        for key, row in _first_by_key(mention.rows).items():
            is_another = key in rows and _is_beside(row, rows[key])
            rows.setdefault(row.cell.label if is_another else key, row)
    return tuple(single(row.measure, row.cell) for row in rows.values())


def _first_by_key(rows: Sequence[Row]) -> dict[_Key, Row]:
    first: dict[_Key, Row] = {}
    for row in rows:
        first.setdefault(row.facets or row.cell.label, row)
    return first


def _is_beside(row: Row, other: Row) -> bool:
    """Whether they are two rows of one measure."""
    return row.measure.id == other.measure.id and row.cell.id != other.cell.id


def _telling_names(asked: Asked, rows: Sequence[Row]) -> Pairs:
    """The names in the question that are of a kind by which any of the rows is labelled."""
    # "The cheapest Lark" may be a name of one, but not beside the dearest.
    names = asked.whole.facets if asked.cues.opposed else asked.whole.row_names
    kinds = {kind for row in rows for kind, _ in row.facets}
    return frozenset(pair for pair in names if pair[0] in kinds)


def _names_all(kind: str, names: Pairs, rows: Sequence[Row]) -> bool:
    """Whether several values of a kind are named, and all that any row has: "old and new" leaves out no row."""
    own = {pair for row in rows for pair in row.facets if pair[0] == kind}
    return len(own) > 1 and all(not names.isdisjoint(meeting(pair)) for pair in own)


def _kinds_met(row: Row, names: Pairs) -> set[str]:
    """The kinds of those names that mean the row: the model "Lark" means a row "Lark Pro", but none "all others"."""
    return {kind for kind, _ in row.met_by & names}


def _is_half_named(asked: Asked, row: Row) -> bool:
    """Whether not all of a row's model or the like is said: "the standard" says no "lark" of lark-standard."""
    named, exact = {value for _, value in asked.names}, asked.lexicon.kinds.exact
    unnamed = {value for kind, value in row.facets if kind in exact and value not in named}
    return any(not asked.whole.said.issuperset(value.split("-")) for value in unnamed)
