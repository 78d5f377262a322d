"""Writes what a table holds for sentences: the name of a row, a cell, the head of a column."""

import re

from bot.knowledge.generating.columns import is_number
from bot.knowledge.generating.numbers import with_unit
from bot.model import CellValue, Column, Series, Words

GAP = "–"


def row_text(series: Series, row: tuple[CellValue, ...]) -> str:
    """Return what names the row: its key columns, joined by a space."""
    parts = (cell for cell, column in zip(row, series.columns, strict=True) if column.id in series.key)
    return " ".join(("yes" if part else "no") if isinstance(part, bool) else str(part) for part in parts)


def cell_text(cell: CellValue, words: Words, plain_years: bool = False) -> str:
    if cell is None:
        return GAP
    if isinstance(cell, bool):
        return words.yes if cell else words.no
    return cell if isinstance(cell, str) else str(cell) if plain_years else words.number(cell)


def headed(column: Column) -> str:
    """Return the title with the unit in brackets, where the title does not say it: "Price (yuan)", "Bikes sold"."""
    said = not column.unit or re.search(rf"(?<![\w'’]){re.escape(column.unit)}(?!\w)", column.title, re.IGNORECASE)
    return column.title if said else f"{column.title} ({column.unit})"


def cell_figure(cell: CellValue, column: Column, words: Words, plain_years: bool) -> str:
    """Return the cell with its unit, where it is a number."""
    text = cell_text(cell, words, plain_years)
    return with_unit(text, column.unit, words) if is_number(cell) else text
