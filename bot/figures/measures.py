"""Makes measures of a series: its points, or each column of its table, with kind, unit and time of every cell."""

from __future__ import annotations

import re

from bot.figures.times import span_of, span_of_label
from bot.figures.types import Bound, Cell, Measure, Span
from bot.knowledge.dates import parse_label
from bot.knowledge.generating.cells import basis_of, cell_id, kind_of
from bot.knowledge.generating.filling import label_text
from bot.knowledge.generating.tables import cell_text, holds_years, row_text
from bot.knowledge.words import kebab
from bot.model import Column, Kind, Series

_RATIO_UNITS = re.compile(r"%|per ?cent|points?|share", re.IGNORECASE)
_RUNNING = re.compile(r"running total|cumulative|so far|since (?:the )?launch|in total", re.IGNORECASE)
_FLOW = re.compile(
    r"\b(?:per|each|a|every|by) (?:month|quarter|year|week|day)\b|monthly|quarterly|annual", re.IGNORECASE
)
_TIME_UNITS = r"seconds|minutes|hours|days|weeks|months|years|points"
_MEAN = re.compile(r"average|mean|price|margin|growth|change|rate|value|members|users|staff|people", re.IGNORECASE)


def measures_of(series: Series) -> tuple[Measure, ...]:
    """The measure of the points, or one for each column but the key."""
    if series.points:
        cells = tuple(
            Cell(
                cell_id(series, point.label),
                label_text(point.label),
                point.value,
                Bound.MINIMUM if point.minimum else Bound.APPROXIMATE if point.approximate else Bound.EXACT,
                point.within,
                span_of_label(point.label),
            )
            for point in series.points
        )
        kind = _kind(series, cells, series.unit, series.title)
        return (_measure(series, series.id, cells, kind, series.unit),)
    units = next((place for place, column in enumerate(series.columns) if column.id == "unit"), None)
    if units is not None:
        return tuple(_across(series, row, units) for row in series.rows)
    found = []
    for place, column in enumerate(series.columns):
        if column.id not in series.key:
            cells = tuple(_cell(series, row, place, column) for row in series.rows)
            title = f"{series.title}: {column.title}"
            kind = _kind(series, cells, column.unit, column.title, kind_of(series, column))
            found.append(_measure(series, f"{series.id}:{kebab(column.id)}", cells, kind, column.unit, title, column))
    return tuple(found)


def _across(series: Series, row: tuple[str | int | float | bool | None, ...], units: int) -> Measure:
    """The row of a table whose rows have units of their own: its columns are what is compared."""
    name = row_text(series, row)
    columns = [(at, one) for at, one in enumerate(series.columns) if one.id not in series.key and at != units]
    cells = tuple(Cell(cell_id(series, name, one), one.title, row[at]) for at, one in columns)
    kind = Kind.TEXT if all(cell.number is None for cell in cells) else Kind.LEVEL
    unit = cell_text(row[units]) if row[units] is not None else None
    id = f"{series.id}:{kebab(name)}"
    return Measure(id, series.id, f"{series.title}: {name}", cells, kind, unit, about=series.about, column=name)


def _cell(series: Series, row: tuple[str | int | float | bool | None, ...], place: int, column: Column) -> Cell:
    name = row_text(series, row)
    value = row[place]
    if isinstance(value, int) and not isinstance(value, bool) and holds_years(series, place):
        value = cell_text(value, plain_years=True)
    return Cell(cell_id(series, name, column), name, value, span=_span_of_row(series, row, name))


def _span_of_row(series: Series, row: tuple[str | int | float | bool | None, ...], name: str) -> Span | None:
    """The time that the row, or one of its key columns, is named after."""
    keys = [str(cell) for cell, column in zip(row, series.columns, strict=True) if column.id in series.key]
    return span_of_label(name) or next((span for span in map(span_of_label, keys) if span is not None), None)


def _time_of(about: tuple[tuple[str, str], ...]) -> Span | None:
    """The finest time that is declared for a whole series."""
    times = [parse_label(value) for kind, value in about if kind in ("year", "half", "quarter", "month", "day")]
    found = [span_of(one) for one in times if one is not None]
    return min(found, key=lambda span: span.days) if found else None


def _measure(
    series: Series,
    id: str,
    cells: tuple[Cell, ...],
    kind: Kind,
    unit: str | None,
    title: str = "",
    column: Column | None = None,
) -> Measure:
    noun = (column.noun if column else series.noun) or ""
    basis = basis_of(series, column) or ""
    return Measure(
        id,
        series.id,
        title or series.title,
        cells,
        kind,
        unit,
        noun,
        basis,
        series.about,
        column.title if column else "",
        _time_of(series.about) if not any(cell.span for cell in cells) else None,
    )


def _counts(unit: str | None, cells: tuple[Cell, ...]) -> bool:
    """Whether the numbers count things, which add up: "cars", "orders"."""
    counted = re.fullmatch(r"[a-z]{3,}s", unit or "") and not re.fullmatch(_TIME_UNITS, unit or "")
    return bool(counted) and all(cell.number is None or cell.number.is_integer() for cell in cells)


def _kind(series: Series, cells: tuple[Cell, ...], unit: str | None, title: str, declared: Kind | None = None) -> Kind:
    """What is declared, else what unit and title say: a count a month adds up, nothing else does."""
    if all(cell.number is None for cell in cells):
        return Kind.TEXT
    declared = declared or kind_of(series, None)
    if declared:
        return declared
    if _RATIO_UNITS.fullmatch(unit or "") or _MEAN.search(title):
        return Kind.RATIO if _RATIO_UNITS.fullmatch(unit or "") or "average" in title.casefold() else Kind.LEVEL
    if _RUNNING.search(title):
        return Kind.RUNNING
    periods = {cell.span.kind for cell in cells if cell.span}
    if not periods and _counts(unit, cells):
        return Kind.FLOW
    if periods and "day" not in periods and (_FLOW.search(f"{title} {series.title}") or _FLOW.search(unit or "")):
        return Kind.FLOW
    return Kind.LEVEL
