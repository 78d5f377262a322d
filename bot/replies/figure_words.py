"""Writes the parts of sentences about figures: operands and results in, numbers with unit, bound and place out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bot.figures import Bound, FigureAnswer, Measure, Operand
from bot.knowledge.generating.numbers import join_names, number_text, with_unit

Measures = Mapping[str, Measure]
_MEASURES = frozenset("seconds minutes hours days weeks months years points percentage points".split())
SHOWN = 6
"""Operands that the working names one by one; of more only the ends."""
_SMALL = "no one two three four five six seven eight nine ten eleven twelve".split()
_COMPARATIVES = {
    "yuan": ("more expensive", "cheaper"),
    "s": ("slower", "quicker"),
    "seconds": ("slower", "quicker"),
    "minutes": ("longer", "shorter"),
    "weeks": ("longer", "shorter"),
    "km/h": ("faster", "slower"),
    "kg": ("heavier", "lighter"),
}
"""How more and less are called in a unit."""


def is_count(unit: str | None) -> bool:
    """Whether a unit is a plain noun in the plural, as "cars", and no measure, as "seconds"."""
    return bool(unit) and re.fullmatch(r"(?:million )?[a-z][a-z ]*s", unit or "") is not None and unit not in _MEASURES


def so_much(numbers: Sequence[Operand]) -> str:
    bounds = {one.bound for one in numbers}
    return "about " if Bound.APPROXIMATE in bounds else "more than " if Bound.MINIMUM in bounds else ""


def pair(first: Operand, second: Operand, measures: Measures) -> str:
    return f"{figure_of(first, measures)}{at(first)} against {figure_of(second, measures)}{at(second)}"


def working(operands: Sequence[Operand], measures: Measures) -> str:
    if len(operands) > SHOWN:
        return f"{listed(operands[:2], measures)} … {listed(operands[-1:], measures)}, {len(operands)} figures"
    return listed(operands, measures)


def listed(operands: Sequence[Operand], measures: Measures) -> str:
    return join_names(tuple(f"{figure_of(one, measures)}{at(one)}" for one in operands))


def at(one: Operand) -> str:
    """ "in May 2025", "on 5 May 2025", "for the Lark"."""
    if not one.label:
        return ""
    if one.span is None:
        return f" for {one.label}"
    return f" {'on' if one.span.kind == 'day' else 'in'} {one.label}"


def figure_of(one: Operand, measures: Measures) -> str:
    unit = measures[one.measure].unit
    if isinstance(one.value, bool):
        return "yes" if one.value else "no"
    if not isinstance(one.value, (int, float)):
        return str(one.value) if one.value is not None else "no figure"
    return f"{bounded(one.bound)}{with_unit(number_text(one.value), unit)}"


def number(value: object, bound: Bound) -> str:
    return f"{bounded(bound)}{number_text(float(value))}" if isinstance(value, (int, float)) else str(value)


def bounded(bound: Bound) -> str:
    return {Bound.EXACT: "", Bound.MINIMUM: "more than ", Bound.APPROXIMATE: "about "}[bound]


def hedge(answer: FigureAnswer) -> str:
    """What must stand before a result that is only bounded."""
    if answer.exact:
        return ""
    if answer.approximate or answer.low == answer.high:
        return "about "
    if answer.low == answer.result:
        return "more than "
    return "at most " if answer.high == answer.result else "about "


def result(answer: FigureAnswer) -> float:
    return answer.result if isinstance(answer.result, float) else 0.0


def rounded(value: float, digits: int = 2) -> str:
    return number_text(round(value, digits))


def points(unit: str | None) -> str | None:
    return "percentage points" if unit in ("percent", "%") else unit


def comparative(unit: str, more: bool) -> str:
    return _COMPARATIVES.get(unit.casefold(), ("more", "less"))[0 if more else 1]


def times_as_many(first: Operand, second: Operand) -> str:
    """ ", three times as many", where that says more than the difference."""
    a, b = float(first.value or 0.0), float(second.value or 0.0)
    if min(a, b) <= 0 or a < 1.8 * b or first.bound is not Bound.EXACT or second.bound is not Bound.EXACT:
        return ""
    times = a / b
    near = round(times)
    text = in_words(near).lower() if abs(times - near) < 0.05 else rounded(times, 1)
    return f", {text} times as much"


def in_words(number: int) -> str:
    return _SMALL[number].capitalize() if 0 <= number < len(_SMALL) else str(number)
