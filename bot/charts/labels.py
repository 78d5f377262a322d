"""Writes figures at the points of lines, where they hide neither these nor each other."""

from collections.abc import Sequence
from itertools import pairwise

from bot.charts.canvas import Canvas
from bot.charts.look import INK, LEAST, QUIET, Area

_FIGURE_SIZE = LEAST + 2
_HALF_HEIGHT = _FIGURE_SIZE * 0.6  # From the middle of a figure to what may stand above or below it.
_AWAY = 28.0  # From a point to the middle of its figure.
_AIR = 5.0  # Left and right of a figure.
_DOT_REACH = 8.0  # How far the dot at a point reaches.
_STEP = 6.0  # A line is looked at every so many pixels.

XY = tuple[float, float]


class Labels:
    def __init__(self, canvas: Canvas, lines: Sequence[Sequence[XY]], area: Area) -> None:
        self._canvas = canvas
        self._area = area
        self._drawn: list[XY] = [spot for line in lines for spot in _along(line)]
        self._boxes: list[Area] = []

    def place(self, x: float, y: float, text: str, *, is_missing: bool = False) -> None:
        """Write the text above the point, or below it, where it hides nothing; else leave it out. `is_missing`: it
        tells, quietly and above only, that there is no figure."""
        width = self._canvas.width(text, _FIGURE_SIZE, bold=True)
        middle = min(max(x, self._area.left + width / 2), self._area.right - width / 2)
        for centre in (y - _AWAY,) if is_missing else (y - _AWAY, y + _AWAY):
            box = Area(middle - width / 2 - _AIR, centre - _HALF_HEIGHT, width + 2 * _AIR, 2 * _HALF_HEIGHT)
            if self._is_free(box):
                self._boxes.append(box)
                colour, is_bold = (QUIET, False) if is_missing else (INK, True)
                self._canvas.write(middle, centre, text, _FIGURE_SIZE, colour, bold=is_bold, align="center")
                return

    def _is_free(self, box: Area) -> bool:
        return (
            self._area.top <= box.top
            and box.bottom <= self._area.bottom
            and not any(_overlap(box, other) for other in self._boxes)
            and not any(box.left < x < box.right and box.top < y < box.bottom for x, y in self._drawn)
        )


def _along(line: Sequence[XY]) -> list[XY]:
    """Spots on a line, and around its corners, where the dots are."""
    reach = (-_DOT_REACH, 0.0, _DOT_REACH)
    spots = [(x + side, y + up) for x, y in line for side in reach for up in reach]
    for (x, y), (to_x, to_y) in pairwise(line):
        count = int(max(abs(to_x - x), abs(to_y - y)) / _STEP) + 1
        spots += [(x + (to_x - x) * i / count, y + (to_y - y) * i / count) for i in range(1, count)]
    return spots


def _overlap(one: Area, other: Area) -> bool:
    return one.left < other.right and other.left < one.right and one.top < other.bottom and other.top < one.bottom
