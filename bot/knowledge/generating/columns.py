"""Tells what the columns of a table hold, and which of them a template asks for."""

from typing import TypeGuard

from bot.knowledge.dates import YEARS
from bot.model import Ask, CellValue, Column, Series


def is_number(cell: CellValue) -> TypeGuard[int | float]:
    """To Python True and False are numbers, too."""
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


def asked_columns(ask: Ask, series: Series) -> tuple[Column, ...]:
    """The columns that `ask` names; else all but the key and what other templates name."""
    taken = {name for other in series.ask for name in other.columns} | set(series.key)
    return tuple(c for c in series.columns if (c.id in ask.columns if ask.columns else c.id not in taken))
