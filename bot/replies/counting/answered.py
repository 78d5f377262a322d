"""Weighs the figures of an answer by the question that it answered: which of them was asked for, and how plainly."""

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from bot.conversation.followup import content
from bot.conversation.queries.reader import FigureReader
from bot.conversation.thresholds import thresholds
from bot.figures.stated import StatedFigure
from bot.matching import Facets, compatible, read_facets
from bot.model import TIME_KINDS, Entry


class SpeaksFor(NamedTuple):
    """What in a question speaks for a figure of its answer."""

    asked_weight: float
    """How plainly the question asks for it: the rarity of the words of the question that the figure is told with, more
    by a name or time of it, less by another name or time of that kind; 0: nothing speaks for it."""
    meets: bool
    """Its clause holds a name or time that the question adds to those of the entry; true where it adds none."""


class Answered:
    """A question and its answer, whose figures answer it more or less."""

    def __init__(self, question: str, entry: Entry, reader: FigureReader) -> None:
        self._lexicon = lexicon = reader.lexicon
        words, always = lexicon.words(question), lexicon.words(entry.question)
        leading = (name for name in lexicon.names(always) if name.kind in reader.kinds.leading)
        self._models = [always[name.start : name.end] for name in leading]
        self._weights = _weighed(words, always, reader)
        asked, own = read_facets(words, lexicon), read_facets(always, lexicon)
        finest = asked.finest_time()
        time_kinds = () if finest is None else (TIME_KINDS[finest],)
        names, names_beyond = _asked_of(reader.kinds.labelling, asked), _beyond(reader.kinds.labelling, asked, own)
        times_beyond = _beyond(time_kinds, asked, own)
        # A time in the entry's own question holds for all its figures, so it tells none apart. A name in it still does:
        # the answer may give figures of others beside.
        self._telling = {**names, **times_beyond}
        """The names and times of the question that tell its figures apart, by their kind."""
        self._kinds_beyond = {*names_beyond, *times_beyond}
        """Kinds of which the question names more than the entry is always asked with."""

    def speaks_for(self, stated: StatedFigure) -> SpeaksFor:
        met = self._met_by_kind(stated)
        clause = {self._lexicon.stem(word) for word in self._lexicon.words(stated.clause)}
        weight = sum(self._weights.get(stem, 0.0) for stem in clause)
        for same in met.values():
            weight += thresholds().weighing.named_figure * (1 if same else -1)
        meets = not self._kinds_beyond or any(met.get(kind, False) for kind in self._kinds_beyond)
        return SpeaksFor(weight, meets)

    def _met_by_kind(self, stated: StatedFigure) -> dict[str, bool]:
        """For each kind of name or time that the question asks for and the figure is told with: whether it is the same
        name or time. Kinds that the figure is told without are left out."""
        near, before = self._pairs(stated.clause), self._pairs(stated.passage)
        met: dict[str, bool] = {}
        for kind, asked in self._telling.items():
            # Of several values in the passage before a clause none is surely that of the figure.
            around = _values(before, kind)
            told = _values(near, kind) or (around if len(around) == 1 else set())
            if told:
                met[kind] = any(compatible(value, other) for value in asked for other in told)
        return met

    def _pairs(self, text: str) -> set[tuple[str, str]]:
        """Kinds and values of what is named, also by a word beside the entry's model: "the Max"."""
        words = self._lexicon.words(text)
        composed = self._lexicon.names.meant_beside(self._models, words)
        return composed.union(read_facets(words, self._lexicon).values)


def _weighed(words: Sequence[str], always: Sequence[str], reader: FigureReader) -> dict[str, float]:
    """By their stems the words of a question; those that the entry is `always` asked with weigh little."""
    lexicon = reader.lexicon
    kept = set(map(lexicon.stem, always))
    said = {lexicon.stem(word): word for word in content(words, lexicon.language)}
    always_asked = thresholds().weighing.always_asked
    return {stem: always_asked if stem in kept else reader.weight(word) for stem, word in said.items()}


def _values(pairs: Collection[tuple[str, str]], kind: str) -> set[str]:
    return {value for own, value in pairs if own == kind}


def _asked_of(kinds: Iterable[str], asked: Facets) -> dict[str, frozenset[str]]:
    """By those of the kinds that are asked for, their values."""
    found = {kind: frozenset(asked.of(kind)) for kind in kinds}
    return {kind: values for kind, values in found.items() if values}


def _beyond(kinds: Iterable[str], asked: Facets, own: Facets) -> dict[str, frozenset[str]]:
    """The same without the values of an entry's `own` question."""
    found = {kind: frozenset(asked.of(kind)).difference(own.of(kind)) for kind in kinds}
    return {kind: values for kind, values in found.items() if values}
