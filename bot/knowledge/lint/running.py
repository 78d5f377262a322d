"""Finds running totals whose lowest and highest values are told, although these say nothing."""

import re
from collections.abc import Iterator

from bot.knowledge.findings import Code, finding
from bot.knowledge.generating.cells import kind_of
from bot.knowledge.generating.superlatives import LEAST_VALUES
from bot.knowledge.lint.answers import SENTENCE
from bot.model import Entry, Finding, Kind, Knowledge, Series

_RUNNING = re.compile(
    r"\b(?:cumulative|running totals?|(?:total|altogether|in all) (?:so far|to date))\b", re.IGNORECASE
)
_EXTREME = re.compile(r"\b(?:lowest|smallest|fewest|weakest)\b", re.IGNORECASE)


def running_extremes(knowledge: Knowledge) -> Iterator[Finding]:
    for series in knowledge.series:
        yield from _undeclared(series)
        columns = {column.id: column for column in series.columns}
        for wanted in series.superlatives:
            column = columns.get(wanted.column or "")
            if kind_of(series, column) is Kind.RUNNING:
                message = f"`{wanted.which}` is asked of {column.id if column else 'the points'}, a running total"
                remedy = "remove it: the lowest is the first, the highest the newest"
                yield finding(Code.RUNNING_EXTREME, series.place, message, remedy, series.id)
    for entry in knowledge.entries:
        if entry.series is None:
            yield from _said(entry)


def _undeclared(series: Series) -> Iterator[Finding]:
    """Without a declared kind, a series called a running total gets entries of its lowest and highest value."""
    numbers = sum(point.value is not None for point in series.points)
    if numbers >= LEAST_VALUES and kind_of(series, None) is None and _RUNNING.search(series.title):
        message = "the lowest and highest of a running total are told"
        yield finding(Code.RUNNING_EXTREME, series.place, message, "write `kind: running`", series.id)
    asked = {wanted.column for wanted in series.superlatives}
    for column in series.columns:
        is_undeclared = column.id in asked and kind_of(series, column) is None
        if is_undeclared and _RUNNING.search(f"{series.title}: {column.title}"):
            message = f"the lowest and highest of the column {column.id}, a running total, are told"
            remedy = "write `kind: running` in the column, and remove its superlatives"
            yield finding(Code.RUNNING_EXTREME, series.place, message, remedy, series.id)


def _said(entry: Entry) -> Iterator[Finding]:
    for sentence in SENTENCE.split(entry.answer):
        total, extreme = _RUNNING.search(sentence), _EXTREME.search(sentence)
        if total and extreme:
            message = f'"{extreme[0]}" is said of a {"total" if "total" in total[0].lower() else "cumulative figure"}'
            remedy = "say instead what grew, and in which period"
            yield finding(Code.RUNNING_EXTREME, entry.place, message, remedy, entry.id)
