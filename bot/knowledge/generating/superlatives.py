"""Answers "which is the highest": a series in, an entry for its highest and lowest values out."""

from __future__ import annotations

from bot.knowledge.dates import parse_label
from bot.knowledge.generating.cells import kind_of
from bot.knowledge.generating.filling import label_text, made_entry, sentence_column
from bot.knowledge.generating.numbers import join_names, number_text, qualified, with_unit
from bot.knowledge.generating.tables import holds_years, row_text
from bot.knowledge.words import kebab
from bot.model import Column, Entry, Kind, Point, Series, Superlative

LEAST_VALUES = 3
WORDS = {"max": ("highest", "maximum", "top"), "min": ("lowest", "minimum", "bottom")}


def superlative_entries(series: Series, proper: frozenset[str]) -> tuple[Entry, ...]:
    made = []
    for wanted in series.superlatives:
        column = next((c for c in series.columns if c.id == wanted.column), None)
        points = [point for point in _points(series, column) if point.value is not None]
        if points:
            made.append(_entry(series, wanted, column, points, proper))
    return tuple(made)


def generic_superlatives(series: Series) -> tuple[Superlative, ...]:
    """Make templates from title and columns, where a series has none of its own and at least three numbers.

    None of running totals: the lowest is the first, the highest the newest.
    """
    if series.points:
        enough = sum(point.value is not None for point in series.points) >= LEAST_VALUES
        enough = enough and series.kind is not Kind.RUNNING
        return tuple(_of_points(series, which) for which in WORDS) if enough else ()
    made = []
    for place, column in enumerate(series.columns):
        numbers = [point for point in _points(series, column) if point.value is not None]
        if kind_of(series, column) is Kind.RUNNING:
            continue
        if column.id not in series.key and len(numbers) >= LEAST_VALUES and not holds_years(series, place):
            made += [_of_column(series, column, which) for which in WORDS]
    return tuple(made)


def _entry(
    series: Series, wanted: Superlative, column: Column | None, points: list[Point], proper: frozenset[str]
) -> Entry:
    values = [point.value for point in points if point.value is not None]
    extreme = max(values) if wanted.which == "max" else min(values)
    holders = [point for point in points if point.value == extreme]
    vague = next((point for point in holders if point.minimum or point.approximate), holders[0])
    number = number_text(extreme)
    names = join_names(tuple(point.label if column else label_text(point.label) for point in holders))
    unit = column.unit if column else series.unit
    values_of = {
        "label": names,
        "row": names,
        "column": sentence_column(column, proper) if column else "",
        "value": qualified(vague, number, "at least"),
        "figure": qualified(vague, with_unit(number, unit), "at least"),
    }
    part = f"{kebab(column.id)}:{wanted.which}" if column else wanted.which
    entry_id = f"{series.id}:{part}"
    return made_entry(series, entry_id, wanted.question, wanted.answer, wanted.phrasings, values_of, column=column)


def _points(series: Series, column: Column | None) -> tuple[Point, ...]:
    """The points of a series, or of one column of its table."""
    if column is None:
        return series.points
    place = series.columns.index(column)
    cells = [(row_text(series, row), row[place]) for row in series.rows]
    return tuple(
        Point(label, float(cell) if isinstance(cell, (int, float)) and not isinstance(cell, bool) else None)
        for label, cell in cells
    )


def _of_points(series: Series, which: str) -> Superlative:
    word, formal, short = WORDS[which]
    title = series.title
    periods = [parse_label(point.label) for point in series.points]
    known = [period for period in periods if period]
    phrasings = (f"{title}: {word}", f"{word} figure: {title}", f"{formal}: {title}", f"{short}: {title}")
    if len(known) < len(periods):
        answer = f"**{{label}}** with **{{figure}}**: the {word} of {len(periods)} ({title})."
        return Superlative(which, f"Which has the {word} figure: {title}?", answer, phrasings)
    kinds = {period.kind for period in known}
    kind = kinds.pop() if len(kinds) == 1 else "period"
    span = f"{min(known).text} to {max(known).text}"
    return Superlative(
        which,
        f"In which {kind} was the figure {word}: {title}?",
        f"**{{figure}}** in **{{label}}** is the {word} figure ({title}, {span}).",
        (*phrasings, f"{word} {kind}: {title}", f"which {kind} had the {word}: {title}"),
    )


def _of_column(series: Series, column: Column, which: str) -> Superlative:
    word, formal, short = WORDS[which]
    titles = {other.id: other.title for other in series.columns}
    thing = " and ".join(titles[name].lower() for name in series.key)
    return Superlative(
        which,
        f"Which {thing} has the {word} {{column}}? ({series.title})",
        f"**{{row}}** with **{{figure}}**: the {word} {{column}} of {len(series.rows)} ({series.title}).",
        (
            f"{word} {{column}}: {series.title}",
            f"{formal} {{column}}: {series.title}",
            f"{short} {{column}}: {series.title}",
        ),
        column.id,
    )
