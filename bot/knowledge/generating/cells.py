"""Names the cells of series by their ids."""

from dataclasses import dataclass

from bot.knowledge.generating.tables import row_text
from bot.knowledge.texts import kebab
from bot.model import CellValue, Column, Kind, Point, Series

UNITS = "unit"
"""Id of a column that tells the unit of each row."""


@dataclass(frozen=True, slots=True)
class SeriesCell:
    series: Series
    label: str
    """Of the point, or of the row."""
    value: CellValue
    unit: str | None
    point: Point | None = None
    """None: the cell stands in a table."""
    column: Column | None = None
    """None: the cell is a point."""
    keys: tuple[str, ...] = ()
    """In a table, the cells that name its row."""


def cell_id(series: Series, label: str, column: Column | None = None) -> str:
    return f"{series.id}:{row_name(series, label)}" + (f":{kebab(column.id)}" if column else "")


def cells_of(series: Series) -> dict[str, SeriesCell]:
    """By id, in the order of the points, or of the rows and in them of the columns."""
    if series.points:
        return {cell_id(series, p.label): SeriesCell(series, p.label, p.value, series.unit, p) for p in series.points}
    found = {}
    for row in series.rows:
        label, own = row_text(series, row), _unit_of_row(series, row)
        cells = tuple(zip(row, series.columns, strict=True))
        keys = tuple(str(value) for value, column in cells if column.id in series.key)
        for value, column in cells:
            if column.id not in series.key:
                unit = column.unit or (own if column.id != UNITS else None)
                found[cell_id(series, label, column)] = SeriesCell(series, label, value, unit, None, column, keys)
    return found


def row_name(series: Series, label: str) -> str:
    """As it stands in ids."""
    return dict(series.short).get(label) or kebab(label)


def _unit_of_row(series: Series, row: tuple[CellValue, ...]) -> str | None:
    place = next((at for at, column in enumerate(series.columns) if column.id == UNITS), None)
    return str(row[place]) if place is not None and row[place] is not None else None


def kind_of(series: Series, column: Column | None) -> Kind | None:
    return (column.kind if column else None) or series.kind


def basis_of(series: Series, column: Column | None) -> str | None:
    return (column.basis if column else None) or series.basis
