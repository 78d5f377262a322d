"""Reads the figures of an answer to count with: an entry and the question that it answered in, its figures out, each
with how plainly it was asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
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
    asked_weight: float
    """How plainly the question that it answers asks for it: the rarity of the words of that question that it is told
    with, more by a name or time of it, less by another name or time of that kind; 0: nothing speaks for it."""
    meets: bool = True
    """It is told with one of the names and times of the question that the entry is not always asked with, if any."""


def figures_of(entry: Entry, question: str, asked: Asked, reader: FigureReader) -> list[AnswerFigure]:
    """Of a cell its own figure, else all that the text states; `question`: what the entry answered; `asked`: the
    message that counts with it."""
    measure, cell = reader.measure_of(entry.id), reader.cell_of(entry.id)
    if measure is not None and cell is not None and cell.number is not None:
        alone = replace(measure, id=alone_id(cell.id), cells=(cell,))
        return [AnswerFigure(alone, frozenset(), frozenset(), principal=True, leads=True, asked_weight=0)]
    lexicon = asked.lexicon
    answered = _Answered(question, entry, reader)
    said = {
        lexicon.stem(word) for word in content(asked.besides_times, lexicon.language) if word not in asked.cue_words
    }
    figures: list[AnswerFigure] = []
    for stated_measure, stated in stated_measures(entry)[:_FIGURES]:
        clause = lexicon.words(stated.clause)
        named, of = said & set(map(lexicon.stem, clause)), frozenset(read_facets(clause, lexicon).of(QUANTITY))
        own = _scaled(_dated(stated_measure, stated, asked), stated)
        met = answered.met_by(stated)
        weight, meets = answered.weight(clause, met), answered.meets(met)
        figures.append(AnswerFigure(own, frozenset(named), of, stated.principal, not figures, weight, meets))
    return figures


@dataclass(frozen=True, slots=True)
class _Named:
    """Names or times of one kind in a question."""

    kind: str
    values: frozenset[str]
    beyond_entry: bool
    """The entry is not always asked with all of them."""


class _Answered:
    """A question and its answer, whose figures answer it more or less."""

    def __init__(self, question: str, entry: Entry, reader: FigureReader) -> None:
        self._lexicon, self._kinds = reader.lexicon, reader.kinds
        words, always = self._lexicon.words(question), self._lexicon.words(entry.question)
        leading = (name for name in self._lexicon.names(always) if name.kind in self._kinds.leading)
        self._models = [always[name.start : name.end] for name in leading]
        self._weights = self._weighed(words, always, reader)
        self._named = tuple(self._named_in(words, always))

    def _weighed(self, words: Sequence[str], always: Sequence[str], reader: FigureReader) -> dict[str, float]:
        """By their stems the words of the question; those that the entry is always asked with weigh little."""
        kept = set(map(self._lexicon.stem, always))
        said = {self._lexicon.stem(word): word for word in content(words, self._lexicon.language)}
        always_asked = thresholds().always_asked
        return {stem: always_asked if stem in kept else reader.weight(word) for stem, word in said.items()}

    def _named_in(self, words: Sequence[str], always: Sequence[str]) -> Iterator[_Named]:
        asked, own = read_facets(words, self._lexicon), read_facets(always, self._lexicon)
        finest = asked.finest_time()
        times = () if finest is None else (TIME_KINDS[finest],)
        for kind in (*self._kinds.labelling, *times):
            values = frozenset(asked.of(kind))
            beyond = values.difference(own.of(kind))
            # A time that the entry is always asked with is that of all its figures, said or not; a name that it is
            # always asked with still tells the figures of others apart.
            values = beyond if kind in TIME_KINDS else values
            if values:
                yield _Named(kind, values, beyond_entry=bool(beyond))

    def met_by(self, stated: StatedFigure) -> dict[_Named, bool]:
        """By the names and times of the question whose kind a figure is told with, whether it is told with the same."""
        near, before = self._pairs(stated.clause), self._pairs(stated.passage)
        met: dict[_Named, bool] = {}
        for one in self._named:
            # Of several values in the passage before a clause none is surely that of the figure.
            around = _values(before, one.kind)
            told = _values(near, one.kind) or (around if len(around) == 1 else set())
            if told:
                met[one] = any(compatible(value, other) for value in one.values for other in told)
        return met

    def weight(self, clause: Sequence[str], met: Mapping[_Named, bool]) -> float:
        weight = sum(self._weights.get(stem, 0.0) for stem in set(map(self._lexicon.stem, clause)))
        for is_met in met.values():
            weight += thresholds().named_figure * (1 if is_met else -1)
        return weight

    def meets(self, met: Mapping[_Named, bool]) -> bool:
        beyond = [one for one in self._named if one.beyond_entry]
        return not beyond or any(met.get(one, False) for one in beyond)

    def _pairs(self, text: str) -> set[tuple[str, str]]:
        """Kinds and values of what is named, also by a word beside the entry's model: "the Max"."""
        words = self._lexicon.words(text)
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
    """In the thousands or millions that a figure with a unit is told in."""
    if not (stated.scale and measure.unit):
        return measure
    cells = (replace(cell, value=stated.value / SCALES[stated.scale]) for cell in measure.cells)
    return replace(measure, unit=f"{stated.scale} {measure.unit}", cells=tuple(cells))
