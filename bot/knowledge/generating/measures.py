"""Generates the entries of measures: for the points of a series, or for a table and its columns."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.knowledge.generating.filling import PLACEHOLDER, fill, label_text, sentence_column
from bot.knowledge.generating.overview import column_answer, overview_entry
from bot.knowledge.generating.tables import asked_columns, row_text
from bot.knowledge.texts import kebab
from bot.model import Ask, Column, Entry, Series, Words

_LABELS = 2
"""Labels that a way of asking for a point is filled with, beside the plain question, which is filled with all."""
_FIRST_LABELS = 5
"""Labels, evenly apart, of which each way of asking takes the next one to begin with."""


def measure_entries(series: Series, proper: frozenset[str], words: Words) -> tuple[Entry, ...]:
    """The first has the id of the series. Each is asked for in all the ways in which its cells are."""
    extremes = tuple(f"{series.id}:{one.which}" for one in series.superlatives if one.column is None)
    whole = overview_entry(series, extremes[:2], words)
    if series.points:
        labels = tuple(label_text(point.label, words) for point in series.points)
        asked = tuple(_asked(series.ask, labels, None, words))
        return (_with(whole, (*whole.phrasings, *asked, *_extremes_asked(series, None, "", words)), labels),)
    labels = tuple(row_text(series, row) for row in series.rows)
    made = [_with(whole, whole.phrasings, labels)]
    for column in series.columns:
        asks = tuple(ask for ask in series.ask if column in asked_columns(ask, series))
        if asks:
            title = sentence_column(column, proper)
            asked = (*_asked(asks, labels, title, words), *_extremes_asked(series, column.id, title, words))
            made.append(_with(_column_entry(series, column, whole, words), asked, labels))
    return tuple(made)


def _column_entry(series: Series, column: Column, whole: Entry, words: Words) -> Entry:
    things = words.listed([one.title.lower() for one in series.columns if one.id in series.key])
    return replace(
        whole,
        id=f"{series.id}:{kebab(column.id)}",
        question=words.column_asked.format(column=column.title, things=things, title=series.title),
        answer=column_answer(series, column, words),
        related=(series.id,),
    )


def _with(entry: Entry, phrasings: Sequence[str], labels: tuple[str, ...]) -> Entry:
    return replace(entry, phrasings=tuple(dict.fromkeys(phrasings)), labels=labels)


def _asked(asks: Sequence[Ask], labels: tuple[str, ...], column: str | None, words: Words) -> Iterator[str]:
    """Every way of asking, filled with other labels each time, so that the measure is about none of them.

    The plain question for a point has each label and other ways have two: else the measure would not know most times.
    For a column each has one: with more it would draw what is asked of its rows and other columns.
    """
    for ask in asks:
        for number, template in enumerate((ask.question, *ask.phrasings)):
            count = 1 if column is not None else len(labels) if number == 0 else _LABELS
            for label in _spread(labels, number, count):
                text = fill(template, {"label": label, "row": label, "column": column or ""}, words)
                if not PLACEHOLDER.search(text):
                    yield text


def _spread(labels: tuple[str, ...], number: int, count: int) -> Iterator[str]:
    """`count` labels, evenly apart, for the way of asking of this number."""
    first = number * (len(labels) // _FIRST_LABELS or 1)
    apart = len(labels) // count or 1
    return (labels[(first + step * apart) % len(labels)] for step in range(count))


def _extremes_asked(series: Series, column: str | None, title: str, words: Words) -> Iterator[str]:
    """`column`: the id of one, `title` as it reads within a sentence."""
    for one in series.superlatives:
        if one.column == column:
            yield from (fill(template, {"column": title}, words) for template in (one.question, *one.phrasings))
