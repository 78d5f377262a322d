"""Generates the entries of the highest and lowest values of a series."""

from dataclasses import replace

from bot.knowledge.dates import parse_label
from bot.knowledge.generating.cells import kind_of
from bot.knowledge.generating.filling import filled_entry, label_text, put_in, sentence_column
from bot.knowledge.generating.numbers import qualified, with_unit
from bot.knowledge.generating.tables import holds_years, is_number, row_text
from bot.knowledge.texts import kebab
from bot.model import Column, Entry, Kind, Point, Series, Superlative, Words

LEAST_VALUES = 3
"""Figures from which on the lowest and the highest are told."""
WHICH = ("max", "min")


def superlative_entries(series: Series, proper: frozenset[str], words: Words) -> tuple[Entry, ...]:
    made = []
    for wanted in series.superlatives:
        column = next((c for c in series.columns if c.id == wanted.column), None)
        points = [point for point in _points(series, column) if point.value is not None]
        if points:
            made.append(_entry(series, wanted, column, points, proper, words))
    return tuple(made)


def with_superlatives(series: Series, words: Words) -> Series:
    return replace(series, superlatives=_generic(series, words)) if series.asks_extremes else series


def _generic(series: Series, words: Words) -> tuple[Superlative, ...]:
    """Make templates from title and columns, where a series has none of its own."""
    if series.points:
        return tuple(_of_points(series, which, words) for which in WHICH) if _has_ends(series, None) else ()
    columns = [
        column
        for place, column in enumerate(series.columns)
        if column.id not in series.key and not holds_years(series, place) and _has_ends(series, column)
    ]
    return tuple(_of_column(series, column, which, words) for column in columns for which in WHICH)


def _has_ends(series: Series, column: Column | None) -> bool:
    """Whether the lowest and highest say something: of a running total they are the first and the newest."""
    numbers = [point for point in _points(series, column) if point.value is not None]
    return len(numbers) >= LEAST_VALUES and kind_of(series, column) is not Kind.RUNNING


def _entry(
    series: Series,
    wanted: Superlative,
    column: Column | None,
    points: list[Point],
    proper: frozenset[str],
    words: Words,
) -> Entry:
    values = [point.value for point in points if point.value is not None]
    extreme = max(values) if wanted.which == "max" else min(values)
    holders = [point for point in points if point.value == extreme]
    vague = next((point for point in holders if point.minimum or point.approximate), holders[0])
    number = words.number(extreme)
    names = words.listed([point.label if column else label_text(point.label, words) for point in holders])
    unit = column.unit if column else series.unit
    filling = {
        "label": names,
        "row": names,
        "column": sentence_column(column, proper) if column else "",
        "value": _qualified(vague, number, words),
        "figure": _qualified(vague, with_unit(number, unit, words), words),
    }
    part = f"{kebab(column.id)}:{wanted.which}" if column else wanted.which
    entry = filled_entry(series, f"{series.id}:{part}", wanted.question, wanted.answer, filling, words, column)
    sources = (source for point in holders for source in point.sources or series.sources)
    return replace(entry, sources=tuple(dict.fromkeys(sources)))


def _points(series: Series, column: Column | None) -> tuple[Point, ...]:
    """The points of a series, or of one column of its table."""
    if column is None:
        return series.points
    place = series.columns.index(column)
    cells = [(row_text(series, row), row[place]) for row in series.rows]
    return tuple(Point(label, float(cell) if is_number(cell) else None) for label, cell in cells)


def _qualified(point: Point, text: str, words: Words) -> str:
    """Of what is only known as a minimum, the highest is at least so much."""
    return words.at_least.format(number=text) if point.minimum else qualified(point, text, words)


def _of_points(series: Series, which: str, words: Words) -> Superlative:
    """A template: {label} and {figure} stay."""
    first_name, *other_names = _names(which, words)
    given = {"title": series.title, "which": first_name, "count": str(len(series.points))}
    phrasings = (
        *(put_in(way, given) for way in words.extreme_ways),
        *(put_in(words.extreme_way, {"title": series.title, "which": name}) for name in other_names),
    )
    periods = [period for point in series.points if (period := parse_label(point.label))]
    if len(periods) < len(series.points):
        return Superlative(which, put_in(words.extreme_asked, given), put_in(words.extreme_told, given), phrasings)
    kinds = {period.kind for period in periods}
    given["period"] = words.periods[kinds.pop() if len(kinds) == 1 else "period"]
    first, last = (words.facet(*period.facets[-1]) for period in (min(periods), max(periods)))
    given["span"] = words.span.format(first=first, last=last)
    phrasings += tuple(put_in(way, given) for way in words.extreme_time_ways)
    return Superlative(
        which, put_in(words.extreme_time_asked, given), put_in(words.extreme_time_told, given), phrasings
    )


def _of_column(series: Series, column: Column, which: str, words: Words) -> Superlative:
    """A template: {row}, {column} and {figure} stay."""
    names = _names(which, words)
    titles = {other.id: other.title for other in series.columns}
    things = words.listed([titles[name].lower() for name in series.key])
    given = {"title": series.title, "things": things, "which": names[0], "count": str(len(series.rows))}
    return Superlative(
        which,
        put_in(words.extreme_column_asked, given),
        put_in(words.extreme_column_told, given),
        tuple(put_in(words.extreme_column_way, {"title": series.title, "which": name}) for name in names),
        column.id,
    )


def _names(which: str, words: Words) -> tuple[str, ...]:
    return words.highest_names if which == "max" else words.lowest_names
