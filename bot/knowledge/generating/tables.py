"""Tells what the columns of a table hold, and writes its rows, cells and heads as parts of sentences."""

import re
from typing import TypeGuard

from bot.knowledge.dates import YEARS
from bot.knowledge.generating.numbers import with_unit
from bot.model import CellValue, Column, Series, Words

_GAP = "–"


def row_text(series: Series, row: tuple[CellValue, ...]) -> str:
    """Return the name of the row: its key columns, joined by a space."""
    parts = (cell for cell, column in zip(row, series.columns, strict=True) if column.id in series.key)
    return " ".join(("yes" if part else "no") if isinstance(part, bool) else str(part) for part in parts)


def cell_text(cell: CellValue, words: Words, plain_years: bool = False) -> str:
    if cell is None:
        return _GAP
    if isinstance(cell, bool):
        return words.yes if cell else words.no
    return cell if isinstance(cell, str) else str(cell) if plain_years else words.number(cell)


def sentence_column(column: Column, proper: frozenset[str]) -> str:
    """Return the title as it reads within a sentence: "price" for "Price", but "CLTC range" and names as they are."""
    first = column.title.split()[0]
    is_word = first[:1].isupper() and first[1:].islower() and first.casefold() not in proper
    return column.title[:1].lower() + column.title[1:] if is_word else column.title


def headed(column: Column) -> str:
    """Return the title with the unit in brackets, where the title does not say it: "Price (yuan)", "Bikes sold"."""
    said = not column.unit or re.search(rf"(?<![\w'’]){re.escape(column.unit)}(?!\w)", column.title, re.IGNORECASE)
    return column.title if said else f"{column.title} ({column.unit})"


def cell_figure(cell: CellValue, column: Column, words: Words, plain_years: bool) -> str:
    """Return the cell with its unit, where it is a number."""
    text = cell_text(cell, words, plain_years)
    return with_unit(text, column.unit, words) if is_number(cell) else text


def is_number(cell: CellValue) -> TypeGuard[int | float]:
    """False for True and False, which Python counts as numbers."""
    return isinstance(cell, (int, float)) and not isinstance(cell, bool)


def is_numeric(series: Series, column: str) -> bool:
    place = [other.id for other in series.columns].index(column)
    cells = [row[place] for row in series.rows if row[place] is not None]
    return bool(cells) and all(map(is_number, cells))


def holds_years(series: Series, place: int) -> bool:
    """Whether the numbers of a column are years, which have no thousands separator."""
    cells = [row[place] for row in series.rows if row[place] is not None]
    unit = series.columns[place].unit
    return unit in (None, "year") and all(isinstance(cell, int) and cell in YEARS for cell in cells)
