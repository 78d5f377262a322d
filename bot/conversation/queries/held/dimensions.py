"""Tells what the figures of an answer or a measure measure: "money", "power"."""

from collections.abc import Sequence

from bot.conversation.queries.held.units_asked import DURATIONS
from bot.conversation.queries.words.language import Language
from bot.conversation.queries.words.unit_reader import UnitReader, UnitSaid
from bot.figures import Measure, plain_unit
from bot.matching import is_number, normalise

_NEAR = 5  # Words between a figure and the condition that it holds under, at most.


class Dimensions:
    def __init__(self, units: UnitReader, language: Language | None) -> None:
        self._units, self._language = units, language
        self._of_measures: dict[str, frozenset[str]] = {}

    def told(self, text: str) -> frozenset[str]:
        """What all figures of an answer measure, without conditions under which others hold ("1.9 s to 100 km/h")."""
        if self._language is None:
            return frozenset()
        words, before, found = normalise(text), None, frozenset[str]()
        for one in self._units.all_in(words):
            start = _start_of_figure(one, words, self._language)
            is_before = any(map(is_number, words[one.stop : one.stop + 1]))  # As the unit of "$30".
            if one.dimensions and (start < one.start or is_before):
                if before is None or not _holds_under(before, one, words[:start], self._language):
                    found |= one.dimensions
                before = one
        return found

    def of_measure(self, measure: Measure) -> frozenset[str]:
        """What its unit, its texts and its times, which may be counted ("how many months"), measure."""
        if measure.id not in self._of_measures:
            texts = (self.told(cell.value) for cell in measure.cells if isinstance(cell.value, str))
            times = DURATIONS if any(cell.span for cell in measure.cells) else frozenset[str]()
            self._of_measures[measure.id] = self._units.dimensions_of(measure.unit).union(times, *texts)
        return self._of_measures[measure.id]

    def of_so_much_each(self, measure: Measure, time: str) -> frozenset[str]:
        """What so much of a measure for each time is, as km an hour are a speed; none where there is no such unit."""
        named = self._language.units_lasting(time) if self._language is not None else ()
        units = (f"{plain_unit(measure.unit or '')}/{name}" for name in named)
        return frozenset[str]().union(*map(self._units.dimensions_of, units))


def _start_of_figure(unit: UnitSaid, words: Sequence[str], language: Language) -> int:
    """The place of the number that stands before a unit; that of the unit where none does."""
    at = unit.start
    while at and (language.number(words[at - 1]) is not None or words[at - 1] in language.scales):
        at -= 1
    return at


def _holds_under(one: UnitSaid, other: UnitSaid, words: Sequence[str], language: Language) -> bool:
    """Whether another figure, before whose number the `words` stand, only says under which condition this one holds."""
    near = one.dimensions.isdisjoint(other.dimensions) and len(words) - one.stop <= _NEAR
    between = " ".join(words[one.stop :])
    return near and language.patterns.condition.search(between) is not None
