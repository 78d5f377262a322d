"""Places figures along a line, where they hide neither the line nor each other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from bot.charts.canvas import Canvas
from bot.charts.look import LEAST, Area

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
