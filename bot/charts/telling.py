"""Describes a picture: in a sentence for people who cannot see it, or in a few lines beside it."""

import re

from bot.charts.forms import points_of, unit_of
from bot.charts.times import to_timeline
from bot.charts.words import main_figures, plain_title, spoken
from bot.knowledge import cell_text, headed, is_numeric, label_text, row_text, words_in
from bot.model import Point, Series, Words

_ALL_UP_TO = 5
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_TITLE_LIMIT = 200
_TEXT_LIMIT = 900  # Discord takes 1,024 characters, Slack 2,000.


def alt_text(series: Series, words: Words | None = None) -> str:
    """One sentence with the main figures, at most 1,000 characters; without `words` in English, as `caption`."""
    words = words or words_in()
    kind = words.chart_of if points_of(series) else words.table_of
    figures = _points_told(series, words) if points_of(series) else _rows_told(series, words)
    parts = (_short(plain_title(series.title), _TITLE_LIMIT), _short(figures, _TEXT_LIMIT - _TITLE_LIMIT))
    sentence = kind.format(figures=": ".join(part for part in parts if part))
    if series.as_of:
        sentence = words.alt_as_of.format(sentence=sentence, date=label_text(series.as_of, words))
    return f"{sentence}."


def caption(series: Series, words: Words | None = None) -> str:
    """The title and the first figures in Markdown, short enough for a phone; the picture shows the rest."""
    words = words or words_in()
    points, places = points_of(series), _figure_places(series)
    if points:
        unit = unit_of(series)
        head, lines = "", [f"- {label_text(point.label, words)}: {spoken(point, unit, words)}" for point in points]
    elif len(places) > 1:
        heads = [(place, headed(series.columns[place])) for place in places[:2]]
        told = [", ".join(f"{head} {cell_text(row[place], words)}" for place, head in heads) for row in series.rows]
        head, lines = "", [f"- {row_text(series, row)}: {cells}" for row, cells in zip(series.rows, told, strict=True)]
    else:
        head, figures = _main_column(series, words)
        lines = [f"- {name}: {figure}" if figure else f"- {name}" for name, figure in figures]
    left = len(lines) - _ALL_UP_TO
    shown = lines[-_ALL_UP_TO:] if _goes_forward(lines) else lines[:_ALL_UP_TO]
    more = [f"- {words.more_in_picture.format(count=left)}"] if left > 0 else []
    return "\n".join((f"**{series.title}**", *([f"{head}:"] if head else []), *shown, *more))


def _goes_forward(lines: list[str]) -> bool:
    first, last = _YEAR.findall(lines[0]) if lines else [], _YEAR.findall(lines[-1]) if lines else []
    return bool(first and last) and max(first) < max(last)


def _points_told(series: Series, words: Words) -> str:
    points, unit = points_of(series), unit_of(series)
    if len(points) <= _ALL_UP_TO:
        return ", ".join(_told(point, unit, words) for point in points)
    timeline = to_timeline(points)
    if timeline and timeline.comparable:
        ordered = [moment.point for moment in timeline.moments if moment.point]
        first, last = (label_text(point.label, words) for point in (ordered[0], ordered[-1]))
        span = words.span.format(first=first, last=last)
        return ", ".join(part for part in (span, main_figures(ordered, unit, series.kind, words)) if part)
    known = sorted((point for point in points if point.value is not None), key=lambda point: point.value or 0.0)
    count = words.figures_count.format(count=len(points))
    if not known:
        return count
    first, last = (_told(point, unit, words) for point in (known[0], known[-1]))
    return f"{count}, {words.from_to.format(first=first, second=last)}"


def _told(point: Point, unit: str | None, words: Words) -> str:
    return f"{spoken(point, unit, words)} ({label_text(point.label, words)})"


def _rows_told(series: Series, words: Words) -> str:
    head, figures = _main_column(series, words)
    more = len(figures) - _ALL_UP_TO
    listed = ", ".join(f"{figure} ({name})" if figure else name for name, figure in figures[:_ALL_UP_TO])
    told = f"{head} {listed}" if head else listed
    return words.more_of.format(items=told, count=more) if more > 0 else told


def _main_column(series: Series, words: Words) -> tuple[str, list[tuple[str, str]]]:
    """The first column of numbers, each with the name of its row; only the names where there is none."""
    names, places = [row_text(series, row) for row in series.rows], _figure_places(series)
    if not places:
        return "", [(name, "") for name in names]
    head = headed(series.columns[places[0]])
    return head, [(name, cell_text(row[places[0]], words)) for name, row in zip(names, series.rows, strict=True)]


def _figure_places(series: Series) -> list[int]:
    """Where its columns of numbers stand that do not name the row."""
    columns = enumerate(series.columns)
    return [place for place, column in columns if column.id not in series.key and is_numeric(series, column.id)]


def _short(text: str, most: int) -> str:
    text = " ".join(text.split()).rstrip(".")
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
