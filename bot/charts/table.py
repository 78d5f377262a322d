"""Draws a table with aligned cells, transposed if that reads better."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from bot.charts.canvas import Canvas
from bot.charts.look import ACCENT, INK, LEAST, QUIET, RULE, TINT, Area
from bot.charts.widths import need_of, shared

# Sizes of the text and, above and below it in each row, of the air, in the order in which they are tried.
_SIZES = ((32, 12), (30, 12), (28, 11), (26, 11), (24, 10), (24, 6), (22, 7), (22, 4), (LEAST, 8), (LEAST, 4))
_PAD = 11  # Left of the first column and right of the last.
_GAP, _WIDEST_GAP = 26, 6 * 26  # Between two columns.
_LEADING = 1.2  # From one line of a cell to the next, in sizes.
_MOST_LINES = 3
_MOST_LINES_IN_PART = 5  # Of a cell, where not all rows and columns can be shown anyway.
_ROOMIEST = 2.5  # A row is at most so many times as high as its text.
_MORE_HEIGHT = LEAST * 2  # Of the line that tells what is left out.


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    is_number: bool = False  # Whether it stands among numbers.


@dataclass(frozen=True, slots=True)
class Table:
    rows: tuple[tuple[Cell, ...], ...]  # The first row has the titles, the first column the names.
    own_rows: tuple[bool, ...]  # Whether it has the colour of the bot's subject; as for columns.
    own_columns: tuple[bool, ...]
    notes: tuple[str, ...] = ()

    def turned(self) -> Table:
        return Table(tuple(zip(*self.rows, strict=True)), self.own_columns, self.own_rows)

    def first(self, rows: int, columns: int) -> Table:
        return Table(tuple(row[:columns] for row in self.rows[:rows]), self.own_rows[:rows], self.own_columns[:columns])

    def is_of_numbers(self, column: int) -> bool:
        """Whether at least half the cells below the title are, so that it is aligned on the right."""
        return column > 0 and 2 * sum(row[column].is_number for row in self.rows[1:]) >= len(self.rows) - 1

    def draw(self, canvas: Canvas, area: Area) -> None:
        _draw(canvas, _fit_whole(canvas, self, area) or _fit_part(canvas, self, area), area)


@dataclass(frozen=True, slots=True)
class _Fitted:
    """A table, or the part of it that is shown, with its texts broken into lines."""

    table: Table
    size: int
    air: int
    widths: tuple[float, ...]
    lines: tuple[tuple[tuple[str, ...], ...], ...]  # Of each cell, by row and column.
    more: str = ""  # What tells how much is left out.

    @property
    def heights(self) -> tuple[float, ...]:
        return tuple(max(len(cell) for cell in row) * self.size * _LEADING + 2 * self.air for row in self.lines)

    @property
    def is_crowded(self) -> bool:
        return any(len(cell) > _MOST_LINES for row in self.lines for cell in row)


def _fit_whole(canvas: Canvas, table: Table, area: Area) -> _Fitted | None:
    """The largest text at which all fits; upright rather than turned where both do."""
    for size, air in _SIZES:
        for way in (table, table.turned()):
            fitted = _fitted(canvas, way, size, air, area.width)
            if fitted and sum(fitted.heights) <= area.height and not fitted.is_crowded:
                return fitted
    return None


def _fit_part(canvas: Canvas, table: Table, area: Area) -> _Fitted:
    """As many rows as fit, then as many columns, with a line that tells how many more there are."""
    size, air = _SIZES[-1]
    # A single column always fits, since its words may break.
    parts = (table.first(len(table.rows), columns) for columns in range(len(table.rows[0]), 0, -1))
    fitted = next(fitted for part in parts if (fitted := _fitted(canvas, part, size, air, area.width)))
    columns = len(fitted.widths)
    free, rows = area.height - _MORE_HEIGHT, 0
    for height in fitted.heights:
        free -= height
        if free < 0 and rows > 1:
            break
        rows += 1
    words = canvas.words
    left_out = ((len(table.rows) - rows, words.more_rows), (len(table.rows[0]) - columns, words.more_columns))
    counts = [what.format(count=count) for count, what in left_out if count]
    more = words.and_what.format(what=words.listed(counts)) if counts else ""
    return _Fitted(fitted.table.first(rows, columns), size, air, fitted.widths, fitted.lines[:rows], more)


def _fitted(canvas: Canvas, table: Table, size: int, air: int, width: float) -> _Fitted | None:
    """None where it is too wide."""
    columns = ([cell.text for cell in cells] for cells in zip(*table.rows, strict=True))
    needs = [need_of(canvas, texts, size, is_first=column == 0) for column, texts in enumerate(columns)]
    widths = shared(width - _GAP * (len(needs) - 1) - 2 * _PAD, needs)
    if widths is None:
        return None
    lines = tuple(
        tuple(
            canvas.wrapped(cell.text, widths[column], size, _MOST_LINES_IN_PART, bold=_is_bold(row, column))
            for column, cell in enumerate(cells)
        )
        for row, cells in enumerate(table.rows)
    )
    return _Fitted(table, size, air, widths, lines)


def _is_bold(row: int, column: int) -> bool:
    return row == 0 or column == 0


def _draw(canvas: Canvas, fitted: _Fitted, area: Area) -> None:
    heights = _stretched(fitted, area)
    tops = list(accumulate(heights, initial=area.top))
    lefts, gap = _lefts(fitted, area)
    for row, height in enumerate(heights):
        if fitted.table.own_rows[row]:
            canvas.box(area.left, tops[row], area.width, height, TINT)
    for column, left in enumerate(lefts):
        if fitted.table.own_columns[column]:
            canvas.box(left - gap / 2, area.top, fitted.widths[column] + gap, tops[-1] - area.top, TINT)
    for row, height in enumerate(heights):
        for column, left in enumerate(lefts):
            _draw_cell(canvas, fitted, row, column, left, tops[row] + height / 2)
        canvas.line([(area.left, tops[row + 1]), (area.right, tops[row + 1])], RULE if row else QUIET, 2)
    if fitted.more:
        canvas.write(area.left + _PAD, tops[-1] + LEAST, fitted.more, LEAST, QUIET)


def _stretched(fitted: _Fitted, area: Area) -> list[float]:
    """The heights of the rows, which share what is free below them."""
    spare = area.height - sum(fitted.heights) - (_MORE_HEIGHT if fitted.more else 0)
    most = fitted.size * (_ROOMIEST - _LEADING)
    extra = max(0.0, min(spare / len(fitted.heights), most))
    return [height + extra for height in fitted.heights]


def _lefts(fitted: _Fitted, area: Area) -> tuple[tuple[float, ...], float]:
    """Where each column begins, and the gap between two: what is free is shared among the gaps."""
    gaps = max(len(fitted.widths) - 1, 1)
    gap = min((area.width - 2 * _PAD - sum(fitted.widths)) / gaps, _WIDEST_GAP)
    lefts = [area.left + _PAD]
    for width in fitted.widths[:-1]:
        lefts.append(lefts[-1] + width + gap)
    return tuple(lefts), gap


def _draw_cell(canvas: Canvas, fitted: _Fitted, row: int, column: int, left: float, middle: float) -> None:
    """`middle` is that of the row, in pixels from the top."""
    table, lines, size = fitted.table, fitted.lines[row][column], fitted.size
    is_right = table.is_of_numbers(column)
    is_own = (table.own_rows[row] and column == 0) or (table.own_columns[column] and row == 0)
    colour = ACCENT if is_own else QUIET if row == 0 and column > 0 else INK
    x = left + fitted.widths[column] if is_right else left
    for number, line in enumerate(lines):
        y = middle + (number - (len(lines) - 1) / 2) * size * _LEADING
        canvas.write(x, y, line, size, colour, bold=_is_bold(row, column), align="right" if is_right else "left")
