"""Reads of which dimension a figure is: asked for in a question ("in kW?"), told by an answer or by a measure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from bot.conversation.queries.language import Language
from bot.conversation.queries.spans import is_year
from bot.figures import Measure, plain_unit
from bot.matching import is_number, is_wide, normalise
from bot.model import Vocabulary

DURATIONS = frozenset({"time", "period"})
"""Their units also tell when something was: at the end of a question they ask for nothing ("in the last weeks")."""
_NEAR = 5
"""Words between a figure and the condition that it holds under, at most."""

Found = Mapping[tuple[str, ...], frozenset[str]]


class _Unit(NamedTuple):
    start: int
    stop: int
    dimensions: frozenset[str]
    """More than one of "pounds"."""


class Dimensions:
    """Those of a language. Units between which a knowledge base holds a rate are of one dimension, as all money is."""

    def __init__(self, vocabulary: Vocabulary, language: Language | None) -> None:
        self._language = language
        # Without the words of a language nothing is asked for.
        self._by_unit = _by_unit(vocabulary, language) if language is not None else {}
        self._longest = max(map(len, self._by_unit), default=0)
        self._of_measures: dict[str, frozenset[str]] = {}

    def asked(self, words: Sequence[str]) -> frozenset[str]:
        """Those of the units that a question asks for: not of a number's, as in "0 to 100 km/h", nor of "per km"."""
        language = self._language
        if language is None:
            return frozenset()
        found = (one.dimensions for one in self._units(words) if _is_asked_for(one, words, language))
        return frozenset().union(*found)

    def told(self, text: str) -> frozenset[str]:
        """Those of all figures of an answer, but of conditions under which others hold ("1.9 s to 100 km/h")."""
        if self._language is None:
            return frozenset()
        words, before, found = normalise(text), None, frozenset[str]()
        for one in self._units(words):
            start = _start_of_figure(one, words, self._language)
            if start == one.start and not _is_before_number(one, words):
                continue
            if before is None or not _holds_under(before, one, words[:start], self._language):
                found |= one.dimensions
            before = one
        return found

    def of_measure(self, measure: Measure) -> frozenset[str]:
        """That of its unit; of a column of texts those that they tell; of figures by time that of times, which are
        counted ("in how many months")."""
        if measure.id not in self._of_measures:
            texts = (self.told(cell.value) for cell in measure.cells if isinstance(cell.value, str))
            times = DURATIONS if any(cell.span for cell in measure.cells) else frozenset[str]()
            self._of_measures[measure.id] = self.of_unit(measure.unit).union(times, *texts)
        return self._of_measures[measure.id]

    def of_unit(self, unit: str | None) -> frozenset[str]:
        """Empty of one that no dimension has, as "bikes"."""
        return frozenset().union(*(one.dimensions for one in self._units(normalise(plain_unit(unit or "")))))

    def _units(self, words: Sequence[str]) -> Iterator[_Unit]:
        """The longest at each place, so that "km/h" is no "km"."""
        at = 0
        while at < len(words):
            sizes = range(min(self._longest, len(words) - at), 0, -1)
            size = next((one for one in sizes if tuple(words[at : at + one]) in self._by_unit), 0)
            if size:
                yield _Unit(at, at + size, self._by_unit[tuple(words[at : at + size])])
            at += size or 1


def _is_asked_for(unit: _Unit, words: Sequence[str], language: Language) -> bool:
    """Behind a word that asks for it; or as the last of the question, where a single letter may be of a name ("Tang
    L")."""
    before, lists = tuple(words[: unit.start]), language.unit_asked
    last = before[-1] if before else ""
    # "How many more kW" asks as "how many kW" does; "how much do second hand bikes cost" does not.
    leads = before[:-1] if any(last in language.words[name] for name in ("up", "down")) else before
    if last in language.words["per_leads"] or words[unit.start] in language.ordinals:
        return False
    if last in lists["into"] or lists["many"].intersection(leads[-1:]):
        return True
    if (language.number(last) is not None and not is_year(last)) or last in language.scales:
        return False
    is_last = unit.stop == len(words) and unit.dimensions.isdisjoint(DURATIONS)
    return is_last and (unit.stop > unit.start + 1 or len(words[unit.start]) > 1 or is_wide(words[unit.start]))


def _start_of_figure(unit: _Unit, words: Sequence[str], language: Language) -> int:
    """The place of the number that stands before a unit; that of the unit where none does."""
    at = unit.start
    while at and (language.number(words[at - 1]) is not None or words[at - 1] in language.scales):
        at -= 1
    return at


def _is_before_number(unit: _Unit, words: Sequence[str]) -> bool:
    """As that of "$30" is."""
    return unit.stop < len(words) and is_number(words[unit.stop])


def _holds_under(one: _Unit, other: _Unit, words: Sequence[str], language: Language) -> bool:
    """Whether a figure near by, of another dimension, only says under which condition the one before it holds. `words`:
    all that stand before its number."""
    near = one.dimensions.isdisjoint(other.dimensions) and len(words) - one.stop <= _NEAR
    return (
        near and language.condition is not None and language.condition.search(" ".join(words[one.stop :])) is not None
    )


def _by_unit(vocabulary: Vocabulary, language: Language) -> Found:
    """By the words of each unit its dimensions, those of other units that it converts into among them."""
    found: dict[tuple[str, ...], frozenset[str]] = {}
    for dimension, units in language.dimensions.items():
        for unit in units:
            words = normalise(unit.replace("-", " "))
            found[words] = found.get(words, frozenset()) | {dimension}
    for words, dimensions in _of_vocabulary(vocabulary, found):
        found[words] = found.get(words, frozenset()) | dimensions
    return found


def _of_vocabulary(vocabulary: Vocabulary, known: Found) -> list[tuple[tuple[str, ...], frozenset[str]]]:
    """The words of each unit that converts; a dimension that no language knows is named after one of its units."""
    words = {id: [id] for rate in vocabulary.rates for id in (rate.unit, rate.into)}
    for unit in vocabulary.units:
        if unit.id in words:
            words[unit.id] += [unit.one, unit.many, *unit.words]
    group = {id: id for id in words}
    for rate in vocabulary.rates:
        one, other = group[rate.unit], group[rate.into]
        group = {id: one if mine == other else mine for id, mine in group.items()}
    found = []
    for id, own in words.items():
        alike = [known.get(normalise(one), frozenset[str]()) for one, mine in group.items() if mine == group[id]]
        dimensions = frozenset[str]().union(*alike) or frozenset({group[id]})
        found += [(normalise(one), dimensions) for one in own]
    return found
