"""Names the units of a knowledge base, and converts figures into them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from bot.conversation.queries.words.unit_reader import UnitReader
from bot.figures import FigureAnswer, FigureQuery, Measure, compute, plain_unit, serves
from bot.matching import normalise
from bot.model import Unit, Vocabulary


class Units:
    """Ids are looked up in small letters, and given as rates write them. `reader`: finds units in words."""

    def __init__(self, vocabulary: Vocabulary, reader: UnitReader) -> None:
        self._rates, self.reader = vocabulary.rates, reader
        self._described = {one.id.casefold(): one for one in vocabulary.units}
        self._as_rated = {id.casefold(): id for rate in vocabulary.rates for id in (rate.unit, rate.into)}

    def unit(self, id: str) -> Unit:
        """As the knowledge base describes it, if it converts; else it is called by its id."""
        rated = self._as_rated.get(id.casefold())
        if rated is None:
            return Unit(id, id, id)
        return self._described.get(id.casefold(), Unit(rated, rated, rated))

    def comparative(self, unit: str) -> tuple[str, str] | None:
        """How more and less of it are called, where the knowledge base says both."""
        one = self._described.get(unit.casefold())
        return (one.more, one.less) if one is not None and one.more and one.less else None

    def id_of(self, unit: str) -> str:
        """The unit that is counted in: "USD" of "billion usd"."""
        plain = plain_unit(unit)
        said = (plain.casefold(), *self.reader.ids_at(normalise(plain), 0))
        return next(iter(self.convertible(said)), plain)

    def convertible(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Those of the ids that have a rate."""
        return tuple(self._as_rated[id] for id in ids if id in self._as_rated)

    def converts_with(self, id: str) -> Unit:
        """The other unit of the first rate of one that converts: the yuan of "USD"."""
        rate = next(rate for rate in self._rates if id in (rate.unit, rate.into))
        return self.unit(rate.into if rate.unit == id else rate.unit)

    def is_among(self, unit: str | None, units: Iterable[str]) -> bool:
        return bool(unit) and self.id_of(unit or "") in units

    def into(self, unit: str | None, units: Iterable[str]) -> str:
        """The first of the units that figures in `unit` can be converted into; empty where there is none."""
        return next((one for one in units if unit and serves(self._rates, self.id_of(unit), one)), "")

    def converted(
        self, query: FigureQuery, measures: Mapping[str, Measure], units: Iterable[str]
    ) -> FigureAnswer | None:
        """The result of a query in the first of the units that it converts into; None where there is none."""
        into = self.into(measures[query.measure].unit, units)
        answer = compute(replace(query, into=into), measures, self._rates) if into else None
        return answer if isinstance(answer, FigureAnswer) and answer.converted else None
