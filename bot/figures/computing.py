"""Answers queries: a `FigureQuery` and the measures in, a result with its operands, or why there is none, out."""

from __future__ import annotations

from collections.abc import Callable
from math import inf, isfinite

from bot.figures.intervals import Interval, total
from bot.figures.operands import Measures, interval, operand
from bot.figures.types import (
    Bound,
    FigureAnswer,
    FigureQuery,
    Group,
    Measure,
    Operand,
    Operation,
    Refusal,
    Span,
    Which,
)
from bot.model import Kind

Answered = FigureAnswer | Refusal
Operands = tuple[Operand, ...]
_DAYS = {"day": 1.0, "week": 7.0, "hour": 1 / 24, "minute": 1 / 1440}
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_LENGTHS = {**_DAYS, "month": 365.25 / 12, "quarter": 365.25 / 4, "year": 365.25}
"""Days of each time."""
_LOCKED = (Kind.RUNNING,)


def compute(query: FigureQuery, measures: Measures) -> Answered:
    """Never raises for a query whose measures and cells exist."""
    one_by_one = query.operation in _CELLWISE
    groups = tuple(single for group in query.groups for single in _singles(group)) if one_by_one else query.groups
    operands: list[Operand] = []
    for group in groups:
        made = operand(group, measures, query)
        if isinstance(made, Refusal):
            if one_by_one:
                continue  # A gap among many is no reason not to tell the rest.
            return made
        operands.append(made)
    if not operands:
        return Refusal(query, "missing", query.groups[0].label)
    held = tuple(operands)
    refused = _mixed(query, held, measures)
    return refused or _OPERATIONS[query.operation](query, held, measures)


def _singles(group: Group) -> tuple[Group, ...]:
    return tuple(Group(group.measure, (cell,)) for cell in group.cells)


def _mixed(query: FigureQuery, held: Operands, measures: Measures) -> Refusal | None:
    """Units and bases that do not go together."""
    if query.operation in (Operation.VALUE, Operation.LIST, Operation.COUNT):
        return None
    ours = [measures[one.measure] for one in held]
    if len({(one.unit or "").casefold() for one in ours}) > 1:
        return Refusal(query, "units", " and ".join(dict.fromkeys(one.unit or "a count" for one in ours)), held)
    bases = dict.fromkeys(one.basis for one in ours if one.basis)
    if len(bases) > 1:
        return Refusal(query, "basis", " and ".join(bases), held)
    if any(interval(one) is None for one in held):
        return Refusal(query, "text", ours[0].title, held)
    return None


def _answer(
    query: FigureQuery, held: Operands, found: Interval | None, unit: str | None, result: float | None = None
) -> Answered:
    if found is None or (not isfinite(found.low) and not isfinite(found.high)):
        return Refusal(query, "unbounded", operands=held)
    value = found.value if result is None else result
    return FigureAnswer(query, held, value, unit, found.exact, found.low, found.high, found.approximate)


def _value(query: FigureQuery, held: Operands, measures: Measures) -> Answered:
    first = held[0]
    exact = first.bound is Bound.EXACT
    vague = first.bound is Bound.APPROXIMATE
    return FigureAnswer(query, held, first.value, measures[first.measure].unit, exact, first.low, first.high, vague)


def _list(query: FigureQuery, held: Operands, measures: Measures) -> Answered:
    labels = tuple(one.label for one in held)
    return FigureAnswer(query, held, labels, measures[query.measure].unit)


def _difference(query: FigureQuery, held: Operands, measures: Measures) -> Answered:
    """The first operand less the second."""
    if len(held) != 2:
        return Refusal(query, "missing", "a second figure to compare with", held)
    first, second = _two(held)
    return _answer(query, held, first - second, measures[query.measure].unit)


def _change(query: FigureQuery, held: Operands, measures: Measures) -> Answered:
    """From the second operand to the first, in percent of the second."""
    if len(held) != 2:
        return Refusal(query, "missing", "a second figure to compare with", held)
    if measures[query.measure].unit in ("percent", "%"):
        return _difference(query, held, measures)  # Percentages differ by points.
    first, second = _two(held)
    quotient = first.over(second)
    if quotient is None:
        return Refusal(query, "absurd", "a change from nothing or from a loss", held)
    return _answer(query, held, quotient.times(100) - Interval(100, 100, 100), "percent")


def _ratio(query: FigureQuery, held: Operands, measures: Measures) -> Answered:
    if len(held) != 2:
        return Refusal(query, "missing", "a second figure to compare with", held)
    first, second = _two(held)
    return _answer(query, held, first.over(second), "times")


def _share(query: FigureQuery, held: Operands, measures: Measures) -> Answered:
    if len(held) != 2:
        return Refusal(query, "missing", "the whole that it is a share of", held)
    first, second = _two(held)
    quotient = first.over(second)
    return _answer(query, held, quotient.times(100) if quotient else None, "percent")


def _sum(query: FigureQuery, held: Operands, measures: Measures) -> Answered:
    measure = measures[query.measure]
    if measure.kind is not Kind.FLOW:
        return Refusal(query, "absurd", _why_no_sum(measure), held)
    return _answer(query, held, total(_intervals(held)), measure.unit)


def _average(query: FigureQuery, held: Operands, measures: Measures) -> Answered:
    """The mean of the operands; of a flow over a time per finer time, where `per` names one."""
    measure = measures[query.measure]
    timed = all(one.span for one in held) and len(held) > 1
    if measure.kind is Kind.RUNNING or (measure.kind is Kind.LEVEL and timed):
        return Refusal(query, "absurd", "a mean of figures of different days says nothing", held)
    whole = total(_intervals(held))
    parts = _parts(query, held, measures)
    if parts <= 0 or (parts == 1 and len(held) == 1):
        return Refusal(query, "absurd", f"a mean a {query.per}", held)
    return _answer(query, held, whole.times(1 / parts), measure.unit)


def _per_unit(query: FigureQuery, held: Operands, measures: Measures) -> Answered:
    kind = measures[query.measure].kind
    if kind in (Kind.RUNNING, Kind.LEVEL) and len(held) == 2:
        return _pace(query, held, measures)
    if kind is not Kind.FLOW:
        return Refusal(query, "absurd", f"a figure a {query.per}", held)
    return _average(query, held, measures)


def _pace(query: FigureQuery, held: Operands, measures: Measures) -> Answered:
    """The growth from the second operand to the first, spread over the time between them."""
    first, second = held
    if first.span is None or second.span is None or query.per not in _LENGTHS:
        return Refusal(query, "absurd", f"a figure a {query.per}", held)
    days = (first.span.end - second.span.end).days
    if days <= 0:
        return Refusal(query, "absurd", "no time lies between them", held)
    one, other = _two(held)
    return _answer(query, held, (one - other).times(_LENGTHS[query.per] / days), measures[query.measure].unit)


def _parts(query: FigureQuery, held: Operands, measures: Measures) -> float:
    """Into how many parts the whole is spread: days, weeks or months of the operands' times, else the operands."""
    spans = [span for one in held for span in _spans(one, measures)]
    if not query.per:
        return float(len(held))
    if not spans:
        return 0.0 if query.operation is Operation.PER_UNIT else float(len(held))
    if query.per in _DAYS:
        return sum(span.days for span in spans) / _DAYS[query.per]
    months = sum(_MONTHS.get(span.kind, round(span.days / 30.44)) for span in spans)
    return months / _MONTHS[query.per] if query.per in _MONTHS else float(len(held))


def _spans(one: Operand, measures: Measures) -> list[Span]:
    wanted = set(one.cells)
    whole = measures[one.measure].span
    spans = [cell.span or whole for cell in measures[one.measure].cells if cell.id in wanted]
    return [span for span in spans if span is not None]


def _count(query: FigureQuery, held: Operands, measures: Measures) -> Answered:
    return FigureAnswer(query, held, float(len(held)), None, low=len(held), high=len(held))


def _extreme(query: FigureQuery, held: Operands, measures: Measures) -> Answered:
    measure = measures[query.measure]
    if measure.kind in _LOCKED:
        why = "a running total only grows, so that its ends are its first and its last figure"
        return Refusal(query, "absurd", why, held)
    sign = -1 if query.lowest else 1
    ranked = sorted(held, key=lambda one: -sign * float(one.value or 0.0))
    chosen = ranked[query.rank - 1 : query.rank - 1 + query.best]
    if not chosen:
        return Refusal(query, "missing", f"place {query.rank} of {len(ranked)}", held)
    # Whoever is level with the last of the chosen ones is as good.
    level = [one for one in ranked[query.rank - 1 + query.best :] if one.value == chosen[-1].value]
    chosen = [*chosen, *level]
    rest = ranked[query.rank - 1 + len(chosen) :]
    if query.lowest:
        certain = all(other.low >= one.high for one in chosen for other in rest)
    else:
        certain = all(other.high <= one.low for one in chosen for other in rest)
    labels = tuple(one.label for one in chosen)
    order = (*chosen, *(one for one in held if one not in chosen))
    return FigureAnswer(query, order, labels, measure.unit, certain)


def _threshold(query: FigureQuery, held: Operands, measures: Measures) -> Answered:
    limit = query.limit
    if limit is None:
        return Refusal(query, "missing", "the limit", held)

    def beyond(one: Operand) -> bool:
        # "More than 20,000" is more than 20,000.
        value = float(one.value or 0.0)
        if not limit.above:
            return value < limit.value
        return value > limit.value or (one.bound is Bound.MINIMUM and value >= limit.value)

    found = [one for one in held if beyond(one)]
    unsure = any(one.high > limit.value if limit.above else one.high >= limit.value for one in held if not beyond(one))
    unsure = unsure if limit.above else any(one.high >= limit.value for one in found)
    if query.which is Which.COUNT:
        count = float(len(found))
        chosen = (*found, *(one for one in held if one not in found))
        return FigureAnswer(query, chosen, count, None, not unsure, count, count)
    if query.which in (Which.FIRST, Which.LAST) and found:
        found = [found[0 if query.which is Which.FIRST else -1]]
    labels = tuple(one.label for one in found)
    chosen = (*found, *(one for one in held if one not in found))
    return FigureAnswer(query, chosen, labels, measures[query.measure].unit, not unsure)


def _compare(query: FigureQuery, held: Operands, measures: Measures) -> Answered:
    """The one that leads first, which is the lowest where the lowest is asked for; the result is its lead."""
    if len(held) < 2:
        return Refusal(query, "missing", "a second figure to compare with", held)
    sign = 1 if query.lowest else -1
    ranked = tuple(sorted(held, key=lambda one: sign * float(one.value or 0.0)))
    first, second = _two(ranked)
    lead = first - second
    if not isfinite(lead.low) and not isfinite(lead.high):
        return Refusal(query, "unbounded", operands=held)
    exact, unit = lead.exact, measures[query.measure].unit
    return FigureAnswer(query, ranked, lead.value, unit, exact, lead.low, lead.high, lead.approximate)


def _trend(query: FigureQuery, held: Operands, measures: Measures) -> Answered:
    """The operands in the order of time; the result tells the ways it took: "rose", "fell" or "held"."""
    dated = [one for one in held if one.span is not None]
    if len(dated) < 2:
        return Refusal(query, "missing", "figures over time", held)
    ordered = tuple(sorted(dated, key=lambda one: (one.span.end, one.span.start)))  # type: ignore[union-attr]
    values = [float(one.value or 0.0) for one in ordered]
    steps = ["rose" if b > a else "fell" if b < a else "held" for a, b in zip(values, values[1:], strict=False)]
    ways = tuple(way for at, way in enumerate(steps) if at == 0 or steps[at - 1] != way)
    exact = all(one.bound is Bound.EXACT for one in ordered)
    return FigureAnswer(query, ordered, ways, measures[query.measure].unit, exact)


def _two(held: Operands) -> tuple[Interval, Interval]:
    first, second = _intervals(held[:2])
    return first, second


def _intervals(held: Operands) -> tuple[Interval, ...]:
    return tuple(one if one is not None else Interval(-inf, inf, 0.0) for one in map(interval, held))


def _why_no_sum(measure: Measure) -> str:
    if measure.kind is Kind.RUNNING:
        return "a running total already holds what came before"
    return "percentages and means do not add up" if measure.kind is Kind.RATIO else "these figures do not add up"


_OPERATIONS: dict[Operation, Callable[[FigureQuery, Operands, Measures], Answered]] = {
    Operation.VALUE: _value,
    Operation.LIST: _list,
    Operation.DIFFERENCE: _difference,
    Operation.CHANGE: _change,
    Operation.RATIO: _ratio,
    Operation.SHARE: _share,
    Operation.SUM: _sum,
    Operation.AVERAGE: _average,
    Operation.COUNT: _count,
    Operation.EXTREME: _extreme,
    Operation.THRESHOLD: _threshold,
    Operation.COMPARE: _compare,
    Operation.TREND: _trend,
    Operation.PER_UNIT: _per_unit,
}
_CELLWISE = frozenset(
    {
        Operation.LIST,
        Operation.SUM,
        Operation.AVERAGE,
        Operation.COUNT,
        Operation.EXTREME,
        Operation.THRESHOLD,
        Operation.TREND,
    }
)
"""Operations on each cell of their groups by itself."""
