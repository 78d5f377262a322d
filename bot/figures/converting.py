"""Converts figures into another unit, by the declared rate nearest to each figure's date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.figures.answers import Answered, Converted, FigureAnswer, Operand, Reason, Refusal, Why
from bot.figures.intervals import Interval
from bot.figures.patterns import SCALES
from bot.figures.tasks import Task
from bot.figures.times import span_of
from bot.figures.types import Span
from bot.knowledge.dates import parse_date
from bot.model import Rate

_SCALES = {"hundred": 1e2, **SCALES}
_SCALE = re.compile(rf"\b(?:{'|'.join(_SCALES)})\b", re.IGNORECASE)


def convert(task: Task) -> Answered:
    """Each operand; the result is the first, in "billion USD" where it was in "billion yuan"."""
    found = _of_operands(task, task.held)
    if not found:
        return _no_rate(task)
    first = found[0]
    made = Interval(first.low, first.high, first.value, task.held[0].approximate)
    answer = task.number(made, first.unit)
    return replace(answer, converted=found) if isinstance(answer, FigureAnswer) else answer


def with_conversion(answer: Answered, task: Task) -> Answered:
    """The answer in the unit that is asked for, too: its result, or the figure that it names first."""
    if isinstance(answer, Refusal) or isinstance(answer.result, bool):
        return answer
    if not isinstance(answer.result, float):
        found = _of_operands(task, answer.operands[:1])
    elif plain_unit(answer.unit or "") == plain_unit(task.unit or ""):
        rate = _rate_of(task, answer.operands[0])
        made = Interval(answer.low, answer.high, answer.result, answer.approximate)
        found = (_converted(made, answer.unit or "", task, rate),) if rate is not None else ()
    else:
        return answer  # Percents and times are the same in all units.
    return replace(answer, converted=found) if found else _no_rate(task)


def serves(rates: Sequence[Rate], unit: str, into: str) -> bool:
    """Whether a rate leads from one to the other; `unit` may count in thousands or billions."""
    return bool(_fitting(rates, unit, into))


def plain_unit(unit: str) -> str:
    """Without what it counts in: "yuan" for "billion yuan"."""
    return " ".join(_SCALE.sub(" ", unit).split())


def scale_of(unit: str | None) -> float:
    """What it counts in: 1e9 for "billion yuan"."""
    found = _SCALE.search(unit or "")
    return _SCALES[found[0].casefold()] if found else 1.0


def _no_rate(task: Task) -> Refusal:
    return task.refuse(Reason.MISSING, plain_unit(task.unit or ""), task.query.into, why=Why.RATE)


def _of_operands(task: Task, operands: Sequence[Operand]) -> tuple[Converted, ...]:
    """By one rate, so that they can be compared: that of the newest. Empty where there is none, or one is no number."""
    ends = [span.end for one in operands if (span := _time_of(task, one)) is not None]
    newest = operands[ends.index(max(ends))] if len(ends) == len(operands) else operands[0]
    rate, held = _rate_of(task, newest), [one.interval for one in operands]
    if rate is None or None in held:
        return ()
    return tuple(_converted(one, task.unit or "", task, rate) for one in held if one is not None)


def _converted(held: Interval, own: str, task: Task, rate: Rate) -> Converted:
    """`own`: its unit, which may count in thousands or billions."""
    into = task.query.into
    made = held.times(rate.value if rate.into.casefold() == into.casefold() else 1 / rate.value)
    return Converted(made.value, made.low, made.high, own.replace(plain_unit(own), into), rate)


def _rate_of(task: Task, figure: Operand) -> Rate | None:
    """The nearest to the time of the figure, or the newest where it has none; of a year rather that of the whole year
    than that of its last day."""
    aim = _time_of(task, figure) or Span(date.max, date.max, "", "")

    def distance(rate: Rate) -> tuple[int, bool, date]:
        own = _span(rate)
        return abs((own.end - aim.end).days), own.kind != aim.kind, own.end

    return min(_fitting(task.rates, task.unit or "", task.query.into), key=distance, default=None)


def _time_of(task: Task, figure: Operand) -> Span | None:
    return figure.span or task.measures[figure.measure].span


def _fitting(rates: Sequence[Rate], unit: str, into: str) -> list[Rate]:
    """Those between the two units, in either direction."""
    ends = {plain_unit(unit).casefold(), into.casefold()}
    return [one for one in rates if {one.unit.casefold(), one.into.casefold()} == ends]


def _span(rate: Rate) -> Span:
    """One that never changes is of the first of all days."""
    period = parse_date(rate.as_of or "")
    return span_of(period) if period is not None else Span(date.min, date.min, "", "")
