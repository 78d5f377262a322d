"""Finds the curated entries that give the value of a cell."""

from __future__ import annotations

from bot.figures import measures_of
from bot.knowledge.dates import parse_label
from bot.knowledge.wording import words_of
from bot.matching import leading_figure, normalise
from bot.model import Knowledge


def tellers_of(knowledge: Knowledge) -> dict[str, str]:
    """An entry tells the cells that it names in `tells`, and the one with the very facets and figure of its own."""
    by_facets = {
        frozenset(entry.about): entry for entry in knowledge.entries if entry.series is None and len(entry.about) > 1
    }
    found: dict[str, str] = {}
    words = words_of(knowledge)
    for series in knowledge.series:
        for measure in measures_of(series) if series.points else ():
            for cell, point in zip(measure.cells, series.points, strict=True):
                period = parse_label(point.label)
                entry = by_facets.get(frozenset((*series.about, *(period.facets if period else ()))))
                if entry is None or cell.number is None:
                    continue
                if leading_figure(entry.answer) in normalise(words.number(cell.number)):
                    found[cell.id] = entry.id
    for entry in knowledge.entries:
        found.update(dict.fromkeys(entry.tells, entry.id))
    return found
