"""Finds the points of pictures, also in tables, and writes their words: the title, figures, notes."""

import re
from collections.abc import Iterable

from bot.knowledge import PERCENT, figure_text, holds_years, is_numeric, label_text
from bot.model import Kind, Point, Series, Words

_LINK = re.compile(r"!?\[([^\]]*)\]\([^)\s]*\)")
_MARKS = re.compile(r"\*{1,3}(?=\S)(.+?)(?<=\S)\*{1,3}|`([^`]+)`|~~(.+?)~~|^#{1,6}\s+")


def points_of(series: Series) -> tuple[Point, ...]:
    """The series' own points, or those that its table lists."""
    if series.points or not is_list(series):
        return series.points
    return tuple(
        Point(str(name), float(cell) if isinstance(cell, (int, float)) else None) for name, cell in series.rows
    )


def unit_of(series: Series) -> str | None:
    return series.columns[-1].unit if is_list(series) else series.unit


def is_list(series: Series) -> bool:
    """Whether it is a table of names and one number each, whose rows are drawn as points."""
    if len(series.columns) != 2 or series.key != (series.columns[0].id,) or not series.rows:
        return False
    return is_numeric(series, series.columns[1].id) and not holds_years(series, 1)


def plain_title(markdown: str) -> str:
    """Titles should have no marks; where one has, they are taken off."""
    text = _LINK.sub(r"\1", " ".join(markdown.split()))
    return _MARKS.sub(lambda found: found[1] or found[2] or found[3] or "", text)


def figure(point: Point, unit: str | None, words: Words) -> str:
    """As it stands at a bar: "> 10,000", "~ 9%"; the unit stands in the foot."""
    if point.value is None:
        return words.no_figure
    text = marked(point.value, unit, words)
    return f"> {text}" if point.minimum else f"~ {text}" if point.approximate else text


def marked(value: float, unit: str | None, words: Words) -> str:
    """A number, with no unit but that of percents."""
    number = words.number(value)
    return words.percent.format(number=number) if unit in PERCENT else number


def spoken(point: Point, unit: str | None, words: Words) -> str:
    """As it stands in a sentence: "more than 10,000 loaves"."""
    return words.no_figure if point.value is None else figure_text(point.value, unit, point, words)


def main_figures(points: Iterable[Point], unit: str | None, kind: Kind | None, words: Words) -> str:
    """The newest, the highest and the lowest of dated points, oldest first; of a running total the newest alone."""
    known = [point for point in points if point.value is not None]
    if not known:
        return ""
    named: tuple[tuple[str, Point], ...] = (
        (words.newest_point, known[-1]),
        (words.highest, max(known, key=_value)),
        (words.lowest, min(known, key=_value)),
    )
    named = named[:1] if kind is Kind.RUNNING else named
    first_names: dict[Point, str] = {}
    for name, point in named:
        first_names[point] = words.listed([first_names[point], name]) if point in first_names else name
    return ", ".join(
        words.named_figure.format(name=name, figure=spoken(point, unit, words), time=label_text(point.label, words))
        for point, name in first_names.items()
    )


def notes(points: Iterable[Point], words: Words, *, hollow: bool = False) -> tuple[str, ...]:
    """The marks that occur, explained for the foot; `hollow`: they are hollow dots, not signs before the figure."""
    shown = [point for point in points if point.value is not None]
    more, about = (words.hollow_more_than, words.hollow_about) if hollow else (words.key_more_than, words.key_about)
    found = (any(point.minimum for point in shown), any(point.approximate and not point.minimum for point in shown))
    return tuple(note for note, is_there in zip((more, about), found, strict=True) if is_there)


def _value(point: Point) -> float:
    return point.value or 0.0
