"""Generates the entries of the highest and lowest values of a series, from its templates or, if it has none, from made
ones."""

from dataclasses import replace

from bot.knowledge.dates import parse_label
from bot.knowledge.generating.cells import basis_of, extreme_id, kind_of
from bot.knowledge.generating.filling import filled_entry, put_in
from bot.knowledge.generating.numbers import label_text, qualified, with_unit
from bot.knowledge.generating.tables import holds_years, is_number, row_text, sentence_column
from bot.model import Column, Entry, Kind, Point, Series, Superlative, Words

LEAST_VALUES = 3  # Figures from which on the lowest and the highest are told.
WHICH = ("max", "min")


def with_superlatives(series: Series, words: Words) -> Series:
    """Make templates from the title and columns for a series that declares `ask`, but no `superlatives`."""
    if not series.asks_extremes or not series.ask:
        return series
    if series.points:
        made = [_template_of_points(series, which, words) for which in WHICH if _has_ends(series, None)]
    else:
        columns = [
            column
            for place, column in enumerate(series.columns)
            if column.id not in series.key and not holds_years(series, place) and _has_ends(series, column)
        ]
        made = [_template_of_column(series, column, which, words) for column in columns for which in WHICH]
    return replace(series, superlatives=tuple(made))


def _has_ends(series: Series, column: Column | None) -> bool:
    """Whether the lowest and highest say something: of a running total they are the first and the newest."""
    return len(_figures(series, column)) >= LEAST_VALUES and kind_of(series, column) is not Kind.RUNNING


def _figures(series: Series, column: Column | None) -> list[Point]:
    """The points of a series, or the cells of a column as such; without gaps."""
    if column is None:
        return [point for point in series.points if point.value is not None]
    place = series.columns.index(column)
    cells = [(row_text(series, row), row[place]) for row in series.rows]
    return [Point(label, float(cell)) for label, cell in cells if is_number(cell)]


def _template_of_points(series: Series, which: str, words: Words) -> Superlative:
    """{label} and {figure} stay in it."""
    first_name, *other_names = _names(which, words)
    times = _said_of_times(series, words)
    given = {"title": series.title, "which": first_name, "count": str(len(series.points)), **times}
    phrasings = (
        *(put_in(way, given) for way in words.extreme_ways),
        *(put_in(words.extreme_way, {"title": series.title, "which": name}) for name in other_names),
        *(put_in(way, given) for way in words.extreme_time_ways if times),
    )
    asked, told = words.extreme_asked, words.extreme_told
    if times:
        asked, told = words.extreme_time_asked, words.extreme_time_told
    return Superlative(which, put_in(asked, given), put_in(told, given), phrasings)


def _said_of_times(series: Series, words: Words) -> dict[str, str]:
    """{period}, such as "month", and {span} of the points; nothing where a label is no date."""
    periods = [period for point in series.points if (period := parse_label(point.label))]
    if len(periods) < len(series.points):
        return {}
    kinds = {period.kind for period in periods}
    first, last = (words.facet(*period.facets[-1]) for period in (min(periods), max(periods)))
    kind = kinds.pop() if len(kinds) == 1 else "period"
    return {"period": words.periods[kind], "span": words.span.format(first=first, last=last)}


def _template_of_column(series: Series, column: Column, which: str, words: Words) -> Superlative:
    """{row}, {column} and {figure} stay in it."""
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


def superlative_entries(series: Series, proper: frozenset[str], words: Words) -> tuple[Entry, ...]:
    made = (_entry(series, wanted, proper, words) for wanted in series.superlatives)
    return tuple(entry for entry in made if entry)


def _entry(series: Series, wanted: Superlative, proper: frozenset[str], words: Words) -> Entry | None:
    """None where the series or column has no figure."""
    column = next((one for one in series.columns if one.id == wanted.column), None)
    points = _figures(series, column)
    if not points:
        return None
    values = [point.value for point in points if point.value is not None]
    extreme = max(values) if wanted.which == "max" else min(values)
    holders = [point for point in points if point.value == extreme]
    vague = next((point for point in holders if point.minimum or point.approximate), holders[0])
    number, unit = words.number(extreme), column.unit if column else series.unit
    names = words.listed([point.label if column else label_text(point.label, words) for point in holders])
    filling = {
        "label": names,
        "row": names,
        "column": sentence_column(column, proper) if column else "",
        "value": _at_least(vague, number, words),
        "figure": _at_least(vague, with_unit(number, unit, words), words),
    }
    id = extreme_id(series, wanted.which, wanted.column)
    entry = filled_entry(series, id, wanted, filling, words, basis_of(series, column))
    sources = (source for point in holders for source in point.sources or series.sources)
    return replace(entry, sources=tuple(dict.fromkeys(sources)))


def _at_least(point: Point, text: str, words: Words) -> str:
    """The highest of values that are only known as minimums is at least so much."""
    return words.at_least.format(number=text) if point.minimum else qualified(point, text, words)
