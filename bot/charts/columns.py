"""Draws a few dates as upright bars."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.charts.canvas import Canvas
from bot.charts.look import ACCENT, INK, INNER, LABEL, LEAST, LINE, QUIET, REST, Area
from bot.charts.scale import Scale
from bot.charts.times import Moment, Timeline, with_missing
from bot.charts.words import figure, notes

_MOST = 14
_SIZES = (LABEL, 22, LEAST)  # Of the text, the first at which all fits.
_AIR = 8
_ABOVE_DATES = 8
_ABOVE_ZERO = 4  # From a missing figure to the line.
_THICKNESS, _THICKEST = 0.64, 110  # Of a bar, in slots and in pixels.
_OPEN = 18  # How far the open end of a minimum stands out.
_FIGURE_AWAY = 0.68  # From the end of a bar to the middle of its figure, in sizes.


@dataclass(frozen=True, slots=True)
class _Column:
    moment: Moment
    figure: str
    date: tuple[str, str]  # What stands below it, in two lines.
    is_own: bool  # It has the colour of the bot's subject.


@dataclass(frozen=True, slots=True)
class _Spacing:
    centres: tuple[float, ...]  # From the left of the area, in pixels.
    slot: float  # The width that each column has for itself, in pixels.
    is_even: bool = True


@dataclass(frozen=True, slots=True)
class Columns:
    columns: tuple[_Column, ...]
    spacing: _Spacing
    size: int
    notes: tuple[str, ...]

    def draw(self, canvas: Canvas, area: Area) -> None:
        line = self.size * LINE
        foot = area.bottom - line * (2 if any(column.date[1] for column in self.columns) else 1)
        moments = [column.moment for column in self.columns]
        values = [moment.value for moment in moments if moment.value is not None]
        above = line + (_OPEN if any(moment.point and moment.point.minimum for moment in moments) else 0)
        below = line if min(values, default=0) < 0 else 0
        scale = Scale(values, foot - _ABOVE_DATES - below, area.top + above)
        thickness = min(self.spacing.slot * _THICKNESS, _THICKEST)
        for column, centre in zip(self.columns, self.spacing.centres, strict=True):
            x = area.left + centre
            _draw_bar(canvas, column, x, thickness, scale, self.size)
            for row, text in enumerate(column.date):
                canvas.write(x, foot + line * (row + 0.5), text, self.size, QUIET if row else INK, align="center")
        canvas.line([(area.left, scale.zero), (area.right, scale.zero)], QUIET, 2)


def to_columns(canvas: Canvas, timeline: Timeline, unit: str | None, own: Collection[str]) -> Columns | None:
    """`own`: the labels of the bot's subject. Return None where texts do not fit beside each other."""
    words = canvas.words
    whole = with_missing(timeline, _MOST)
    dates = whole.date_lines((moment.period for moment in whole.moments), words, each_year=whole.is_mixed)
    columns = []
    for moment, date in zip(whole.moments, dates, strict=True):
        told = figure(moment.point, unit, words) if moment.point else words.no_figure
        columns.append(_Column(moment, told, date, is_own=moment.point is not None and moment.point.label in own))
    for size in _SIZES:
        widest = _widest(canvas, columns, size)
        spacing = _spacing(whole, widest)
        if spacing.slot >= widest:
            keys = notes((moment.point for moment in whole.moments if moment.point), words)
            is_told = not whole.is_even and spacing.is_even
            return Columns(tuple(columns), spacing, size, (*keys, words.uneven) if is_told else keys)
    return None


def _widest(canvas: Canvas, columns: Sequence[_Column], size: int) -> float:
    """The width of the widest text that stands in a slot; of "no figure" each word has a line."""
    missing = canvas.words.no_figure
    figures = {column.figure for column in columns}
    widths = [canvas.width(text, size) for column in columns for text in column.date]
    widths += [canvas.width(text, size, bold=True) for text in figures - {missing}]
    widths += [canvas.width(word, LEAST) for word in missing.split() if missing in figures]
    return max(widths) + _AIR


def _spacing(timeline: Timeline, widest: float) -> _Spacing:
    """Bars of days stand where their day is, if there is room for it; else all are evenly spaced."""
    count = len(timeline.moments)
    even = _Spacing(tuple((number + 0.5) * INNER / count for number in range(count)), INNER / count)
    if not timeline.is_in_days or count < 3 or timeline.is_even:
        return even
    free = INNER - widest
    centres = tuple(widest / 2 + timeline.share(moment.place) * free for moment in timeline.moments)
    slot = min(after - before for before, after in pairwise(centres))
    return _Spacing(centres, slot, is_even=False) if slot >= widest else even


def _draw_bar(canvas: Canvas, column: _Column, x: float, thickness: float, scale: Scale, size: float) -> None:
    point = column.moment.point
    if point is None or point.value is None:
        words = canvas.words.no_figure.split()
        for row, word in enumerate(words):
            y = scale.zero - LEAST * LINE * (len(words) - row - 0.5) - _ABOVE_ZERO
            canvas.write(x, y, word, LEAST, QUIET, align="center")
        return
    colour = ACCENT if column.is_own else REST
    end = scale.to_pixel(point.value)
    left, right = x - thickness / 2, x + thickness / 2
    canvas.box(left, min(end, scale.zero), thickness, abs(end - scale.zero), colour)
    if point.minimum and point.value >= 0:
        for side in (left + 1.5, right - 1.5):
            canvas.line([(side, end), (side, end - _OPEN)], colour, 3, dashed=True)
        end -= _OPEN
    away = size * _FIGURE_AWAY
    canvas.write(x, end - away if point.value >= 0 else end + away, column.figure, size, INK, bold=True, align="center")
