"""Pools the measures of a knowledge base for questions: a measure in, its words, its rows and those alike out.

Measures that are alike tell the same amount in the same unit, each of another model, maker or time: the prices of two
models, or the sales of two years. Their figures form one pool, from which a question may draw.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from bot.conversation.followup import content
from bot.conversation.queries.asked import things_in
from bot.conversation.queries.beside import Beside, beside_rows
from bot.conversation.queries.rows import Row, Rows, distinguish, rows_of
from bot.conversation.queries.unit_reader import UnitReader, units_of_base
from bot.figures import Cell, Group, Measure, counts_things, plain_unit
from bot.matching import Lexicon
from bot.model import QUANTITY, TIME_KINDS, Kind, Kinds, Vocabulary

_OF_OWN = (Kind.TEXT, Kind.RUNNING)
"""Kinds of measures that are alike only among themselves."""
_NO_WORDS = Vocabulary()


@dataclass
class Pools:
    """Remembers what it has read of each measure: the words of its title and unit, its rows, and those alike."""

    measures: Mapping[str, Measure]
    lexicon: Lexicon
    units: UnitReader = field(default_factory=UnitReader)
    _alike: dict[str, tuple[Measure, ...]] = field(init=False, default_factory=dict)
    _stemmed: dict[str, tuple[tuple[str, str], ...]] = field(init=False, default_factory=dict)
    _telling: dict[str, frozenset[str]] = field(init=False, default_factory=dict)
    _rows_of_own: dict[str, Rows] = field(init=False, default_factory=dict)
    _rows_with_alike: dict[str, Rows | None] = field(init=False, default_factory=dict)
    _beside: dict[str, Mapping[str, Beside]] = field(init=False, default_factory=dict)

    def stemmed(self, title: str) -> tuple[tuple[str, str], ...]:
        """The words of the title of a measure or the like, each with its stem."""
        if title not in self._stemmed:
            self._stemmed[title] = tuple((word, self.lexicon.stem(word)) for word in self.lexicon.words(title))
        return self._stemmed[title]

    def stems(self, title: str) -> frozenset[str]:
        return frozenset(stem for _, stem in self.stemmed(title))

    def telling_stems(self, text: str) -> frozenset[str]:
        """Stems of the words of a title or the like that say something of their own."""
        if text not in self._telling:
            words = content([word for word, _ in self.stemmed(text)], self.lexicon.language)
            self._telling[text] = frozenset(map(self.lexicon.stem, words))
        return self._telling[text]

    def own_stems(self, measure: Measure) -> frozenset[str]:
        """Stems of what a measure is called."""
        return self.stems(f"{measure.title} {measure.noun}")

    def titles_of(self, groups: Iterable[Group]) -> frozenset[str]:
        """Stems of the titles, nouns and units of what the groups are of."""
        measures = (self.measures[group.measure] for group in groups)
        texts = (text for one in measures for text in (one.title, one.noun, one.unit or ""))
        return frozenset(stem for text in texts for stem in self.stems(text))

    def unit_names_of(self, groups: Iterable[Group]) -> frozenset[str]:
        """Stems of all that the units of what the groups are of are called: "kilometres" for km."""
        units = (self.measures[group.measure].unit for group in groups)
        return frozenset(stem for unit in units if unit for stem in self.units.stems_of(unit))

    def things(self, measure: Measure) -> frozenset[str]:
        """Stems of the words for what a measure counts; of none that counts no things."""
        words = self.lexicon.words(measure.unit or "") if counts_things(measure.unit or "") else ()
        return things_in(words, self.lexicon)

    def matter_stems(self, measure: Measure) -> frozenset[str]:
        """Stems of the title of its table, without those of the amount that the column tells."""
        return self.stems(measure.title) - self.stems(f"{measure.column} {measure.unit or ''}")

    def things_told(self, measure: Measure) -> frozenset[str]:
        """Stems of the words in its title for what its rows tell of, without those for the column."""
        return things_in(self.lexicon.words(measure.title), self.lexicon) - self.stems(measure.column)

    def is_of_texts(self, measure: Measure) -> bool:
        """Whether its table holds no number in any column."""
        return all(one.kind is Kind.TEXT for one in self.columns(measure))

    @cached_property
    def all_things(self) -> frozenset[str]:
        """The `things` of all measures."""
        return frozenset(stem for one in self.measures.values() for stem in self.things(one))

    @cached_property
    def all_units(self) -> frozenset[str]:
        """Stems of the words for the units of all measures."""
        return frozenset(stem for one in self.measures.values() for stem in self.stems(one.unit or ""))

    def rows(self, measure: Measure) -> tuple[Row, ...]:
        return self.rows_of_own(measure).all

    def rows_of_own(self, measure: Measure) -> Rows:
        """The rows of the measure alone, and what tells them apart."""
        if measure.id not in self._rows_of_own:
            self._rows_of_own[measure.id] = distinguish(rows_of(measure, self.lexicon))
        return self._rows_of_own[measure.id]

    def beside(self, measure: Measure) -> Mapping[str, Beside]:
        """By the label of a row what the columns of its table tell of it."""
        if measure.series not in self._beside:
            self._beside[measure.series] = beside_rows(self.columns(measure), self.lexicon)
        return self._beside[measure.series]

    def columns(self, measure: Measure) -> Sequence[Measure]:
        """The measures of its series, itself with them."""
        return self.by_series[measure.series]

    def same_row(self, operand: Group) -> Mapping[str, Cell]:
        """The numbers in the row of a group, by the ids of the other columns of its table."""
        measure = self.measures[operand.measure]
        label = next(cell.label for cell in measure.cells if cell.id in operand.cells)
        others = (one for one in self.columns(measure) if one.id != measure.id)
        return {one.id: cell for one in others for cell in one.cells if cell.label == label and cell.number is not None}

    @cached_property
    def by_series(self) -> Mapping[str, Sequence[Measure]]:
        found: dict[str, list[Measure]] = {}
        for one in self.measures.values():
            found.setdefault(one.series, []).append(one)
        return found

    def rows_with_alike(self, measure: Measure) -> Rows | None:
        """The rows of the measure, and those without a time of others that are alike; None where these have none."""
        if measure.id not in self._rows_with_alike:
            alike = (row for one in self.alike(measure)[1:] for row in self.rows(one))
            others = [row for row in alike if row.cell.span is None]
            self._rows_with_alike[measure.id] = distinguish((*self.rows(measure), *others)) if others else None
        return self._rows_with_alike[measure.id]

    def alike(self, measure: Measure) -> tuple[Measure, ...]:
        """The measure itself, then those alike, those with the same facets first."""
        if measure.id not in self._alike:
            others = (one for one in self.measures.values() if one.id != measure.id)
            same = [one for one in others if _are_alike(measure, one, self.lexicon.kinds)]
            own = _about_but_times(measure)
            same.sort(key=lambda one: (_about_but_times(one) != own, one.series != measure.series))
            self._alike[measure.id] = (measure, *same)
        return self._alike[measure.id]

    def alike_of_same_models(self, measure: Measure) -> tuple[Measure, ...]:
        """Those of `alike` that are about the same single models."""
        return tuple(one for one in self.alike(measure) if self.models(one) == self.models(measure))

    def flow_of(self, measure: Measure, grain: str) -> Measure | None:
        """What a running total adds up, as told by months or the like."""
        flows = (one for one in self.measures.values() if one.kind is Kind.FLOW and one.grain == grain)
        return next((one for one in flows if self._are_on_same_amount(one, measure)), None)

    def running_total_of(self, measure: Measure) -> Measure | None:
        """That of what is told by months or the like."""
        totals = (one for one in self.measures.values() if one.kind is Kind.RUNNING)
        return next((one for one in totals if self._are_on_same_amount(one, measure)), None)

    def _are_on_same_amount(self, one: Measure, other: Measure) -> bool:
        same_unit = unit_of(one) == unit_of(other) and self.models(one) == self.models(other)
        return same_unit and bool(amounts_of(one)) and amounts_of(one) == amounts_of(other)

    def in_numbers(self, measure: Measure, said: frozenset[str] = frozenset()) -> Measure:
        """Of texts the column of numbers beside them, as the seconds of "7:04.9": the only one, or the only one whose
        title holds a word, by its stem, of what is `said`."""
        if measure.kind is not Kind.TEXT:
            return measure
        beside = [one for one in self.columns(measure) if one.kind is not Kind.TEXT]
        own = self.stems(measure.column)
        named = [one for one in beside if said & (self.stems(one.column) - own)]
        return next((only[0] for only in (beside, named) if len(only) == 1), measure)

    def for_model(self, measure: Measure, kind: str, value: str) -> Measure | None:
        """The first of `alike` that is about this model or the like alone."""
        alike = self.alike(measure)
        return next((one for one in alike if [of for of in one.about if of[0] == kind] == [(kind, value)]), None)

    def for_all_models(self, measure: Measure) -> Measure | None:
        """The first of `alike` that is about no single model, and told by the same times."""
        return next((one for one in self.alike(measure) if not self.models(one) and one.grain == measure.grain), None)

    def models(self, measure: Measure) -> frozenset[tuple[str, str]]:
        """The single models, or what is as exact, that it is about."""
        return frozenset(pair for pair in measure.about if pair[0] in self.lexicon.kinds.exact)


def pools_of(
    measures: Iterable[Measure], lexicon: Lexicon, vocabulary: Vocabulary = _NO_WORDS, known: UnitReader | None = None
) -> Pools:
    """`vocabulary`: the units of which a question may say other names; `known`: those of the language."""
    named = {one.id: _with_names(one, lexicon) for one in measures}
    units = units_of_base(vocabulary, (one.unit for one in named.values() if one.unit), lexicon, known)
    return Pools(named, lexicon, units)


def _with_names(measure: Measure, lexicon: Lexicon) -> Measure:
    """A column that is named after a model is about it."""
    names = lexicon.names(lexicon.words(measure.column))
    own = tuple((name.kind, name.value) for name in names if name.kind in lexicon.kinds.exact)
    kinds = {kind for kind, _ in own}
    kept = tuple(pair for pair in measure.about if pair[0] not in kinds)
    return replace(measure, about=(*kept, *own)) if own else measure


def unit_of(measure: Measure) -> str:
    """The unit in small letters; counts of things are one, whatever the things are called."""
    unit = (measure.unit or "").casefold()
    return "" if counts_things(unit) else unit


def plain_unit_of(measure: Measure) -> str:
    """The unit in small letters, without what it counts in."""
    return plain_unit(measure.unit or "").casefold()


def _are_alike(one: Measure, other: Measure, kinds: Kinds) -> bool:
    if unit_of(one) != unit_of(other) or any((one.kind is kind) != (other.kind is kind) for kind in _OF_OWN):
        return False
    amounts, others = amounts_of(one), amounts_of(other)
    if amounts and others:
        free = {*TIME_KINDS, *kinds.impersonal, QUANTITY}
        fixed, fixed_of_other = ({pair for pair in of.about if pair[0] not in free} for of in (one, other))
        return amounts == others and fixed == fixed_of_other
    return bool(one.column and other.column) and one.column.casefold() == other.column.casefold()


def amounts_of(measure: Measure) -> frozenset[str]:
    return frozenset(value for kind, value in measure.about if kind == QUANTITY)


def _about_but_times(measure: Measure) -> frozenset[tuple[str, str]]:
    return frozenset(pair for pair in measure.about if pair[0] not in TIME_KINDS)
