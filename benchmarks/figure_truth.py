"""Says which readings of a question about figures are right: a truth for each kind of question."""

import re
from dataclasses import dataclass
from typing import ClassVar, Protocol

from benchmarks.talks import Said
from bot.conversation.queries.binding import COMPUTED
from bot.conversation.queries.reader import FigureReader
from bot.conversation.queries.words.language import figure_language
from bot.evaluation.tally import is_rounded
from bot.figures import FigureAnswer, Measure, Operation, Refusal
from bot.knowledge import words_in
from bot.matching import normalise
from bot.model import Entry
from bot.replies.figure_queries.figured import Figured
from bot.replies.figure_text.figure_words import Terms
from bot.replies.figure_text.figures import figure_text

_MOST_WORDS = 0.6
"""Share of the words of a result that a text says where it gives it."""
_TELLING_DIGITS = 3
"""Digits of a number that hardly stands in an answer by chance."""
_FIRST = 300
"""Signs of an answer without bold words that are read first."""
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_MARKS = re.compile(r"[*_`]")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


class Truth(Protocol):
    kind: ClassVar[str]

    def is_told_by(self, entry: Entry) -> bool | None:
        """Whether an entry answers itself; None where nothing says so, and the entry is left out."""
        ...

    def is_given_by(self, figured: Figured, reader: FigureReader) -> bool: ...


@dataclass(frozen=True, slots=True)
class FigureTruth:
    """Of a question about one series; `operation`: None where it is a trap, to be refused."""

    kind: ClassVar[str] = "figure"
    series: str | None
    """None: any."""
    operation: Operation | None
    result: object
    """A number, the text of one or of a label, or a list."""
    column: str | None
    rows: frozenset[str]
    """Labels of those named; empty for all."""
    told_by: frozenset[str]
    """Ids of entries that say it in other words."""

    def is_told_by(self, entry: Entry) -> bool:
        if entry.id in self.told_by:
            return True
        if self.operation is None or self._is_of_several:
            return False
        if self.operation is Operation.VALUE:
            return _says(entry.answer, self.result)
        # What was to be worked out, and stands somewhere in a long answer, is hardly told.
        return _says(" ".join(_BOLD.findall(entry.answer)) or entry.answer[:_FIRST], self.result)

    def is_given_by(self, figured: Figured, reader: FigureReader) -> bool:
        answer = figured.bound.answer
        if self.operation is None:
            return _refuses(figured)
        if not isinstance(answer, FigureAnswer):
            return False
        measure = reader.pools.measures[figured.bound.query.measure]
        if self._is_of_several:
            return self._is_listed_in(answer, measure)
        if isinstance(self.result, str) and not self._is_of_column(measure):
            return False  # The better one of two may be the better one in other figures, too.
        return _says(_text_of(answer, reader), self.result)

    @property
    def _is_of_several(self) -> bool:
        return self.operation in (Operation.TREND, Operation.LIST) or isinstance(self.result, list)

    def _is_listed_in(self, answer: FigureAnswer, measure: Measure) -> bool:
        if self.rows and {one.label for one in answer.operands} != self.rows:
            return False
        suits = answer.query.operation in (self.operation, Operation.VALUE, Operation.THRESHOLD)
        return suits and self.series in (None, measure.series) and self._is_of_column(measure)

    def _is_of_column(self, measure: Measure) -> bool:
        return not self.column or measure.id == f"{measure.series}:{self.column}"


@dataclass(frozen=True, slots=True)
class SmallTruth(FigureTruth):
    """Of a question to a small knowledge base."""

    kind: ClassVar[str] = "small"


@dataclass(frozen=True, slots=True)
class LackingTruth:
    """No series holds it; an entry may well tell it."""

    kind: ClassVar[str] = "lacking"

    def is_told_by(self, entry: Entry) -> None:
        return None

    def is_given_by(self, figured: Figured, reader: FigureReader) -> bool:
        return _refuses(figured)


@dataclass(frozen=True, slots=True)
class CaseTruth:
    """An entry is expected; a figure is right where the entry tells it first, and a calculation where its figures are
    on the matter of the entry."""

    kind: ClassVar[str] = "case"
    id: str
    entry: Entry | None
    """None where a series or the like is expected."""

    def is_told_by(self, entry: Entry) -> bool:
        return entry.id == self.id

    def is_given_by(self, figured: Figured, reader: FigureReader) -> bool:
        query, answer, entry = figured.bound.query, figured.bound.answer, self.entry
        if entry is None or not isinstance(answer, FigureAnswer):
            return False
        if query.operation in COMPUTED:
            return query.measure in reader.measures_beside(entry) and not figured.bound.uptake.left
        if query.operation is Operation.VALUE and len(answer.operands) > 1:
            values = [one.value for one in answer.operands]
            return all(isinstance(one, float) and reader.entry_figures(entry).states(one) for one in values)
        return bool(figured.cell) and (figured.cell == entry.id or _tells_first(entry, answer.result))


@dataclass(frozen=True, slots=True)
class OpeningTruth:
    """The first turn of a conversation."""

    kind: ClassVar[str] = "opening"
    said: Said

    def is_told_by(self, entry: Entry) -> bool:
        return self.said.held and self.said.fits(entry.answer)

    def is_given_by(self, figured: Figured, reader: FigureReader) -> bool:
        answer = figured.bound.answer
        return isinstance(answer, FigureAnswer) and self.said.held and self.said.fits(_text_of(answer, reader))


@dataclass(frozen=True, slots=True)
class OutsideTruth:
    """Nothing is right."""

    kind: ClassVar[str] = "outside"

    def is_told_by(self, entry: Entry) -> bool:
        return False

    def is_given_by(self, figured: Figured, reader: FigureReader) -> bool:
        return False


def _refuses(figured: Figured) -> bool:
    return isinstance(figured.bound.answer, Refusal) and not figured.bound.uptake.left


def _text_of(answer: FigureAnswer, reader: FigureReader) -> str:
    return figure_text(answer, Terms(reader.pools.measures, words_in(), reader.units))


def _tells_first(entry: Entry, value: object) -> bool:
    """Whether a number that hardly stands there by chance is bold in an answer."""
    is_telling = isinstance(value, float) and len(f"{value:g}".replace(".", "")) >= _TELLING_DIGITS
    return is_telling and any(_says(part, value) for part in _BOLD.findall(entry.answer))


def _says(text: str, result: object) -> bool:
    """Whether a text gives a result: a number, rounded, or most words of a text."""
    if isinstance(result, (int, float)):
        return _says_number(text, result)
    words, said = _words(str(result)), _words(text)
    return sum(one in said or _is_said_number(text, one) for one in words) >= _MOST_WORDS * len(words)


def _is_said_number(text: str, word: str) -> bool:
    return word.replace(".", "", 1).isdecimal() and _says_number(text, float(word))


def _says_number(text: str, number: float) -> bool:
    """Whatever its sign, which words may tell ("fell by 3")."""
    said = (float(one.replace(",", "")) for one in _NUMBER.findall(_MARKS.sub("", text)))
    return any(is_rounded(one, abs(number)) for one in said)


def _words(text: str) -> set[str]:
    """In one form, so that "2025-09" is "September 2025", and "3 dead" what "three people died" begins with."""
    known = figure_language("en")
    numbers = known.numbers if known is not None else {}
    return {str(numbers.get(word, word)) for word in normalise(_MARKS.sub("", text))}
