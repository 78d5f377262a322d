"""Tells what a picture shows: a series in, one sentence for those who cannot see it, or a few lines beside it, out."""

from __future__ import annotations

import re

from bot.charts.forms import points_of, unit_of
from bot.charts.times import to_timeline
from bot.charts.words import as_of, main_figures, plain_title, spoken
from bot.knowledge import cell_text, headed, is_numeric, label_text, row_text
from bot.model import Point, Series

_ALL_UP_TO = 5
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_TITLE_LIMIT = 200
_TEXT_LIMIT = 900  # Discord takes 1,024 characters, Slack 2,000.


def alt_text(series: Series) -> str:
    """One sentence with the main figures, at most 1,000 characters."""
    kind = "Chart" if points_of(series) else "Table"
    figures = _points_told(series) if points_of(series) else _rows_told(series)
    date = as_of(series)
    parts = (_short(plain_title(series.title), _TITLE_LIMIT), _short(figures, _TEXT_LIMIT - _TITLE_LIMIT))
    sentence = f"{kind}: {': '.join(part for part in parts if part)}"
    return f"{sentence}{f', {date[:1].lower()}{date[1:]}' if date else ''}."


def caption(series: Series) -> str:
    """The title and the first figures in Markdown, short enough for a phone; the picture shows the rest."""
    points, places = points_of(series), _figure_places(series)
    if points:
        head, lines = "", [f"- {label_text(point.label)}: {spoken(point, unit_of(series))}" for point in points]
    elif len(places) > 1:
        head, lines = "", [f"- {row_text(series, row)}: {_cells_told(series, row, places[:2])}" for row in series.rows]
    else:
        head, figures = _main_column(series)
        lines = [f"- {name}: {figure}" if figure else f"- {name}" for name, figure in figures]
    left = len(lines) - _ALL_UP_TO
    shown = lines[-_ALL_UP_TO:] if _goes_forward(lines) else lines[:_ALL_UP_TO]
    more = [f"- … {left} more in the picture"] if left > 0 else []
    return "\n".join((f"**{series.title}**", *([f"{head}:"] if head else []), *shown, *more))


def _goes_forward(lines: list[str]) -> bool:
    """Whether the newest stand last."""
    first, last = _YEAR.findall(lines[0]) if lines else [], _YEAR.findall(lines[-1]) if lines else []
    return bool(first and last) and max(first) < max(last)


def _points_told(series: Series) -> str:
    points, unit = points_of(series), unit_of(series)
    if len(points) <= _ALL_UP_TO:
        return ", ".join(_told(point, unit) for point in points)
    timeline = to_timeline(points)
    if timeline and timeline.comparable:
        ordered = [moment.point for moment in timeline.moments if moment.point]
        span = f"{label_text(ordered[0].label)} to {label_text(ordered[-1].label)}"
        return ", ".join(part for part in (span, main_figures(ordered, unit, series.kind)) if part)
    known = sorted((point for point in points if point.value is not None), key=lambda point: point.value or 0.0)
    ends = f"from {_told(known[0], unit)} to {_told(known[-1], unit)}" if known else ""
    return ", ".join(part for part in (f"{len(points)} figures", ends) if part)


def _told(point: Point, unit: str | None) -> str:
    return f"{spoken(point, unit)} ({label_text(point.label)})"


def _rows_told(series: Series) -> str:
    head, figures = _main_column(series)
    more = len(figures) - _ALL_UP_TO
    listed = ", ".join(f"{figure} ({name})" if figure else name for name, figure in figures[:_ALL_UP_TO])
    told = f"{head} {listed}" if head else listed
    return f"{told} and {more} more" if more > 0 else told


def _main_column(series: Series) -> tuple[str, list[tuple[str, str]]]:
    """The first column of numbers, each with the name of its row; only the names where there is none."""
    names, places = [row_text(series, row) for row in series.rows], _figure_places(series)
    if not places:
        return "", [(name, "") for name in names]
    head = headed(series.columns[places[0]])
    return head, [(name, cell_text(row[places[0]])) for name, row in zip(names, series.rows, strict=True)]


def _cells_told(series: Series, row: tuple[str | int | float | bool | None, ...], places: list[int]) -> str:
    return ", ".join(f"{headed(series.columns[place])} {cell_text(row[place])}" for place in places)


def _figure_places(series: Series) -> list[int]:
    """Where its columns of numbers stand that do not name the row."""
    columns = enumerate(series.columns)
    return [place for place, column in columns if column.id not in series.key and _counts(series, place)]


def _counts(series: Series, place: int) -> bool:
    return is_numeric(series, series.columns[place].id)


def _short(text: str, most: int) -> str:
    text = " ".join(text.split()).rstrip(".")
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
