"""Writes tables: cells for sentences, and an aligned table in a code block."""

import re
from unicodedata import east_asian_width

from bot.knowledge.generating.numbers import with_unit
from bot.model import Ask, Column, Series, Words

Cell = str | int | float | bool | None

GAP = "–"
# As wide as a code block stays readable on the platforms.
WIDTH_LIMIT = 72
CELL_LIMIT = 40


def row_text(series: Series, row: tuple[Cell, ...]) -> str:
    """Return what names the row: its key columns, joined by a space."""
    parts = (cell for cell, column in zip(row, series.columns, strict=True) if column.id in series.key)
    return " ".join(("yes" if part else "no") if isinstance(part, bool) else str(part) for part in parts)


def cell_text(cell: Cell, words: Words, plain_years: bool = False) -> str:
    if cell is None:
        return GAP
    if isinstance(cell, bool):
        return words.yes if cell else words.no
    return cell if isinstance(cell, str) else str(cell) if plain_years else words.number(cell)


def headed(column: Column) -> str:
    """Return the title with the unit in brackets, where the title does not say it: "Price (yuan)", "Bikes sold"."""
    said = not column.unit or re.search(rf"(?<![\w'’]){re.escape(column.unit)}(?!\w)", column.title, re.IGNORECASE)
    return column.title if said else f"{column.title} ({column.unit})"


def cell_figure(cell: Cell, column: Column, words: Words, plain_years: bool) -> str:
    """Return the cell with its unit, where it is a number."""
    text = cell_text(cell, words, plain_years)
    return (
        with_unit(text, column.unit, words) if isinstance(cell, (int, float)) and not isinstance(cell, bool) else text
    )


def asked_columns(ask: Ask, series: Series) -> tuple[Column, ...]:
    """The columns that `ask` names; else all but the key and what other templates name."""
    taken = {name for other in series.ask for name in other.columns} | set(series.key)
    return tuple(c for c in series.columns if (c.id in ask.columns if ask.columns else c.id not in taken))


def is_numeric(series: Series, column: str) -> bool:
    place = [other.id for other in series.columns].index(column)
    cells = [row[place] for row in series.rows if row[place] is not None]
    return bool(cells) and all(isinstance(cell, (int, float)) and not isinstance(cell, bool) for cell in cells)


def holds_years(series: Series, place: int) -> bool:
    """Whether the numbers of a column are years, which have no thousands separator."""
    cells = [row[place] for row in series.rows if row[place] is not None]
    unit = series.columns[place].unit
    return unit in (None, "year") and all(isinstance(cell, int) and 1900 <= cell <= 2100 for cell in cells)


def code_table(series: Series, limit: int, words: Words) -> str:
    """Return the table in at most `limit` characters: with fewer rows where it is longer, turned where too wide."""
    for count in range(len(series.rows), 0, -1):
        cells = _cells(series, count, words)
        turned = [list(line) for line in zip(*cells, strict=True)]
        if _width(cells) > WIDTH_LIMIT and _width(turned) < _width(cells):
            cells = turned
        table = "```\n" + "\n".join(_aligned(cells)) + "\n```"
        left_out = len(series.rows) - count
        if left_out:
            table += f"\n{words.first_rows.format(shown=count, count=len(series.rows))}"
        if len(table) <= limit:
            return table
    return words.too_many.format(rows=len(series.rows), columns=len(series.columns))


def _cells(series: Series, count: int, words: Words) -> list[list[str]]:
    head = [headed(column) for column in series.columns]
    years = [holds_years(series, place) for place in range(len(series.columns))]
    body = [[cell_text(cell, words, years[i]) for i, cell in enumerate(row)] for row in series.rows[:count]]
    return [[_short(text) for text in line] for line in (head, *body)]


def _short(text: str) -> str:
    text = text.replace("`", "'").replace("|", "/")
    return text if len(text) <= CELL_LIMIT else text[: CELL_LIMIT - 1] + "…"


def _aligned(cells: list[list[str]]) -> list[str]:
    widths = [max(_columns(line[place]) for line in cells) for place in range(len(cells[0]))]
    lines = ["| " + " | ".join(_pad(text, width) for text, width in zip(line, widths, strict=True)) for line in cells]
    return [lines[0].rstrip(), "|" + "|".join("-" * (width + 2) for width in widths), *(x.rstrip() for x in lines[1:])]


def _width(cells: list[list[str]]) -> int:
    return sum(max(_columns(line[place]) for line in cells) + 3 for place in range(len(cells[0])))


def _pad(text: str, width: int) -> str:
    space = " " * (width - _columns(text))
    return space + text if text.replace(",", "").replace(".", "").lstrip("-").isdecimal() else text + space


def _columns(text: str) -> int:
    """How many columns of a monospace font the text takes."""
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in text)
