"""Reads the figures of an answer to count with: an entry and the question that it answered in, its figures out, each
with how plainly it was asked for."""

from collections.abc import Collection, Mapping, Sequence
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
from bot.matching import compatible, read_facets
from bot.model import QUANTITY, TIME_KINDS, Entry

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
    asked_weight: float = 0.0
    """How plainly the question that it answers asks for it: the rarity of the words of that question that it is told
    with, more by a name or time of it, less by another name or time of that kind; 0: nothing speaks for it."""
    meets: bool = True
    """Its clause holds a name or time that the question adds to those of the entry; true where it adds none."""
    place: int = 0
    set_against: bool = False  # As in `StatedFigure`.

    @property
    def plainness(self) -> float:
        """`asked_weight`, and the weight of being principal and of coming first."""
        weights = thresholds().weighing
        return self.asked_weight + weights.principal_figure * self.principal + weights.first_figure * self.leads


def figures_of(entry: Entry, question: str, asked: Asked, reader: FigureReader) -> list[AnswerFigure]:
    """Of a cell its own figure, else all that the text states; `question`: what the entry answered; `asked`: the
    message that counts with it."""
    measure, cell = reader.measure_of(entry.id), reader.cell_of(entry.id)
    if measure is not None and cell is not None and cell.number is not None:
        return [AnswerFigure(replace(measure, id=alone_id(cell.id), cells=(cell,)), principal=True, leads=True)]
    lexicon, answered = asked.lexicon, _Answered(question, entry, reader)
    said = content(asked.besides_times, lexicon.language)
    said_stems = {lexicon.stem(word) for word in said if word not in asked.cue_words}
    figures: list[AnswerFigure] = []
    for own, stated in stated_measures(entry)[:_FIGURES]:
        clause, met = lexicon.words(stated.clause), answered.met_by_kind(stated)
        figures.append(
            AnswerFigure(
                _in_words(_scaled(_dated(own, stated, asked), stated), reader),
                principal=stated.principal,
                leads=not figures,
                named=frozenset(said_stems.intersection(map(lexicon.stem, clause))),
                quantities=frozenset(read_facets(clause, lexicon).of(QUANTITY)),
                asked_weight=answered.weight(clause, met),
                meets=answered.meets(met),
                place=stated.place,
                set_against=stated.set_against,
            )
        )
    return figures


class _Answered:
    """A question and its answer, whose figures answer it more or less."""

    def __init__(self, question: str, entry: Entry, reader: FigureReader) -> None:
        self._lexicon = lexicon = reader.lexicon
        words, always = lexicon.words(question), lexicon.words(entry.question)
        leading = (name for name in lexicon.names(always) if name.kind in reader.kinds.leading)
        self._models = [always[name.start : name.end] for name in leading]
        self._weights = self._weighed(words, always, reader)
        asked, own = read_facets(words, lexicon), read_facets(always, lexicon)
        finest = asked.finest_time()
        kinds = (*reader.kinds.labelling, *(() if finest is None else (TIME_KINDS[finest],)))
        beyond = {kind: frozenset(asked.of(kind)).difference(own.of(kind)) for kind in kinds}
        # A time that the entry is always asked with is that of all its figures, said or not; a name that it is always
        # asked with still tells the figures of others apart.
        telling = {kind: beyond[kind] if kind in TIME_KINDS else frozenset(asked.of(kind)) for kind in kinds}
        self._asked = {kind: values for kind, values in telling.items() if values}
        """The names and times of the question, by their kind."""
        self._beyond = {kind for kind, values in beyond.items() if values}
        """Kinds of which the question names more than the entry is always asked with."""

    def _weighed(self, words: Sequence[str], always: Sequence[str], reader: FigureReader) -> dict[str, float]:
        """By their stems the words of the question; those that the entry is always asked with weigh little."""
        kept = set(map(self._lexicon.stem, always))
        said = {self._lexicon.stem(word): word for word in content(words, self._lexicon.language)}
        always_asked = thresholds().weighing.always_asked
        return {stem: always_asked if stem in kept else reader.weight(word) for stem, word in said.items()}

    def met_by_kind(self, stated: StatedFigure) -> dict[str, bool]:
        """By the kind of each name and time of the question that a figure is told with, whether with the same one."""
        near, before = self._pairs(stated.clause), self._pairs(stated.passage)
        met: dict[str, bool] = {}
        for kind, asked in self._asked.items():
            # Of several values in the passage before a clause none is surely that of the figure.
            around = _values(before, kind)
            told = _values(near, kind) or (around if len(around) == 1 else set())
            if told:
                met[kind] = any(compatible(value, other) for value in asked for other in told)
        return met

    def weight(self, clause: Sequence[str], met: Mapping[str, bool]) -> float:
        weight = sum(self._weights.get(stem, 0.0) for stem in set(map(self._lexicon.stem, clause)))
        for same in met.values():
            weight += thresholds().weighing.named_figure * (1 if same else -1)
        return weight

    def meets(self, met: Mapping[str, bool]) -> bool:
        return not self._beyond or any(met.get(kind, False) for kind in self._beyond)

    def _pairs(self, text: str) -> set[tuple[str, str]]:
        """Kinds and values of what is named, also by a word beside the entry's model: "the Max"."""
        words = self._lexicon.words(text)
        composed = self._lexicon.names.meant_beside(self._models, words)
        return composed.union(read_facets(words, self._lexicon).values)


def _values(pairs: Collection[tuple[str, str]], kind: str) -> set[str]:
    return {value for own, value in pairs if own == kind}


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
