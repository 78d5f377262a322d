"""Generates the entry of a series as a whole."""

from collections.abc import Collection
from dataclasses import replace

from bot.knowledge.dates import Period, parse_label
from bot.knowledge.generating.cells import basis_of
from bot.knowledge.generating.code_table import code_table
from bot.knowledge.generating.columns import holds_years, is_numeric
from bot.knowledge.generating.filling import label_text, made_entry, with_basis
from bot.knowledge.generating.numbers import qualified, with_unit
from bot.knowledge.generating.superlatives import LEAST_VALUES
from bot.knowledge.generating.tables import cell_figure, row_text
from bot.model import Ask, Column, Entry, Kind, Point, Series, Words

LINE_LIMIT = 15
# A little less than platforms show at once, as a date and sources are added; within the limit of `lint.entries`, too.
ANSWER_LIMIT = 1790


def overview_entry(series: Series, related: tuple[str, ...], words: Words) -> Entry:
    numbers = series.points or any(is_numeric(series, column.id) for column in series.columns)
    asked = words.figures_asked if numbers else words.list_asked
    room = _room(series.basis, words)
    answer = _points_answer(series, room, words) if series.points else _table_answer(series, room, words)
    entry = made_entry(series, series.id, Ask("", ""), {}, words)
    return replace(
        entry,
        question=series.question or asked.format(title=series.title),
        answer=with_basis(answer, series.basis, words),
        phrasings=tuple(dict.fromkeys((*series.phrasings, series.title))),
        related=related,
    )


def _room(basis: str | None, words: Words) -> int:
    """Characters of an answer of several lines, so that it is within the limit with its basis."""
    lines = "\n"
    return ANSWER_LIMIT - len(with_basis(lines, basis, words)) + len(lines)


def _table_answer(series: Series, limit: int, words: Words) -> str:
    title = f"**{series.title}**\n\n"
    return title + code_table(series, limit - len(title), words)


def part_answer(series: Series, labels: Collection[str], columns: Collection[str], words: Words) -> str:
    """The rows of these labels with the key and the columns of these ids; empty where these are the whole table.

    No labels, or unknown ones, stand for all rows; no columns for all columns.
    """
    rows = tuple(row for row in series.rows if row_text(series, row) in labels) or series.rows
    places = [
        place
        for place, column in enumerate(series.columns)
        if not columns or column.id in columns or column.id in series.key
    ]
    if len(rows) == len(series.rows) and len(places) == len(series.columns):
        return ""
    kept = tuple(tuple(row[place] for place in places) for row in rows)
    part = replace(series, rows=kept, columns=tuple(series.columns[place] for place in places))
    return with_basis(_table_answer(part, _room(series.basis, words), words), series.basis, words)


def _points_answer(series: Series, limit: int, words: Words) -> str:
    dated = [(period, point) for point in series.points if (period := parse_label(point.label))]
    is_time_series = len(dated) == len(series.points)
    points = tuple(point for _, point in sorted(dated, key=_when, reverse=True)) if is_time_series else series.points
    unit = f" ({series.unit})" if series.unit else ""
    head = [_newest(series, points, words)] if is_time_series else []
    heading = words.points_newest_first if is_time_series else words.points
    head.append(heading.format(title=f"{series.title}{unit}"))
    lines = [f"- {label_text(point.label, words)}: {_number(point, words)}" for point in points]
    return _fitting(head, lines, words.newest_of if is_time_series else words.foremost_of, limit)


def _fitting(head: list[str], lines: list[str], which: str, limit: int) -> str:
    """As many lines as fit; `which` tells how many of all these are."""
    for shown in range(min(len(lines), LINE_LIMIT), -1, -1):
        tail = [which.format(shown=shown, count=len(lines))] if shown < len(lines) else []
        answer = "\n\n".join(part for part in (*head, "\n".join(lines[:shown]), *tail) if part)
        if len(answer) <= limit:
            break
    return answer


def _when(dated: tuple[Period, Point]) -> tuple[str, str]:
    return dated[0].end.isoformat(), dated[0].kind


def _newest(series: Series, points: tuple[Point, ...], words: Words) -> str:
    """Say the newest figure and, from three figures on, between which the others lie; a running total only grows."""
    known = [point for point in points if point.value is not None]
    if not known:
        return words.no_figure_yet
    newest = known[0]
    figure = qualified(newest, with_unit(words.number(newest.value or 0.0), series.unit, words), words)
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
    """What each row has in one column."""
    place = series.columns.index(column)
    years = holds_years(series, place)
    lines = [f"- {row_text(series, row)}: {cell_figure(row[place], column, words, years)}" for row in series.rows]
    basis = basis_of(series, column)
    head = [f"{column.title} ({series.title}):"]
    return with_basis(_fitting(head, lines, words.first_of, _room(basis, words)), basis, words)
