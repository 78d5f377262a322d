"""Answers for a series as a whole: a series in, the entry with its id out."""

from __future__ import annotations

from dataclasses import replace

from bot.knowledge.dates import Period, parse_label
from bot.knowledge.generating.cells import basis_of
from bot.knowledge.generating.filling import label_text, made_entry, with_basis
from bot.knowledge.generating.numbers import number_text, qualified, with_unit
from bot.knowledge.generating.tables import cell_figure, code_table, holds_years, is_numeric, row_text
from bot.model import Column, Entry, Kind, Point, Series

LINE_LIMIT = 15
# A little less than what platforms show at once: a date and sources are added to it.
ANSWER_LIMIT = 1790


def overview_entry(series: Series, related: tuple[str, ...]) -> Entry:
    numbers = series.points or any(is_numeric(series, column.id) for column in series.columns)
    question = series.question or f"{'What are the figures for' if numbers else 'What is in the list'}: {series.title}?"
    limit = ANSWER_LIMIT - len(with_basis("\n", series.basis))
    answer = _points_answer(series, limit) if series.points else _table_answer(series, limit)
    answer = with_basis(answer, series.basis)
    entry = made_entry(series, series.id, "", "", (), {})
    phrasings = tuple(dict.fromkeys((*series.phrasings, series.title)))
    return replace(entry, question=question, answer=answer, phrasings=phrasings, related=related)


def _table_answer(series: Series, limit: int) -> str:
    title = f"**{series.title}**\n\n"
    return title + code_table(series, limit - len(title))


def _points_answer(series: Series, limit: int) -> str:
    dated = [(period, point) for point in series.points if (period := parse_label(point.label))]
    is_time_series = len(dated) == len(series.points)
    points = tuple(point for _, point in sorted(dated, key=_when, reverse=True)) if is_time_series else series.points
    unit = f" ({series.unit})" if series.unit else ""
    head = [_newest(series, points)] if is_time_series else []
    head.append(f"{series.title}{unit}{', newest first' if is_time_series else ''}:")
    lines = [f"- {label_text(point.label)}: {_number(point)}" for point in points[:LINE_LIMIT]]
    while True:
        left = len(points) - len(lines)
        which = "newest" if is_time_series else "first"
        tail = [f"The {len(lines)} {which} of {len(points)}."] if left else []
        answer = "\n\n".join(part for part in (*head, "\n".join(lines), *tail) if part)
        if len(answer) <= limit or not lines:
            return answer
        lines = lines[:-1]


def _when(dated: tuple[Period, Point]) -> tuple[str, str]:
    return dated[0].end.isoformat(), dated[0].kind


def _newest(series: Series, points: tuple[Point, ...]) -> str:
    """Say the newest figure and, from three figures on, between which the others lie; a running total only grows."""
    known = [point for point in points if point.value is not None]
    if not known:
        return "There is no figure yet."
    newest = known[0]
    figure = qualified(newest, with_unit(number_text(newest.value or 0.0), series.unit))
    sentence = f"Newest: **{figure}** ({label_text(newest.label)})."
    if len(known) < 3 or series.kind is Kind.RUNNING:
        return sentence
    low, high = min(known, key=_value), max(known, key=_value)
    return (
        f"{sentence} From {label_text(known[-1].label)} on, the lowest was {_number(low)} ({label_text(low.label)}), "
        f"the highest {_number(high)} ({label_text(high.label)})."
    )


def _value(point: Point) -> float:
    return point.value or 0.0


def _number(point: Point) -> str:
    return "no figure" if point.value is None else qualified(point, number_text(point.value))


def column_answer(series: Series, column: Column) -> str:
    """What each row has in one column."""
    place = series.columns.index(column)
    years = holds_years(series, place)
    lines = [f"- {row_text(series, row)}: {cell_figure(row[place], column, years)}" for row in series.rows[:LINE_LIMIT]]
    while True:
        tail = [f"The first {len(lines)} of {len(series.rows)}."] if len(lines) < len(series.rows) else []
        answer = "\n\n".join(part for part in (f"{column.title} ({series.title}):", "\n".join(lines), *tail) if part)
        answer = with_basis(answer, basis_of(series, column))
        if len(answer) <= ANSWER_LIMIT or not lines:
            return answer
        lines = lines[:-1]
