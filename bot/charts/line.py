"""A line for a long time series, with gaps, marks, a calendar and round values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.charts.canvas import Canvas
from bot.charts.frame import Scale
from bot.charts.look import ACCENT, INK, LABEL, LEAST, LINE, QUIET, REST, RULE, Area
from bot.charts.times import Moment, Timeline, ticks
from bot.charts.words import figure, marked, notes
from bot.knowledge import Period
from bot.model import Point, Words

_DOT, _TRIANGLE = 11, 15
_MOST_DOTS = 60
_STEPS = 6
_FULL_PITCH = 74.0  # From one date below the axis to the next.


@dataclass(frozen=True, slots=True)
class Line:
    timeline: Timeline
    unit: str | None
    own: bool
    words: Words

    @property
    def notes(self) -> tuple[str, ...]:
        keys = notes((point for _, point in self._known()), self.words, hollow=True)
        return keys if self._scale(0, 1).has_zero else (*keys, self.words.not_from_zero)

    def draw(self, canvas: Canvas, area: Area) -> None:
        floor = area.bottom - 2 * LABEL * LINE - 12
        known = self._known()
        scale = self._scale(floor, area.top + 2 * LABEL)
        left = area.left + self._draw_values(canvas, area, scale)
        plot = Area(left + 44, area.top, area.right - left - 80, area.height)
        self._draw_dates(canvas, plot, area.bottom)
        places = {moment.period: self._x(moment, plot) for moment in self.timeline.moments}
        runs = [
            [(places[moment.period], scale.to_pixel(value)) for moment, value in run] for run in _runs(self.timeline)
        ]
        colour = ACCENT if self.own else REST
        for run in runs:
            if len(run) > 1:
                canvas.line(run, colour, 4)
        labels = Labels(canvas, runs, Area(left + 18, area.top, area.right - left - 18, floor - area.top))
        self._draw_points(canvas, known, places, scale, colour)
        self._draw_gaps(canvas, places, labels, floor)
        for moment, point in _by_importance(known):
            labels.place(
                places[moment.period], scale.to_pixel(point.value or 0.0), figure(point, self.unit, self.words), INK
            )

    def _known(self) -> list[tuple[Moment, Point]]:
        moments = self.timeline.moments
        return [(m, m.point) for m in moments if m.point is not None and m.point.value is not None]

    def _scale(self, at_low: float, at_high: float) -> Scale:
        values = [point.value for _, point in self._known() if point.value is not None]
        return Scale(values, at_low, at_high, from_zero=False)

    def _x(self, moment: Moment, plot: Area) -> float:
        first, last = self.timeline.moments[0].place, self.timeline.moments[-1].place
        return plot.left + plot.width * (moment.place - first) / max(last - first, 1)

    def _draw_values(self, canvas: Canvas, area: Area, scale: Scale) -> float:
        """Draw round values with a fine line each; return the width that their texts take."""
        values = scale.round_values(_STEPS)
        texts = [marked(value, self.unit, self.words) for value in values]
        width = max((canvas.width(text, LEAST) for text in texts), default=0.0)
        for value, text in zip(values, texts, strict=True):
            y = scale.to_pixel(value)
            canvas.write(area.left + width, y, text, LEAST, QUIET, align="right")
            canvas.line([(area.left + width + 12, y), (area.right, y)], QUIET if value == 0 else RULE, 2)
        return width

    def _draw_dates(self, canvas: Canvas, plot: Area, bottom: float) -> None:
        for share, *lines in ticks(self.timeline, int(plot.width // _FULL_PITCH), self.words):
            x = plot.left + plot.width * share
            for row, text in enumerate(lines):
                y = bottom - LABEL * LINE * (1.5 - row)
                canvas.write(x, y, text, LABEL, QUIET if row else INK, align="center")

    def _draw_points(
        self,
        canvas: Canvas,
        known: list[tuple[Moment, Point]],
        places: dict[Period, float],
        scale: Scale,
        colour: str,
    ) -> None:
        for moment, point in known:
            x, y = places[moment.period], scale.to_pixel(point.value or 0.0)
            if point.minimum:
                canvas.dot(x, y, _TRIANGLE, colour, shape="^", hollow=True)
            elif point.approximate or len(known) <= _MOST_DOTS:
                canvas.dot(x, y, _DOT, colour, hollow=point.approximate)

    def _draw_gaps(self, canvas: Canvas, places: dict[Period, float], labels: Labels, floor: float) -> None:
        for moment in self.timeline.moments:
            if moment.point is not None and moment.point.value is None:
                labels.place(places[moment.period], floor, self.words.no_figure, QUIET, only_above=True)


def _runs(timeline: Timeline) -> list[list[tuple[Moment, float]]]:
    """Split the course where a figure is missing: at a gap, and where whole periods are left out."""
    runs: list[list[tuple[Moment, float]]] = [[]]
    steps = [0, *(after.place - before.place for before, after in pairwise(timeline.moments))]
    for moment, step in zip(timeline.moments, steps, strict=True):
        value = moment.point.value if moment.point else None
        if value is None or (timeline.kind not in (None, "day") and step > 1):
            runs.append([])
        if value is not None:
            runs[-1].append((moment, value))
    return [run for run in runs if run]


def _by_importance(known: list[tuple[Moment, Point]]) -> list[tuple[Moment, Point]]:
    """The newest, the highest, the lowest and the first figure, then the others from the newest back."""
    by_value = sorted(known, key=lambda one: one[1].value or 0.0)
    first = [known[-1], by_value[-1], by_value[0], known[0]]
    return list(dict.fromkeys([*first, *reversed(known)]))


_SIZE = LEAST + 2
_HALF = _SIZE * 0.6
_AWAY = 28.0  # From a point to the middle of its figure.
_AIR = 5.0
_STEP = 6.0  # A line is looked at every so many pixels.

XY = tuple[float, float]


class Labels:
    def __init__(self, canvas: Canvas, runs: Sequence[Sequence[XY]], area: Area) -> None:
        self._canvas = canvas
        self._area = area
        self._taken: list[XY] = [point for run in runs for point in _along(run)]
        self._boxes: list[Area] = []

    def place(self, x: float, y: float, text: str, colour: str, *, only_above: bool = False) -> None:
        """Write the text above the point, or below it, where it hides nothing; else leave it out."""
        width = self._canvas.width(text, _SIZE, bold=True)
        middle = min(max(x, self._area.left + width / 2), self._area.right - width / 2)
        for centre in (y - _AWAY,) if only_above else (y - _AWAY, y + _AWAY):
            box = Area(middle - width / 2 - _AIR, centre - _HALF, width + 2 * _AIR, 2 * _HALF)
            if self._is_free(box):
                self._boxes.append(box)
                self._canvas.write(middle, centre, text, _SIZE, colour, bold=not only_above, align="center")
                return

    def _is_free(self, box: Area) -> bool:
        if box.top < self._area.top or box.bottom > self._area.bottom:
            return False
        return not any(_overlap(box, other) for other in self._boxes) and not any(
            box.left < x < box.right and box.top < y < box.bottom for x, y in self._taken
        )


def _along(run: Sequence[XY]) -> list[XY]:
    """Points on and, for the dots at its corners, a little around a line."""
    around = [(x + side, y + up) for x, y in run for side in (-8.0, 0.0, 8.0) for up in (-8.0, 0.0, 8.0)]
    for (x, y), (to_x, to_y) in pairwise(run):
        count = int(max(abs(to_x - x), abs(to_y - y)) / _STEP) + 1
        around += [(x + (to_x - x) * i / count, y + (to_y - y) * i / count) for i in range(1, count)]
    return around


def _overlap(one: Area, other: Area) -> bool:
    return one.left < other.right and other.left < one.right and one.top < other.bottom and other.top < one.bottom
