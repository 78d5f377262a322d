"""Reads the figures of an answer to count with, each with what speaks for it."""

from dataclasses import dataclass, replace

from bot.conversation.followup import content
from bot.conversation.queries.reader import FigureReader
from bot.conversation.queries.words.asked import Asked
from bot.conversation.queries.words.times_asked import read_times
from bot.conversation.thresholds import thresholds
from bot.figures import Measure, plain_unit
from bot.figures.ids import alone_id
from bot.figures.patterns import SCALES
from bot.figures.stated import StatedFigure, stated_measures
from bot.matching import read_facets
from bot.model import QUANTITY, Entry
from bot.replies.counting.answered import Answered

_FIGURES = 12
"""Figures of an answer that are looked at: all pairs of those of two answers are tried, and what stands behind so many
was hardly asked for."""


@dataclass(frozen=True, slots=True)
class AnswerFigure:
    measure: Measure  # Of this figure alone.
    principal: bool
    leads: bool  # It is the first that the answer tells; principal ones come before others.
    named: frozenset[str] = frozenset()  # The words of the message, by their stems, that it is told with.
    quantities: frozenset[str] = frozenset()  # What it is an amount of, by the names of the vocabulary.
    asked_weight: float = 0.0  # These two: as in `SpeaksFor`, by the question that the entry answered.
    meets: bool = True
    place: int = 0
    set_against: bool = False  # As in `StatedFigure`.

    @property
    def weight(self) -> float:
        """What speaks for this figure: `asked_weight`, and more for a principal one and for the first."""
        weights = thresholds().weighing
        return self.asked_weight + weights.principal_figure * self.principal + weights.first_figure * self.leads


def figures_of(entry: Entry, question: str, asked: Asked, reader: FigureReader) -> list[AnswerFigure]:
    """Of a cell its own figure, else all that the text states; `question`: what the entry answered; `asked`: the
    message that counts with it."""
    measure, cell = reader.measure_of(entry.id), reader.cell_of(entry.id)
    if measure is not None and cell is not None and cell.number is not None:
        return [AnswerFigure(replace(measure, id=alone_id(cell.id), cells=(cell,)), principal=True, leads=True)]
    lexicon, answered = asked.lexicon, Answered(question, entry, reader)
    said = content(asked.besides_times, lexicon.language)
    said_stems = {lexicon.stem(word) for word in said if word not in asked.cue_words}
    figures: list[AnswerFigure] = []
    for own, stated in stated_measures(entry)[:_FIGURES]:
        clause, by_question = lexicon.words(stated.clause), answered.speaks_for(stated)
        figures.append(
            AnswerFigure(
                _in_words(_scaled(_dated(own, stated, asked), stated), reader),
                principal=stated.principal,
                leads=not figures,
                named=frozenset(said_stems.intersection(map(lexicon.stem, clause))),
                quantities=frozenset(read_facets(clause, lexicon).of(QUANTITY)),
                asked_weight=by_question.asked_weight,
                meets=by_question.meets,
                place=stated.place,
                set_against=stated.set_against,
            )
        )
    return figures


def _dated(measure: Measure, stated: StatedFigure, asked: Asked) -> Measure:
    """With the only time that a figure is told with."""
    spans = read_times(asked.lexicon.words(stated.clause), asked.language).spans
    if len(spans) != 1:
        return measure
    return replace(measure, cells=tuple(replace(cell, span=spans[0]) for cell in measure.cells))


def _in_words(measure: Measure, reader: FigureReader) -> Measure:
    """With the unit in words where it is a sign: "US dollars" for "$"."""
    plain = plain_unit(measure.unit or "")
    if measure.unit is None or any(sign.isalpha() for sign in plain):
        return measure
    units = reader.units
    return replace(measure, unit=measure.unit.replace(plain, units.unit(units.id_of(plain)).many))


def _scaled(measure: Measure, stated: StatedFigure) -> Measure:
    """In the thousands or millions that a figure with a unit is told in."""
    if not (stated.scale and measure.unit):
        return measure
    cells = (replace(cell, value=stated.value / SCALES[stated.scale]) for cell in measure.cells)
    return replace(measure, unit=f"{stated.scale} {measure.unit}", cells=tuple(cells))
