"""Finds the figures that were told last: what a context remembers in, the measure and cells of each out."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import combinations, starmap

from bot.conversation.queries.held.pools import unit_of
from bot.conversation.queries.reader import FigureReader
from bot.conversation.queries.words.asked import Asked
from bot.figures import PERCENT, Group, Measure, Span, single, whole_of
from bot.figures.ids import entry_of, extreme_of, is_stated
from bot.figures.times import joined
from bot.matching import Matcher, normalise, read_facets
from bot.model import Entry, Kind, Told
from bot.replies.counting.figures_in_answers import AnswerFigure, figures_of
from bot.replies.counting.pairing import are_set_against
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


class ToldFigures:
    def __init__(self, matcher: Matcher, reader: FigureReader, catalogue: Catalogue) -> None:
        self.matcher, self.reader, self._entries = matcher, reader, catalogue.entries
        self._cell_of = {entry: cell for cell, entry in catalogue.tellers.items()}

    def figures(self, told: Sequence[Told], asked: Asked, question: str) -> list[ToldFigure]:
        """What was told, the latest first; nothing where one of the last two is no figure, or the last answer compares
        two things as its `question` asked."""
        if told and told[0].question == question and self._compares(question, told[0], asked):
            return []
        held = [self._held(one) for one in told]
        units = {unit_of(one.measure) for one in held if one is not None}
        found = [self._meant(one, own, asked, units) for one, own in zip(told, held, strict=True)]
        if any(one is None for one in found[:2]):
            return []
        # A figure may have been told twice, by a cell and by an entry.
        return list({one.group.cells: one for one in found if one is not None}.values())

    def figure(self, told: Told, asked: Asked, unit: str) -> ToldFigure | None:
        """One figure, in a unit where its answer tells several."""
        return self._meant(told, self._held(told), asked, {unit})

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

    def _compares(self, question: str, told: Told, asked: Asked) -> bool:
        """Whether a question names two things of a kind, and its answer sets their figures against each other."""
        facets, kinds = read_facets(self.matcher.lexicon.words(question), self.matcher.lexicon), self.reader.kinds
        entry = self._entries.get(told.ids[0])
        if entry is None or not any(len(facets.of(kind)) > 1 for kind in (*kinds.leading, *kinds.groups)):
            return False
        figures = [one for one in figures_of(entry, question, asked, self.reader) if one.asked_weight > 0]
        return any(starmap(are_set_against, combinations(figures, 2)))

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

    def _meant(self, told: Told, held: ToldFigure | None, asked: Asked, units: Collection[str]) -> ToldFigure | None:
        """The figure that was told; None where that is open.

        1. `held` (the figure of a series, or None), if no question is known or it is open which figure it asked for.
        2. `held` too, if the question asked plainly for no figure, or for `held` as plainly as for another.
        3. Else the figure of the answer that was asked for most plainly.
        """
        entry = self._entries.get(entry_of(told.ids[0]))
        if entry is None or not (told.question or is_stated(told.ids[0])):
            return held
        figures = self._figures_of(entry, told, asked)
        chosen = _asked_for(_in_unit_said(figures, (*asked.words, *normalise(told.question))), units)
        if chosen is None:
            return held
        if held is not None and (chosen.asked_weight <= 0 or _says_as_much(held, figures, chosen)):
            return held
        return self._in_series(chosen.measure, entry)

    def _figures_of(self, entry: Entry, told: Told, asked: Asked) -> Sequence[AnswerFigure]:
        """The figures of an answer, only the one that was told if that is known."""
        figures = figures_of(entry, told.question, asked, self.reader)
        return [one for one in figures if one.measure.id == told.ids[0]] if is_stated(told.ids[0]) else figures

    def _in_series(self, stated: Measure, entry: Entry) -> ToldFigure:
        """The figure as a series on the matter of its entry holds it, else as it is stated."""
        cell = stated.cells[0]
        for other in self.measures_beside(entry.id):
            same = [one for one in other.cells if one.number == cell.number]
            if len(same) == 1:
                return ToldFigure(other, single(other, same[0], same[0].span))
        return ToldFigure(stated, single(stated, cell, cell.span), stated=True)


def _asked_for(figures: Sequence[AnswerFigure], units: Collection[str]) -> AnswerFigure | None:
    """The figure asked for most plainly, in one of the units if any is; where none was, the only principal one."""
    meeting = [one for one in figures if one.meets]
    likely = [one for one in meeting if unit_of(one.measure) in units] or meeting
    best = max(likely, key=lambda one: one.weight, default=None)
    if best is None or best.asked_weight > 0:
        return best
    rivals = {one.measure.cells[0].label for one in likely if one.principal and one.asked_weight == best.asked_weight}
    return best if best.principal and len(rivals) == 1 else None


def _in_unit_said(figures: Sequence[AnswerFigure], said: Collection[str]) -> Sequence[AnswerFigure]:
    """Those in a unit that is said, all where none is; "in percent" asks for a change of the figures."""
    units = set(said).difference(PERCENT)
    return [one for one in figures if unit_of(one.measure) in units] or figures


def _says_as_much(held: ToldFigure, figures: Sequence[AnswerFigure], chosen: AnswerFigure) -> bool:
    """Whether the figure that a series holds was asked for as plainly as another one."""
    numbers = {cell.number for cell in held.measure.cells if cell.id in held.group.cells}
    return any(one.measure.cells[0].number in numbers and one.weight >= chosen.weight for one in figures)
