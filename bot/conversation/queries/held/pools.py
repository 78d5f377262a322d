"""Finds the rows and columns in the table of a measure, and the measures alike.

Measures that are alike tell the same amount in the same unit, each of another model, maker or time. Their figures form
one pool, from which a question may draw.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from bot.conversation.queries.held.beside import Beside, beside_rows
from bot.conversation.queries.held.measure_words import MeasureWords
from bot.conversation.queries.held.rows import Row, Rows, distinguish, rows_of
from bot.conversation.queries.words.said import Pairs
from bot.conversation.queries.words.unit_reader import UnitReader, units_of_base
from bot.figures import Cell, Group, Measure, counts_things, plain_unit
from bot.matching import Lexicon
from bot.model import QUANTITY, TIME_KINDS, Entry, Kind, Kinds, Vocabulary

_OF_OWN = (Kind.TEXT, Kind.RUNNING)  # Kinds of measures that are alike only among themselves.
_NO_WORDS = Vocabulary()


@dataclass
class Pools(MeasureWords):
    """Remembers what it has read of each measure."""

    _rows_of_own: dict[str, Rows] = field(init=False, default_factory=dict)
    _beside: dict[str, Mapping[str, Beside]] = field(init=False, default_factory=dict)
    _alike: dict[str, tuple[Measure, ...]] = field(init=False, default_factory=dict)
    _rows_with_alike: dict[str, Rows | None] = field(init=False, default_factory=dict)

    @cached_property
    def by_series(self) -> Mapping[str, Sequence[Measure]]:
        found: dict[str, list[Measure]] = {}
        for one in self.measures.values():
            found.setdefault(one.series, []).append(one)
        return found

    def of_entry(self, entry: Entry) -> Sequence[Measure]:
        """The measure of the entry, or those of its table."""
        own = self.measures.get(entry.id)
        return (own,) if own is not None else self.by_series.get(entry.series or "", ())

    def columns(self, measure: Measure) -> Sequence[Measure]:
        """The measures of its series, itself with them."""
        return self.by_series[measure.series]

    def is_of_texts(self, measure: Measure) -> bool:
        """Whether its table holds no number in any column."""
        return all(one.kind is Kind.TEXT for one in self.columns(measure))

    def numbers_beside(self, measure: Measure) -> Sequence[Measure]:
        """The other columns of numbers in its table."""
        return [one for one in self.columns(measure) if one.id != measure.id and one.kind is not Kind.TEXT]

    def in_numbers(self, measure: Measure, said: frozenset[str] = frozenset()) -> Measure:
        """Of texts the only column of numbers beside them, as the seconds of "7:04.9", or the only one `said`."""
        if measure.kind is not Kind.TEXT:
            return measure
        beside, own = self.numbers_beside(measure), self.stems(measure.column)
        named = [one for one in beside if said & (self.stems(one.column) - own)]
        return next((only[0] for only in (beside, named) if len(only) == 1), measure)

    def rows(self, measure: Measure) -> tuple[Row, ...]:
        return self.rows_of_own(measure).all

    def rows_of_own(self, measure: Measure) -> Rows:
        """The rows of the measure alone, and what tells them apart."""
        if measure.id not in self._rows_of_own:
            self._rows_of_own[measure.id] = distinguish(rows_of(measure, self.lexicon))
        return self._rows_of_own[measure.id]

    def same_row(self, operand: Group) -> Mapping[str, Cell]:
        """The numbers in the row of a group, by the ids of the other columns of its table."""
        measure = self.measures[operand.measure]
        label = next(cell.label for cell in measure.cells if cell.id in operand.cells)
        others = (one for one in self.columns(measure) if one.id != measure.id)
        return {one.id: cell for one in others for cell in one.cells if cell.label == label and cell.number is not None}

    def beside(self, measure: Measure) -> Mapping[str, Beside]:
        """What the columns of its table tell of each row, by its label."""
        if measure.series not in self._beside:
            self._beside[measure.series] = beside_rows(self.columns(measure), self.lexicon)
        return self._beside[measure.series]

    def alike(self, measure: Measure) -> tuple[Measure, ...]:
        """The measure itself, then those alike, those with the same facets first."""
        if measure.id not in self._alike:
            others = (one for one in self.measures.values() if one.id != measure.id)
            same = [one for one in others if _are_alike(measure, one, self.lexicon.kinds)]
            own = _about_but_times(measure)
            same.sort(key=lambda one: (_about_but_times(one) != own, one.series != measure.series))
            self._alike[measure.id] = (measure, *same)
        return self._alike[measure.id]

    def rows_with_alike(self, measure: Measure) -> Rows | None:
        """The rows of the measure, and those without a time of others that are alike; None where these have none."""
        if measure.id not in self._rows_with_alike:
            alike = (row for one in self.alike(measure)[1:] for row in self.rows(one))
            others = [row for row in alike if row.cell.span is None]
            self._rows_with_alike[measure.id] = distinguish((*self.rows(measure), *others)) if others else None
        return self._rows_with_alike[measure.id]

    def models(self, measure: Measure) -> Pairs:
        """The single models, or what is as exact, that it is about."""
        return frozenset(pair for pair in measure.about if pair[0] in self.lexicon.kinds.exact)

    def alike_of_same_models(self, measure: Measure) -> tuple[Measure, ...]:
        return tuple(one for one in self.alike(measure) if self.models(one) == self.models(measure))

    def for_model(self, measure: Measure, kind: str, value: str) -> Measure | None:
        """The first of `alike` that is about this model or the like alone."""
        alike = self.alike(measure)
        return next((one for one in alike if [pair for pair in one.about if pair[0] == kind] == [(kind, value)]), None)

    def for_all_models(self, measure: Measure) -> Measure | None:
        """The first of `alike` that is about no single model, and told by the same times."""
        return next((one for one in self.alike(measure) if not self.models(one) and one.grain == measure.grain), None)

    def flow_of(self, running_total: Measure, grain: str) -> Measure | None:
        """What it adds up, as told by months or the like."""
        flows = self._of_same_amount(running_total, Kind.FLOW)
        return next((one for one in flows if one.grain == grain), None)

    def running_total_of(self, flow: Measure) -> Measure | None:
        return next(self._of_same_amount(flow, Kind.RUNNING), None)

    def _of_same_amount(self, measure: Measure, kind: Kind) -> Iterator[Measure]:
        amounts, models = amounts_of(measure), self.models(measure)
        for one in self.measures.values():
            is_in_unit = one.kind is kind and unit_of(one) == unit_of(measure)
            if is_in_unit and amounts and amounts_of(one) == amounts and self.models(one) == models:
                yield one


def pools_of(
    measures: Iterable[Measure], lexicon: Lexicon, vocabulary: Vocabulary = _NO_WORDS, known: UnitReader | None = None
) -> Pools:
    """`vocabulary`: the units of which a question may say other names; `known`: those of the language."""
    named = {one.id: _with_names(one, lexicon) for one in measures}
    units = units_of_base(vocabulary, (one.unit for one in named.values() if one.unit), lexicon, known)
    return Pools(measures=named, lexicon=lexicon, units=units)


def _with_names(measure: Measure, lexicon: Lexicon) -> Measure:
    """A column that is named after a model is about it."""
    names = lexicon.names(lexicon.words(measure.column))
    own = tuple((name.kind, name.value) for name in names if name.kind in lexicon.kinds.exact)
    kinds = {kind for kind, _ in own}
    kept = tuple(pair for pair in measure.about if pair[0] not in kinds)
    return replace(measure, about=(*kept, *own)) if own else measure


def _are_alike(one: Measure, other: Measure, kinds: Kinds) -> bool:
    """Whether they are in one unit and tell the same amount; where one has no amount, by the title of the column."""
    if unit_of(one) != unit_of(other) or any((one.kind is kind) != (other.kind is kind) for kind in _OF_OWN):
        return False
    if amounts_of(one) and amounts_of(other):
        return _are_of_same_amount(one, other, kinds)
    return _have_same_title(one, other)


def _are_of_same_amount(one: Measure, other: Measure, kinds: Kinds) -> bool:
    """Whether they differ in nothing but models, makers or times: sales of the Lark in 2024, of the Finch in 2025."""
    free = {*TIME_KINDS, *kinds.impersonal, QUANTITY}
    fixed, fixed_of_other = ({pair for pair in each.about if pair[0] not in free} for each in (one, other))
    return amounts_of(one) == amounts_of(other) and fixed == fixed_of_other


def _have_same_title(one: Measure, other: Measure) -> bool:
    return bool(one.column) and one.column.casefold() == other.column.casefold()


def _about_but_times(measure: Measure) -> Pairs:
    return frozenset(pair for pair in measure.about if pair[0] not in TIME_KINDS)


def amounts_of(measure: Measure) -> frozenset[str]:
    return frozenset(value for kind, value in measure.about if kind == QUANTITY)


def unit_of(measure: Measure) -> str:
    """The unit in small letters; counts of things are one, whatever the things are called."""
    unit = (measure.unit or "").casefold()
    return "" if counts_things(unit) else unit


def plain_unit_of(measure: Measure) -> str:
    """The unit in small letters, without what it counts in."""
    return plain_unit(measure.unit or "").casefold()
