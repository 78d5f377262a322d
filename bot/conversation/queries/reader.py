"""Reads questions by the figures of a knowledge base: words in, what they ask out, bound to the measure of an entry."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache

from bot.conversation.queries.asked import Asked, asked_of
from bot.conversation.queries.binding import BoundQuery, bind
from bot.conversation.queries.entry_figures import EntryFigures, long_numbers
from bot.conversation.queries.language import language
from bot.conversation.queries.pools import Pools, pools_of, unit_of
from bot.conversation.queries.units import Units
from bot.figures import Cell, Measure, measures_of, plain_unit
from bot.knowledge.wording import words_of
from bot.matching import Lexicon, Matcher
from bot.model import Entry, Kind, Knowledge

_AT_A_TIME = 16
"""Questions that are remembered as they were read: the readings of one turn."""
_LONGER = 0.1
"""What a further word of a title counts,"""
_UNSAID = 0.1
"""and the only column of numbers where figures are worked out and none is named."""
_SHARED_FIGURES = 2
"""Figures that an entry and a measure share where they are on one matter."""


def reader_of(matcher: Matcher) -> FigureReader:
    texts = matcher.index.texts
    return FigureReader(texts.knowledge, matcher.lexicon, frozenset(texts.pervasive), matcher.index.common.weight)


class FigureReader:
    """Remembers the measures of a knowledge base, and what it has read of questions and entries.

    `own`: names of the subject itself, which tell no figures apart; `weight`: that of a word, by its rarity.
    """

    def __init__(
        self,
        knowledge: Knowledge,
        lexicon: Lexicon,
        own: frozenset[tuple[str, str]],
        weight: Callable[[str], float],
    ) -> None:
        self._knowledge, self.lexicon, self.weight = knowledge, lexicon, weight
        self.kinds = lexicon.kinds
        self._language = known = language(knowledge.manifest.language, knowledge.vocabulary.cues)

        @lru_cache(_AT_A_TIME)
        def asked(words: tuple[str, ...]) -> Asked | None:
            return asked_of(words, lexicon, known, own) if known is not None else None

        self._asked = asked
        self._entries: dict[str, EntryFigures] = {}
        self._beside: dict[str, frozenset[str]] = {}

    @cached_property
    def pools(self) -> Pools:
        words = words_of(self._knowledge)
        return pools_of((one for series in self._knowledge.series for one in measures_of(series, words)), self.lexicon)

    @cached_property
    def units(self) -> Units:
        return Units(self._knowledge.vocabulary, self._language)

    @cached_property
    def of_series(self) -> dict[str, tuple[Measure, ...]]:
        """The measures of each series, by its id."""
        found: dict[str, tuple[Measure, ...]] = {}
        for one in self.pools.measures.values():
            found[one.series] = (*found.get(one.series, ()), one)
        return found

    def measure_of(self, id: str) -> Measure | None:
        """The measure with this id, or that of the cell or end with it."""
        whole = id.removesuffix(":max").removesuffix(":min")
        return self.pools.measures.get(whole) or self._of_cell.get(id)

    def cell_of(self, id: str) -> Cell | None:
        """The cell with this id."""
        measure = self._of_cell.get(id)
        return next(one for one in measure.cells if one.id == id) if measure is not None else None

    @cached_property
    def _of_cell(self) -> dict[str, Measure]:
        return {cell.id: one for one in self.pools.measures.values() for cell in one.cells}

    def asked(self, words: Sequence[str]) -> Asked | None:
        """None where nothing is known of the language."""
        return self._asked(tuple(words))

    def of_entry(self, entry: Entry) -> EntryFigures:
        if entry.id not in self._entries:
            self._entries[entry.id] = EntryFigures(entry, self.lexicon, self._language)
        return self._entries[entry.id]

    def bind(self, asked: Asked, entry: Entry) -> BoundQuery | None:
        """Bind to the measure of the entry; to the column of a table that the words name, where it is a whole table."""
        own = self.pools.measures.get(entry.id)
        if own is not None:
            return bind(asked, own, self.pools)
        measures = self.of_series.get(entry.series or "", ())
        said = {one.id: self._said_of_column(one, asked) for one in measures}
        in_numbers = [one.id for one in measures if one.kind is not Kind.TEXT]
        if len(in_numbers) == 1 and asked.cues.weights:
            said[in_numbers[0]] = said[in_numbers[0]] or _UNSAID  # What else could be worked out of the table?
        bounds = ((said[one.id], bind(asked, one, self.pools)) for one in measures if said[one.id])
        found = [(share, bound) for share, bound in bounds if bound is not None]
        return max(found, key=lambda one: (one[0], one[1].uptake.worth))[1] if found else None

    def _said_of_column(self, measure: Measure, asked: Asked) -> float:
        """How much of the title of a column a question says, and whether it says its unit; 0: nothing of either."""
        title, units, words = self.pools.stems(measure.column), self.pools.stems(measure.unit or ""), asked.whole.said
        said = len(title & words)
        counted = unit_of(measure) in asked.units or not units.isdisjoint(words)
        # Of "boot" and "boot with the seats folded" the longer one is meant where all of it is said.
        return said / max(1, len(title)) + _LONGER * said + counted

    def beside(self, entry: Entry) -> frozenset[str]:
        """Ids of the measures on the matter of an entry: of its picture, and those of which it tells two figures."""
        if entry.id not in self._beside:
            told = long_numbers(entry.answer)
            found = {one for one, values in self._values.items() if len(values & told) >= _SHARED_FIGURES}
            self._beside[entry.id] = frozenset({*found, *([entry.chart] if entry.chart else ())})
        return self._beside[entry.id]

    @cached_property
    def _values(self) -> dict[str, frozenset[str]]:
        return {
            one.id: frozenset(
                word for cell in one.cells if cell.number is not None for word in long_numbers(f"{cell.number:.10g}")
            )
            for one in self.pools.measures.values()
        }

    def says_title(self, asked: Asked, entry: Entry, bound: BoundQuery, weight: Callable[[str], float]) -> float:
        """The share of the measure's title, each word by its `weight`, that a question says; from 0 to 1."""
        measure = self.pools.measures.get(bound.query.measure)
        words = self.pools.stemmed(measure.column or measure.title if measure else entry.question)
        total = sum(weight(word) for word, _ in words)
        met = sum(weight(word) for word, stem in words if stem in asked.whole.said)
        return met / total if total else 0.0

    def counts(self, asked: Asked, bound: BoundQuery) -> bool:
        """Whether what a question counts, as in "how many shops" and "300 shops", is what the measure counts."""
        own = (self.pools.things(self.pools.measures[group.measure]) for group in bound.query.groups)
        return any(not asked.counted.isdisjoint(things) for things in own)

    def unheld(self, asked: Asked, entry: Entry) -> tuple[tuple[str, str], ...]:
        """The exact names, one of each kind, that no row of a measure has together though each of them occurs."""
        names = [pair for pair in asked.names if pair[0] in self.kinds.exact]
        own = self.pools.measures.get(entry.id)
        measures = (own,) if own is not None else self.of_series.get(entry.id, ())
        rows = [{*row.facets, *row.measure.about} for one in measures for row in self.pools.rows(one)]
        if len(names) < 2 or len({kind for kind, _ in names}) < len(names):
            return ()
        each = all(any(pair in row for row in rows) for pair in names)
        return tuple(names) if each and not any(row.issuperset(names) for row in rows) else ()

    def suits_any(self, asked: Asked, bound: BoundQuery) -> bool:
        """Whether one of what a query is of suits: "yuan per PS"."""
        return any(self.suits(asked, self.pools.measures[one.measure].unit or "") for one in bound.query.groups)

    def suits(self, asked: Asked, unit: str) -> bool:
        """Whether no word asks for figures in other units, as "cheaper" does beside km/h."""
        # What is faster takes fewer seconds, or does more km/h.
        faster = asked.language.words["speed units"] if "time" in asked.amounts else frozenset()
        return not asked.amounts or not unit or plain_unit(unit).casefold() in asked.units | faster
