"""Draws categories as horizontal bars."""

from dataclasses import dataclass

from bot.charts.canvas import Canvas
from bot.charts.look import ACCENT, INK, LABEL, LEAST, QUIET, REST, Area
from bot.charts.scale import Scale
from bot.charts.words import figure
from bot.model import Point

_WIDEST_LABEL = 0.42  # Share of the width that the labels take, at most.
_LEAST_PITCH, _MOST_PITCH = LEAST * 1.7, 124  # From one bar to the next.
_THICKNESS, _THICKEST = 0.66, 72  # Of a bar, in pitches and in pixels.
_ROOMY = 1.5  # Pitch, in sizes, at which a text is larger than the least.
_LARGEST = LABEL + 4
_LEADING = 1.15  # From one line of a label to the next, in sizes.
_GAP = 14
_OPEN = 22  # How far the open end of a minimum stands out.


@dataclass(frozen=True, slots=True)
class Bars:
    points: tuple[Point, ...]
    labels: tuple[str, ...]
    unit: str | None
    own: tuple[bool, ...]
    notes: tuple[str, ...]

    def draw(self, canvas: Canvas, area: Area) -> None:
        rows = min(len(self.points), max(1, int(area.height // _LEAST_PITCH)))
        shown = rows if rows == len(self.points) else rows - 1  # The last row tells how many are left out.
        pitch = min(area.height / rows, _MOST_PITCH)
        size = max(LEAST, min(_LARGEST, int(pitch / _ROOMY)))
        room, most = area.width * _WIDEST_LABEL, max(int(pitch // (size * _LEADING)), 1)
        labels = [canvas.wrapped(label, room, size, most) for label in self.labels]
        beside = max(canvas.width(line, size) for lines in labels[:shown] for line in lines) + _GAP
        figures = Area(area.left + beside, area.top, area.width - beside, pitch * shown)
        self._draw_rows(canvas, figures, pitch, size, labels[:shown])
        if shown < rows:
            more = canvas.words.more_in_all.format(count=len(self.points) - shown)
            y = area.top + pitch * (shown + 0.5)
            canvas.write(area.left, y, canvas.words.and_what.format(what=more), size, QUIET)

    def _draw_rows(self, canvas: Canvas, area: Area, pitch: float, size: float, labels: list[tuple[str, ...]]) -> None:
        """`area` is right of the labels."""
        points = self.points[: len(labels)]
        figures = [figure(point, self.unit, canvas.words) for point in points]
        values = [point.value for point in points if point.value is not None]
        room = max(canvas.width(text, size, bold=True) for text in figures) + 2 * _GAP
        room += _OPEN if any(point.minimum for point in points) else 0
        before = room if min(values, default=0) < 0 else 0
        after = room if len(values) < len(points) or max(values, default=0) >= 0 else 0
        scale = Scale(values, area.left + before, area.right - after)
        for number, (point, lines) in enumerate(zip(points, labels, strict=True)):
            y = area.top + pitch * (number + 0.5)
            for row, line in enumerate(lines):
                offset = (row - (len(lines) - 1) / 2) * size * _LEADING
                canvas.write(area.left - _GAP, y + offset, line, size, INK, bold=False, align="right")
            bar = _Bar(
                y, min(pitch * _THICKNESS, _THICKEST), figures[number], size, ACCENT if self.own[number] else REST
            )
            _draw_bar(canvas, point, bar, scale)
        canvas.line([(scale.zero, area.top), (scale.zero, area.bottom)], QUIET, 2)


@dataclass(frozen=True, slots=True)
class _Bar:
    """How the bar of a point is drawn."""

    y: float  # Its middle.
    thickness: float
    figure: str
    size: float  # Of the figure.
    colour: str


def _draw_bar(canvas: Canvas, point: Point, bar: _Bar, scale: Scale) -> None:
    if point.value is None:
        canvas.write(scale.zero + _GAP, bar.y, bar.figure, bar.size, QUIET)
        return
    half, end = bar.thickness / 2, scale.to_pixel(point.value)
    canvas.box(min(end, scale.zero), bar.y - half, abs(end - scale.zero), bar.thickness, bar.colour)
    if point.minimum and point.value >= 0:
        for side in (bar.y - half + 1.5, bar.y + half - 1.5):
            canvas.line([(end, side), (end + _OPEN, side)], bar.colour, 3, dashed=True)
        end += _OPEN
    if point.value >= 0:
        canvas.write(end + _GAP, bar.y, bar.figure, bar.size, INK, bold=True)
    else:
        canvas.write(end - _GAP, bar.y, bar.figure, bar.size, INK, bold=True, align="right")
