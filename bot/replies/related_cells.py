"""Finds the ids of the cells that a computed answer, or its refusal, is about."""

from __future__ import annotations

from bot.figures import FigureAnswer, Operation, Refusal
from bot.figures.ids import extreme_id
from bot.replies.figure_words import Measures


def nearest_cells(refusal: Refusal, measures: Measures) -> list[str]:
    """Ids of cells of the measure, those nearest in time to what is missing first; the newest where that is no time."""
    measure = measures[refusal.query.measure]
    asked = next((group.span for group in refusal.query.groups if group.span is not None), None)
    dated = [(cell.span, cell.id) for cell in measure.cells if cell.span is not None and cell.value is not None]
    if asked is None:
        return [id for _, id in sorted(dated, key=lambda one: one[0].end, reverse=True)]
    return [id for _, id in sorted(dated, key=lambda one: abs((one[0].end - asked.end).days))]


def end_of(answer: FigureAnswer, measures: Measures) -> str | None:
    """Id of the highest or lowest of a whole measure, where just that is the answer."""
    query = answer.query
    cells = sum(len(group.cells) for group in query.groups)
    if query.operation is not Operation.EXTREME or query.rank > 1 or query.best > 1:
        return None
    if len(query.groups) > 1 or cells < len(measures[query.measure].cells):
        return None
    return extreme_id(query.measure, lowest=query.lowest)
