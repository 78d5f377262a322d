"""Writes figures in another unit: an answer with what it was converted into in, sentences out."""

from __future__ import annotations

from collections.abc import Callable
from math import floor, log10

from bot.conversation.queries.units import Units
from bot.figures import Bound, Converted, FigureAnswer, Operand, Operation, plain_unit
from bot.knowledge.generating.numbers import number_text
from bot.model import Rate
from bot.replies.figure_words import Measures, at, bounded, figure_of
from bot.replies.figures import context_text, figure_text
from bot.replies.wording import readable_date

_DIGITS = 3
"""Digits that are told of a converted figure: the rate of another day changes the rest."""
_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


def converted_text(answer: FigureAnswer, measures: Measures, units: Units) -> str:
    """The figure as it was asked for, with its rate; then what it was in its own unit."""
    if answer.query.operation is Operation.CONVERT:
        return f"{conversion_line(answer, measures, units)}{context_text(answer, measures)}"
    one = answer.converted[0]
    by = _rate_text(one.rate, units)
    lead = f"**{_about(answer.operands[0], one, units)}**{f' {by}' if by else ''}".replace("**about", "**About", 1)
    return f"{lead}: {figure_text(answer, measures)}"


def conversion_line(answer: FigureAnswer, measures: Measures, units: Units) -> str:
    """Each figure as it was asked for, with its own unit and rate."""
    pairs = list(zip(answer.operands, answer.converted, strict=True))
    rates = list(dict.fromkeys(one.rate for _, one in pairs))
    same = _rate_text(rates[0], units) if len(rates) == 1 else ""
    parts = [_part(operand, one, measures, units, named=len(pairs) > 1 and not same) for operand, one in pairs]
    return f"{'; '.join(parts)}{f', {same}' if same else ''}.".replace("**about", "**About", 1)


def _part(operand: Operand, one: Converted, measures: Measures, units: Units, *, named: bool) -> str:
    own = _own(operand, measures, units)
    rate = _rate_text(one.rate, units) if named else ""
    where = "" if operand.label.startswith("“") else at(operand)
    return f"**{_about(operand, one, units)}**{where}: {own}{f', {rate}' if rate else ''}"


def _own(operand: Operand, measures: Measures, units: Units) -> str:
    """The figure in its own unit; one that an answer tells, with its millions as words."""
    unit = measures[operand.measure].unit or ""
    if not operand.label.startswith("“") or not isinstance(operand.value, float):
        return figure_of(operand, measures)
    name = units.unit(units.id_of(unit)).many
    return f"{bounded(operand.bound)}{_scaled(operand.value, number_text)} {name}"


def _about(operand: Operand, one: Converted, units: Units) -> str:
    """ "about 42,900 euros", "more than 4.18 billion US dollars"."""
    scale = next((word for _, word in _SCALES if word in one.unit.split()), "")
    number = f"{_rounded(one.value)} {scale}" if scale else _scaled(one.value, _rounded)
    how = "more than" if operand.bound is Bound.MINIMUM else "about"
    return f"{how} {number} {units.unit(plain_unit(one.unit)).many}"


def _scaled(value: float, written: Callable[[float], str]) -> str:
    size, scale = next(((size, word) for size, word in _SCALES if abs(value) >= size), (1.0, ""))
    return f"{written(value / size)} {scale}".strip()


def _rate_text(rate: Rate, units: Units) -> str:
    """ "at 7.18 yuan a dollar (June 2025)"; empty for what is the same at all times."""
    if rate.as_of is None:
        return ""
    value, unit, into = rate.value, units.unit(rate.unit), units.unit(rate.into)
    if value < 1:
        value, unit, into = 1 / value, into, unit
    return f"at {_rounded(value)} {into.many} a {unit.one} ({readable_date(rate.as_of)})"


def _rounded(value: float) -> str:
    return number_text(round(value, _DIGITS - 1 - floor(log10(abs(value)))) if value else 0.0)
