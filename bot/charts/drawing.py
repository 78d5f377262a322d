"""Draws a series as a PNG."""

from bot.charts.canvas import Canvas
from bot.charts.forms import is_list, points_of, to_form, unit_of
from bot.charts.frame import draw_frame
from bot.charts.line import Line
from bot.charts.subject import Subject
from bot.charts.words import main_figures, plain_title
from bot.knowledge import label_text
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
    unit_note = (words.chart_unit.format(unit=unit),) if unit and points_of(series) else ()
    basis_note = (words.chart_basis.format(basis=series.basis),) if series.basis else ()
    notes = (*unit_note, *form.notes, *basis_note)
    as_of = words.as_of.format(date=label_text(series.as_of, words)) if series.as_of else ""
    publishers = tuple(dict.fromkeys(plain_title(source.publisher) for source in series.all_sources))
    title = plain_title(series.title)
    form.draw(canvas, draw_frame(canvas, title, plain_title(second), notes, as_of, publishers))
