"""Tells which measures belong together: all measures in; for each, those that hold figures of the same matter, out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.conversation.queries.rows import Row, rows_of
from bot.figures import Measure
from bot.matching.entry_facets import EXACT_KINDS
from bot.matching.facets import TIME_KINDS
from bot.matching.naming import Lexicon
from bot.matching.text import normalise
from bot.model import Kind

_COUNTS = frozenset(("", "vehicles", "cars", "units", "orders", "deliveries"))
_CURRENCIES = {"cny": "yuan", "rmb": "yuan", "¥": "yuan"}


@dataclass(slots=True)
class Pools:
    measures: Mapping[str, Measure]
    lexicon: Lexicon
    _rows: dict[str, tuple[Row, ...]] = field(init=False, default_factory=dict)
    _of: dict[str, tuple[Measure, ...]] = field(init=False, default_factory=dict)

    def rows(self, measure: Measure) -> tuple[Row, ...]:
        if measure.id not in self._rows:
            self._rows[measure.id] = rows_of(measure, self.lexicon)
        return self._rows[measure.id]

    def of(self, measure: Measure) -> tuple[Measure, ...]:
        """The measure itself, then others of the same matter, those with the same facets first."""
        if measure.id not in self._of:
            same = [one for one in self.measures.values() if one.id != measure.id and _alike(measure, one)]
            own = _about(measure)
            same.sort(key=lambda one: (_about(one) != own, one.series != measure.series))
            self._of[measure.id] = (measure, *same)
        return self._of[measure.id]

    def special(self, measure: Measure, kind: str, value: str) -> Measure | None:
        """The measure of the same matter for one model, trim or the like; None where there is none."""
        for one in self.of(measure):
            if (kind, value) in one.about and len([1 for other, _ in one.about if other == kind]) == 1:
                return one
        return None

    def general(self, measure: Measure) -> Measure | None:
        """The measure of the same matter that is about no single model."""
        return next((one for one in self.of(measure) if not _names(one.about) and one.grain == measure.grain), None)


def pools_of(measures: Iterable[Measure], lexicon: Lexicon) -> Pools:
    return Pools({one.id: _with_names(one, lexicon) for one in measures}, lexicon)


def _with_names(measure: Measure, lexicon: Lexicon) -> Measure:
    """A column that is named after a model is about it."""
    names = lexicon.names(normalise(measure.column))
    own = tuple((name.kind, name.value) for name in names if name.kind in EXACT_KINDS)
    kinds = {kind for kind, _ in own}
    kept = tuple(pair for pair in measure.about if pair[0] not in kinds)
    return replace(measure, about=(*kept, *own)) if own else measure


def unit_of(measure: Measure) -> str:
    """The unit in one spelling; counts of cars are one however they are called."""
    unit = (measure.unit or "").casefold()
    return "" if unit in _COUNTS else _CURRENCIES.get(unit, unit)


def _alike(one: Measure, other: Measure) -> bool:
    if unit_of(one) != unit_of(other) or (Kind.TEXT in (one.kind, other.kind) and one.kind is not other.kind):
        return False
    if (one.kind is Kind.RUNNING) != (other.kind is Kind.RUNNING):
        return False
    amounts, others = _of_kind(one, "quantity"), _of_kind(other, "quantity")
    if amounts and others:
        return amounts == others and _rest(one) == _rest(other)
    if one.column and other.column:
        return one.column.casefold() == other.column.casefold()
    return False


def _of_kind(measure: Measure, kind: str) -> frozenset[str]:
    return frozenset(value for other, value in measure.about if other == kind)


def _rest(measure: Measure) -> frozenset[tuple[str, str]]:
    free = (*EXACT_KINDS, *TIME_KINDS, "quantity", "place", "company")
    return frozenset(pair for pair in measure.about if pair[0] not in free)


def _about(measure: Measure) -> frozenset[tuple[str, str]]:
    return frozenset(pair for pair in measure.about if pair[0] not in TIME_KINDS)


def _names(about: Sequence[tuple[str, str]]) -> bool:
    return any(kind in EXACT_KINDS for kind, _ in about)
