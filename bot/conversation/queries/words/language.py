"""The words by which a language asks for figures."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import Any

from bot.conversation.language_files import language_file, words_of
from bot.conversation.queries.words.operation_cues import OperationCue, read_operation_cues
from bot.conversation.queries.words.unit_reader import UnitReader, units_of_language
from bot.conversation.queries.words.word_lists import Lists, read_word_lists
from bot.figures import Limit, Operation, Which
from bot.figures.times import mean_days_in
from bot.knowledge.wording import words_in
from bot.matching import Native, is_number, native_of, normalise
from bot.model import AMOUNTS, Cue, Words

PERCENT = "percent"
SECONDS_IN: Mapping[str, float] = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800}
_SECONDS_ABOUT: Mapping[str, float] = {
    **SECONDS_IN,
    **{time: (mean_days_in(time) or 0.0) * SECONDS_IN["day"] for time in ("month", "year")},
}
"""The same, with what is not always as long."""
_NOWHERE = "(?!)"  # A pattern that no text holds.
_MEASURED_IN: Mapping[str, tuple[str, ...]] = {
    **{name: (name,) for name in AMOUNTS},
    **{"weight": ("mass",), "length": ("length", "time", "period")},
}
"""The dimensions of each amount; a time may be longer, too."""


@dataclass(frozen=True, slots=True)
class Patterns:
    """One that a language does not have is found nowhere."""

    signs: tuple[tuple[bool, re.Pattern[str]], ...]
    """What says that a number is above 0 (True), as "made a profit", or below."""
    which_place: re.Pattern[str]  # What asks for the place of something among others: "where does it rank".
    first_aside: re.Pattern[str]  # What sets the first aside, so that the second is asked for: "the next best".
    which: tuple[tuple[Which, re.Pattern[str]], ...]  # Of the figures beyond a limit; the first that is found counts.
    condition: re.Pattern[str]  # What stands before a figure that says under which condition another one holds.


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    code: str
    cues: tuple[OperationCue, ...]
    words: Lists
    units: UnitReader
    units_of: Mapping[str, frozenset[str]]  # The units of each amount.
    grains: Mapping[str, frozenset[str]]
    """The words that ask for figures by "month", "quarter" or "year", as "monthly"."""
    native: Native
    says: Words  # How times are written.
    numbers: Mapping[str, int]
    scales: Mapping[str, float]  # As "thousand": 1000.
    ordinals: Mapping[str, int]
    per: Mapping[str, str]  # The time that a word stands for, as "daily" for "day".
    lengths: Mapping[str, float]  # The seconds that a unit of time lasts, by each word for it, as "min".
    patterns: Patterns

    @property
    def words_of_grains(self) -> frozenset[str]:
        return frozenset[str]().union(*self.grains.values())

    def weight_of(self, operation: Operation) -> float:
        """The weight of the plainest words for it; 0 where there are none."""
        return max((cue.weight for cue in self.cues if cue.operation is operation), default=0.0)

    def amount_of(self, unit: str) -> str:
        """What is counted in a unit, as "money" in yuan; empty where that is not known."""
        if unit == PERCENT:
            return PERCENT
        dimensions = self.units.dimensions_of(unit)
        return next((name for name in AMOUNTS if not dimensions.isdisjoint(_MEASURED_IN[name])), "")

    def number(self, word: str) -> float | None:
        """The number that a word is, in digits or not."""
        if is_number(word):
            return float(word)
        return float(self.numbers[word]) if word in self.numbers else None

    def length_of(self, unit: str) -> float | None:
        """The seconds that a unit of a measure lasts, as "minutes"; None of what is no length of time."""
        words = normalise(unit)
        return self.lengths.get(words[0]) if words and "/" not in unit else None

    def scaled(self, limit: Limit, unit: str | None, said: str = "") -> Limit:
        """As a measure in a unit counts: "100 billion" as 100 of billions, "7 minutes" as 420 seconds. `said`: the unit
        of the limit."""
        length, own = self.length_of(said), self.length_of(unit or "")
        if length is not None and own is not None:
            return replace(limit, value=limit.value * length / own)
        words = normalise(unit or "")
        scale = next((size for word, size in self.scales.items() if word in words), 1.0)
        return replace(limit, value=limit.value / scale) if limit.value >= scale else limit

    def units_lasting(self, time: str) -> tuple[str, ...]:
        """All that a time is called as a unit, as "h" and "hour"; none of one that is not always as long."""
        return tuple(unit for unit, length in self.lengths.items() if length == SECONDS_IN.get(time))

    def unit_at(self, words: Sequence[str], at: int) -> str:
        """The words of the unit that begins at a place ("km h"), or the word there; empty behind the last."""
        said = self.units.at(words, at)
        return " ".join(words[at : said.stop if said is not None else at + 1])


@cache
def figure_language(code: str, own: tuple[Cue, ...] = ()) -> Language | None:
    """None of a language without cues. `own`: cues of a knowledge base, named after an operation or list of words."""
    data = language_file(code)
    if "cue" not in data:
        return None
    words, numbers, dimensions = read_word_lists(data, own), data.get("numbers", {}), words_of(data, "dimensions")
    return Language(
        code,
        cues=read_operation_cues(data["cue"], own, partial(_filled, words)),
        words=words,
        units=units_of_language(dimensions),
        units_of={name: frozenset().union(*(dimensions[one] for one in _MEASURED_IN[name])) for name in AMOUNTS},
        grains={"month": words["by_month"], "quarter": words["by_quarter"], "year": words["by_year"]},
        native=native_of(code),
        says=words_in(code),
        numbers=_counted(numbers.get("counts", ())),
        scales={word: float(size) for word, size in data.get("scales", {}).items()},
        ordinals=_counted(numbers.get("ordinals", ())),
        per=_by_word(data.get("per", {})),
        lengths={word: _SECONDS_ABOUT[time] for word, time in _by_word(data.get("lengths", {})).items()},
        patterns=_patterns(data, words),
    )


def _filled(lists: Lists, text: str) -> str:
    """With all graded adjectives of the language where {comparatives} or {superlatives} stands."""
    text = text.replace("{comparatives}", "|".join(sorted(lists["comparatives"])))
    return text.replace("{superlatives}", "|".join(sorted(lists["superlatives"])))


def _counted(spellings: Sequence[str]) -> Mapping[str, int]:
    """The number of each word; all spellings of 1 come first."""
    return {word: number for number, words in enumerate(spellings, 1) for word in words.split()}


def _by_word(table: Mapping[str, str]) -> Mapping[str, str]:
    """By each word the key that it stands for."""
    return {word: key for key, words in table.items() for word in words.split()}


def _patterns(data: Mapping[str, Any], words: Lists) -> Patterns:
    places, condition = data.get("places", {}), data.get("dimension_told", {}).get("condition", _NOWHERE)
    return Patterns(
        signs=tuple((name == "above", re.compile(pattern)) for name, pattern in data.get("signs", {}).items()),
        which_place=re.compile(places.get("rank", _NOWHERE)),
        first_aside=re.compile(_filled(words, places.get("aside", _NOWHERE))),
        which=tuple((Which(name), re.compile(pattern)) for name, pattern in data.get("which", {}).items()),
        condition=re.compile(condition),
    )
