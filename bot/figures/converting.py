"""Converts a figure into another unit, by the declared rate that is nearest to it in time."""

from __future__ import annotations

import re
from datetime import date

from bot.figures.answers import Answered, Operand, Reason, Why
from bot.figures.tasks import Task
from bot.knowledge.dates import parse_date
from bot.model import Rate

_SCALE = re.compile(r"\b(?:hundred|thousand|million|billion|trillion)\b", re.IGNORECASE)


def convert(task: Task) -> Answered:
    """The first operand; "billion yuan" becomes "billion USD"."""
    own, into = task.measures[task.held[0].measure].unit or "", task.query.into
    fitting = [one for one in task.rates if _same({_plain(own), into}, {one.unit, one.into})]
    if not fitting:
        return task.refuse(Reason.MISSING, _plain(own), into, why=Why.RATE)
    rate = _nearest(fitting, task.held[0])
    factor = rate.value if _same({rate.into}, {into}) else 1 / rate.value
    return task.number(task.intervals[0].times(factor), own.replace(_plain(own), into), task.held[:1], rate)


def _plain(unit: str) -> str:
    """Without what it counts in: "yuan" for "billion yuan"."""
    return " ".join(_SCALE.sub(" ", unit).split())


def _same(one: set[str], other: set[str]) -> bool:
    return {text.casefold() for text in one} == {text.casefold() for text in other}


def _nearest(rates: list[Rate], figure: Operand) -> Rate:
    """The newest, where the figure has no date."""
    days = {_day(one): one for one in rates}
    if figure.span is None:
        return days[max(days)]
    end = figure.span.end
    return days[min(days, key=lambda day: (abs((day - end).days), day))]


def _day(rate: Rate) -> date:
    period = parse_date(rate.as_of)
    return period.end if period is not None else date.min
