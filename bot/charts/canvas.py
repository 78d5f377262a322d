"""Measures and breaks texts, and draws in pixels with matplotlib, as a PNG."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Literal

from bot.charts.fonts import Fonts
from bot.charts.look import GROUND, HEIGHT, WIDTH
from bot.knowledge import words_in
from bot.model import BotError, Name, Words

if TYPE_CHECKING:
    from matplotlib.artist import Artist

_DPI = 100
_POINTS = 72 / _DPI  # A pixel in points, in which matplotlib measures texts and lines.
_CAP = 0.36  # From the middle of a line of text to its baseline, in sizes.
_MEASURED = 100

Measure = Callable[[str], float]  # The width of a text in pixels.
Align = Literal["left", "center", "right"]


class ChartError(BotError):
    """There is no picture; the answer as text still goes out."""


class Canvas:
    """One picture while it is drawn; x counts from the left, y from the top. Nothing of it is shared or global.

    `names` stand in for spellings that no font here can write. Raises ChartError where matplotlib cannot be loaded.
    """

    def __init__(self, names: tuple[Name, ...] = (), words: Words | None = None) -> None:
        try:
            from matplotlib.backends.backend_agg import FigureCanvasAgg
            from matplotlib.figure import Figure
        except ImportError as error:
            raise ChartError(
                f"no picture can be drawn, since matplotlib cannot be loaded ({' '.join(str(error).split())});"
                " install it: pip install matplotlib"
            ) from error
        self._figure = Figure(figsize=(WIDTH / _DPI, HEIGHT / _DPI), dpi=_DPI, facecolor=GROUND)
        self._agg = FigureCanvasAgg(self._figure)
        self._fonts = Fonts(names)
        self.readable = self._fonts.readable
        self.words = words or words_in()
        self._renderer = self._agg.get_renderer()  # type: ignore[no-untyped-call]
        self._widths: dict[tuple[str, bool], float] = {}

    def width(self, text: str, size: float, bold: bool = False) -> float:
        known = self._widths.get((text, bold))
        if known is None:
            font = self._fonts.properties(text, _MEASURED * _POINTS, bold)
            known = self._renderer.get_text_width_height_descent(text, font, ismath=False)[0] / _MEASURED
            self._widths[text, bold] = known
        return known * size

    def wrapped(self, text: str, width: float, size: float, most: int, *, bold: bool = False) -> tuple[str, ...]:
        measure = partial(self.width, size=size, bold=bold)
        return cut(wrap(text, width, measure), most, width, measure)

    def write(
        self, x: float, y: float, text: str, size: float, colour: str, *, bold: bool = False, align: Align = "left"
    ) -> None:
        """`y` is the middle of the line; the text is `readable`."""
        from matplotlib.text import Text

        font, baseline = self._fonts.properties(text, size * _POINTS, bold), HEIGHT - y - _CAP * size
        written = Text(x, baseline, text, color=colour, fontproperties=font, parse_math=False, usetex=False)
        written.set_horizontalalignment(align)
        self._add(written)

    def box(self, left: float, top: float, width: float, height: float, colour: str) -> None:
        from matplotlib.patches import Rectangle

        self._add(Rectangle((left, HEIGHT - top - height), width, height, facecolor=colour, edgecolor="none"))

    def line(self, points: Sequence[tuple[float, float]], colour: str, width: float, *, dashed: bool = False) -> None:
        from matplotlib.lines import Line2D

        xs, ys = [x for x, _ in points], [HEIGHT - y for _, y in points]
        drawn = Line2D(xs, ys, color=colour, linewidth=width * _POINTS, linestyle="-", marker="")
        if dashed:
            drawn.set_linestyle((0, (2.2, 1.6)))
        self._add(drawn)

    def dot(self, x: float, y: float, size: float, colour: str, *, shape: str = "o", hollow: bool = False) -> None:
        """`shape` is "o", a dot, or "^", a triangle."""
        from matplotlib.lines import Line2D

        drawn = Line2D([x], [HEIGHT - y], linestyle="none", marker=shape, markersize=size * _POINTS, color=colour)
        drawn.set_markerfacecolor(GROUND if hollow else colour)
        drawn.set_markeredgewidth(3 * _POINTS)
        self._add(drawn)

    def png(self) -> bytes:
        """The same drawing gives the same bytes."""
        stream = io.BytesIO()
        self._agg.print_png(stream, metadata={"Software": None})  # type: ignore[no-untyped-call]
        return stream.getvalue()

    def _add(self, artist: Artist) -> None:
        from matplotlib.transforms import IdentityTransform

        artist.set_transform(IdentityTransform())
        self._figure.add_artist(artist)


def wrap(text: str, width: float, measure: Measure) -> tuple[str, ...]:
    """Break between words, and within a word only where it alone is too wide. At least one line, if an empty one."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if measure(longer) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        *whole, line = _pieces(word, width, measure)
        lines += whole
    return (*lines, line)


def cut(lines: tuple[str, ...], most: int, width: float, measure: Measure) -> tuple[str, ...]:
    """Return at most `most` lines; where that leaves some out, the last ends with an ellipsis."""
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and measure(f"{last}…") > width:
        last = last[:-1]
    return (*lines[: most - 1], f"{last.rstrip()}…")


def _pieces(word: str, width: float, measure: Measure) -> list[str]:
    if measure(word) <= width:
        return [word]
    pieces = [""]
    for character in word:
        if pieces[-1] and measure(pieces[-1] + character) > width:
            pieces.append("")
        pieces[-1] += character
    return pieces
