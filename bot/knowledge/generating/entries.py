"""Generates the entries of single figures, and of the highest and lowest."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from bot.knowledge.dates import parse_date, parse_label
from bot.knowledge.findings import Code, Report, shown
from bot.knowledge.generating.cells import asked_columns, basis_of, cell_id, row_name
from bot.knowledge.generating.filling import filled_entry
from bot.knowledge.generating.numbers import figure_text, label_text, qualified
from bot.knowledge.generating.superlatives import superlative_entries
from bot.knowledge.generating.tables import cell_figure, cell_text, holds_years, row_text, sentence_column
from bot.knowledge.texts import GENERATED_ID_LIMIT
from bot.model import Ask, Entry, Point, Series, Words

_Labelled = tuple[str | None, Entry]  # The label that an entry is of; None of a highest or lowest.


def cell_entries(series: Series, proper: frozenset[str], words: Words, report: Report) -> tuple[Entry, ...]:
    """Those of declared templates, and in their places, where these leave room, those of made ones (`Ask.is_made`).
    Nobody wrote what is made, so a bad id in it is no mistake of the series: the figure is told, and has no entry.

    `proper`: words that keep their capital within a sentence.
    """
    report = replace(report, file=series.place.file, entry=series.id)
    declared: list[_Labelled] = []
    made: list[_Labelled] = []
    for ask in series.ask:
        cells = _of_table(series, ask, proper, words) if series.columns else _of_points(series, ask, words)
        (made if ask.is_made else declared).extend(cells)
    extremes = [(None, entry) for entry in superlative_entries(series, proper, words)]
    # Those of a series without a declared template are made as its cells are.
    (made if not declared and series.asks_extremes else declared).extend(extremes)
    _check_ids(declared, series, report)
    sound = [entry for label, entry in made if _is_short(entry) and not _is_nameless(label, series)]
    # A declared entry stands in the place of a made one with its id.
    return tuple({entry.id: entry for entry in (*sound, *_with_own_ids(declared, series, report))}.values())


def _is_nameless(label: str | None, series: Series) -> bool:
    """Whether a label has no Latin letter or digit, so that the id would end with "sales:"."""
    return label is not None and not row_name(series, label)


def _is_short(entry: Entry) -> bool:
    return len(entry.id) <= GENERATED_ID_LIMIT


def _of_points(series: Series, ask: Ask, words: Words) -> Iterator[tuple[str, Entry]]:
    """An entry for each point, with its label."""
    for point in series.points:
        template, values, basis = ask, {"label": label_text(point.label, words)}, series.basis
        if point.value is None:
            template = replace(ask, answer=words.cell_unknown.format(thing="{label}", title=series.title))
            basis = None
        else:
            values["value"] = qualified(point, words.number(point.value), words)
            values["figure"] = figure_text(point.value, series.unit, point, words)
        entry = filled_entry(series, cell_id(series, point.label), template, values, words, basis)
        yield point.label, _at_its_time(entry, point, series)


def _at_its_time(entry: Entry, point: Point, series: Series) -> Entry:
    """About the period of its label; if that had ended by `as_of`, the figure does not change."""
    entry = replace(entry, as_of=point.as_of or entry.as_of, sources=point.sources or series.sources)
    period, known = parse_label(point.label), parse_date(series.as_of or "")
    if period is None:
        return entry
    entry = replace(entry, about=tuple(dict.fromkeys((*entry.about, *period.facets))))
    if point.value is None or known is None or period.end > known.end:
        return entry
    return replace(entry, as_of=point.as_of or period.end.isoformat(), changes=False)


def _of_table(series: Series, ask: Ask, proper: frozenset[str], words: Words) -> Iterator[tuple[str, Entry]]:
    """Each with the name of its row."""
    for row in series.rows:
        for column in asked_columns(ask, series):
            place = series.columns.index(column)
            cell, name = row[place], row_text(series, row)
            years = holds_years(series, place)
            template, values = ask, {"row": name, "column": sentence_column(column, proper)}
            basis = basis_of(series, column)
            if cell is None:
                template = replace(ask, answer=words.cell_unknown.format(thing="{column}: {row}", title=series.title))
                basis = None
            else:
                values |= {"value": cell_text(cell, words, years), "figure": cell_figure(cell, column, words, years)}
            yield name, filled_entry(series, cell_id(series, name, column), template, values, words, basis)


def _check_ids(labelled: Iterable[_Labelled], series: Series, report: Report) -> None:
    """Report ids that are too long or whose label is empty, one for each label, since one short name mends all."""
    reported = set()
    for label, entry in labelled:
        is_empty = _is_nameless(label, series)
        if not is_empty and _is_short(entry):
            continue
        if label is None:
            message = f"the generated id {entry.id} has {len(entry.id)} characters, more than {GENERATED_ID_LIMIT}"
            remedy = "shorten the id of the series or of the column, or write `superlatives: []`"
            report.add(Code.GENERATED_ID, series.place.line, message, remedy)
        elif label not in reported:
            reported.add(label)
            problem = "is empty" if is_empty else f"has {len(entry.id)} characters"
            message = f"the generated id of {shown(label)} {problem}: {entry.id}"
            remedy = f"give it a short name: `short: {{{shown(label)}: short-name}}`"
            report.add(Code.GENERATED_ID, series.place.line, message, remedy)


def _with_own_ids(labelled: Iterable[_Labelled], series: Series, report: Report) -> list[Entry]:
    """Of each id the first; the others are reported."""
    first: dict[str, Entry] = {}
    for _, entry in labelled:
        if first.setdefault(entry.id, entry) is not entry:
            message = f"the generated id {entry.id} is already there"
            remedy = "tell the labels apart by short names: `short: {label: short-name}`"
            report.add(Code.GENERATED_ID_TAKEN, series.place.line, message, remedy)
    return [*first.values()]
