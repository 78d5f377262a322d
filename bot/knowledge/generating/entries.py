"""Generates the entries of single figures, and of the highest and lowest."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from bot.knowledge.dates import Period, parse_date, parse_label
from bot.knowledge.findings import Code, Report, shown
from bot.knowledge.generating.cells import cell_id
from bot.knowledge.generating.filling import filled_entry, label_text, sentence_column
from bot.knowledge.generating.numbers import figure_text, qualified
from bot.knowledge.generating.superlatives import superlative_entries
from bot.knowledge.generating.tables import asked_columns, cell_figure, cell_text, holds_years, row_text
from bot.knowledge.texts import GENERATED_ID_LIMIT
from bot.model import Ask, Entry, Series, Words


def cell_entries(series: Series, proper: frozenset[str], words: Words, report: Report) -> tuple[Entry, ...]:
    """`proper`: words that keep their capital within a sentence."""
    report = report.of_file(series.place.file).of_entry(series.id)
    extremes = superlative_entries(series, proper, words)
    labelled: list[tuple[str, Entry]] = []
    for ask in series.ask:
        labelled += _of_table(series, ask, proper, words) if series.columns else _of_points(series, ask, words)
    _check_ids(labelled, extremes, series, report)
    return tuple(_with_own_ids([*(entry for _, entry in labelled), *extremes], series, report))


def _of_points(series: Series, ask: Ask, words: Words) -> Iterator[tuple[str, Entry]]:
    """Each with the label of its point."""
    for point in series.points:
        answer, values = ask.answer, {"label": label_text(point.label, words)}
        if point.value is None:
            answer = words.cell_unknown.format(thing="{label}", title=series.title)
        else:
            values["value"] = qualified(point, words.number(point.value), words)
            values["figure"] = figure_text(point.value, series.unit, point, words)
        entry = filled_entry(series, cell_id(series, point.label), ask.question, answer, values, words)
        period = parse_label(point.label)
        over = point.value is not None and _was_over(period, series)
        yield (
            point.label,
            replace(
                entry,
                as_of=point.as_of or (period.end.isoformat() if period and over else entry.as_of),
                changes=entry.changes and not over,
                sources=point.sources or series.sources,
                about=tuple(dict.fromkeys((*entry.about, *(period.facets if period else ())))),
            ),
        )


def _was_over(period: Period | None, series: Series) -> bool:
    """Whether a period had ended when its figure was known: what happened in May stays so."""
    known = parse_date(series.as_of) if series.as_of else None
    return period is not None and known is not None and period.end <= known.end


def _of_table(series: Series, ask: Ask, proper: frozenset[str], words: Words) -> Iterator[tuple[str, Entry]]:
    """Each with the name of its row."""
    for row in series.rows:
        for column in asked_columns(ask, series):
            place = series.columns.index(column)
            cell, name = row[place], row_text(series, row)
            years = holds_years(series, place)
            answer, values = ask.answer, {"row": name, "column": sentence_column(column, proper)}
            if cell is None:
                answer = words.cell_unknown.format(thing="{column}: {row}", title=series.title)
            else:
                values |= {"value": cell_text(cell, words, years), "figure": cell_figure(cell, column, words, years)}
            entry_id = cell_id(series, name, column)
            yield name, filled_entry(series, entry_id, ask.question, answer, values, words, column)


def _check_ids(
    labelled: Iterable[tuple[str, Entry]], extremes: Iterable[Entry], series: Series, report: Report
) -> None:
    """Report ids that are too long, or whose label says nothing: of each label one, since a short name mends all."""
    for entry in extremes:
        if len(entry.id) > GENERATED_ID_LIMIT:
            message = f"the generated id {entry.id} has {len(entry.id)} characters, more than {GENERATED_ID_LIMIT}"
            remedy = "shorten the id of the series or of the column, or write `superlatives: []`"
            report.add(Code.GENERATED_ID, series.place.line, message, remedy)
    reported = set()
    for label, entry in labelled:
        # As "sales:" of a label without Latin letters or digits.
        is_empty = not entry.id.split(":")[1]
        if label not in reported and (is_empty or len(entry.id) > GENERATED_ID_LIMIT):
            reported.add(label)
            problem = "is empty" if is_empty else f"has {len(entry.id)} characters"
            message = f"the generated id of {shown(label)} {problem}: {entry.id}"
            remedy = f"give it a short name: `short: {{{shown(label)}: short-name}}`"
            report.add(Code.GENERATED_ID, series.place.line, message, remedy)


def _with_own_ids(entries: Iterable[Entry], series: Series, report: Report) -> Iterator[Entry]:
    """Of each id the first; the others are reported."""
    seen = set()
    for entry in entries:
        if entry.id not in seen:
            seen.add(entry.id)
            yield entry
            continue
        message = f"the generated id {entry.id} is already there"
        remedy = "tell the labels apart by short names: `short: {label: short-name}`"
        report.add(Code.GENERATED_ID_TAKEN, series.place.line, message, remedy)
