"""Tells whether an answer has to be converted into the unit that a message asks for."""

from __future__ import annotations

from collections.abc import Mapping

from bot.conversation.queries.held.units_asked import Wish
from bot.conversation.queries.reader import FigureReader
from bot.figures import FigureAnswer, Operation
from bot.model import Entry
from bot.replies.figure_queries.figured import Figured
from bot.replies.units.converting_stated import StatedConverter
from bot.replies.weighing.understood import ByFigures, Understood


class Due:
    def __init__(self, reader: FigureReader, entries: Mapping[str, Entry], stated: StatedConverter) -> None:
        self._reader, self._entries, self._stated = reader, entries, stated

    def stands_as_it_is(self, one: Understood, wish: Wish) -> bool:
        """Whether no conversion is due: a computed figure is in the unit already (or of its kind, and cannot be
        converted); an entry's text tells its figure in the unit."""
        if isinstance(one.act, ByFigures):
            return self._figure_stands(one.act, wish)
        entry = self._entries.get(one.id)
        return entry is not None and one.answers and self._stated.tells_in(one, entry, wish)

    def _figure_stands(self, act: ByFigures, wish: Wish) -> bool:
        if self._is_so_much_each(act.answer, wish):
            return True
        unit = self._unit_of(act.figured)
        # In the unit already, or, without a rate, in another one of the kind: neither is converted.
        is_convertible = bool(self._reader.units.into(unit, wish.units))
        return not is_convertible and not self._is_of_other_dimension(unit, wish)

    def is_worked_out_in(self, one: Understood, wish: Wish) -> bool:
        """Whether an answer was worked out, and is in the unit already."""
        by = one.figured
        return by is not None and by.worked and self._reader.units.is_among(self._unit_of(by), wish.units)

    def _is_of_other_dimension(self, unit: str | None, wish: Wish) -> bool:
        own = self._reader.pools.units.dimensions_of(unit)
        return bool(own) and all(own.isdisjoint(self._reader.pools.units.dimensions_of(one)) for one in wish.units)

    def _is_so_much_each(self, answer: FigureAnswer, wish: Wish) -> bool:
        """Whether it is of the dimension of the unit, as so many km an hour are of that of km/h."""
        query = answer.query
        # Figures that were just told are counted with as measures of their own.
        measure = self._reader.pools.measures.get(query.measure)
        if measure is None or query.operation is not Operation.PER_UNIT:
            return False
        of_each = self._reader.dimensions.of_so_much_each(measure, query.per)
        return any(of_each & self._reader.pools.units.dimensions_of(unit) for unit in wish.units)

    def _unit_of(self, by: Figured) -> str | None:
        answer = by.bound.answer
        if isinstance(answer, FigureAnswer) and by.stated:
            return answer.unit
        return self._reader.pools.measures[by.bound.query.measure].unit
