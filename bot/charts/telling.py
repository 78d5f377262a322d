"""Describes a picture: in a sentence for people who cannot see it, or in a few lines beside it."""

import re
from collections.abc import Sequence

from bot.charts.times import to_timeline
from bot.charts.words import main_figures, plain_title, points_of, spoken, unit_of
from bot.knowledge import A_YEAR, cell_text, headed, is_numeric, label_text, row_text, words_in
from bot.model import Point, Series, Words

_MOST = 5  # Figures of which each is told.
_YEAR = re.compile(rf"\b{A_YEAR}\b")
_TITLE_LIMIT = 200
_TEXT_LIMIT = 900  # Discord takes 1,024 characters, Slack 2,000.


def alt_text(series: Series, words: Words | None = None) -> str:
    """One sentence with the main figures, at most 1,000 characters; without `words` in English, as `caption`."""
    words = words or words_in()
    points = points_of(series)
    kind = words.chart_of if points else words.table_of
    figures = _main_points(points, series, words) if points else _main_cells(series, words)
    parts = (_short(plain_title(series.title), _TITLE_LIMIT), _short(figures, _TEXT_LIMIT - _TITLE_LIMIT))
    sentence = kind.format(figures=": ".join(part for part in parts if part))
    if series.as_of:
        sentence = words.alt_as_of.format(sentence=sentence, date=label_text(series.as_of, words))
    return f"{sentence}."


def caption(series: Series, words: Words | None = None) -> str:
    """The title and the first figures in Markdown, short enough for a phone; the picture shows the rest."""
    words = words or words_in()
    head, items = _items(series, words)
    left = len(items) - _MOST
    shown = items[-_MOST:] if _goes_forward(items) else items[:_MOST]
    more = [words.more_in_picture.format(count=left)] if left > 0 else []
    return "\n".join((f"**{series.title}**", *([f"{head}:"] if head else []), *(f"- {one}" for one in (*shown, *more))))


def _items(series: Series, words: Words) -> tuple[str, list[str]]:
    """What stands above the list, and a line for each point or row: of a row at most its first two numbers."""
    if points := points_of(series):
        unit = unit_of(series)
        return "", [f"{label_text(point.label, words)}: {spoken(point, unit, words)}" for point in points]
    places = _number_places(series)
    if len(places) <= 1:
        head, figures = _main_column(series, words)
        return head, [f"{name}: {figure}" if figure else name for name, figure in figures]
    heads = [(place, headed(series.columns[place])) for place in places[:2]]
    cells = (", ".join(f"{head} {cell_text(row[place], words)}" for place, head in heads) for row in series.rows)
    return "", [f"{row_text(series, row)}: {told}" for row, told in zip(series.rows, cells, strict=True)]


def _goes_forward(items: list[str]) -> bool:
    """Whether the newest stands last: the last names a later year than the first."""
    first, last = _YEAR.findall(items[0]) if items else [], _YEAR.findall(items[-1]) if items else []
    return bool(first and last) and max(first) < max(last)


def _main_points(points: Sequence[Point], series: Series, words: Words) -> str:
    """All of a few; of a course of time its span and main figures; of others the lowest and the highest."""
    unit = unit_of(series)
    if len(points) <= _MOST:
        return ", ".join(_with_label(point, unit, words) for point in points)
    timeline = to_timeline(points)
    if timeline and timeline.axis:
        ordered = [moment.point for moment in timeline.moments if moment.point]
        first, last = (label_text(point.label, words) for point in (ordered[0], ordered[-1]))
        span = words.span.format(first=first, last=last)
        return ", ".join(part for part in (span, main_figures(ordered, unit, series.kind, words)) if part)
    known = sorted((point for point in points if point.value is not None), key=lambda point: point.value or 0.0)
    count = words.figures_count.format(count=len(points))
    if not known:
        return count
    lowest, highest = (_with_label(point, unit, words) for point in (known[0], known[-1]))
    return f"{count}, {words.from_to.format(first=lowest, second=highest)}"


def _with_label(point: Point, unit: str | None, words: Words) -> str:
    return f"{spoken(point, unit, words)} ({label_text(point.label, words)})"


def _main_cells(series: Series, words: Words) -> str:
    head, figures = _main_column(series, words)
    more = len(figures) - _MOST
    listed = ", ".join(f"{figure} ({name})" if figure else name for name, figure in figures[:_MOST])
    cells = f"{head} {listed}" if head else listed
    return words.more_of.format(items=cells, count=more) if more > 0 else cells


def _main_column(series: Series, words: Words) -> tuple[str, list[tuple[str, str]]]:
    """The head of the first column of numbers, and each with the name of its row; without one, only the names."""
    names, places = [row_text(series, row) for row in series.rows], _number_places(series)
    if not places:
        return "", [(name, "") for name in names]
    head = headed(series.columns[places[0]])
    return head, [(name, cell_text(row[places[0]], words)) for name, row in zip(names, series.rows, strict=True)]


def _number_places(series: Series) -> list[int]:
    """Where its columns of numbers stand that do not name the row."""
    columns = enumerate(series.columns)
    return [place for place, column in columns if column.id not in series.key and is_numeric(series, column.id)]


def _short(text: str, most: int) -> str:
    text = " ".join(text.split()).rstrip(".")
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
