"""Reads what a question asks of figures, and holds what is known of the measures and entries that may tell it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property, lru_cache
from types import MappingProxyType

from bot.conversation.queries.binder import Binder
from bot.conversation.queries.held.dimensions import Dimensions
from bot.conversation.queries.held.entry_figures import EntryFigures, long_numbers
from bot.conversation.queries.held.entry_operations import operations_said, read_asked_for, usual_operations
from bot.conversation.queries.held.pools import Pools, pools_of
from bot.conversation.queries.held.units_asked import UnitsAsked
from bot.conversation.queries.held.units_held import Units
from bot.conversation.queries.words.asked import Asked, asked_of
from bot.conversation.queries.words.language import Language, figure_language
from bot.conversation.queries.words.said import Pairs
from bot.figures import Cell, Measure, Operation, measures_of
from bot.figures.ids import extreme_of
from bot.knowledge.wording import words_of
from bot.matching import AskedFor, Lexicon
from bot.model import Entry, Knowledge

_AT_A_TIME = 16  # Questions that are remembered as they were read: the readings of one turn.
_SHARED_FIGURES = 2  # Figures that an entry and a measure have in common, at least, where they are on one matter.


class FigureReader:
    """Remembers the measures of a knowledge base, and what it has read of questions and entries.

    `weight`: of a word, by its rarity; `asked_for`: what was read of entries before, by their ids.
    """

    def __init__(
        self,
        knowledge: Knowledge,
        lexicon: Lexicon,
        subject_names: Pairs,
        weight: Callable[[str], float],
        asked_for: Mapping[str, AskedFor] = MappingProxyType({}),
    ) -> None:
        self._knowledge, self.lexicon, self.kinds, self.weight = knowledge, lexicon, lexicon.kinds, weight
        code, cues = knowledge.manifest.language, knowledge.vocabulary.cues

        @lru_cache(_AT_A_TIME)
        def asked(words: tuple[str, ...]) -> Asked | None:
            known = figure_language(code, cues)
            return asked_of(words, lexicon, known, subject_names) if known is not None else None

        self._asked = asked
        self._figures_of: dict[str, EntryFigures] = {}
        self._asked_for = dict(asked_for)
        self._measures_beside: dict[str, frozenset[str]] = {}

    @cached_property
    def _language(self) -> Language | None:
        """Read when first asked for: most questions that are known word for word do without."""
        return figure_language(self._knowledge.manifest.language, self._knowledge.vocabulary.cues)

    @cached_property
    def pools(self) -> Pools:
        words = words_of(self._knowledge)
        measures = (one for series in self._knowledge.series for one in measures_of(series, words))
        known = self._language.units if self._language is not None else None
        return pools_of(measures, self.lexicon, self._knowledge.vocabulary, known)

    @cached_property
    def binder(self) -> Binder:
        return Binder(self.pools)

    @cached_property
    def units(self) -> Units:
        return Units(self._knowledge.vocabulary, self.pools.units)

    @cached_property
    def units_asked(self) -> UnitsAsked:
        return UnitsAsked(self.units, self._language)

    @cached_property
    def dimensions(self) -> Dimensions:
        return Dimensions(self.pools.units, self._language)

    def measure_of(self, id: str) -> Measure | None:
        """The measure with this id, or that of the cell or end with it."""
        whole = id.rpartition(":")[0] if extreme_of(id) else id
        return self.pools.measures.get(whole) or self._cells.get(id, (None,))[0]

    def cell_of(self, id: str) -> Cell | None:
        return self._cells[id][1] if id in self._cells else None

    @cached_property
    def _cells(self) -> Mapping[str, tuple[Measure, Cell]]:
        return {cell.id: (one, cell) for one in self.pools.measures.values() for cell in one.cells}

    def asked(self, words: Sequence[str]) -> Asked | None:
        """None where nothing is known of the language."""
        return self._asked(tuple(words))

    def entry_figures(self, entry: Entry) -> EntryFigures:
        if entry.id not in self._figures_of:
            self._figures_of[entry.id] = EntryFigures(entry, self.lexicon, self._language)
        return self._figures_of[entry.id]

    def asked_for(self, entry: Entry) -> AskedFor:
        if entry.id not in self._asked_for:
            self._asked_for[entry.id] = read_asked_for(entry, self.lexicon, self._language, self.units_asked)
        return self._asked_for[entry.id]

    def is_surely_untold(self, entry: Entry, asked: Asked, among: Collection[Operation], weight: float) -> bool:
        """Whether one of these is asked for with this weight, and the entry is not asked for any, nor says any."""
        asks = {one.operation: one.weight for one in asked.cues.asked_for if one.operation in among}
        if max(asks.values(), default=0.0) < weight:
            return False
        told = operations_said(self.lexicon.words(entry.answer), self.lexicon, self._language)
        return (usual_operations(self.asked_for(entry)) | told).isdisjoint(asks)

    def measures_beside(self, entry: Entry) -> frozenset[str]:
        """Ids of the measures on the matter of an entry: of its picture, and those of which it tells two figures."""
        if entry.id not in self._measures_beside:
            told = long_numbers(entry.answer)
            found = {one for one, values in self._values.items() if len(values & told) >= _SHARED_FIGURES}
            self._measures_beside[entry.id] = frozenset({*found, *([entry.chart] if entry.chart else ())})
        return self._measures_beside[entry.id]

    @cached_property
    def _values(self) -> dict[str, frozenset[str]]:
        return {
            one.id: frozenset(
                word for cell in one.cells if cell.number is not None for word in long_numbers(f"{cell.number:.10g}")
            )
            for one in self.pools.measures.values()
        }
