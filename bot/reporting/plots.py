"""Draws plots as SVG, in two widths and in the colours of the page."""

from __future__ import annotations

import io
import warnings
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from math import ceil
from typing import TYPE_CHECKING
from unicodedata import east_asian_width
from xml.etree.ElementTree import Element, fromstring

from bot.charts import ChartError

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTHS = {"wide": 720, "narrow": 340}
"""By the class that the page's style shows where there is room for it. A unit is about a pixel there, as below."""
_FONT, _LETTER = 12, 7.5  # The size of a text, and the width of one of its letters at most.
_LEFT, _RIGHT, _FOOT, _HEAD = 34, 26, 28, 8  # Around the columns, with their values and dates.
_COLUMNS_HEIGHT = 190
_ROW = 46  # From one bar to the next.
_DATE_PITCH = 70  # From one date to the next, at least.
_FEWEST = 10  # Columns that there is room for, so that those of few days are not as wide as a house.
_COLUMN, _EDGE = 0.8, 0.6
"""In days: the width of a column, and the way from the middle of the first and the last to the edges."""
_AIR = 0.06  # Above and below the columns, as a share of their height.
_LONG = 366  # Days up to which a date shows its day.
_MOST_VALUES, _VALUE_STEPS = 6, [1, 2, 5, 10]
"""Of the round values beside the columns: the most steps, and their lengths, times a power of ten."""
_TEXT_AT, _BAR_AT, _BAR = 0.4, 0.68, 0.28
"""In rows: where a text has its baseline, where a bar has its middle, and how high it is."""
_BESIDE, _BELOW = 6, 8  # From a bar to its figure, from the columns to their dates.

# Colours that stand for those of page.css, which knows whether the page is light or dark.
INK, QUIET, RULE, ACCENT, GOOD, BAD = "#000001", "#000002", "#000003", "#000004", "#000005", "#000006"
_STYLES = {INK: "--ink", QUIET: "--quiet", RULE: "--rule", ACCENT: "--accent", GOOD: "--good", BAD: "--bad"}


@dataclass(frozen=True, slots=True)
class ColumnPlot:
    """A column a day; what is negative hangs down."""

    days: Sequence[date]
    heights: Sequence[tuple[str, Sequence[int]]]  # A colour, and how high its columns are.

    def height(self) -> int:
        return _COLUMNS_HEIGHT

    def draw(self, axes: Axes, width: int) -> None:
        from matplotlib.ticker import EngFormatter, FuncFormatter, MaxNLocator

        places = range(len(self.days))
        for colour, values in self.heights:
            axes.bar(places, values, width=_COLUMN, color=colour)
        room = max(len(self.days), _FEWEST)
        axes.set_xlim(-_EDGE, room - (1 - _EDGE))
        axes.margins(y=_AIR)
        step = ceil(room * _DATE_PITCH / (width - _LEFT - _RIGHT))  # Every so many days there is a date.
        is_long = len(self.days) > _LONG
        dates = [f"{day:%b %Y}" if is_long else f"{day.day} {day:%b}" for day in self.days]
        axes.set_xticks(places[::step], dates[::step], color=QUIET, fontsize=_FONT)
        short = EngFormatter(sep="")
        axes.yaxis.set_major_locator(MaxNLocator(_MOST_VALUES, steps=_VALUE_STEPS, integer=True, min_n_ticks=1))
        axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: short(abs(value))))
        axes.tick_params(axis="x", pad=_BELOW)
        axes.tick_params(axis="y", labelsize=_FONT, labelcolor=QUIET)
        axes.grid(axis="y", color=RULE, linewidth=1)
        axes.axhline(0, color=QUIET, linewidth=1)


@dataclass(frozen=True, slots=True)
class BarPlot:
    """A bar a row, with its text above it and its figure beside it."""

    rows: Sequence[tuple[str, int]]

    def height(self) -> int:
        return _ROW * len(self.rows)

    def draw(self, axes: Axes, width: int) -> None:
        axes.set_position((0, 0, 1, 1))
        longest = max(value for _, value in self.rows)
        # Room for the figure beside the longest bar.
        axes.set_xlim(0, longest * width / (width - _LETTER * (len(f"{longest:,}") + 2)))
        axes.set_ylim(len(self.rows), 0)
        axes.set_axis_off()
        for number, (text, value) in enumerate(self.rows):
            axes.barh(number + _BAR_AT, value, height=_BAR, color=ACCENT)
            shown = _cut(text, int(width / _LETTER))
            axes.text(0, number + _TEXT_AT, shown, color=INK, fontsize=_FONT, parse_math=False)
            axes.annotate(
                f"{value:,}",
                (value, number + _BAR_AT),
                (_BESIDE, 0),
                textcoords="offset points",
                verticalalignment="center",
                color=QUIET,
                fontsize=_FONT,
            )


def draw(plot: ColumnPlot | BarPlot, name: str, told: str) -> tuple[Element, ...]:
    """Return an element for each of WIDTHS. `name` keeps ids apart; `told` is for those who cannot see it. Raises
    ChartError where matplotlib cannot be loaded."""
    drawn = []
    for kind, width in WIDTHS.items():
        svg = fromstring(_svg(plot, width))
        _fit_into_page(svg, f"{name}-{kind}")
        for attribute in ("width", "height", "version"):
            svg.attrib.pop(attribute, None)
        svg.attrib |= {"class": kind, "role": "img", "aria-label": told}
        drawn.append(svg)
    return tuple(drawn)


def _cut(text: str, room: int) -> str:
    """`room` counts letters; those of Chinese, Japanese and Korean take two."""
    taken = list(accumulate(2 if east_asian_width(sign) in "WF" else 1 for sign in text))
    if not taken or taken[-1] <= room:
        return text
    return text[: bisect(taken, room - 1)].rstrip() + "…"


def _svg(plot: ColumnPlot | BarPlot, width: int) -> bytes:
    try:
        from matplotlib import rc_context
        from matplotlib.backends.backend_svg import FigureCanvasSVG
    except ImportError as error:
        raise ChartError(
            f"no plot can be drawn, since matplotlib cannot be loaded ({error}); install it: pip install matplotlib"
        ) from error
    figure = _figure(plot, width)
    stream = io.BytesIO()
    # Texts stay texts, in the font of the page; the same figures give the same ids.
    with rc_context({"svg.fonttype": "none", "svg.hashsalt": "evbot"}), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing")  # The reader's fonts write it.
        about = dict.fromkeys(("Creator", "Date", "Format", "Type"))
        FigureCanvasSVG(figure).print_svg(stream, metadata=about)  # type: ignore[no-untyped-call]
    return stream.getvalue()


def _figure(plot: ColumnPlot | BarPlot, width: int) -> Figure:
    from matplotlib.figure import Figure

    height = plot.height()
    figure = Figure(figsize=(width / 72, height / 72))  # In inches, of 72 units each.
    figure.patch.set_visible(False)
    axes = figure.add_axes(
        (_LEFT / width, _FOOT / height, (width - _LEFT - _RIGHT) / width, (height - _FOOT - _HEAD) / height),
        frameon=False,
    )
    axes.set_axisbelow(True)
    axes.tick_params(length=0)
    plot.draw(axes, width)
    return figure


def _fit_into_page(svg: Element, name: str) -> None:
    """HTML knows no namespaces, an id only once, and the colours are its own."""
    for one in svg.iter():
        one.tag = _local(one.tag)
        one.attrib = {_local(key): _fitting(_local(key), text, name) for key, text in one.attrib.items()}


def _fitting(key: str, text: str, name: str) -> str:
    if key == "id":
        return f"{name}-{text}"
    if key == "href":
        return f"#{name}-{text.removeprefix('#')}"
    text = text.replace("url(#", f"url(#{name}-")
    for colour, style in _STYLES.items():
        text = text.replace(colour, f"var({style})")
    return text


def _local(name: str) -> str:
    return name.rpartition("}")[2]
