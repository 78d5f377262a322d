"""Reads the figures of an answer for counting: what of a message and of its question each is told with."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import product

from bot.conversation.followup import content
from bot.conversation.queries.asked import Asked
from bot.conversation.queries.reader import FigureReader
from bot.conversation.queries.times import read_times
from bot.conversation.thresholds import thresholds
from bot.figures import Measure
from bot.figures.ids import alone_id
from bot.figures.scale_words import SCALES
from bot.figures.stated import StatedFigure, stated_measures
from bot.matching import Found as Name
from bot.matching import compatible, read_facets
from bot.model import QUANTITY, TIME_KINDS, Entry

_FIGURES = 12
"""Figures of an answer that are looked at."""


@dataclass(frozen=True, slots=True)
class AnswerFigure:
    measure: Measure
    """Of this figure alone."""
    named: frozenset[str]
    """The words of the message, by their stems, that it is told with."""
    quantities: frozenset[str]
    """What it is an amount of, by the names of the vocabulary."""
    principal: bool
    leads: bool
    """It is the first of the principal ones."""
    answers: float
    """How plainly the question that it answers asks for it: by the rarity of the words that it is told with, and by the
    time and the names that are told with it, or others of their kind."""
    meets: bool = True
    """It is told with one of the names and times of the question that the entry is not always asked with, if any."""


def figures_of(entry: Entry, question: str, asked: Asked, reader: FigureReader) -> list[AnswerFigure]:
    """`question`: what the entry answered. Of a cell it is its own figure, else all that its text states."""
    measure = reader.measure_of(entry.id)
    cell = next((one for one in measure.cells if one.id == entry.id), None) if measure is not None else None
    if measure is not None and cell is not None and cell.number is not None:
        alone = replace(measure, id=alone_id(cell.id), cells=(cell,))
        return [AnswerFigure(alone, frozenset(), frozenset(), principal=True, leads=True, answers=0)]
    lexicon = asked.lexicon
    answered = _Answered(question, entry, reader)
    said = {lexicon.stem(word) for word in content(asked.besides_times, lexicon.language) if word not in asked.cued}
    figures: list[AnswerFigure] = []
    for stated_measure, stated in stated_measures(entry)[:_FIGURES]:
        clause = lexicon.words(stated.clause)
        named, of = said & set(map(lexicon.stem, clause)), frozenset(read_facets(clause, lexicon).of(QUANTITY))
        own = _scaled(_dated(stated_measure, stated, asked), stated)
        plainly, meets = answered.by(stated)
        figures.append(AnswerFigure(own, frozenset(named), of, stated.principal, not figures, plainly, meets))
    return figures


class _Answered:
    """A question and its answer, whose figures answer it more or less."""

    def __init__(self, question: str, entry: Entry, reader: FigureReader) -> None:
        self._lexicon, self._kinds = reader.lexicon, reader.kinds
        words, own = self._lexicon.words(question), self._lexicon.words(entry.question)
        self._models = [own[name.start : name.end] for name in self._names(own)]
        kept = set(map(self._lexicon.stem, own))
        said = {self._lexicon.stem(word): word for word in content(words, self._lexicon.language)}
        always_asked = thresholds().always_asked
        self._weights = {stem: always_asked if stem in kept else reader.weight(word) for stem, word in said.items()}
        facets, always = read_facets(words, self._lexicon), read_facets(own, self._lexicon)
        named = {kind: set(facets.of(kind)) for kind in self._kinds.labelling}
        time = facets.finest_time()
        if time is not None:
            named[TIME_KINDS[time]] = {*facets.of(TIME_KINDS[time])} - {*always.of(TIME_KINDS[time])}
        self._named = {kind: values for kind, values in named.items() if values}
        self._further = {kind for kind, values in self._named.items() if not values <= {*always.of(kind)}}

    def by(self, stated: StatedFigure) -> tuple[float, bool]:
        """`AnswerFigure.answers` and `.meets`."""
        words = self._lexicon.words(stated.clause)
        told = sum(self._weights.get(stem, 0.0) for stem in set(map(self._lexicon.stem, words)))
        meets = not self._further
        near, around = self._pairs(words), self._pairs(self._lexicon.words(stated.passage))
        for kind, values in self._named.items():
            others = _values(near, kind)
            if not others and len(_values(around, kind)) == 1:
                others = _values(around, kind)
            if others:
                met = any(compatible(one, other) for one in values for other in others)
                told += thresholds().named_figure * (1 if met else -1)
                meets = meets or (met and kind in self._further)
        return told, meets

    def _names(self, words: Sequence[str]) -> list[Name]:
        return [name for name in self._lexicon.names(words) if name.kind in self._kinds.leading]

    def _pairs(self, words: Sequence[str]) -> set[tuple[str, str]]:
        """What is named, also by a word beside the entry's model: "the Max"."""
        beside = product(words, self._models)
        composed = (pair for word, model in beside for pair in self._lexicon.named_by((*model, word)))
        return {*read_facets(words, self._lexicon).values, *composed}


def _values(pairs: Collection[tuple[str, str]], kind: str) -> set[str]:
    return {value for own, value in pairs if own == kind}


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
