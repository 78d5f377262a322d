"""Converts an answer into the unit that the question names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from bot.conversation.queries.reader import FigureReader
from bot.conversation.queries.suiting import suits
from bot.conversation.queries.units import Wish
from bot.figures import Cell, FigureAnswer, FigureQuery, Group, Measure, Operation, compute, scale_of, single
from bot.figures.operands import cells_in
from bot.figures.stated import NEAR, StatedFigure, stated_figures, stated_measures
from bot.figures.times import span_of
from bot.knowledge.dates import parse_date
from bot.model import Entry, Words
from bot.replies.answer_figures import figures_of
from bot.replies.conversions import conversion_line, converted_line
from bot.replies.figure_words import Terms
from bot.replies.figured import Figured, as_bound
from bot.replies.understood import ByEntry, ByFigures, Understood

_PLAIN = frozenset({Operation.VALUE, Operation.LIST})
"""Operations that tell figures as they are held: each of them is converted."""
_FIGURES = 4
"""Figures of an answer that are converted, at most: they stand in one sentence. The others stay as they are."""
_ABOUT, _ROUNDED = 0.1, 0.02
"""Share by which a converted figure may be off where it is stated: at the rate of another day; and rounded, where the
rate is that of all days."""


class Converter:
    def __init__(self, reader: FigureReader, entries: Mapping[str, Entry], words: Words) -> None:
        self._reader, self._entries, self._units, self._words = reader, entries, reader.units, words

    def stands_as_it_is(self, one: Understood, wish: Wish) -> bool:
        """Of a computed answer, whether its figure does not convert, as where it is in the unit already, and is not of
        another dimension; of an entry, whether its text tells its figure in the unit."""
        if isinstance(one.act, ByFigures):
            unit = self._unit_of(one.act.figured)
            if self._is_so_much_each(one.act.answer, wish):
                return True
            return not self._units.into(unit, wish) and not self._is_of_other_dimension(unit, wish)
        entry = self._entries.get(one.id)
        return entry is not None and one.answers and self._tells_in(one, entry, wish)

    def is_worked_out_in(self, one: Understood, wish: Wish) -> bool:
        """Whether an answer was worked out, and is in the unit already."""
        return one.figured is not None and one.figured.worked and self._is_wished(self._unit_of(one.figured), wish)

    def converted(
        self, one: Understood | None, wish: Wish, *, without_text: bool = False, named: Collection[float] = ()
    ) -> Understood | None:
        """The answer with its figure in the unit: a query computed in it, or the figures that an entry states, and then
        its text. None where nothing can be converted. `named`: only these of the entry's figures are asked about."""
        if one is None or one.second is not None:
            return None
        query = self._query_of(one)
        if query is not None:
            of_named = self._only(named, query) if named else query
            return self.of_query(one, of_named, wish) if of_named is not None else None
        entry = self._entries.get(one.id)
        if not isinstance(one.act, ByEntry) or entry is None or entry.labels:
            return None
        return self._of_entry(one, one.act, entry, wish, without_text, named)

    def line_in(self, one: Understood, wish: Wish) -> str:
        """The figures of a converted answer in one more unit, as a sentence; empty where they cannot be converted."""
        by = one.figured
        if isinstance(one.act, ByEntry):
            again = self.converted(replace(one, line=""), wish)
            return again.line if again is not None else ""
        if by is None:
            return ""
        measures = {**self._reader.pools.measures, **by.stated}
        answer = self._converted(by.bound.query, measures, wish)
        return converted_line(answer, Terms(measures, self._words, self._units)) if answer is not None else ""

    def _tells_in(self, one: Understood, entry: Entry, wish: Wish) -> bool:
        """Whether a figure that is asked for is in the unit, or is told in it, too; any figure in the unit, where none
        that is asked for converts."""
        in_unit = [figure for figure in stated_figures(entry.answer) if self._is_wished(figure.unit, wish)]
        for asked in self._asked_about(one, entry) if in_unit else ():
            if any(self._is_wished(figure.unit, wish) for figure in asked):
                return True
            leading = self._in_one_unit(entry, asked, wish)[:1]
            if leading:
                return any(self._comes_to(leading[0], figure, wish) for figure in in_unit)
        return bool(in_unit)

    def _query_of(self, one: Understood) -> FigureQuery | None:
        """The query that an answer comes from: of a cell one for its value, of what an entry states none."""
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
        found = ((measure, cell) for measure, cell in cells if (cell.number or 0.0) * scale_of(measure.unit) in named)
        first = next(found, None)
        return FigureQuery(Operation.VALUE, (single(*first),)) if first is not None else None

    def _each(self, query: FigureQuery) -> tuple[Group, ...]:
        """Its figures, each for itself."""
        return tuple(single(measure, cell) for measure, cell in self._cells(query) if cell.number is not None)

    def _cells(self, query: FigureQuery) -> Iterator[tuple[Measure, Cell]]:
        measures = self._reader.pools.measures
        for group in query.groups:
            yield from ((measures[group.measure], cell) for cell in cells_in(group, measures))

    def of_query(self, one: Understood, query: FigureQuery, wish: Wish) -> Understood | None:
        """The result of a query in the unit; None where it has none. `one`: the answer that comes from it."""
        measures = self._reader.pools.measures
        unit, asked = measures[query.measure].unit, self._reader.asked(one.ranking.words)
        if query.operation is Operation.LIST:
            query = replace(query, groups=self._each(query))
        operation = Operation.CONVERT if query.operation in _PLAIN else query.operation
        answer = self._converted(replace(query, operation=operation), measures, wish)
        if answer is None or (asked is not None and not suits(asked, unit or "")):
            return None
        entry = one.figured.entry if one.figured is not None else self._entries[measures[query.measure].series]
        return replace(one, act=ByFigures(one.id, Figured(entry, as_bound(answer), one.confidence), answer))

    def _of_entry(
        self, one: Understood, act: ByEntry, entry: Entry, wish: Wish, without_text: bool, named: Collection[float]
    ) -> Understood | None:
        in_one_unit = (self._in_one_unit(entry, figures, wish) for figures in self._asked_about(one, entry, named))
        measures = next(filter(None, in_one_unit), [])
        known = {measure.id: measure for measure in measures}
        answer = self._result(measures, wish) if measures else None
        if answer is None:
            return None
        if without_text:
            by = Figured(entry, as_bound(answer), one.confidence, stated=known)
            return replace(one, act=ByFigures(one.id, by, answer))
        return replace(one, line=conversion_line(answer, Terms(known, self._words, self._units)))

    def _asked_about(self, one: Understood, entry: Entry, named: Collection[float] = ()) -> list[list[Measure]]:
        """The figures of an entry's answer that are asked about: those that are `named`; else the first that is told
        with the names of the question, where these tell figures apart; then those of the sentence that was put in front
        (`ByEntry.led`), of which any is asked about if none is principal; then the principal ones."""
        stated, lead = stated_measures(entry), _first_sentence(one.act.led if isinstance(one.act, ByEntry) else "")
        if named:
            return [[measure for measure, figure in stated if figure.value in named]]
        in_lead = [(measure, figure) for measure, figure in stated if lead and figure.clause in lead]
        of_lead = _principal(in_lead) or [measure for measure, _ in in_lead]
        return [self._told_with_names(one, entry), of_lead, _principal(stated)]

    def _told_with_names(self, one: Understood, entry: Entry) -> list[Measure]:
        asked = self._reader.asked(one.ranking.words)
        figures = figures_of(entry, one.text, asked, self._reader) if asked is not None else []
        met = [figure.measure for figure in figures if figure.meets]
        return met[:1] if len(met) < len(figures) else []

    def _in_one_unit(self, entry: Entry, figures: Sequence[Measure], wish: Wish) -> list[Measure]:
        """Of the first figures those in one unit that can be converted, as of the date of their entry."""
        first = next((one for one in figures[:_FIGURES] if self._units.into(one.unit, wish)), None)
        if first is None:
            return []
        as_of = parse_date(entry.as_of or "")
        span = span_of(as_of) if as_of is not None else None
        alike = (one for one in figures[:_FIGURES] if one.unit == first.unit or _shares_unit(one, first))
        return [replace(one, unit=first.unit, span=span) for one in alike]

    def _comes_to(self, leading: Measure, figure: StatedFigure, wish: Wish) -> bool:
        """Whether the second figure is the first in the unit that is asked for."""
        answer = self._result((leading,), wish)
        if answer is None:
            return False
        one = answer.converted[0]
        return abs(figure.value - one.value) <= (_ROUNDED if one.rate.as_of is None else _ABOUT) * abs(one.value)

    def _result(self, figures: Sequence[Measure], wish: Wish) -> FigureAnswer | None:
        """`figures`: at least one, each a measure with a single cell."""
        groups = tuple(single(one, one.cells[0]) for one in figures)
        return self._converted(FigureQuery(Operation.CONVERT, groups), {one.id: one for one in figures}, wish)

    def _converted(self, query: FigureQuery, measures: Mapping[str, Measure], wish: Wish) -> FigureAnswer | None:
        into = self._units.into(measures[query.measure].unit, wish)
        answer = compute(replace(query, into=into), measures, self._units.rates) if into else None
        return answer if isinstance(answer, FigureAnswer) and answer.converted else None

    def _is_of_other_dimension(self, unit: str | None, wish: Wish) -> bool:
        dimensions_of = self._reader.pools.units.dimensions_of
        own = dimensions_of(unit)
        return bool(own) and all(own.isdisjoint(dimensions_of(one)) for one in wish.units)

    def _is_so_much_each(self, answer: FigureAnswer, wish: Wish) -> bool:
        """Whether it is of the dimension of the unit, as so many km an hour are of that of km/h."""
        query, dimensions = answer.query, self._reader.pools.units.dimensions_of
        # Figures that were just told are counted with as measures of their own.
        measure = self._reader.pools.measures.get(query.measure)
        if measure is None or query.operation is not Operation.PER_UNIT:
            return False
        of_each = self._reader.dimensions.of_so_much_each(measure, query.per)
        return any(of_each & dimensions(unit) for unit in wish.units)

    def _is_wished(self, unit: str | None, wish: Wish) -> bool:
        return bool(unit) and self._units.id_of(unit or "") in wish.units

    def _unit_of(self, by: Figured) -> str | None:
        answer = by.bound.answer
        if isinstance(answer, FigureAnswer) and by.stated:
            return answer.unit
        return self._reader.pools.measures[by.bound.query.measure].unit


def _principal(stated: Sequence[tuple[Measure, StatedFigure]]) -> list[Measure]:
    return [measure for measure, figure in stated if figure.principal]


def _first_sentence(text: str) -> str:
    """Without marks, as clauses of `StatedFigure` are."""
    return " ".join(re.split(r"(?<=[.!?]) |\n", text.replace("*", ""), maxsplit=1)[0].split())


def _shares_unit(other: Measure, first: Measure) -> bool:
    """Whether a figure without a unit is in that of another: "219,900 yuan as Lark, 249,900 as Finch"."""
    one, two = (abs(measure.cells[0].number or 0.0) for measure in (first, other))
    return not other.unit and one > 0 and NEAR < two / one < 1 / NEAR
