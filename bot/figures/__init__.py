"""Figures: series in, measures that can be asked anything; a query in, an exact result with its working out. Pure."""

from bot.figures.computing import compute
from bot.figures.measures import measures_of
from bot.figures.types import (
    Bound,
    Cell,
    FigureAnswer,
    FigureQuery,
    Group,
    Limit,
    Measure,
    Operand,
    Operation,
    Refusal,
    Span,
    Which,
)

__all__ = [
    "Bound",
    "Cell",
    "FigureAnswer",
    "FigureQuery",
    "Group",
    "Limit",
    "Measure",
    "Operand",
    "Operation",
    "Refusal",
    "Span",
    "Which",
    "compute",
    "measures_of",
]
