"""Tells which end of a measure a word asks for: "best" and "record" are the lowest where fewer is better, "biggest
loss" is too."""

from __future__ import annotations

from bot.conversation.queries.asked import Asked
from bot.conversation.queries.pools import unit_of
from bot.figures import Measure
from bot.model import QUANTITY

_BETTER = 2
"""A direction of quality, not of number: "better", "worst"."""


def is_lowest(direction: int, asked: Asked, measure: Measure) -> bool:
    """Whether the lowest is asked for; where no direction is said, as by "first", the best is."""
    less = measure.fewer_is_better or unit_of(measure) in asked.language.words["less_is_better"]
    if less and not asked.language.words["records"].isdisjoint(asked.words):
        return True
    if direction and abs(direction) < _BETTER:
        return (direction < 0) != _speaks_of_losses(asked, measure)
    less = less or (bool(direction) and _is_price(measure))
    return less == (direction > 0) if direction else less


def _speaks_of_losses(asked: Asked, measure: Measure) -> bool:
    said = not asked.language.words["losses"].isdisjoint(asked.words)
    return said and any(cell.number is not None and cell.number < 0 for cell in measure.cells)


def _is_price(measure: Measure) -> bool:
    return "price" in measure.column.casefold() or (QUANTITY, "price") in measure.about
