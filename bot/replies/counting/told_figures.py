"""Finds the figures that were told last, with the measure and cells of each."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.conversation.queries.held.pools import unit_of
from bot.conversation.queries.reader import FigureReader
from bot.conversation.queries.words.asked import Asked
from bot.figures import Group, Measure, Span, single, whole_of
from bot.figures.ids import entry_of, extreme_of, is_stated
from bot.figures.times import joined
from bot.matching import Matcher, normalise
from bot.model import Context, Entry, Kind, Told
from bot.replies.counting.asked_of_answers import asks_for_two, figures_told, is_asked_rather, plainest
from bot.replies.deciding.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class ToldFigure:
    measure: Measure
    group: Group
    stated: bool = False  # In an answer's words, and not in a series.

    @property
    def span(self) -> Span | None:
        cells = {cell.id: cell.span for cell in self.measure.cells}
        return self.group.span or (cells.get(self.group.cells[0]) if len(self.group.cells) == 1 else None)

    @property
    def numbers(self) -> set[float]:
        cells = (cell for cell in self.measure.cells if cell.id in self.group.cells)
        return {cell.number for cell in cells if cell.number is not None}


class ToldFigures:
    def __init__(self, matcher: Matcher, reader: FigureReader, catalogue: Catalogue) -> None:
        self.matcher, self.reader, self._entries = matcher, reader, catalogue.entries
        self._cell_of = {entry: cell for cell, entry in catalogue.tellers.items()}

    def figures(self, context: Context, asked: Asked) -> list[ToldFigure]:
        """Those told, the latest first. Empty where it is open which are counted with: the last answer sets two things
        against each other, as its question asked, or one of the last two told is no figure."""
        told = context.told
        if told and told[0].question == context.question and self._compares(told[0], asked):
            return []
        units = {unit_of(held.measure) for held in map(self._held, told) if held is not None}
        found = [self.figure(one, asked, units) for one in told]
        if any(one is None for one in found[:2]):
            return []
        # A figure may have been told twice, by a cell and by an entry.
        return list({one.group.cells: one for one in found if one is not None}.values())

    def figure(self, told: Told, asked: Asked, units: Collection[str]) -> ToldFigure | None:
        """The figure that a series holds, or None; in its place one that the answer states, if its question asked
        rather for that. Figures in one of the units come first."""
        held, entry = self._held(told), self._entries.get(entry_of(told.ids[0]))
        if entry is None or not (told.question or is_stated(told.ids[0])):
            return held
        figures = figures_told(entry, told, asked, self.reader)
        chosen = plainest(figures, (*asked.words, *normalise(told.question)), units)
        if chosen is None or (held is not None and not is_asked_rather(chosen, held.numbers, figures)):
            return held
        return self._in_series(chosen.measure, entry)

    def group(self, measure: Measure, ids: Sequence[str]) -> Group:
        """Some cells of a measure as one, with the time from the first to the last."""
        cells = [cell for cell in measure.cells if cell.id in ids]
        spans = [cell.span for cell in cells if cell.span is not None]
        if len(cells) == 1:
            return single(measure, cells[0], cells[0].span)
        label = joined(spans[0], spans[-1], self.matcher.words).text if len(spans) == len(cells) > 1 else measure.title
        return Group(measure.id, tuple(ids), label)

    def measures_beside(self, id: str) -> list[Measure]:
        """Those on the matter of an entry."""
        entry, measures = self._entries.get(id), self.reader.pools.measures
        return [measures[id] for id in sorted(self.reader.measures_beside(entry)) if id in measures] if entry else []

    def stems(self, figures: Sequence[ToldFigure]) -> frozenset[str]:
        """Of the words that the figures are told with."""
        stems, units = self.reader.pools.stems, self.reader.units
        texts = [f"{one.measure.title} {one.measure.noun} {one.measure.unit or ''}" for one in figures]
        named = (units.unit(units.id_of(one.measure.unit)) for one in figures if one.measure.unit)
        texts += [" ".join((one.id, one.many, *one.words)) for one in named]
        return frozenset[str]().union(*map(stems, texts))

    def _compares(self, told: Told, asked: Asked) -> bool:
        entry = self._entries.get(told.ids[0])
        return entry is not None and asks_for_two(entry, told.question, asked, self.reader)

    def _held(self, told: Told) -> ToldFigure | None:
        """The figure where a series holds it: all of a measure, its highest or lowest, or some of its cells."""
        measures, id = self.reader.pools.measures, self._cell_of.get(told.ids[0], told.ids[0])
        if id in measures:
            return ToldFigure(measures[id], whole_of(measures[id]))
        measure, extreme = self.reader.measure_of(id), extreme_of(id)
        if measure is None:
            return None
        if not extreme:
            return self._of_cells(measure, (id, *told.ids[1:]))
        numbers = [cell for cell in measure.cells if cell.number is not None]
        end = (max if extreme == "max" else min)(numbers, key=lambda cell: cell.number or 0.0)
        return ToldFigure(measure, single(measure, end, end.span))

    def _of_cells(self, measure: Measure, ids: Sequence[str]) -> ToldFigure | None:
        """Of a text that is a number elsewhere that number."""
        group, numbers = self.group(measure, ids), self.reader.pools.in_numbers(measure)
        if numbers is measure:
            return ToldFigure(measure, group) if measure.kind is not Kind.TEXT else None
        cells = [cell for cell in numbers.cells if cell.label == group.label]
        return ToldFigure(numbers, single(numbers, cells[0])) if len(cells) == 1 else None

    def _in_series(self, stated: Measure, entry: Entry) -> ToldFigure:
        """The figure as a series on the matter of its entry holds it, else as it is stated."""
        cell = stated.cells[0]
        for other in self.measures_beside(entry.id):
            same = [one for one in other.cells if one.number == cell.number]
            if len(same) == 1:
                return ToldFigure(other, single(other, same[0], same[0].span))
        return ToldFigure(stated, single(stated, cell, cell.span), stated=True)
