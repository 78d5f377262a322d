"""Converts an answer into the unit that the question names."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from bot.conversation.queries.reader import FigureReader
from bot.conversation.queries.units import Wish
from bot.figures import Answered, FigureAnswer, FigureQuery, Group, Measure, Operation, compute
from bot.figures.stated import StatedFigure, stated_figures, stated_measures
from bot.figures.times import span_of
from bot.knowledge.dates import parse_date
from bot.model import Entry, Words
from bot.replies.conversions import conversion_line
from bot.replies.figure_words import Terms
from bot.replies.figured import Figured, as_bound
from bot.replies.understood import Act, Understood

_FIGURES = 4
"""Figures of an answer that are converted, at most."""
_ALIKE = 5.0
"""Factor within which figures of a list lie."""
_ABOUT = 0.1
"""Share by which a converted figure may be off where it is stated: at the rate of another day, or rounded."""


class Converter:
    def __init__(self, reader: FigureReader, entries: Mapping[str, Entry], words: Words) -> None:
        self._reader, self._entries, self._units, self._words = reader, entries, reader.units, words

    def states(self, one: Understood, wish: Wish) -> bool:
        """Whether an answer tells its figure in the unit already, or has none that could be converted into it."""
        if one.act is Act.FIGURE and one.figured is not None:
            return not self._units.into(self._unit_of(one.figured), wish)
        entry = self._entries.get(one.id)
        if entry is None or not one.answers:
            return False
        inside = [figure for figure in stated_figures(entry.answer) if self._is_in(figure.unit, wish)]
        if any(figure.principal for figure in inside):
            return True
        leading = self._convertible(entry, wish)[:1]
        return any(self._is_same(leading[0], figure, wish) for figure in inside) if leading else bool(inside)

    def is_in(self, by: Figured, wish: Wish) -> bool:
        """Whether a result is in the unit already."""
        return self._is_in(self._unit_of(by), wish)

    def named(self, text: str, wish: Wish) -> frozenset[float]:
        """The figures of a question that can be converted: "303,900 yuan, how many euros?"."""
        return frozenset(one.value for one in stated_figures(text) if self._units.into(one.unit, wish))

    def converted(
        self, one: Understood | None, wish: Wish, *, told_before: bool = False, named: Collection[float] = ()
    ) -> Understood | None:
        """None where nothing can be converted; `told_before`: the answer itself is not to be given once more; `named`:
        only these of its figures are asked about."""
        if one is None or one.second is not None:
            return None
        by = one.figured
        if by is not None and not by.told and (one.act is Act.FIGURE or by.cell):
            return self._of_query(one, by.bound.query, wish)
        entry = self._entries.get(one.id)
        if one.act is not Act.ANSWER or entry is None:
            return None
        measure = self._reader.measure_of(entry.id) if entry.series else None
        cell = next((cell for cell in measure.cells if cell.id == entry.id), None) if measure is not None else None
        if measure is not None and cell is not None:
            query = FigureQuery(Operation.VALUE, (Group(measure.id, (cell.id,), cell.label),))
            return self._of_query(one, query, wish)
        return self._of_entry(one, entry, wish, told_before, named) if not entry.labels else None

    def _of_query(self, one: Understood, query: FigureQuery, wish: Wish) -> Understood | None:
        measures = self._reader.pools.measures
        unit, asked = measures[query.measure].unit, self._reader.asked(one.ranking.words)
        into = self._units.into(unit, wish)
        if not into or (asked is not None and not self._reader.suits(asked, unit or "")):
            return None
        operation = Operation.CONVERT if query.operation is Operation.VALUE else query.operation
        query = replace(query, operation=operation, into=into)
        answer = compute(query, measures, self._units.rates)
        if not isinstance(answer, FigureAnswer) or not answer.converted:
            return None
        entry = one.figured.entry if one.figured is not None else self._entries[measures[query.measure].series]
        return replace(one, act=Act.FIGURE, figured=Figured(entry, as_bound(answer), one.confidence))

    def _of_entry(
        self, one: Understood, entry: Entry, wish: Wish, told_before: bool, named: Collection[float]
    ) -> Understood | None:
        """The figures that an entry states: before its answer, or by themselves."""
        leading = _first_sentence(one.led) if one.led != entry.answer else ""
        within = self._convertible(entry, wish, named, leading) if leading else []
        measures = within or self._convertible(entry, wish, named)
        if not measures:
            return None
        known = {measure.id: measure for measure in measures}
        answer = self._convert(measures, wish)
        if not isinstance(answer, FigureAnswer):
            return None
        if not told_before:
            return replace(one, line=conversion_line(answer, Terms(known, self._words, self._units)))
        return replace(one, act=Act.FIGURE, figured=Figured(entry, as_bound(answer), one.confidence, told=known))

    def _convertible(self, entry: Entry, wish: Wish, named: Collection[float] = (), within: str = "") -> list[Measure]:
        """The first figures that an entry states in one unit which can be converted, or those that are named, as of its
        date; `within`: a sentence in which they stand."""
        stated = [(measure, one) for measure, one in stated_measures(entry) if not within or one.clause in within]
        meant = [measure for measure, one in stated if (one.value in named if named else one.principal)]
        if within and not named and not meant:
            meant = [measure for measure, _ in stated]
        first = next((one for one in meant[:_FIGURES] if self._units.into(one.unit, wish)), None)
        if first is None:
            return []
        as_of = parse_date(entry.as_of or "")
        span = span_of(as_of) if as_of is not None else None
        alike = (one for one in meant[:_FIGURES] if one.unit == first.unit or _shares_unit(one, first))
        return [replace(one, unit=first.unit, span=span) for one in alike]

    def _is_same(self, leading: Measure, figure: StatedFigure, wish: Wish) -> bool:
        """Whether one figure is the other in the unit that is asked for."""
        answer = self._convert((leading,), wish)
        result = answer.result if isinstance(answer, FigureAnswer) else None
        return isinstance(result, float) and abs(figure.value - result) <= _ABOUT * abs(result)

    def _convert(self, figures: Sequence[Measure], wish: Wish) -> Answered:
        """`figures`: at least one, each a measure with a single cell."""
        groups = tuple(Group(one.id, (one.cells[0].id,), one.cells[0].label) for one in figures)
        query = FigureQuery(Operation.CONVERT, groups, into=self._units.into(figures[0].unit, wish))
        return compute(query, {one.id: one for one in figures}, self._units.rates)

    def _is_in(self, unit: str | None, wish: Wish) -> bool:
        return bool(unit) and self._units.id_of(unit or "") in wish.units

    def _unit_of(self, by: Figured) -> str | None:
        answer = by.bound.answer
        if isinstance(answer, FigureAnswer) and by.told:
            return answer.unit
        return self._reader.pools.measures[by.bound.query.measure].unit


def _first_sentence(text: str) -> str:
    return " ".join(re.split(r"(?<=[.!?]) |\n", text.replace("*", ""), maxsplit=1)[0].split())


def _shares_unit(other: Measure, first: Measure) -> bool:
    """Whether a figure without a unit is in that of another: "219,900 yuan as Lark, 249,900 as Finch"."""
    one, two = (abs(measure.cells[0].number or 0.0) for measure in (first, other))
    return not other.unit and one > 0 and 1 / _ALIKE < two / one < _ALIKE
