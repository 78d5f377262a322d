"""Tells in one sentence what a picture shows: a series in, the text for those who cannot see it out."""

from __future__ import annotations

from bot.charts.forms import points_of, unit_of
from bot.charts.times import to_timeline
from bot.charts.words import as_of, main_figures, plain_title, spoken
from bot.knowledge import cell_text, is_numeric, label_text, row_text
from bot.model import Point, Series

_ALL_UP_TO = 5
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


def _points_told(series: Series) -> str:
    points, unit = points_of(series), unit_of(series)
    if len(points) <= _ALL_UP_TO:
        return ", ".join(_told(point, unit) for point in points)
    timeline = to_timeline(points)
    if timeline and timeline.comparable:
        ordered = [moment.point for moment in timeline.moments if moment.point]
        span = f"{label_text(ordered[0].label)} to {label_text(ordered[-1].label)}"
        return ", ".join(part for part in (span, main_figures(ordered, unit)) if part)
    known = sorted((point for point in points if point.value is not None), key=lambda point: point.value or 0.0)
    ends = f"from {_told(known[0], unit)} to {_told(known[-1], unit)}" if known else ""
    return ", ".join(part for part in (f"{len(points)} figures", ends) if part)


def _told(point: Point, unit: str | None) -> str:
    return f"{spoken(point, unit)} ({label_text(point.label)})"


def _rows_told(series: Series) -> str:
    """The first column of numbers, or the names of the rows where there is none."""
    rows = series.rows[:_ALL_UP_TO]
    more = len(series.rows) - len(rows)
    places = [
        place for place, column in enumerate(series.columns) if column.id not in series.key and _counts(series, place)
    ]
    names = [row_text(series, row) for row in rows]
    if places:
        column = series.columns[places[0]]
        unit = f" ({column.unit})" if column.unit else ""
        figures = [f"{cell_text(row[places[0]])} ({name})" for row, name in zip(rows, names, strict=True)]
        told = f"{column.title}{unit} {', '.join(figures)}"
    else:
        told = ", ".join(names)
    return f"{told} and {more} more" if more else told


def _counts(series: Series, place: int) -> bool:
    return is_numeric(series, series.columns[place].id)


def _short(text: str, most: int) -> str:
    text = " ".join(text.split()).rstrip(".")
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
