"""Binds a question to the measures of an entry, and in a table to the columns that it names."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from weakref import WeakKeyDictionary

from bot.conversation.queries.binding import BoundQuery, bind
from bot.conversation.queries.held.pools import Pools
from bot.conversation.queries.likeness import ONLY_NUMBERS, likeness_of, likenesses
from bot.conversation.queries.unsaid_operations import may_count
from bot.conversation.queries.words.asked import Asked
from bot.conversation.queries.words.spans import year_in
from bot.figures import Measure, Operation
from bot.model import Entry

Likened = tuple[float, BoundQuery]  # A query, and how well the question names its column.


class Binder:
    """Remembers the queries of a question for as long as the question is held, since several callers ask for each."""

    def __init__(self, pools: Pools) -> None:
        self._pools = pools
        self._bound: WeakKeyDictionary[Asked, dict[str, BoundQuery | None]] = WeakKeyDictionary()

    def bind_entry(self, asked: Asked, entry: Entry) -> BoundQuery | None:
        """Bind to the measure of the entry; of a whole table to the best of the columns that the words name most, else
        of those that they name less; where none can be bound, to the number of its rows."""
        if entry.id in self._pools.measures:
            return self.bind_measure(asked, entry.id)
        likeness = likenesses(self._pools.of_entry(entry), asked, self._pools)
        nearest_first = sorted(likeness, key=likeness.__getitem__, reverse=True)
        for like, ids in groupby(nearest_first, key=likeness.__getitem__):
            found = self._named_columns(asked, entry, dict.fromkeys(ids, like))
            if found:
                return self.named_best(found, asked)
        return self._count_of_rows(self._pools.of_entry(entry), asked)

    def named_best(self, found: Sequence[Likened], asked: Asked) -> BoundQuery:
        """The one of those of `bind_columns` that the words name best."""

        def rank(one: Likened) -> tuple[float, float, bool]:
            likeness, bound = one
            year = year_in(self._pools.measures[bound.query.measure].column)
            # Beside the price that of an earlier year is not meant.
            return likeness, bound.uptake.worth, not year or year in asked.words

        return max(found, key=rank)[1]

    def bind_columns(self, asked: Asked, entry: Entry) -> Sequence[Likened]:
        """Bind to the measure of the entry, or to each column of a table that is named; each with its likeness."""
        own = self._pools.measures.get(entry.id)
        if own is not None:
            bound = self.bind_measure(asked, own.id)
            return [(likeness_of(own, asked, self._pools), bound)] if bound is not None else []
        return self._named_columns(asked, entry, likenesses(self._pools.of_entry(entry), asked, self._pools))

    def _named_columns(self, asked: Asked, entry: Entry, likeness: Mapping[str, float]) -> Sequence[Likened]:
        bounds = ((like, self.bind_measure(asked, id)) for id, like in likeness.items())
        found = [(like, bound) for like, bound in bounds if bound is not None]
        # A column that nothing names tells of its own table alone.
        return [(like, bound) for like, bound in found if like > ONLY_NUMBERS or self._is_of_table(bound, entry)]

    def bind_measure(self, asked: Asked, measure: str) -> BoundQuery | None:
        """`measure`: its id."""
        bound = self._bound.setdefault(asked, {})
        if measure not in bound:
            bound[measure] = bind(asked, self._pools.measures[measure], self._pools)
        return bound[measure]

    def _is_of_table(self, bound: BoundQuery, entry: Entry) -> bool:
        return all(self._pools.measures[group.measure].series == entry.series for group in bound.query.groups)

    def _count_of_rows(self, columns: Sequence[Measure], asked: Asked) -> BoundQuery | None:
        """How many rows are meant, by any column that is filled in each; None where anything else is asked, and of all
        rows of figures: a table of prices need not have every version."""
        filled = (one for one in columns if one.column and all(cell.value is not None for cell in one.cells))
        first = next(filled, None) if may_count(asked) else None
        bound = self.bind_measure(asked, first.id) if first is not None else None
        if first is None or bound is None or bound.query.operation is not Operation.COUNT:
            return None
        counted = {cell for group in bound.query.groups for cell in group.cells}
        return bound if len(counted) < len(first.cells) or self._pools.is_of_texts(first) else None
