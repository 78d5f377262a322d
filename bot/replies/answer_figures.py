"""Reads the figures of an answer for counting: what of a message and of its question each is told with."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.conversation.followup import content
from bot.conversation.queries.asked import Asked
from bot.conversation.queries.reader import FigureReader
from bot.conversation.queries.times import read_times
from bot.figures import Measure
from bot.figures.ids import alone_id
from bot.figures.scale_words import SCALES
from bot.figures.stated import StatedFigure, stated_measures
from bot.model import Entry

_FIGURES = 12
"""Figures of an answer that are looked at."""


@dataclass(frozen=True, slots=True)
class AnswerFigure:
    measure: Measure
    """Of this figure alone."""
    named: frozenset[str]
    """The words of the message, by their stems, that it is told with."""
    principal: bool
    answers: int
    """Words of the question that it answers, in what it is told with."""


def figures_of(entry: Entry, question: str, asked: Asked, reader: FigureReader) -> list[AnswerFigure]:
    """`question`: what the entry answered. Of a cell it is its own figure, else all that its text states."""
    measure = reader.measure_of(entry.id)
    cell = next((one for one in measure.cells if one.id == entry.id), None) if measure is not None else None
    if measure is not None and cell is not None and cell.number is not None:
        alone = replace(measure, id=alone_id(cell.id), cells=(cell,))
        return [AnswerFigure(alone, frozenset(), principal=True, answers=0)]
    lexicon = asked.lexicon
    said = {lexicon.stem(word) for word in content(asked.words, lexicon.language) if word not in asked.cued}
    answered = set(map(lexicon.stem, content(lexicon.words(question), lexicon.language)))
    figures = []
    for stated_measure, stated in stated_measures(entry)[:_FIGURES]:
        words = set(map(lexicon.stem, lexicon.words(stated.clause)))
        own = _scaled(_dated(stated_measure, stated, asked), stated)
        figures.append(AnswerFigure(own, frozenset(said & words), stated.principal, len(answered & words)))
    return figures


def _dated(measure: Measure, stated: StatedFigure, asked: Asked) -> Measure:
    """With the only time that a figure is told with."""
    spans = read_times(asked.lexicon.words(stated.clause), asked.language).spans
    if len(spans) != 1:
        return measure
    return replace(measure, cells=tuple(replace(cell, span=spans[0]) for cell in measure.cells))


def _scaled(measure: Measure, stated: StatedFigure) -> Measure:
    """In the millions or billions that a figure with a unit is told in."""
    size, scale = next(((size, word) for word, size in SCALES.items() if f" {word}" in stated.clause), (1.0, ""))
    if not (scale and measure.unit) or stated.value < size:
        return measure
    cells = (replace(cell, value=stated.value / size) for cell in measure.cells)
    return replace(measure, unit=f"{scale} {measure.unit}", cells=tuple(cells))
