"""Reckons with figures of the last answers that a message writes out ("so 103.3 minus 32.1?")."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from math import isclose
from typing import NamedTuple

from bot.conversation.queries.reader import FigureReader
from bot.conversation.queries.words.asked import Asked
from bot.conversation.queries.words.word_lists import WordList
from bot.figures import Cell, FigureAnswer, FigureQuery, Measure, Operation, compute, single
from bot.figures.ids import alone_id, entry_of
from bot.figures.patterns import SCALES
from bot.figures.stated import stated_measures
from bot.matching import Matcher, normalise
from bot.model import Context, Entry, Kind, Words
from bot.replies.figure_queries.figured import Figured, as_bound
from bot.replies.figure_text.figure_words import is_quoted

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


class _Number(NamedTuple):
    """A number that a message writes."""

    cell: Cell
    is_told: bool  # By one of the last answers.
    unit: str | None = None  # In which it is told, if it has one.


def reckoned(
    text: str, asked: Asked, context: Context, entries: Mapping[str, Entry], matcher: Matcher, reader: FigureReader
) -> Figured | None:
    """None where a sum is not all that is said, neither of its numbers was told, or both were, in different units."""
    written = _written_sum(text, asked)
    if written is None:
        return None
    operation, numbers = written
    told = list(_told(context, entries, reader))
    pair = [_number(alone_id(str(at)), one, asked.language.says, told) for at, one in enumerate(numbers)]
    units = {one.unit for one in pair if one.is_told}
    if len(units) != 1:
        return None
    (unit,) = units
    entry = matcher.entries[matcher.entry_of_id[context.entry or ""]]
    each = [Measure(one.cell.id, entry.id, entry.question, (one.cell,), Kind.FLOW, unit) for one in pair]
    measures = {one.id: one for one in each}
    query = FigureQuery(operation, tuple(single(one, one.cells[0]) for one in each))
    answer = compute(query, measures)
    if not isinstance(answer, FigureAnswer):
        return None
    return Figured(entry, as_bound(answer), 1.0, stated=measures, worked=True)


def _written_sum(text: str, asked: Asked) -> tuple[Operation, tuple[str, str]] | None:
    """The operation and the two numbers that a message writes."""
    found = list(islice(_NUMBER.finditer(text), 3))
    if len(found) != 2 or found[1].start() - found[0].end() > _BETWEEN:
        return None
    first, second = found
    operation = _operation(text[first.end() : second.start()], asked)
    beside = normalise(f"{text[: first.start()]} {text[second.end() :]}")
    is_all = asked.language.words["asking_work"].issuperset(beside)
    return (operation, (first[0], second[0])) if operation is not None and is_all else None


def _operation(between: str, asked: Asked) -> Operation | None:
    sign, words, known = _SIGNS.get(between.strip()), normalise(between), asked.language.words
    said = (name for name in _OPERATIONS if sign == name or (words and known[name].issuperset(words)))
    return next((_OPERATIONS[name] for name in said), None)


def _number(id: str, text: str, words: Words, told: Sequence[Measure]) -> _Number:
    """With the label and the unit of the first figure that it is, in thousands or millions where it is written so."""
    value = words.to_number(text)
    for measure in told:
        cell = measure.cells[0]
        for word, scale in _SCALES.items():
            if cell.number is not None and isclose(abs(cell.number), value * scale, rel_tol=_SAME):
                label = cell.label if is_quoted(cell.label) else f"{text} ({cell.label})"
                unit = f"{word} {measure.unit or ''}".strip() or None
                return _Number(Cell(id, label, value, cell.bound), is_told=True, unit=unit)
    return _Number(Cell(id, text, value), is_told=False)


def _told(context: Context, entries: Mapping[str, Entry], reader: FigureReader) -> Iterator[Measure]:
    """The figures of the last answers, a measure each, the latest first."""
    told = (id for one in context.told for id in one.ids)
    for id in dict.fromkeys((*told, *context.answered)):
        measure, entry = reader.measure_of(id), entries.get(entry_of(id))
        if measure is not None:
            yield from (replace(measure, cells=(one,)) for one in measure.cells if id in (one.id, measure.id))
        elif entry is not None:
            yield from (one for one, _ in stated_measures(entry))
