"""Writes answers that tell many figures: of a whole series (with its entry), of a column, and of part of a table."""

from collections.abc import Collection
from dataclasses import replace

from bot.knowledge.dates import parse_label
from bot.knowledge.generating.cells import basis_of
from bot.knowledge.generating.code_table import code_table
from bot.knowledge.generating.filling import basis_paragraph, entry_of, with_basis
from bot.knowledge.generating.numbers import figure_text, label_text, qualified
from bot.knowledge.generating.superlatives import LEAST_VALUES
from bot.knowledge.generating.tables import cell_figure, holds_years, is_numeric, row_text
from bot.model import Column, Entry, Kind, Point, Series, Words

_LINE_LIMIT = 15
_ANSWER_LIMIT = 1790
"""A little less than platforms show at once, as a date and sources are added; `lint.entries` allows it, too."""


def overview_entry(series: Series, related: tuple[str, ...], words: Words) -> Entry:
    numbers = series.points or any(is_numeric(series, column.id) for column in series.columns)
    asked = words.figures_asked if numbers else words.list_asked
    room = _room(series.basis, words)
    answer = _points_answer(series, room, words) if series.points else _table_answer(series, room, words)
    question = series.question or asked.format(title=series.title)
    return replace(
        entry_of(series, series.id, question, with_basis(answer, series.basis, words)),
        phrasings=tuple(dict.fromkeys((*series.phrasings, series.title))),
        related=related,
    )


def _room(basis: str | None, words: Words) -> int:
    """How long an answer of several lines may be before the basis is added."""
    return _ANSWER_LIMIT - len(basis_paragraph(basis, words))


def _table_answer(series: Series, limit: int, words: Words) -> str:
    title = f"**{series.title}**\n\n"
    return title + code_table(series, limit - len(title), words)


def part_answer(series: Series, labels: Collection[str], columns: Collection[str], words: Words) -> str:
    """The rows with these labels and the columns with these ids, beside the key; empty if they are the whole table. No
    labels, or unknown ones, stand for all rows; no columns for all columns.
    """
    rows = tuple(row for row in series.rows if row_text(series, row) in labels) or series.rows
    wanted = {*columns, *series.key} if columns else {column.id for column in series.columns}
    places = [place for place, column in enumerate(series.columns) if column.id in wanted]
    if len(rows) == len(series.rows) and len(places) == len(series.columns):
        return ""
    kept = tuple(tuple(row[place] for place in places) for row in rows)
    part = replace(series, rows=kept, columns=tuple(series.columns[place] for place in places))
    return with_basis(_table_answer(part, _room(series.basis, words), words), series.basis, words)


def _points_answer(series: Series, limit: int, words: Words) -> str:
    """A time series begins with the newest point, other points stand as declared."""
    title = f"{series.title} ({series.unit})" if series.unit else series.title
    dated = [(period, point) for point in series.points if (period := parse_label(point.label))]
    if len(dated) < len(series.points):
        points, head, which = series.points, [words.points.format(title=title)], words.foremost_of
    else:
        # Of periods that end together the longer comes first: backwards, "year" stands before "quarter" and "month".
        dated.sort(key=lambda one: (one[0].end, one[0].kind), reverse=True)
        points, which = tuple(point for _, point in dated), words.newest_of
        head = [_newest(series, points, words), words.points_newest_first.format(title=title)]
    lines = [f"- {label_text(point.label, words)}: {_number(point, words)}" for point in points]
    return _fitting(head, lines, which, limit)


def _fitting(head: list[str], lines: list[str], which: str, limit: int) -> str:
    """As many lines as fit; `which` tells how many of all these are."""
    for shown in range(min(len(lines), _LINE_LIMIT), -1, -1):
        tail = [which.format(shown=shown, count=len(lines))] if shown < len(lines) else []
        answer = "\n\n".join(part for part in (*head, "\n".join(lines[:shown]), *tail) if part)
        if len(answer) <= limit:
            break
    return answer


def _newest(series: Series, newest_first: tuple[Point, ...], words: Words) -> str:
    """Say the newest figure and, from three figures on, between which the others lie; a running total only grows."""
    known = [point for point in newest_first if point.value is not None]
    if not known:
        return words.no_figure_yet
    newest = known[0]
    figure = figure_text(_value(newest), series.unit, newest, words)
    sentence = words.newest.format(figure=figure, time=label_text(newest.label, words))
    if len(known) < LEAST_VALUES or series.kind is Kind.RUNNING:
        return sentence
    low, high = min(known, key=_value), max(known, key=_value)
    ends = words.low_and_high.format(
        time=label_text(known[-1].label, words),
        low=_number(low, words),
        low_time=label_text(low.label, words),
        high=_number(high, words),
        high_time=label_text(high.label, words),
    )
    return f"{sentence} {ends}"


def _value(point: Point) -> float:
    return point.value or 0.0


def _number(point: Point, words: Words) -> str:
    return words.no_figure if point.value is None else qualified(point, words.number(point.value), words)


def column_answer(series: Series, column: Column, words: Words) -> str:
    """The cell of each row in one column."""
    place = series.columns.index(column)
    years = holds_years(series, place)
    lines = [f"- {row_text(series, row)}: {cell_figure(row[place], column, words, years)}" for row in series.rows]
    basis = basis_of(series, column)
    head = [f"{column.title} ({series.title}):"]
    return with_basis(_fitting(head, lines, words.first_of, _room(basis, words)), basis, words)
