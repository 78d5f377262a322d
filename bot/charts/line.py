"""Draws a long time series as a line, with gaps, marks, a calendar, round values, and figures if these hide nothing."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from bot.charts.canvas import Canvas
from bot.charts.labels import Labels
from bot.charts.look import ACCENT, INK, LABEL, LEAST, LINE, QUIET, REST, RULE, Area
from bot.charts.scale import Scale
from bot.charts.ticks import ticks
from bot.charts.times import Moment, Timeline
from bot.charts.words import figure, marked, notes
from bot.model import Point, Words

_DOT_SIZE, _TRIANGLE_SIZE = 11, 15
_MOST_DOTS = 60
_MOST_VALUES = 6  # Round values beside the axis.
_DATE_ROOM = 74.0  # From the middle of a date below the axis to that of the next, at least.
_DATES_HEIGHT = 2 * LABEL * LINE
# From the end of the round values to their fine lines, to the figures and to the points.
_TO_RULES, _TO_FIGURES, _TO_POINTS = 12, 18, 44
_AFTER_POINTS = 36
_ABOVE_DATES = 12


@dataclass(frozen=True, slots=True)
class _Dot:
    """A figure that is known, at its place in the picture."""

    x: float
    y: float
    point: Point


@dataclass(frozen=True, slots=True)
class Line:
    timeline: Timeline
    unit: str | None
    is_own: bool  # It has the colour of the bot's subject.
    words: Words

    @property
    def notes(self) -> tuple[str, ...]:
        keys = notes((moment.point for moment in self.timeline.moments if moment.point), self.words, hollow=True)
        # Whether it holds zero does not depend on the pixels.
        return keys if self._scale(0, 1).has_zero else (*keys, self.words.not_from_zero)

    def draw(self, canvas: Canvas, area: Area) -> None:
        floor = area.bottom - _DATES_HEIGHT - _ABOVE_DATES
        scale = self._scale(floor, area.top + 2 * LABEL)
        left = area.left + self._draw_values(canvas, area, scale)
        plot = Area(left + _TO_POINTS, area.top, area.right - left - (_TO_POINTS + _AFTER_POINTS), area.height)
        self._draw_dates(canvas, plot)
        dots = {
            moment.period: _Dot(self._x(moment, plot), scale.to_pixel(moment.point.value), moment.point)
            for moment in self.timeline.moments
            if moment.point and moment.point.value is not None
        }
        runs = [[(dots[moment.period].x, dots[moment.period].y) for moment in run] for run in _runs(self.timeline)]
        colour = ACCENT if self.is_own else REST
        for run in runs:
            if len(run) > 1:
                canvas.line(run, colour, 4)
        known = list(dots.values())
        _draw_dots(canvas, known, colour)
        free = Area(left + _TO_FIGURES, area.top, area.right - left - _TO_FIGURES, floor - area.top)
        labels = Labels(canvas, runs, free)
        for moment in self.timeline.moments:
            if moment.value is None:
                labels.place(self._x(moment, plot), floor, self.words.no_figure, is_missing=True)
        for dot in _by_importance(known):
            labels.place(dot.x, dot.y, figure(dot.point, self.unit, self.words))

    def _scale(self, at_low: float, at_high: float) -> Scale:
        values = [moment.value for moment in self.timeline.moments if moment.value is not None]
        return Scale(values, at_low, at_high, from_zero=False)

    def _x(self, moment: Moment, plot: Area) -> float:
        return plot.left + plot.width * self.timeline.share(moment.place)

    def _draw_values(self, canvas: Canvas, area: Area, scale: Scale) -> float:
        """Draw round values with a fine line each; return the width that their texts take."""
        values = scale.round_values(_MOST_VALUES)
        texts = [marked(value, self.unit, self.words) for value in values]
        width = max((canvas.width(text, LEAST) for text in texts), default=0.0)
        for value, text in zip(values, texts, strict=True):
            y = scale.to_pixel(value)
            canvas.write(area.left + width, y, text, LEAST, QUIET, align="right")
            canvas.line([(area.left + width + _TO_RULES, y), (area.right, y)], QUIET if value == 0 else RULE, 2)
        return width

    def _draw_dates(self, canvas: Canvas, plot: Area) -> None:
        for share, lines in ticks(self.timeline, int(plot.width // _DATE_ROOM), self.words):
            x = plot.left + plot.width * share
            for row, text in enumerate(lines):
                y = plot.bottom - LABEL * LINE * (1.5 - row)
                canvas.write(x, y, text, LABEL, QUIET if row else INK, align="center")


def _runs(timeline: Timeline) -> list[list[Moment]]:
    """Those with a figure, split where one is missing: at a gap, and where whole periods are left out."""
    runs: list[list[Moment]] = [[]]
    steps = [0, *(after.place - before.place for before, after in pairwise(timeline.moments))]
    for moment, step in zip(timeline.moments, steps, strict=True):
        if moment.value is None or (step > 1 and not timeline.is_in_days):
            runs.append([])
        if moment.value is not None:
            runs[-1].append(moment)
    return [run for run in runs if run]


def _draw_dots(canvas: Canvas, dots: list[_Dot], colour: str) -> None:
    for dot in dots:
        if dot.point.minimum:
            canvas.dot(dot.x, dot.y, _TRIANGLE_SIZE, colour, shape="^", hollow=True)
        elif dot.point.approximate or len(dots) <= _MOST_DOTS:
            canvas.dot(dot.x, dot.y, _DOT_SIZE, colour, hollow=dot.point.approximate)


def _by_importance(dots: list[_Dot]) -> list[_Dot]:
    """The newest, the highest, the lowest and the first figure, then the others from the newest back."""
    by_value = sorted(dots, key=lambda dot: dot.point.value or 0.0)
    return list(dict.fromkeys([dots[-1], by_value[-1], by_value[0], dots[0], *reversed(dots)]))
