"""Figures: computes exact results, with their working, from the measures of series."""

from bot.figures.answers import Answered, Converted, FigureAnswer, Operand, Reason, Refusal, Why
from bot.figures.computing import compute, compute_from_one_up
from bot.figures.converting import plain_unit, scale_of, serves
from bot.figures.kinds import counts_things, is_plural
from bot.figures.measures import measures_of
from bot.figures.queries import FigureQuery, Group, Limit, Which, single, whole_of
from bot.figures.types import PERCENT, Bound, Cell, Measure, Span
from bot.model import Operation
