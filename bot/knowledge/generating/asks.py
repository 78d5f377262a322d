"""Makes templates of single figures where a series declares none, so that each figure can be shown and offered."""

from collections.abc import Iterator
from dataclasses import replace

from bot.knowledge.dates import parse_label
from bot.knowledge.generating.cells import asked_columns
from bot.knowledge.generating.filling import put_in
from bot.model import Ask, Column, Series, Words


def with_asks(series: Series, words: Words) -> Series:
    """Add a template for the points, or for each column without one."""
    if series.points:
        return series if series.ask else replace(series, ask=(_of_points(series, words),))
    declared = {column.id for ask in series.ask for column in asked_columns(ask, series)}
    left = (column for column in series.columns if column.id not in {*declared, *series.key})
    # A declared template without columns stands for those that it has now.
    pinned = (replace(ask, columns=tuple(one.id for one in asked_columns(ask, series))) for ask in series.ask)
    return replace(series, ask=(*pinned, *_of_columns(series, left, words)))


def _of_points(series: Series, words: Words) -> Ask:
    """{label} and {figure} stay in it."""
    are_times = all(parse_label(point.label) for point in series.points)
    told, title = words.point_in_time_told if are_times else words.point_told, {"title": series.title}
    return Ask(put_in(words.point_asked, title), put_in(told, title), is_made=True)


def _of_columns(series: Series, columns: Iterator[Column], words: Words) -> Iterator[Ask]:
    """{row}, {column} and {figure} stay in each."""
    asked, told = (put_in(text, {"title": series.title}) for text in (words.cell_asked, words.cell_told))
    for column in columns:
        yield Ask(asked, told, columns=(column.id,), is_made=True)
