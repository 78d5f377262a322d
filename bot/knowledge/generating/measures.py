"""Generates the entries of measures: for the points of a series, or for a table and its columns."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.knowledge.generating.cells import asked_columns, extreme_id, measure_id
from bot.knowledge.generating.filling import PLACEHOLDER, fill
from bot.knowledge.generating.numbers import label_text
from bot.knowledge.generating.overview import column_answer, overview_entry
from bot.knowledge.generating.tables import row_text, sentence_column
from bot.model import Ask, Column, Entry, Series, Words

_LABELS = 2  # Labels that a phrasing for a point is filled with.
_STARTS = 5  # Labels, evenly apart, from which the ways of asking start in turn.


def measure_entries(series: Series, proper: frozenset[str], words: Words) -> tuple[Entry, ...]:
    """The first has the id of the series. Each is asked for in all the ways in which its cells are."""
    extremes = tuple(extreme_id(series, one.which) for one in series.superlatives if one.column is None)
    whole = overview_entry(series, extremes[:2], words)
    if series.points:
        labels = tuple(label_text(point.label, words) for point in series.points)
        asked = tuple(_asked(series.ask, labels, None, words))
        return (_with(whole, (*whole.phrasings, *asked, *_extremes_asked(series, None, "", words)), labels),)
    labels = tuple(row_text(series, row) for row in series.rows)
    made = [_with(whole, whole.phrasings, labels)]
    for column in series.columns:
        asks = [ask for ask in series.ask if column in asked_columns(ask, series)]
        title = sentence_column(column, proper)
        asked = (*_asked(asks, labels, title, words), *_extremes_asked(series, column.id, title, words))
        if asked:
            made.append(_with(_column_entry(series, column, whole, words), asked, labels))
    return tuple(made)


def _column_entry(series: Series, column: Column, whole: Entry, words: Words) -> Entry:
    things = words.listed([one.title.lower() for one in series.columns if one.id in series.key])
    return replace(
        whole,
        id=measure_id(series, column.id),
        question=words.column_asked.format(column=column.title, things=things, title=series.title),
        answer=column_answer(series, column, words),
        related=(series.id,),
    )


def _with(entry: Entry, phrasings: Sequence[str], labels: tuple[str, ...]) -> Entry:
    return replace(entry, phrasings=tuple(dict.fromkeys(phrasings)), labels=labels)


def _asked(asks: Sequence[Ask], labels: tuple[str, ...], column: str | None, words: Words) -> Iterator[str]:
    """Every way of asking, filled with other labels each time, so that the measure is about none of them.

    For points the question has each label, so that the measure knows all times, and each phrasing two: of ten months
    the first phrasing has March and August, the second May and October. For a column each way has one label: with more
    the measure would draw what is asked of its rows and other columns.
    """
    for ask in asks:
        for number, template in enumerate((ask.question, *ask.phrasings)):
            all_or_two = len(labels) if number == 0 else _LABELS
            count = all_or_two if column is None else 1
            for label in _spread(labels, number, count):
                text = fill(template, {"label": label, "row": label, "column": column or ""}, words)
                if not PLACEHOLDER.search(text):
                    yield text


def _spread(labels: tuple[str, ...], number: int, count: int) -> Iterator[str]:
    """`count` labels, evenly apart, for the way of asking of this number."""
    first = number * (len(labels) // _STARTS or 1)
    apart = len(labels) // count or 1
    return (labels[(first + step * apart) % len(labels)] for step in range(count))


def _extremes_asked(series: Series, column: str | None, title: str, words: Words) -> Iterator[str]:
    """`column`: the id of one, `title` as it reads within a sentence."""
    for one in series.superlatives:
        if one.column == column:
            yield from (fill(way, {"column": title}, words) for way in (one.question, *one.phrasings))
