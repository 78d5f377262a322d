"""Finds the best query for a question, among the measures of a ranking."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, lru_cache
from math import isclose

from bot.conversation.queries.asked import Asked, asked_of
from bot.conversation.queries.binding import Bound, bind
from bot.conversation.queries.cues import operations_in
from bot.conversation.queries.language import language
from bot.conversation.queries.pools import Pools, pools_of, unit_of
from bot.conversation.queries.units import Units
from bot.figures import Measure, Operation, measures_of, plain_unit
from bot.figures.stated import stated_figures
from bot.knowledge.wording import words_of
from bot.matching import Lexicon, Matcher, is_time, normalise, places_of
from bot.model import Entry, Kind, Knowledge

_ASKED_SHARE = 0.12
"""Share of an entry's ways of asking that must ask for an operation, so that the entry answers it."""
_AT_A_TIME = 16
"""Questions that are remembered as they were read: the readings of one turn."""
_LONGER = 0.1
"""What a further word of a title counts."""
_ROUNDED = 1e-3
"""Share by which a number that an answer states may differ from that of a series."""
_SHARED_FIGURES = 2
"""Figures that an entry and a measure share where they are on one matter."""


def _figures(text: str) -> frozenset[str]:
    """The numbers of a text with three digits or more, years excepted, so that they are hardly the same by chance."""
    words = (word for word in normalise(text) if word[:1].isdigit())
    return frozenset(word for word in words if len(word.replace(".", "")) >= 3 and not is_time(word))


def reader_of(matcher: Matcher) -> FigureReader:
    texts = matcher.index.texts
    return FigureReader(texts.knowledge, matcher.lexicon, frozenset(texts.pervasive))


class FigureReader:
    """`own`: names of the subject itself, which tell no figures apart."""

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon, own: frozenset[tuple[str, str]]) -> None:
        self._knowledge = knowledge
        self._lexicon = lexicon
        self.kinds = lexicon.kinds
        self._language = known = language(knowledge.manifest.language, knowledge.vocabulary.cues)

        @lru_cache(_AT_A_TIME)
        def asked(words: tuple[str, ...]) -> Asked | None:
            return asked_of(words, lexicon, known, own) if known is not None else None

        self._asked = asked
        self._operations: dict[str, tuple[frozenset[Operation], ...]] = {}
        self._beside: dict[str, frozenset[str]] = {}
        self._told: dict[str, frozenset[float]] = {}
        self._rounded: dict[str, tuple[tuple[float, int], ...]] = {}
        self._first_told: dict[str, float | None] = {}

    @cached_property
    def pools(self) -> Pools:
        words = words_of(self._knowledge)
        return pools_of((one for series in self._knowledge.series for one in measures_of(series, words)), self._lexicon)

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

    @cached_property
    def _of_cell(self) -> dict[str, Measure]:
        return {cell.id: one for one in self.pools.measures.values() for cell in one.cells}

    def asked(self, words: Sequence[str]) -> Asked | None:
        """None where nothing is known of the language."""
        return self._asked(tuple(words))

    def bind(self, asked: Asked, entry: Entry) -> Bound | None:
        """Bind to the measure of the entry; to the column of a table that the words name, where it is a whole table."""
        if entry.id in self.pools.measures:
            return bind(asked, self.pools.measures[entry.id], self.pools)
        bounds = []
        measures = self.of_series.get(entry.series or "", ())
        only = [one for one in measures if one.kind is not Kind.TEXT]
        for measure in measures:
            title = {stem for _, stem in self.pools.stemmed(measure.column)}
            said = len(title & asked.whole.said)
            # Of "boot" and "boot with the seats folded" the longer one is meant where all of it is said.
            units = {stem for _, stem in self.pools.stemmed(measure.unit or "")}
            counted = unit_of(measure) in asked.units or not units.isdisjoint(asked.whole.said)
            met = said / max(1, len(title)) + _LONGER * said + counted
            if only == [measure] and asked.cues.weights:
                met = met or _LONGER  # What else could be worked out of the table?
            bound = bind(asked, measure, self.pools) if met else None
            if bound is not None:
                bounds.append((met, sum(bound.taken) - 2 * sum(bound.left), bound))
        return max(bounds, key=lambda one: one[:2])[2] if bounds else None

    def beside(self, entry: Entry) -> frozenset[str]:
        """Ids of the measures on the matter of an entry: of its picture, and those of which it tells two figures."""
        if entry.id not in self._beside:
            told = _figures(entry.answer)
            found = {one for one, values in self._values.items() if len(values & told) >= _SHARED_FIGURES}
            self._beside[entry.id] = frozenset({*found, *([entry.chart] if entry.chart else ())})
        return self._beside[entry.id]

    @cached_property
    def _values(self) -> dict[str, frozenset[str]]:
        return {
            one.id: frozenset(
                word for cell in one.cells if cell.number is not None for word in _figures(f"{cell.number:.10g}")
            )
            for one in self.pools.measures.values()
        }

    def tells(self, entry: Entry, value: float) -> bool:
        """Whether the answer of an entry states a number, which may be rounded."""
        if entry.id not in self._told:
            words = (word for word in normalise(entry.answer) if word.replace(".", "", 1).isdecimal())
            self._told[entry.id] = frozenset(map(float, words))
        return any(isclose(one, abs(value), rel_tol=_ROUNDED) for one in self._told[entry.id])

    def rounds(self, entry: Entry, value: float) -> bool:
        """Whether the answer of an entry states a number rounded to two digits or more: "eleven times", "1.3"."""
        if entry.id not in self._rounded:
            written = self._language.numbers if self._language is not None else {}
            words = (str(written.get(word, word)) for word in normalise(entry.answer))
            told = [one for one in words if one.replace(".", "", 1).isdecimal() and len(one.replace(".", "")) > 1]
            self._rounded[entry.id] = tuple((float(one), len(one.partition(".")[2])) for one in told)
        return any(round(abs(value), digits) == one for one, digits in self._rounded[entry.id])

    def gives(self, entry: Entry, value: float) -> bool:
        """Whether a number is what the answer of an entry gives first."""
        if entry.id not in self._first_told:
            principal = (one.value for one in stated_figures(entry.answer) if one.principal)
            self._first_told[entry.id] = next(principal, None)
        first = self._first_told[entry.id]
        scales = (1.0, 1e3, 1e6, 1e9)
        return first is not None and any(isclose(first, abs(value) * one, rel_tol=_ROUNDED) for one in scales)

    def says_title(self, asked: Asked, entry: Entry, bound: Bound, weight: Callable[[str], float]) -> float:
        """The share of the measure's title, each word by its `weight`, that a question says; from 0 to 1."""
        measure = self.pools.measures.get(bound.query.measure)
        words = self.pools.stemmed(measure.column or measure.title if measure else entry.question)
        total = sum(weight(word) for word, _ in words)
        met = sum(weight(word) for word, stem in words if stem in asked.whole.said)
        return met / total if total else 0.0

    def counts(self, asked: Asked, bound: Bound) -> bool:
        """Whether what a question counts, as in "how many shops" and "300 shops", is what the measure counts."""
        own = (self.pools.things(self.pools.measures[group.measure]) for group in bound.query.groups)
        return any(not asked.counted.isdisjoint(things) for things in own)

    def numbers_untold(self, asked: Asked, entry: Entry) -> int:
        """Numbers of a question that an entry does not speak of."""
        if not asked.numbers:
            return 0
        texts = (entry.question, *entry.phrasings, *entry.labels, entry.answer)
        known = {asked.number(word) for text in texts for word in self._lexicon.words(text)}
        return sum(one not in known for one in asked.numbers)

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

    def suits_any(self, asked: Asked, bound: Bound) -> bool:
        """Whether one of what a query is of suits: "yuan per PS"."""
        return any(self.suits(asked, self.pools.measures[one.measure].unit or "") for one in bound.query.groups)

    def suits(self, asked: Asked, unit: str) -> bool:
        """Whether no word asks for figures in other units, as "cheaper" does beside km/h."""
        # What is faster takes fewer seconds, or does more km/h.
        faster = asked.language.words["speed units"] if "time" in asked.amounts else frozenset()
        return not asked.amounts or not unit or plain_unit(unit).casefold() in asked.units | faster

    def seldom(self, asked: Asked, entry: Entry) -> float:
        """How strongly a question asks for an operation, by how few of the entry's ways of asking do."""
        weights = asked.cues.weights
        shares = self.asked_shares(entry) if weights else {}
        return max((weight * (1 - shares.get(operation, 0.0)) for operation, weight, _ in weights), default=0.0)

    def operations_of(self, entry: Entry) -> frozenset[Operation]:
        """The operations that an entry is asked for in its own ways of asking."""
        shares = self.asked_shares(entry)
        return self._ways(entry)[0].union(one for one, share in shares.items() if share >= _ASKED_SHARE)

    def asked_shares(self, entry: Entry) -> Mapping[Operation, float]:
        """By operation, the share of an entry's ways of asking that ask for it."""
        ways = self._ways(entry)
        counts = Counter(operation for way in ways for operation in way)
        return {one: count / len(ways) for one, count in counts.items()}

    def _ways(self, entry: Entry) -> tuple[frozenset[Operation], ...]:
        """The operations of each way of asking, its question first."""
        if entry.id not in self._operations:
            self._operations[entry.id] = tuple(map(self._asked_by, (entry.question, *entry.phrasings)))
        return self._operations[entry.id]

    def _asked_by(self, text: str) -> frozenset[Operation]:
        if self._language is None:
            return frozenset()
        words = self._lexicon.words(text)
        named = places_of(name for name in self._lexicon.names(words) if name.kind in self.kinds.exact)
        return frozenset(operations_in(words, self._language, named))
