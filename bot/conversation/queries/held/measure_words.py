"""Reads the stems of the words for a measure: of its title, its unit and the things that it counts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from bot.conversation.followup import content
from bot.conversation.queries.words.said import things_in
from bot.conversation.queries.words.unit_reader import UnitReader
from bot.figures import Group, Measure, counts_things
from bot.matching import Lexicon


@dataclass
class MeasureWords:
    """Remembers the stems of each text that it has read."""

    measures: Mapping[str, Measure]
    lexicon: Lexicon
    units: UnitReader = field(default_factory=UnitReader)
    _stemmed: dict[str, tuple[tuple[str, str], ...]] = field(init=False, default_factory=dict)
    _stems: dict[str, frozenset[str]] = field(init=False, default_factory=dict)
    _telling: dict[str, frozenset[str]] = field(init=False, default_factory=dict)
    _of_units: dict[str, frozenset[str]] = field(init=False, default_factory=dict)

    def stemmed(self, title: str) -> tuple[tuple[str, str], ...]:
        """The words of the title of a measure or the like, each with its stem."""
        if title not in self._stemmed:
            self._stemmed[title] = tuple((word, self.lexicon.stem(word)) for word in self.lexicon.words(title))
        return self._stemmed[title]

    def stems(self, title: str) -> frozenset[str]:
        if title not in self._stems:
            self._stems[title] = frozenset(stem for _, stem in self.stemmed(title))
        return self._stems[title]

    def telling_stems(self, title: str) -> frozenset[str]:
        """Stems of the words that say something of their own."""
        if title not in self._telling:
            words = content([word for word, _ in self.stemmed(title)], self.lexicon.language)
            self._telling[title] = frozenset(map(self.lexicon.stem, words))
        return self._telling[title]

    def is_column_named(self, measure: Measure, said: frozenset[str]) -> bool:
        """Whether one of the stems `said` is in the title of the column and not in that of its table, if any is: in a
        table on Elmstadt "Elmstadt" alone names no column "Journey to Elmstadt"."""
        own = self.stems(measure.column) - self.stems(measure.title_of_table)
        return not own or not own.isdisjoint(said)

    def own_stems(self, measure: Measure) -> frozenset[str]:
        """Stems of what a measure is called."""
        return self.stems(f"{measure.title} {measure.noun}")

    def matter_stems(self, measure: Measure) -> frozenset[str]:
        """Stems of the title of its table, without those of the amount that the column tells."""
        return self.stems(measure.title) - self.stems(f"{measure.column} {measure.unit or ''}")

    def titles_of(self, groups: Iterable[Group]) -> frozenset[str]:
        """Stems of the titles, nouns and units of what the groups are of."""
        measures = (self.measures[group.measure] for group in groups)
        texts = (text for one in measures for text in (one.title, one.noun, one.unit or ""))
        return frozenset(stem for text in texts for stem in self.stems(text))

    def unit_names_of(self, groups: Iterable[Group]) -> frozenset[str]:
        """Stems of all that the units of what the groups are of are called: "kilometres" for km."""
        units = (self.measures[group.measure].unit for group in groups)
        return frozenset(stem for unit in units if unit for stem in self.units.stems_of(unit))

    @cached_property
    def all_units(self) -> frozenset[str]:
        """Stems of the words for the units of all measures."""
        return frozenset(stem for one in self.measures.values() for stem in self.stems(one.unit or ""))

    def things(self, measure: Measure) -> frozenset[str]:
        """Stems of the words for what a measure counts; of none that counts no things."""
        return self.unit_stems(measure) if counts_things(measure.unit or "") else frozenset()

    def unit_stems(self, measure: Measure) -> frozenset[str]:
        """Stems of the words for its unit; of synonyms that of the first of them."""
        unit = measure.unit or ""
        if unit not in self._of_units:
            self._of_units[unit] = things_in(self.lexicon.words(unit), self.lexicon)
        return self._of_units[unit]

    @cached_property
    def all_things(self) -> frozenset[str]:
        return frozenset(stem for one in self.measures.values() for stem in self.things(one))

    def things_told(self, measure: Measure) -> frozenset[str]:
        """Stems of the words in its title for what its rows tell of, without those for the column."""
        return things_in(self.lexicon.words(measure.title), self.lexicon) - self.stems(measure.column)
