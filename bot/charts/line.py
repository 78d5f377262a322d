"""A line for a long time series, with gaps, marks, a calendar and round values."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from bot.charts.calendar_ticks import Tick, ticks
from bot.charts.canvas import Canvas
from bot.charts.line_labels import Labels
from bot.charts.look import ACCENT, INK, LABEL, LEAST, LINE, QUIET, REST, RULE, Area
from bot.charts.scale import Scale
from bot.charts.times import Moment, Timeline
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
        for tick in ticks(self.timeline, int(plot.width // _FULL_PITCH), self.words):
            x = plot.left + plot.width * tick.share
            self._draw_date(canvas, x, bottom, tick)

    def _draw_date(self, canvas: Canvas, x: float, bottom: float, tick: Tick) -> None:
        for row, text in enumerate(tick.lines):
            canvas.write(x, bottom - LABEL * LINE * (1.5 - row), text, LABEL, QUIET if row else INK, align="center")

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
