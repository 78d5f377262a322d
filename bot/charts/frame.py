"""Draws the common frame of all pictures: title, second line and foot."""

from collections.abc import Sequence
from functools import partial

from bot.charts.canvas import Canvas, cut
from bot.charts.look import FOOT, HEIGHT, INK, INNER, LABEL, LINE, MARGIN, QUIET, TITLE, Area

_TITLE_HEIGHT = 112
_MOST_TITLE_LINES = 6
_MOST_SECOND_LINES = 2
_MOST_NOTE_LINES = 2
_ABOVE, _BELOW = 30.0, 24  # From the edges of the picture to the texts.
_AFTER_TITLE, _AFTER_SECOND, _BEFORE_FOOT = 10, 10, 14
_DOT = " · "


def draw_frame(
    canvas: Canvas, title: str, second: str, notes: Sequence[str], as_of: str, publishers: Sequence[str]
) -> Area:
    """Return what is left for the figures. `second` stands below the title: what a picture shows at a glance. `notes`:
    the unit, and what the marks mean."""
    top = _draw_second(canvas, second, _draw_title(canvas, title))
    bottom = _draw_foot(canvas, _DOT.join(notes), _origin(canvas, canvas.readable(as_of), publishers))
    return Area(MARGIN, top, INNER, bottom - top)


def _draw_title(canvas: Canvas, title: str) -> float:
    """Wrapped and smaller where it is long; only a title of many hundred characters is cut."""
    text = canvas.readable(title)
    for size in TITLE:
        lines = canvas.wrapped(text, INNER, size, _MOST_TITLE_LINES, bold=True)
        if len(lines) * size * LINE <= _TITLE_HEIGHT:
            break
    y = _ABOVE
    for line in lines:
        canvas.write(MARGIN, y + size * LINE / 2, line, size, INK, bold=True)
        y += size * LINE
    return y + _AFTER_TITLE


def _draw_second(canvas: Canvas, second: str, y: float) -> float:
    text = canvas.readable(second)
    for line in canvas.wrapped(text, INNER, LABEL, _MOST_SECOND_LINES) if text else ():
        canvas.write(MARGIN, y + LABEL * LINE / 2, line, LABEL, QUIET)
        y += LABEL * LINE
    return y + _AFTER_SECOND


def _draw_foot(canvas: Canvas, notes: str, origin: str) -> float:
    marks = canvas.wrapped(canvas.readable(notes), INNER, FOOT, _MOST_NOTE_LINES) if notes else ()
    lines = (*marks, *((origin,) if origin else ()))
    top = HEIGHT - _BELOW - len(lines) * FOOT * LINE
    for number, line in enumerate(lines):
        canvas.write(MARGIN, top + (number + 0.5) * FOOT * LINE, line, FOOT, QUIET)
    return top - _BEFORE_FOOT


def _origin(canvas: Canvas, head: str, publishers: Sequence[str]) -> str:
    """The head, then as many publishers as fit into the line, at least the first, and how many more there are."""
    measure = partial(canvas.width, size=FOOT)
    names = tuple(name for publisher in publishers if (name := canvas.readable(publisher)))
    words = canvas.words
    pattern = words.chart_source if len(names) == 1 else words.chart_sources
    for count in range(len(names), 0, -1):
        first, more = ", ".join(names[:count]), len(names) - count
        shown = words.more_of.format(items=first, count=more) if more else first
        line = _DOT.join(part for part in (head, canvas.readable(pattern.format(sources=shown))) if part)
        if measure(line) <= INNER:
            return line
    # A second line, so that the first ends with an ellipsis.
    return cut((line, ""), 1, INNER, measure)[0] if names else head
