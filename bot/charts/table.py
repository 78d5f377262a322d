"""Draws a table with aligned cells, transposed if that reads better."""

from __future__ import annotations

from dataclasses import dataclass

from bot.charts.canvas import Canvas
from bot.charts.look import ACCENT, INK, LEAST, QUIET, RULE, TINT, Area

# Sizes of the text and, around it in each row, of the air, in the order in which they are tried.
_SIZES = ((32, 12), (30, 12), (28, 11), (26, 11), (24, 10), (24, 6), (22, 7), (22, 4), (LEAST, 8), (LEAST, 4))
_PAD = 11
_GAP = 26
_LEADING = 1.2
_WIDEST_WORD = 190
_MOST_LINES = 3
_MOST_LINES_IN_PART = 5
_HEAD = 0.55  # Titles of columns would rather take two lines than the room of what stands below them.
_ROOMIEST = 2.5  # A row is at most so many times as high as its text.

Lines = tuple[tuple[tuple[str, ...], ...], ...]
"""The lines of each cell, by row and column."""


@dataclass(frozen=True, slots=True)
class Table:
    rows: tuple[tuple[str, ...], ...]
    """The first row has the titles, the first column the names."""
    numeric: tuple[tuple[bool, ...], ...]
    own_rows: tuple[bool, ...]
    own_columns: tuple[bool, ...]
    notes: tuple[str, ...] = ()

    def turned(self) -> Table:
        return Table(
            tuple(zip(*self.rows, strict=True)),
            tuple(zip(*self.numeric, strict=True)),
            self.own_columns,
            self.own_rows,
        )

    def first(self, rows: int, columns: int) -> Table:
        return Table(
            tuple(row[:columns] for row in self.rows[:rows]),
            tuple(row[:columns] for row in self.numeric[:rows]),
            self.own_rows[:rows],
            self.own_columns[:columns],
        )

    def draw(self, canvas: Canvas, area: Area) -> None:
        fitting = _fit_whole(canvas, self, area) or _fit_part(canvas, self, area)
        _draw(canvas, fitting, area)


@dataclass(frozen=True, slots=True)
class _Fitted:
    table: Table
    size: int
    air: int
    widths: tuple[float, ...]
    lines: Lines
    more: str = ""

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
    columns = len(table.rows[0])
    while (fitted := _fitted(canvas, table.first(len(table.rows), columns), size, air, area.width)) is None:
        columns -= 1
    free, rows = area.height - LEAST * 2, 0
    for height in fitted.heights:
        free -= height
        if free < 0 and rows > 1:
            break
        rows += 1
    words = canvas.words
    left_out = ((len(table.rows) - rows, words.more_rows), (len(table.rows[0]) - columns, words.more_columns))
    told = [what.format(count=count) for count, what in left_out if count]
    more = words.and_what.format(what=words.listed(told)) if told else ""
    return _Fitted(fitted.table.first(rows, columns), size, air, fitted.widths, fitted.lines[:rows], more)


def _fitted(canvas: Canvas, table: Table, size: int, air: int, width: float) -> _Fitted | None:
    widths = _widths(canvas, table, size, width)
    if widths is None:
        return None
    lines = tuple(
        tuple(
            canvas.wrapped(text, widths[place], size, _MOST_LINES_IN_PART, bold=_is_bold(row, place))
            for place, text in enumerate(texts)
        )
        for row, texts in enumerate(table.rows)
    )
    return _Fitted(table, size, air, widths, lines)


def _widths(canvas: Canvas, table: Table, size: int, width: float) -> tuple[float, ...] | None:
    """Give each column what it needs; where that is too much, titles wrap first, then the widest columns.

    None where words would break.
    """
    columns = [_needs(canvas, table, place, size) for place in range(len(table.rows[0]))]
    least, modest, wanted = (tuple(column[i] for column in columns) for i in range(3))
    free = width - _GAP * (len(columns) - 1) - 2 * _PAD
    if sum(wanted) <= free:
        return wanted
    if sum(modest) <= free:
        share = (free - sum(modest)) / (sum(wanted) - sum(modest))
        return tuple(small + (large - small) * share for small, large in zip(modest, wanted, strict=True))
    if sum(least) > free:
        return (free,) if len(least) == 1 else None
    low, high = 0.0, max(modest)
    for _ in range(30):
        cap = (low + high) / 2
        total = sum(max(small, min(large, cap)) for small, large in zip(least, modest, strict=True))
        low, high = (cap, high) if total <= free else (low, cap)
    return tuple(max(small, min(large, low)) for small, large in zip(least, modest, strict=True))


def _needs(canvas: Canvas, table: Table, place: int, size: int) -> tuple[float, float, float]:
    """The width of a column without a broken word, with a wrapped title, and with all on one line."""
    texts = [(row[place], _is_bold(number, place)) for number, row in enumerate(table.rows)]
    words = [canvas.width(word, size, bold) + 1 for text, bold in texts for word in text.split()]
    head, *below = (canvas.width(text, size, bold) + 1 for text, bold in texts)
    longest, rest = max(words, default=1.0), max(below, default=0.0)
    least = min(longest, _WIDEST_WORD * size / LEAST)
    return least, max(head * (_HEAD if place else 1), longest, rest), max(head, rest, 1.0)


def _is_bold(row: int, column: int) -> bool:
    return row == 0 or column == 0


def _draw(canvas: Canvas, fitted: _Fitted, area: Area) -> None:
    table, heights = fitted.table, fitted.heights
    spare = area.height - sum(heights) - (LEAST * 2 if fitted.more else 0)
    extra = max(0.0, min(spare / len(heights), fitted.size * (_ROOMIEST - _LEADING)))
    lefts, gap = _lefts(fitted, area)
    y = area.top
    for number, height in enumerate(heights):
        if table.own_rows[number]:
            canvas.box(area.left, y, area.width, height + extra, TINT)
        y += height + extra
    for place, own in enumerate(table.own_columns):
        if own:
            canvas.box(lefts[place] - gap / 2, area.top, fitted.widths[place] + gap, y - area.top, TINT)
    y = area.top
    for number, height in enumerate(heights):
        middle = y + (height + extra) / 2
        for place in range(len(lefts)):
            _draw_cell(canvas, fitted, number, place, lefts[place], middle)
        y += height + extra
        canvas.line([(area.left, y), (area.right, y)], RULE if number else QUIET, 2)
    if fitted.more:
        canvas.write(area.left + _PAD, y + LEAST, fitted.more, LEAST, QUIET)


def _lefts(fitted: _Fitted, area: Area) -> tuple[tuple[float, ...], float]:
    """Where each column begins, and the gap between two: what is free is shared among the gaps."""
    gaps = max(len(fitted.widths) - 1, 1)
    gap = min((area.width - 2 * _PAD - sum(fitted.widths)) / gaps, 6 * _GAP)
    lefts = [area.left + _PAD]
    for width in fitted.widths[:-1]:
        lefts.append(lefts[-1] + width + gap)
    return tuple(lefts), gap


def _draw_cell(canvas: Canvas, fitted: _Fitted, row: int, place: int, left: float, middle: float) -> None:
    table, lines, size = fitted.table, fitted.lines[row][place], fitted.size
    is_right = place > 0 and 2 * sum(column[place] for column in table.numeric[1:]) >= len(table.rows) - 1
    own = (table.own_rows[row] and place == 0) or (table.own_columns[place] and row == 0)
    colour = ACCENT if own else QUIET if row == 0 and place > 0 else INK
    for number, line in enumerate(lines):
        y = middle + (number - (len(lines) - 1) / 2) * size * _LEADING
        x = left + fitted.widths[place] if is_right else left
        canvas.write(x, y, line, size, colour, bold=_is_bold(row, place), align="right" if is_right else "left")
