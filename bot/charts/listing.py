"""Reads a table of names and one number each as a list of points."""

from bot.knowledge import holds_years, is_numeric
from bot.model import Point, Series


def points_of(series: Series) -> tuple[Point, ...]:
    """The series' own points, or those that its table lists."""
    if series.points or not is_list(series):
        return series.points
    return tuple(
        Point(str(name), float(cell) if isinstance(cell, (int, float)) else None) for name, cell in series.rows
    )


def unit_of(series: Series) -> str | None:
    return series.columns[-1].unit if is_list(series) else series.unit


def is_list(series: Series) -> bool:
    """Whether it is a table of names and one number each, which reads better as bars."""
    if len(series.columns) != 2 or series.key != (series.columns[0].id,) or not series.rows:
        return False
    return is_numeric(series, series.columns[1].id) and not holds_years(series, 1)
