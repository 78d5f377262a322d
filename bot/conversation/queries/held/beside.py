"""Reads the time, words, names and numbers that the columns of a table tell of each row."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from bot.conversation.followup import content
from bot.conversation.queries.held.rows import names_meant_by
from bot.conversation.queries.words.said import Pairs
from bot.figures import Cell, Measure, Span
from bot.figures.times import span_of_label
from bot.matching import Lexicon, is_number, is_time, places_of

_MORE = re.compile(r"[(,;:]")  # What begins a remark in a cell, as in "fire, nobody hurt".
_A_SORT = 3  # Words up to which a text says of what sort a row is; a longer one describes it.


@dataclass(frozen=True, slots=True)
class Beside:
    """What the columns of a table tell of one row, that of the measure itself with them."""

    span: Span | None  # The time of its label, where most have one; else that in the only column of dates.
    words: frozenset[str]  # Stems of its short texts, without names and times.
    label_words: frozenset[str]  # The same of its label.
    names: Pairs  # What a question may name to mean one of its texts.
    numbers: frozenset[tuple[str, float]]  # With the unit of each, in small letters.


def beside_rows(columns: Collection[Measure], lexicon: Lexicon) -> Mapping[str, Beside]:
    """What is told of each row, by its label. `columns`: all measures of one series."""
    cells: dict[str, list[tuple[Measure, Cell]]] = defaultdict(list)
    for column in columns:
        for cell in column.cells:
            cells[cell.label].append((column, cell))
    spans = _spans(columns)
    return {
        label: Beside(
            spans.get(label),
            frozenset(stem for text in _texts(row) for stem in _short(text, lexicon)),
            frozenset(stem for part in _MORE.split(label.replace(")", "")) for stem in _short(part, lexicon)),
            names_meant_by(_texts(row), lexicon),
            frozenset((one.unit.casefold(), cell.number) for one, cell in row if one.unit and cell.number is not None),
        )
        for label, row in cells.items()
    }


def _spans(columns: Collection[Measure]) -> Mapping[str, Span]:
    """The time of each row, by its label; empty where several columns tell times, or the only one not all."""
    own = {cell.label: cell.span for column in columns for cell in column.cells if cell.span is not None}
    labels = {cell.label for column in columns for cell in column.cells}
    if 2 * len(own) > len(labels):
        return own
    dated = [found for one in columns if (found := _dates(one)).keys() == labels]
    return dated[0] if len(dated) == 1 else {}


def _dates(column: Measure) -> dict[str, Span]:
    found = ((cell.label, span_of_label(cell.value)) for cell in column.cells if isinstance(cell.value, str))
    return {label: span for label, span in found if span is not None}


def _texts(row: Iterable[tuple[Measure, Cell]]) -> list[str]:
    """Without what is remarked on them."""
    return [_MORE.split(cell.value)[0] for _, cell in row if isinstance(cell.value, str)]


def _short(text: str, lexicon: Lexicon) -> frozenset[str]:
    words = lexicon.words(text)
    named = places_of(one for one in lexicon.names(words) if one.kind in lexicon.kinds.labelling)
    plain = (word for at, word in enumerate(words) if at not in named and not (is_time(word) or is_number(word)))
    telling = content(tuple(plain), lexicon.language)
    return frozenset(map(lexicon.stem, telling)) if len(telling) <= _A_SORT else frozenset()
