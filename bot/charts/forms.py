"""Draws a series as a PNG, in the form that suits it: columns, bars, a line or a table."""

from dataclasses import dataclass
from typing import Protocol

from bot.charts.bars import Bars
from bot.charts.canvas import Canvas
from bot.charts.columns import to_columns
from bot.charts.frame import draw_frame
from bot.charts.line import Line
from bot.charts.look import LABEL, QUIET, Area
from bot.charts.subject import Subject
from bot.charts.table import Table
from bot.charts.times import to_timeline
from bot.charts.words import main_figures, plain_title
from bot.knowledge import cell_text, headed, holds_years, is_numeric, label_text, row_text
from bot.model import Manifest, Name, Point, Series, Words

LINE_FROM = 12
"""Points from which on a course of time is a line."""


class Form(Protocol):
    @property
    def notes(self) -> tuple[str, ...]:
        """What the foot must explain."""

    def draw(self, canvas: Canvas, area: Area) -> None: ...


@dataclass(frozen=True, slots=True)
class Nothing:
    notes: tuple[str, ...] = ()

    def draw(self, canvas: Canvas, area: Area) -> None:
        canvas.write(area.left, area.top + area.height / 2, canvas.words.no_figure_yet, LABEL, QUIET)


def to_form(canvas: Canvas, series: Series, subject: Subject) -> Form:
    points = points_of(series)
    if not points and not series.rows:
        return Nothing()
    if not points:
        return _table(canvas, series, subject)
    if all(point.value is None for point in points):
        return Nothing()
    timeline = to_timeline(points)
    own = subject.owns(point.label for point in points)
    if timeline and timeline.comparable and len(points) >= LINE_FROM:
        return Line(timeline, unit_of(series), all(own), canvas.words)
    few = timeline is not None and len(timeline.moments) < LINE_FROM
    columns = to_columns(canvas, timeline, unit_of(series), own) if timeline and few else None
    if columns:
        return columns
    labels = tuple(canvas.readable(label_text(point.label, canvas.words)) or "?" for point in points)
    return Bars(points, labels, unit_of(series), own, canvas.words)


def points_of(series: Series) -> tuple[Point, ...]:
    """The points, also those of a table that has but names and one column of numbers."""
    if series.points or not is_list(series):
        return series.points
    names = (place for place, column in enumerate(series.columns) if column.id in series.key)
    name = next(names)
    figures = ((str(row[name]), row[1 - name]) for row in series.rows)
    return tuple(Point(label, float(cell) if isinstance(cell, (int, float)) else None) for label, cell in figures)


def unit_of(series: Series) -> str | None:
    return series.columns[-1].unit if is_list(series) else series.unit


def is_list(series: Series) -> bool:
    """Whether it is a table of names and one number each, which reads better as bars."""
    if len(series.columns) != 2 or series.key != (series.columns[0].id,) or not series.rows:
        return False
    return is_numeric(series, series.columns[1].id) and not holds_years(series, 1)


def _table(canvas: Canvas, series: Series, subject: Subject) -> Table:
    titles = [headed(column) for column in series.columns]
    years = [holds_years(series, place) for place in range(len(titles))]
    rows = [[cell_text(cell, canvas.words, years[place]) for place, cell in enumerate(row)] for row in series.rows]
    numeric = [is_numeric(series, column.id) for column in series.columns]
    cells = tuple(tuple(canvas.readable(text) for text in row) for row in (titles, *rows))
    named = subject.owns(row_text(series, row) for row in series.rows)
    titled = tuple(own and numbers for own, numbers in zip(subject.owns(titles), numeric, strict=True))[1:]
    compared = sum(numeric[1:])
    return Table(
        cells,
        tuple(tuple(numeric) if number else tuple(False for _ in numeric) for number in range(len(cells))),
        (False, *(own and not all(named) for own in named)),
        (False, *(own and sum(titled) < compared for own in titled)),
    )


def draw(
    series: Series,
    manifest: Manifest = Manifest(),  # noqa: B008
    names: tuple[Name, ...] = (),
    words: Words | None = None,
) -> bytes:
    """Return a PNG of 1200 by 675 pixels; the same series gives the same bytes. Raises ChartError.

    The manifest's name, and the names of a vocabulary, tell what of the figures is the subject's and has its colour.
    `words`: None: English. It may run in any thread.
    """
    canvas = Canvas(names, words)
    draw_on(canvas, series, Subject(manifest, names))
    return canvas.png()


def draw_on(canvas: Canvas, series: Series, subject: Subject) -> None:
    form = to_form(canvas, series, subject)
    unit, words = unit_of(series), canvas.words
    second = series.columns[1].title if is_list(series) else ""
    if isinstance(form, Line):
        second = main_figures((m.point for m in form.timeline.moments if m.point), None, series.kind, words)
        second = second[:1].upper() + second[1:]
    unit_note = (words.chart_unit.format(unit=unit),) if unit and points_of(series) else ()
    basis_note = (words.chart_basis.format(basis=series.basis),) if series.basis else ()
    notes = (*unit_note, *form.notes, *basis_note)
    as_of = words.as_of.format(date=label_text(series.as_of, words)) if series.as_of else ""
    publishers = tuple(dict.fromkeys(plain_title(source.publisher) for source in series.all_sources))
    title = plain_title(series.title)
    form.draw(canvas, draw_frame(canvas, title, plain_title(second), notes, as_of, publishers))
