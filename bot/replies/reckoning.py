"""Reckons with figures of the last answers that a message writes out ("so 103.3 minus 32.1?")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from math import isclose

from bot.conversation.queries.asked import Asked
from bot.conversation.queries.reader import FigureReader
from bot.figures import Bound, Cell, FigureAnswer, FigureQuery, Group, Measure, Operation, compute
from bot.figures.ids import alone_id, entry_of
from bot.figures.scale_words import SCALES
from bot.figures.stated import stated_measures
from bot.matching import Matcher, normalise
from bot.model import Context, Entry, Kind
from bot.replies.figure_words import is_quoted
from bot.replies.figured import Figured, as_bound

_NUMBER = re.compile(r"\d[\d,]*+(?:\.\d++)?")
_BETWEEN = 20
"""Signs between two numbers, at most."""
_SIGNS = {"-": "minus", "−": "minus", "–": "minus", "+": "plus", "/": "over", "÷": "over", ":": "over"}
_OPERATIONS = {"minus": Operation.DIFFERENCE, "plus": Operation.SUM, "over": Operation.RATIO}
_SCALES = {"": 1.0, **SCALES}
_SAME = 1e-6
"""Share by which a number that a message writes may differ from one that was told: 1.1 is no exact float."""


@dataclass(frozen=True, slots=True)
class _Number:
    value: float
    """As the message writes it."""
    label: str
    unit: str = ""
    told: Cell | None = None


def reckoned(
    text: str, asked: Asked, context: Context, entries: Mapping[str, Entry], matcher: Matcher, reader: FigureReader
) -> Figured | None:
    """None where two numbers are not all that is said, or where neither of them was told."""
    found = list(islice(_NUMBER.finditer(text), 3))
    if len(found) != 2 or found[1].start() - found[0].end() > _BETWEEN:
        return None
    first, second = found
    operation = _operation(text[first.end() : second.start()], asked)
    beside = normalise(f"{text[: first.start()]} {text[second.end() :]}")
    if operation is None or not asked.language.words["asking_work"].issuperset(beside):
        return None
    told = list(_told(context, entries, reader))
    pair = [_number(one[0], told) for one in found]
    unit = next((one.unit for one in pair if one.told is not None), None)
    if unit is None or any(one.told is not None and one.unit != unit for one in pair):
        return None
    entry = matcher.entries[matcher.entry_of_id[context.entry or ""]]
    measures = {}
    for place, one in enumerate(pair):
        id = alone_id(str(place))
        cell = Cell(id, one.label, one.value, one.told.bound if one.told else Bound.EXACT)
        measures[id] = Measure(id, entry.id, entry.question, (cell,), Kind.FLOW, unit or None)
    query = FigureQuery(operation, tuple(Group(id, (id,), one.cells[0].label) for id, one in measures.items()))
    answer = compute(query, measures)
    if not isinstance(answer, FigureAnswer):
        return None
    return Figured(entry, as_bound(answer), 1.0, stated=measures, worked=True)


def _operation(between: str, asked: Asked) -> Operation | None:
    sign, words, known = _SIGNS.get(between.strip()), normalise(between), asked.language.words
    said = (name for name in _OPERATIONS if sign == name or (words and known[f"{name}_sign"].issuperset(words)))
    return next((_OPERATIONS[name] for name in said), None)


def _number(text: str, told: list[tuple[Measure, Cell]]) -> _Number:
    value = float(text.replace(",", ""))
    for measure, cell in told:
        for word, scale in _SCALES.items():
            if cell.number is not None and isclose(abs(cell.number), value * scale, rel_tol=_SAME):
                label = cell.label if is_quoted(cell.label) else f"{text} ({cell.label})"
                return _Number(value, label, f"{word} {measure.unit or ''}".strip(), cell)
    return _Number(value, text)


def _told(context: Context, entries: Mapping[str, Entry], reader: FigureReader) -> Iterator[tuple[Measure, Cell]]:
    """The figures of the last answers, the latest first."""
    told = (id for one in context.told for id in one.ids)
    for id in dict.fromkeys((*told, *context.answered)):
        measure, entry = reader.measure_of(id), entries.get(entry_of(id))
        if measure is not None:
            yield from ((measure, cell) for cell in measure.cells if cell.id == id or measure.id == id)
        elif entry is not None:
            yield from ((one, one.cells[0]) for one, _ in stated_measures(entry))
