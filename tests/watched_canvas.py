"""A canvas that remembers where each text stands, so that tests can look for what is cut or overlaps."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from bot.charts.canvas import Align, Canvas
from bot.charts.forms import draw_on
from bot.charts.look import HEIGHT, WIDTH
from bot.charts.subject import Subject
from bot.model import Manifest, Name, Series


@dataclass(frozen=True)
class Written:
    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    colour: str

    def is_inside(self) -> bool:
        return self.left >= 0 and self.top >= 0 and self.right <= WIDTH and self.bottom <= HEIGHT

    def hides(self, other: Written) -> bool:
        beside = self.left >= other.right or other.left >= self.right
        return not (beside or self.top >= other.bottom or other.top >= self.bottom)


class WatchedCanvas(Canvas):
    def __init__(self, names: tuple[Name, ...] = ()) -> None:
        super().__init__(names)
        self.written: list[Written] = []
        self.boxes: list[tuple[float, float, str]] = []
        self.lines: list[tuple[tuple[float, float], ...]] = []

    def write(
        self, x: float, y: float, text: str, size: float, colour: str, *, bold: bool = False, align: Align = "left"
    ) -> None:
        super().write(x, y, text, size, colour, bold=bold, align=align)
        width = self.width(text, size, bold)
        left = x - {"left": 0.0, "center": width / 2, "right": width}[align]
        half = size * 0.48
        if text:
            self.written.append(Written(text, left, y - half, left + width, y + half, size, colour))

    def box(self, left: float, top: float, width: float, height: float, colour: str) -> None:
        super().box(left, top, width, height, colour)
        self.boxes.append((width, height, colour))

    def line(self, points: list[tuple[float, float]], colour: str, width: float, *, dashed: bool = False) -> None:
        super().line(points, colour, width, dashed=dashed)
        self.lines.append(tuple(points))

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(written.text for written in self.written)

    def colour_of(self, text: str) -> str:
        return next(written.colour for written in self.written if written.text == text)

    def flaws(self) -> list[str]:
        """Texts that leave the picture, and pairs of which one hides the other."""
        outside = [f"{one.text!r} leaves the picture" for one in self.written if not one.is_inside()]
        hidden = [f"{a.text!r} hides {b.text!r}" for a, b in combinations(self.written, 2) if a.hides(b)]
        return outside + hidden


def drawn(series: Series, manifest: Manifest = Manifest(), names: tuple[Name, ...] = ()) -> WatchedCanvas:  # noqa: B008
    canvas = WatchedCanvas(names)
    draw_on(canvas, series, _subject(manifest, names))
    return canvas


_subject = lru_cache(maxsize=1)(Subject)
"""To look through all names takes as long as to draw."""
