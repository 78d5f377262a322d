"""Converts an answer into the unit that the question names."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from math import isclose

from bot.conversation.queries.held.units_asked import Wish
from bot.conversation.queries.reader import FigureReader
from bot.conversation.queries.suiting import unit_suits
from bot.figures import Cell, FigureQuery, Measure, Operation, scale_of, single
from bot.figures.operands import cells_in
from bot.model import Entry, Words
from bot.replies.figure_queries.figured import Figured, as_bound
from bot.replies.figure_text.conversions import conversion_line, short_text
from bot.replies.figure_text.figure_words import Terms
from bot.replies.units.converting_stated import StatedConverter
from bot.replies.weighing.understood import ByEntry, ByFigures, Understood

_PLAIN = frozenset({Operation.VALUE, Operation.LIST})
"""Operations that tell figures as they are held: each of them is converted."""


class Converter:
    def __init__(
        self, reader: FigureReader, entries: Mapping[str, Entry], words: Words, stated: StatedConverter
    ) -> None:
        self._reader, self._entries, self._words, self._stated = reader, entries, words, stated

    def converted(self, one: Understood, wish: Wish) -> Understood | None:
        """The answer with its figure in the unit: a query computed in it, or the text of an entry behind a line with
        the figures that it states. None where nothing can be converted."""
        query = self._query_of(one)
        if query is not None:
            return self.of_query(one, query, wish)
        line = self._line_of_stated(one, wish)
        return replace(one, line=line) if line else None

    def as_figures(self, one: Understood, wish: Wish, named: Collection[float]) -> Understood | None:
        """Its figures in the unit, without the text of an entry. `named`: these alone, if there are any. None where
        nothing can be converted."""
        query = self._query_of(one)
        if query is not None:
            of_named = self._only(named, query) if named else query
            return self.of_query(one, of_named, wish) if of_named is not None else None
        act = self._stated_in(one, wish, named)
        return replace(one, act=act) if act else None

    def of_query(self, one: Understood, query: FigureQuery, wish: Wish) -> Understood | None:
        """The result of a query in the unit; None where it has none. `one`: the answer that comes from it."""
        measures = self._reader.pools.measures
        unit, asked = measures[query.measure].unit, self._reader.asked(one.ranking.words)
        if query.operation is Operation.LIST:
            each = (pair for pair in self._cells(query) if pair[1].number is not None)
            query = replace(query, groups=tuple(single(*pair) for pair in each))
        operation = Operation.CONVERT if query.operation in _PLAIN else query.operation
        answer = self._reader.units.converted(replace(query, operation=operation), measures, wish.units)
        if answer is None or (asked is not None and not unit_suits(asked, unit or "")):
            return None
        entry = one.figured.entry if one.figured is not None else self._entries[measures[query.measure].series]
        return replace(one, act=ByFigures(one.id, Figured(entry, as_bound(answer), one.confidence), answer))

    def line_in(self, one: Understood, wish: Wish) -> str:
        """The figures of a converted answer in one more unit, as a sentence; empty where they cannot be converted."""
        by = one.figured
        if isinstance(one.act, ByEntry):
            return self._line_of_stated(one, wish) if self._query_of(one) is None else ""
        if by is None:
            return ""
        measures = {**self._reader.pools.measures, **by.stated}
        answer = self._reader.units.converted(by.bound.query, measures, wish.units)
        return short_text(answer, self._terms(measures)) if answer is not None else ""

    def _line_of_stated(self, one: Understood, wish: Wish) -> str:
        """The figures that the text of an entry states, in the unit, as a sentence; empty where there are none."""
        act = self._stated_in(one, wish)
        return conversion_line(act.answer, self._terms(act.figured.stated)) if act else ""

    def _stated_in(self, one: Understood, wish: Wish, named: Collection[float] = ()) -> ByFigures | None:
        """The figures that the text of an entry states, in the unit."""
        entry = self._entries.get(one.id)
        if one.second is not None or not isinstance(one.act, ByEntry) or entry is None or entry.labels:
            return None
        return self._stated.figures(one, entry, wish, named)

    def _terms(self, measures: Mapping[str, Measure]) -> Terms:
        return Terms(measures, self._words, self._reader.units)

    def _query_of(self, one: Understood) -> FigureQuery | None:
        """The query that a single answer comes from: of a cell one for its value, of what an entry states none."""
        if one.second is not None:
            return None
        by = one.figured
        if by is not None and not by.stated and (isinstance(one.act, ByFigures) or by.cell):
            return by.bound.query
        entry = self._entries.get(one.id)
        if not isinstance(one.act, ByEntry) or entry is None or not entry.series:
            return None
        measure, cell = self._reader.measure_of(entry.id), self._reader.cell_of(entry.id)
        return FigureQuery(Operation.VALUE, (single(measure, cell),)) if measure and cell else None

    def _only(self, named: Collection[float], query: FigureQuery) -> FigureQuery | None:
        """The first figure of a query that is one of those `named`; None where none is."""
        cells = self._cells(query)
        found = ((measure, cell) for measure, cell in cells if _is_any_of(named, measure, cell))
        first = next(found, None)
        return FigureQuery(Operation.VALUE, (single(*first),)) if first is not None else None

    def _cells(self, query: FigureQuery) -> Iterator[tuple[Measure, Cell]]:
        measures = self._reader.pools.measures
        for group in query.groups:
            yield from ((measures[group.measure], cell) for cell in cells_in(group, measures))


def _is_any_of(named: Collection[float], measure: Measure, cell: Cell) -> bool:
    """Whether it is one of the numbers: 4.1 of a unit in millions is 4,100,000, but for what is lost in multiplying."""
    value = None if cell.number is None else cell.number * scale_of(measure.unit)
    return value is not None and any(isclose(value, one) for one in named)
