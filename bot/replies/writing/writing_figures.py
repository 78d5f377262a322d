"""Writes a figure into the answer that tells it, or into that of its series."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from bot.conversation.queries.reader import FigureReader
from bot.figures import FigureAnswer, Operation
from bot.figures.ids import extreme_id
from bot.model import Answer, Entry, Words
from bot.replies.deciding.catalogue import Catalogue
from bot.replies.figure_queries.figured import Figured
from bot.replies.figure_text.conversions import converted_text
from bot.replies.figure_text.figure_words import Measures, Terms
from bot.replies.figure_text.figures import counted_text, figure_text
from bot.replies.writing.composing import last_day, to_figure


def terms_of(by: Figured, reader: FigureReader, words: Words) -> Terms:
    """With the figures that the message states."""
    return Terms({**reader.pools.measures, **by.stated}, words, reader.units)


def teller_of(by: Figured, answer: FigureAnswer, measures: Measures, catalogue: Catalogue) -> str | None:
    """Id of the entry that tells the figure: a curated one, the cell, or the highest or lowest of a measure."""
    cell = "" if by.stated else by.cell or ""
    id = catalogue.tellers.get(cell, cell) or _end_of(answer, measures)
    return id if id in catalogue.entries else None


def _end_of(answer: FigureAnswer, measures: Measures) -> str | None:
    """Id of the highest or lowest of a whole measure, where just that is the answer."""
    query = answer.query
    is_first = query.operation is Operation.EXTREME and query.rank <= 1 and query.best <= 1
    is_of_all = len(query.groups) == 1 and len(query.groups[0].cells) >= len(measures[query.measure].cells)
    return extreme_id(query.measure, lowest=query.lowest) if is_first and is_of_all else None


def with_figure(
    given: Answer, by: Figured, answer: FigureAnswer, teller: str | None, terms: Terms, entries: Mapping[str, Entry]
) -> Answer:
    """`given`: the answer of the teller, else of the series."""
    series, cell = terms.measures[answer.operands[0].measure].series, None if by.stated else by.cell
    if answer.converted:
        text = converted_text(answer, terms)
    elif by.stated:
        text = counted_text(answer, terms)
    else:
        text = (given.text if teller else "") or figure_text(answer, terms)
    dated = given if teller else _of_operands(given, answer, terms.measures, entries)
    return replace(dated, id=teller or cell or series, text=text, figure=to_figure(answer, series))


def _of_operands(given: Answer, answer: FigureAnswer, measures: Measures, entries: Mapping[str, Entry]) -> Answer:
    """Dated and sourced as all figures that were counted with: a closed period is not stale."""
    cells = ((one, id) for one in answer.operands for id in one.cells or (one.measure,))
    ids = dict.fromkeys(id if id in entries else measures[one.measure].series for one, id in cells)
    held = [entries[id] for id in ids if id in entries]
    dates = (entry.as_of for entry in held if entry.as_of)
    as_of = max(dates, key=lambda text: last_day(text) or date.min, default=given.as_of)
    sources = tuple(dict.fromkeys(source for entry in held for source in entry.sources))
    return replace(given, as_of=as_of, sources=sources, stale=given.stale and as_of == given.as_of)
