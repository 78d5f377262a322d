"""Upright bars for a few dates."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.charts.canvas import Canvas
from bot.charts.frame import Scale
from bot.charts.look import ACCENT, INK, LABEL, LEAST, LINE, MARGIN, QUIET, REST, WIDTH, Area
from bot.charts.times import Moment, Timeline, with_missing
from bot.charts.words import figure, notes, short_date
from bot.model import Point, Words

_INNER = WIDTH - 2 * MARGIN
_MOST = 14
_WIDEST = 110
_SIZES = (LABEL, 22, LEAST)
_AIR = 8
_OPEN = 18  # How far the open end of a minimum stands out.


@dataclass(frozen=True, slots=True)
class Columns:
    moments: tuple[Moment, ...]
    figures: tuple[str, ...]
    labels: tuple[tuple[str, str], ...]
    centres: tuple[float, ...]
    """From the left of the area, in pixels."""
    slot: float
    """The width that each has for itself, in pixels."""
    size: int
    own: tuple[bool, ...]
    notes: tuple[str, ...]

    def draw(self, canvas: Canvas, area: Area) -> None:
        ends = self.size * LINE
        foot = ends * (2 if any(year for _, year in self.labels) else 1)
        points = [moment.point for moment in self.moments]
        values = [point.value for point in points if point is not None and point.value is not None]
        above = ends + (_OPEN if any(point and point.minimum for point in points) else 0)
        below = ends if min(values, default=0) < 0 else 0
        scale = Scale(values, area.bottom - foot - 8 - below, area.top + above)
        thick = min(self.slot * 0.64, _WIDEST)
        for number, point in enumerate(points):
            x = area.left + self.centres[number]
            _draw_bar(canvas, x, thick, scale, point, self.figures[number], self.size, own=self.own[number])
            for row, text in enumerate(self.labels[number]):
                y = area.bottom - foot + ends * (row + 0.5)
                canvas.write(x, y, text, self.size, QUIET if row else INK, align="center")
        canvas.line([(area.left, scale.zero), (area.right, scale.zero)], QUIET, 2)


def to_columns(canvas: Canvas, timeline: Timeline, unit: str | None, own: Sequence[bool]) -> Columns | None:
    """Return None where labels or figures do not fit beside each other."""
    marked = {moment.point: mine for moment, mine in zip(timeline.moments, own, strict=True)}
    whole, words = with_missing(timeline, _MOST), canvas.words
    moments = whole.moments
    points = [moment.point for moment in moments]
    figures = tuple(figure(point, unit, words) if point else words.no_figure for point in points)
    labels = _labels(whole, words)
    for size in _SIZES:
        widest = _widest(canvas, figures, labels, size)
        centres, slot = _centres(whole, widest)
        if slot >= widest:
            break
    else:
        return None
    is_uneven = timeline.comparable and not whole.is_even and centres == _even(len(moments))
    keys = notes((point for point in points if point), words)
    return Columns(
        moments,
        figures,
        labels,
        centres,
        slot,
        size,
        tuple(marked.get(moment.point, False) for moment in moments),
        (*keys, words.uneven) if is_uneven else keys,
    )


def _widest(canvas: Canvas, figures: tuple[str, ...], labels: tuple[tuple[str, str], ...], size: int) -> float:
    """The width of the widest text that stands in a slot; "no figure" takes two lines."""
    widths = [canvas.width(text, size) for label in labels for text in label]
    widths += [canvas.width(text, size, bold=True) for text in figures if text != canvas.words.no_figure]
    widths += [
        canvas.width(word, LEAST) for word in canvas.words.no_figure.split() if canvas.words.no_figure in figures
    ]
    return max(widths) + _AIR


def _labels(timeline: Timeline, words: Words) -> tuple[tuple[str, str], ...]:
    """The year stands once, below its first date; wherever kinds are mixed it stands below each."""
    labels: list[tuple[str, str]] = []
    last = ""
    for moment in timeline.moments:
        first, year = short_date(moment.period, words, among_years=timeline.kind == "year")
        labels.append((first, "" if timeline.kind and year == last else year))
        last = year
    return tuple(labels)


def _centres(timeline: Timeline, widest: float) -> tuple[tuple[float, ...], float]:
    """Bars of days stand where their day is, if there is room for it; else all are evenly spaced."""
    count = len(timeline.moments)
    even = _even(count)
    if not timeline.comparable or timeline.kind not in ("day", None) or count < 3 or timeline.is_even:
        return even, _INNER / count
    places = [moment.place for moment in timeline.moments]
    span = places[-1] - places[0]
    free = _INNER - widest
    centres = tuple(widest / 2 + (place - places[0]) / span * free for place in places)
    slot = min(after - before for before, after in pairwise(centres))
    return (centres, slot) if slot >= widest else (even, _INNER / count)


def _even(count: int) -> tuple[float, ...]:
    return tuple((number + 0.5) * _INNER / count for number in range(count))


def _draw_bar(
    canvas: Canvas, x: float, thick: float, scale: Scale, point: Point | None, text: str, size: float, *, own: bool
) -> None:
    if point is None or point.value is None:
        for row, word in enumerate(canvas.words.no_figure.split()):
            y = scale.zero - LEAST * LINE * (1.5 - row) - 4
            canvas.write(x, y, word, LEAST, QUIET, align="center")
        return
    colour = ACCENT if own else REST
    end = scale.to_pixel(point.value)
    canvas.box(x - thick / 2, min(end, scale.zero), thick, abs(end - scale.zero), colour)
    sign = -1 if point.value >= 0 else 1
    if point.minimum and point.value >= 0:
        for side in (x - thick / 2 + 1.5, x + thick / 2 - 1.5):
            canvas.line([(side, end), (side, end - _OPEN)], colour, 3, dashed=True)
        end -= _OPEN
    canvas.write(x, end + sign * size * 0.68, text, size, INK, bold=True, align="center")
