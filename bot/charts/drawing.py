"""Draws a series as a PNG."""

from __future__ import annotations

from bot.charts.canvas import Canvas
from bot.charts.forms import is_list, points_of, to_form, unit_of
from bot.charts.frame import Frame, draw_frame
from bot.charts.line import Line
from bot.charts.subject import Subject
from bot.charts.words import as_of, main_figures, plain_title, publishers
from bot.model import Manifest, Name, Series, Words


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
    frame = Frame(
        plain_title(series.title),
        plain_title(second),
        ((words.chart_unit.format(unit=unit),) if unit and points_of(series) else ())
        + form.notes
        + ((words.chart_basis.format(basis=series.basis),) if series.basis else ()),
        as_of(series, words),
        publishers(series.all_sources),
    )
    form.draw(canvas, draw_frame(canvas, frame))
