"""Reckons with figures of the last answers that a message writes out ("so 103.3 minus 32.1?")."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from math import isclose
from typing import NamedTuple

from bot.conversation.queries.reader import FigureReader
from bot.conversation.queries.words.asked import Asked
from bot.conversation.queries.words.word_lists import WordList
from bot.figures import Bound, Cell, FigureAnswer, FigureQuery, Measure, Operation, compute, single
from bot.figures.ids import alone_id, entry_of
from bot.figures.patterns import SCALES
from bot.figures.stated import stated_measures
from bot.matching import Matcher, normalise
from bot.model import Context, Entry, Kind, Words
from bot.replies.figure_words import is_quoted
from bot.replies.figured import Figured, as_bound

_NUMBER = re.compile(r"\d++(?:[.,]\d{3}(?!\d))*+(?:[.,]\d++)?")
_BETWEEN = 20  # Signs between two numbers, at most.
_SIGNS = {**dict.fromkeys("-−–", "minus_sign"), "+": "plus_sign", **dict.fromkeys("/÷:", "over_sign")}
_OPERATIONS: Mapping[WordList, Operation] = {
    "minus_sign": Operation.DIFFERENCE,
    "plus_sign": Operation.SUM,
    "over_sign": Operation.RATIO,
}
_SCALES = {"": 1.0, **SCALES}
_SAME = 1e-6  # Share by which a number that a message writes may differ from one that was told: 1.1 is no exact float.


class _Sum(NamedTuple):
    """Two numbers that a message writes."""

    operation: Operation
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class _Number:
    value: float  # As the message writes it.
    label: str
    unit: str | None = None  # None: it was not told.
    bound: Bound = Bound.EXACT

    def as_measure(self, id: str, entry: Entry, unit: str) -> Measure:
        cell = Cell(id, self.label, self.value, self.bound)
        return Measure(id, entry.id, entry.question, (cell,), Kind.FLOW, unit or None)


def reckoned(
    text: str, asked: Asked, context: Context, entries: Mapping[str, Entry], matcher: Matcher, reader: FigureReader
) -> Figured | None:
    """None where a sum is not all that is said, or where neither of its numbers was told."""
    written = _written_sum(text, asked)
    if written is None:
        return None
    told = list(_told(context, entries, reader))
    pair = [_number(text, asked.language.says, told) for text in (written.first, written.second)]
    units = [one.unit for one in pair if one.unit is not None]
    if len(set(units)) != 1:
        return None
    entry = matcher.entries[matcher.entry_of_id[context.entry or ""]]
    each = [one.as_measure(alone_id(str(place)), entry, units[0]) for place, one in enumerate(pair)]
    measures = {one.id: one for one in each}
    query = FigureQuery(written.operation, tuple(single(one, one.cells[0]) for one in each))
    answer = compute(query, measures)
    if not isinstance(answer, FigureAnswer):
        return None
    return Figured(entry, as_bound(answer), 1.0, stated=measures, worked=True)


def _written_sum(text: str, asked: Asked) -> _Sum | None:
    found = list(islice(_NUMBER.finditer(text), 3))
    if len(found) != 2 or found[1].start() - found[0].end() > _BETWEEN:
        return None
    first, second = found
    operation = _operation(text[first.end() : second.start()], asked)
    beside = normalise(f"{text[: first.start()]} {text[second.end() :]}")
    is_all = asked.language.words["asking_work"].issuperset(beside)
    return _Sum(operation, first[0], second[0]) if operation is not None and is_all else None


def _operation(between: str, asked: Asked) -> Operation | None:
    sign, words, known = _SIGNS.get(between.strip()), normalise(between), asked.language.words
    said = (name for name in _OPERATIONS if sign == name or (words and known[name].issuperset(words)))
    return next((_OPERATIONS[name] for name in said), None)


def _number(text: str, words: Words, told: Sequence[Measure]) -> _Number:
    value = words.to_number(text)
    for measure in told:
        cell = measure.cells[0]
        for word, scale in _SCALES.items():
            if cell.number is not None and isclose(abs(cell.number), value * scale, rel_tol=_SAME):
                label = cell.label if is_quoted(cell.label) else f"{text} ({cell.label})"
                return _Number(value, label, f"{word} {measure.unit or ''}".strip(), cell.bound)
    return _Number(value, text)


def _told(context: Context, entries: Mapping[str, Entry], reader: FigureReader) -> Iterator[Measure]:
    """The figures of the last answers, a measure each, the latest first."""
    told = (id for one in context.told for id in one.ids)
    for id in dict.fromkeys((*told, *context.answered)):
        measure, entry = reader.measure_of(id), entries.get(entry_of(id))
        if measure is not None:
            yield from (replace(measure, cells=(one,)) for one in measure.cells if id in (one.id, measure.id))
        elif entry is not None:
            yield from (one for one, _ in stated_measures(entry))
