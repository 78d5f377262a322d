"""Names series, their measures, extremes and cells by ids, and finds the cells.

Ids of a series: "sales", "sales:max", the point "sales:2025-10"; of a table: the column "shops:rent", "shops:rent:max",
the cell "shops:mill-street:rent". `bot/figures/ids.py` adds those of single figures.
"""

from dataclasses import dataclass

from bot.knowledge.generating.tables import row_text
from bot.knowledge.texts import kebab
from bot.model import Ask, CellValue, Column, Kind, Point, Series

UNITS = "unit"  # Id of a column that tells the unit of each row.


@dataclass(frozen=True, slots=True)
class SeriesCell:
    series: Series
    label: str  # Of the point, or of the row.
    value: CellValue
    unit: str | None
    point: Point | None = None  # None: the cell stands in a table.
    column: Column | None = None  # None: the cell is a point.
    keys: tuple[str, ...] = ()  # In a table, the cells that name its row.


def series_of(id: str) -> str:
    return id.partition(":")[0]


def measure_id(series: Series, column: str | None) -> str:
    return f"{series.id}:{kebab(column)}" if column else series.id


def extreme_id(series: Series, which: str, column: str | None = None) -> str:
    """`which`: "max" or "min"."""
    return f"{measure_id(series, column)}:{which}"


def cell_id(series: Series, label: str, column: Column | None = None) -> str:
    return f"{series.id}:{row_name(series, label)}" + (f":{kebab(column.id)}" if column else "")


def cells_of(series: Series) -> dict[str, SeriesCell]:
    """By id, in the order of the points, or of the rows and in them of the columns."""
    if series.points:
        return {cell_id(series, p.label): SeriesCell(series, p.label, p.value, series.unit, p) for p in series.points}
    found = {}
    for row in series.rows:
        label, cells = row_text(series, row), tuple(zip(row, series.columns, strict=True))
        own = next((str(value) for value, column in cells if column.id == UNITS and value is not None), None)
        keys = tuple(str(value) for value, column in cells if column.id in series.key)
        for value, column in cells:
            if column.id not in series.key:
                unit = column.unit or (own if column.id != UNITS else None)
                found[cell_id(series, label, column)] = SeriesCell(series, label, value, unit, None, column, keys)
    return found


def row_name(series: Series, label: str) -> str:
    """The name of a row in ids."""
    return dict(series.short).get(label) or kebab(label)


def kind_of(series: Series, column: Column | None) -> Kind | None:
    return (column.kind if column else None) or series.kind


def basis_of(series: Series, column: Column | None) -> str | None:
    return (column.basis if column else None) or series.basis


def asked_columns(ask: Ask, series: Series) -> tuple[Column, ...]:
    """The columns that `ask` names; else all but the key and what other templates name."""
    taken = {name for other in series.ask for name in other.columns} | set(series.key)
    return tuple(c for c in series.columns if (c.id in ask.columns if ask.columns else c.id not in taken))
