"""Draws a series as a PNG, in the form that suits it: columns, bars, a line or a table."""

from collections.abc import Sequence

from bot.charts.bars import Bars
from bot.charts.canvas import Canvas
from bot.charts.columns import Columns, to_columns
from bot.charts.frame import draw_frame
from bot.charts.line import Line
from bot.charts.look import LABEL, QUIET
from bot.charts.subject import Subject
from bot.charts.table import Cell, Table
from bot.charts.times import to_timeline
from bot.charts.words import is_list, main_figures, notes, plain_title, points_of, unit_of
from bot.knowledge import cell_text, headed, holds_years, is_numeric, label_text, row_text
from bot.model import Manifest, Name, Series, Words

LINE_FROM = 12  # Points from which on a course of time is a line.

Form = Bars | Columns | Line | Table  # Each with `notes`, what the foot must explain, and `draw`.


def to_form(canvas: Canvas, series: Series, subject: Subject) -> Form | None:
    """None where no figure is known yet."""
    points = points_of(series)
    if series.rows and not points:
        return _table(canvas, series, subject)
    if all(point.value is None for point in points):
        return None
    own = subject.owns(point.label for point in points)
    timeline = to_timeline(points)
    if timeline and len(points) < LINE_FROM:
        own_labels = {point.label for point, is_own in zip(points, own, strict=True) if is_own}
        if columns := to_columns(canvas, timeline, unit_of(series), own_labels):
            return columns
    elif timeline and timeline.axis:
        return Line(timeline, unit_of(series), all(own), canvas.words)
    labels = tuple(canvas.readable(label_text(point.label, canvas.words)) or "?" for point in points)
    return Bars(points, labels, unit_of(series), own, notes(points, canvas.words))


def _table(canvas: Canvas, series: Series, subject: Subject) -> Table:
    titles = [headed(column) for column in series.columns]
    years = [holds_years(series, place) for place in range(len(titles))]
    numeric = [is_numeric(series, column.id) for column in series.columns]
    head = tuple(Cell(canvas.readable(title)) for title in titles)
    rows = (
        tuple(
            Cell(canvas.readable(cell_text(cell, canvas.words, is_year)), is_number)
            for cell, is_year, is_number in zip(row, years, numeric, strict=True)
        )
        for row in series.rows
    )
    own_rows = subject.owns(row_text(series, row) for row in series.rows)
    own_columns = [own and number for own, number in zip(subject.owns(titles), numeric, strict=True)]
    # The first row has the titles, the first column the names: neither is compared.
    return Table(
        (head, *rows),
        (False, *_telling(own_rows, len(own_rows))),
        (False, *_telling(own_columns[1:], sum(numeric[1:]))),
    )


def _telling(own: Sequence[bool], compared: int) -> Sequence[bool]:
    """None is coloured where all that are compared would be, which would tell nothing."""
    return own if sum(own) < compared else [False] * len(own)


def draw(
    series: Series, manifest: Manifest | None = None, names: tuple[Name, ...] = (), words: Words | None = None
) -> bytes:
    """Return a PNG of 1200 by 675 pixels; the same series gives the same bytes. Raises ChartError.

    The manifest's name, and the names of a vocabulary, tell what of the figures is the subject's and has its colour.
    `words`: None: English. It may run in any thread.
    """
    canvas = Canvas(names, words)
    draw_on(canvas, series, Subject(manifest or Manifest(), names))
    return canvas.png()


def draw_on(canvas: Canvas, series: Series, subject: Subject) -> None:
    form = to_form(canvas, series, subject)
    unit, words = unit_of(series), canvas.words
    second = series.columns[1].title if is_list(series) else ""
    if isinstance(form, Line):
        known = (moment.point for moment in form.timeline.moments if moment.point)
        figures = main_figures(known, None, series.kind, words)
        second = figures[:1].upper() + figures[1:]
    unit_note = (words.chart_unit.format(unit=unit),) if unit and points_of(series) else ()
    basis_note = (words.chart_basis.format(basis=series.basis),) if series.basis else ()
    explained = (*unit_note, *(form.notes if form else ()), *basis_note)
    as_of = words.as_of.format(date=label_text(series.as_of, words)) if series.as_of else ""
    publishers = tuple(dict.fromkeys(plain_title(source.publisher) for source in series.all_sources))
    title = plain_title(series.title)
    area = draw_frame(canvas, title, plain_title(second), explained, as_of, publishers)
    if form:
        form.draw(canvas, area)
    else:
        canvas.write(area.left, area.top + area.height / 2, words.no_figure_yet, LABEL, QUIET)
