"""Names the cells of series: a series in, its points or cells by id, asked of or not, out."""

from __future__ import annotations

from dataclasses import dataclass

from bot.knowledge.generating.tables import row_text
from bot.knowledge.words import kebab
from bot.model import Column, Kind, Point, Series


@dataclass(frozen=True, slots=True)
class Cell:
    series: Series
    label: str
    """Of the point, or of the row."""
    value: str | int | float | bool | None
    unit: str | None
    point: Point | None = None
    """None: it stands in a table."""


def cell_id(series: Series, label: str, column: Column | None = None) -> str:
    name = dict(series.short).get(label) or kebab(label)
    return f"{series.id}:{name}" + (f":{kebab(column.id)}" if column else "")


def cells_of(series: Series) -> dict[str, Cell]:
    if series.points:
        return {cell_id(series, p.label): Cell(series, p.label, p.value, series.unit, p) for p in series.points}
    found = {}
    for row in series.rows:
        label = row_text(series, row)
        for value, column in zip(row, series.columns, strict=True):
            if column.id not in series.key:
                found[cell_id(series, label, column)] = Cell(series, label, value, column.unit)
    return found


def kind_of(series: Series, column: Column | None) -> Kind | None:
    return (column.kind if column else None) or series.kind


def basis_of(series: Series, column: Column | None) -> str | None:
    return (column.basis if column else None) or series.basis
