"""Generates the entries of measures: for the points of a series, or for a table and its columns."""

from collections.abc import Iterable, Iterator, Sequence
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
    """The first has the id of the series. Each has all the ways of asking of its cells."""
    extremes = tuple(extreme_id(series, one.which) for one in series.superlatives if one.column is None)
    whole = overview_entry(series, extremes[:2], words)
    if series.points:
        labels = tuple(label_text(point.label, words) for point in series.points)
        of_points = (*_asked_of_points(series.ask, labels, words), *_extremes_asked(series, None, "", words))
        return (_with(whole, (*whole.phrasings, *of_points), labels),)
    labels = tuple(row_text(series, row) for row in series.rows)
    made = [_with(whole, whole.phrasings, labels)]
    for column in series.columns:
        asks = [ask for ask in series.ask if column in asked_columns(ask, series)]
        title = sentence_column(column, proper)
        asked = (*_asked_of_column(asks, labels, title, words), *_extremes_asked(series, column.id, title, words))
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


def _asked_of_points(asks: Sequence[Ask], labels: tuple[str, ...], words: Words) -> Iterator[str]:
    """The question with each label, so that the measure knows all times, and each phrasing with two labels, other ones
    each time, so that the matcher does not tie the measure to one of them."""
    for ask in asks:
        yield from _filled(ask.question, labels, "", words)
        for number, way in enumerate(ask.phrasings, 1):
            yield from _filled(way, _spread(labels, number, _LABELS), "", words)


def _asked_of_column(asks: Sequence[Ask], labels: tuple[str, ...], title: str, words: Words) -> Iterator[str]:
    """Each way of asking with one label, another each time: with more the column would attract questions about its rows
    and about other columns."""
    for ask in asks:
        for number, way in enumerate((ask.question, *ask.phrasings)):
            yield from _filled(way, _spread(labels, number, 1), title, words)


def _filled(way: str, labels: Iterable[str], column: str, words: Words) -> Iterator[str]:
    for label in labels:
        text = fill(way, {"label": label, "row": label, "column": column}, words)
        if not PLACEHOLDER.search(text):
            yield text


def _spread(labels: tuple[str, ...], number: int, count: int) -> Iterator[str]:
    """`count` labels, evenly apart, for the way of asking of this number: two of ten months are March and August for
    the first phrasing, May and October for the second."""
    first = number * (len(labels) // _STARTS or 1)
    apart = len(labels) // count or 1
    return (labels[(first + step * apart) % len(labels)] for step in range(count))


def _extremes_asked(series: Series, column: str | None, title: str, words: Words) -> Iterator[str]:
    """`column`: the id of one, `title` as it reads within a sentence."""
    for one in series.superlatives:
        if one.column == column:
            yield from (fill(way, {"column": title}, words) for way in (one.question, *one.phrasings))
