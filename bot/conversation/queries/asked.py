"""Reads a question as far as figures are concerned: words in; cues, times and names, to be bound to measures, out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.conversation.queries.cues import Cues, read_cues
from bot.conversation.queries.language import Language
from bot.conversation.queries.times import Times, read_times
from bot.figures import Cell, Group, Limit, Measure, Operation, Span
from bot.matching.facets import Facets, read_facets
from bot.matching.naming import Lexicon, places_of

_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
TWO = frozenset({Operation.DIFFERENCE, Operation.CHANGE, Operation.RATIO, Operation.SHARE, Operation.COMPARE})


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as far as figures are concerned; read once, bound to several measures."""

    words: tuple[str, ...]
    cues: Cues
    times: Times
    facets: Facets
    lexicon: Lexicon
    language: Language
    own: frozenset[tuple[str, str]]
    """Names of the subject itself, which say nothing of a single figure."""

    @property
    def timed_places(self) -> set[int]:
        return {at for one in self.times.named for at in range(one.start, one.stop)}

    @property
    def besides_times(self) -> tuple[str, ...]:
        places = self.timed_places
        return tuple(word for at, word in enumerate(self.words) if at not in places)

    @property
    def excluded_places(self) -> set[int]:
        """Places of names that are asked about no longer: "not the Pro"."""
        names = self.lexicon.names(self.words)
        return places_of(name for name in names if (name.kind, name.value) in self.facets.excluded)

    def names(self) -> tuple[tuple[str, str], ...]:
        kinds = self.lexicon.kinds.impersonal
        return tuple(pair for pair in self.facets.values if pair[0] in kinds and pair not in self.own)


def asked_of(
    words: Sequence[str], lexicon: Lexicon, language: Language, own: frozenset[tuple[str, str]] = frozenset()
) -> Asked:
    named = places_of(name for name in lexicon.names(words) if name.kind in lexicon.kinds.exact)
    cues = read_cues(words, language, named)
    return Asked(tuple(words), cues, read_times(words, language), read_facets(words, lexicon), lexicon, language, own)


def whole_of(measure: Measure) -> Group:
    return Group(measure.id, tuple(cell.id for cell in measure.cells), measure.title)


def single(measure: Measure, cell: Cell, span: Span | None = None) -> Group:
    return Group(measure.id, (cell.id,), cell.label, span)


def scaled(limit: Limit, measure: Measure) -> Limit:
    """ "100 billion" is 100 where the unit counts billions."""
    return Limit(limit.value / _scale(measure, limit.value), limit.above)


def _scale(measure: Measure, value: float) -> float:
    scale = next((size for word, size in _SCALES.items() if word in (measure.unit or "")), 1.0)
    return scale if value >= scale else 1.0
