"""Generates the entries of the highest and lowest values of a series."""

from dataclasses import replace

from bot.knowledge.dates import parse_label
from bot.knowledge.generating.cells import kind_of
from bot.knowledge.generating.columns import holds_years, is_number
from bot.knowledge.generating.filling import label_text, made_entry, sentence_column
from bot.knowledge.generating.numbers import qualified, with_unit
from bot.knowledge.generating.tables import row_text
from bot.knowledge.texts import kebab
from bot.model import Column, Entry, Kind, Point, Series, Superlative, Words

LEAST_VALUES = 3
"""Figures from which on the lowest and the highest are told."""
HIGHEST, LOWEST = WHICH = ("max", "min")


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
    """Make templates from title and columns, where a series has none of its own and at least three numbers.

    None of running totals: the lowest is the first, the highest the newest.
    """
    if series.points:
        enough = sum(point.value is not None for point in series.points) >= LEAST_VALUES
        enough = enough and series.kind is not Kind.RUNNING
        return tuple(_of_points(series, which, words) for which in WHICH) if enough else ()
    made = []
    for place, column in enumerate(series.columns):
        numbers = [point for point in _points(series, column) if point.value is not None]
        if kind_of(series, column) is Kind.RUNNING:
            continue
        if column.id not in series.key and len(numbers) >= LEAST_VALUES and not holds_years(series, place):
            made += [_of_column(series, column, which, words) for which in WHICH]
    return tuple(made)


def _entry(
    series: Series,
    wanted: Superlative,
    column: Column | None,
    points: list[Point],
    proper: frozenset[str],
    words: Words,
) -> Entry:
    values = [point.value for point in points if point.value is not None]
    extreme = max(values) if wanted.which == HIGHEST else min(values)
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
    entry_id = f"{series.id}:{part}"
    entry = made_entry(series, entry_id, wanted, filling, words, column=column)
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
    """A template: `fill` replaces the placeholders in braces that it keeps."""
    first_name, *other_names = _names(which, words)
    given = {"title": series.title, "which": first_name}
    phrasings = (
        *(pattern.format(**given) for pattern in words.extreme_ways),
        *(words.extreme_way.format(title=series.title, which=name) for name in other_names),
    )
    kept = {"label": "{label}", "figure": "{figure}"}
    periods = [period for point in series.points if (period := parse_label(point.label))]
    if len(periods) < len(series.points):
        answer = words.extreme_told.format(count=len(series.points), **kept, **given)
        return Superlative(which, words.extreme_asked.format(**given), answer, phrasings)
    kinds = {period.kind for period in periods}
    given["period"] = words.periods[kinds.pop() if len(kinds) == 1 else "period"]
    first, last = (words.facet(*period.facets[-1]) for period in (min(periods), max(periods)))
    span = words.span.format(first=first, last=last)
    return Superlative(
        which,
        words.extreme_time_asked.format(**given),
        words.extreme_time_told.format(span=span, **kept, **given),
        (*phrasings, *(pattern.format(**given) for pattern in words.extreme_time_ways)),
    )


def _of_column(series: Series, column: Column, which: str, words: Words) -> Superlative:
    """A template, as above."""
    names = _names(which, words)
    titles = {other.id: other.title for other in series.columns}
    things = words.listed([titles[name].lower() for name in series.key])
    given = {"title": series.title, "column": "{column}"}
    return Superlative(
        which,
        words.extreme_column_asked.format(things=things, which=names[0], **given),
        words.extreme_column_told.format(
            row="{row}", figure="{figure}", count=len(series.rows), which=names[0], **given
        ),
        tuple(words.extreme_column_way.format(which=name, **given) for name in names),
        column.id,
    )


def _names(which: str, words: Words) -> tuple[str, ...]:
    return words.highest_names if which == HIGHEST else words.lowest_names
