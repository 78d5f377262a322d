"""Puts figures into words: an answer to a query in; the result, then its working, out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from bot.figures import Bound, FigureAnswer, Measure, Operand, Operation, Refusal, Which
from bot.knowledge.generating.numbers import join_names, number_text, with_unit
from bot.model import Figure, FigureOperand, Kind
from bot.replies.refusing import about_text

Measures = Mapping[str, Measure]
_MEASURES = frozenset("seconds minutes hours days weeks months years points percentage points".split())
_SHOWN = 6
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
_ORDINALS = ("", "", "second ", "third ", "fourth ", "fifth ", "sixth ", "seventh ", "eighth ", "ninth ", "tenth ")


def figure_text(answer: FigureAnswer, measures: Measures) -> str:
    """The result, in bold, and what it was worked out from."""
    measure = measures[answer.query.measure]
    text = _WRITERS[answer.query.operation](answer, measures)
    bases = dict.fromkeys(measures[one.measure].basis for one in answer.operands if measures[one.measure].basis)
    basis = f" Basis: {'; '.join(one.rstrip('.') for one in bases)}." if bases else ""
    return f"{text}{_context(answer, measure)}{basis}"


def refusal_line(refusal: Refusal, measures: Measures) -> str:
    """Why there is no result, and what is held all the same."""
    about = about_text(refusal)
    held = _listed(refusal.operands[:_SHOWN], measures)
    known = f" I have {held}." if held else ""
    if refusal.reason == "missing":
        return f"I have no figure for {about}.{known}"
    if refusal.reason == "units":
        return f"That can't be worked out: the figures are in {about}.{known}"
    if refusal.reason == "basis":
        return f"These figures rest on different bases ({about}), so I do not count them together.{known}"
    if refusal.reason == "unbounded":
        return f"That can't be told exactly: only bounds are known.{known}"
    if refusal.reason == "text":
        return f"There are no numbers to count with here.{known}"
    return f"That would say nothing: {about}.{known}"


def _context(answer: FigureAnswer, measure: Measure) -> str:
    """What the figures are of, where no noun of the measure says it."""
    if answer.query.operation is Operation.VALUE and measure.noun and len(answer.operands) == 1:
        return "" if _is_count(measure.unit) else f" ({measure.noun})"
    return f" ({measure.title})"


# One writer for each operation.


def _value(answer: FigureAnswer, measures: Measures) -> str:
    if len(answer.operands) > 1:
        return _several(answer, measures)
    one = answer.operands[0]
    measure = measures[one.measure]
    figure, noun = _named(one, measure, measures)
    if len(one.cells) > 1:
        parts = [cell for cell in measures[one.measure].cells if cell.id in one.cells]
        working = join_names(tuple(f"{_number(cell.value, cell.bound)} in {cell.label}" for cell in parts[:_SHOWN]))
        more = "" if len(parts) <= _SHOWN else " and so on"
        return f"**{figure}**{noun} in {one.label}, added up from {working}{more}."
    return f"**{figure}**{noun}{_at(one)}."


def _named(one: Operand, measure: Measure, measures: Measures) -> tuple[str, str]:
    """The figure and what it counts: of things the noun takes the place of the unit, "48,654" and "cars delivered"."""
    if measure.noun and _is_count(measure.unit) and isinstance(one.value, float):
        return f"{_bound(one.bound)}{number_text(one.value)}", f" {measure.noun}"
    return _figure(one, measures), ""


def _is_count(unit: str | None) -> bool:
    """Whether a unit is a plain noun in the plural, as "cars", and no measure, as "seconds"."""
    return bool(unit) and re.fullmatch(r"(?:million )?[a-z][a-z ]*s", unit or "") is not None and unit not in _MEASURES


def _several(answer: FigureAnswer, measures: Measures) -> str:
    """Several figures that were asked for side by side; what adds up is added up too."""
    measure = measures[answer.operands[0].measure]
    parts = "; ".join(f"{one.label}: **{_figure(one, measures)}**" for one in answer.operands)
    numbers = [one for one in answer.operands if isinstance(one.value, float)]
    if (
        measure.kind is not Kind.FLOW
        or len(numbers) != len(answer.operands)
        or len({one.measure for one in numbers}) > 1
    ):
        return f"{parts}."
    total = sum(float(one.value or 0.0) for one in numbers)
    return f"{parts}; together {_so_much(numbers)}{with_unit(number_text(total), measure.unit)}."


def _so_much(numbers: Sequence[Operand]) -> str:
    bounds = {one.bound for one in numbers}
    return "about " if Bound.APPROXIMATE in bounds else "more than " if Bound.MINIMUM in bounds else ""


def _list(answer: FigureAnswer, measures: Measures) -> str:
    lines = "\n".join(f"- {one.label}: {_figure(one, measures)}" for one in answer.operands[:15])
    more = f"\n\nThe first 15 of {len(answer.operands)}." if len(answer.operands) > 15 else ""
    return f"{len(answer.operands)} figures:\n\n{lines}{more}\n\n"


def _difference(answer: FigureAnswer, measures: Measures) -> str:
    first, second = answer.operands
    unit = measures[first.measure].unit or ""
    word = _comparative(unit, _result(answer) > 0)
    if not _result(answer):
        return f"**No difference**: {_pair(first, second, measures)}."
    amount = with_unit(_rounded(abs(_result(answer))), _points(answer.unit))
    times = _times_as_many(first, second)
    return f"**{_hedge(answer)}{amount} {word}**: {_pair(first, second, measures)}{times}."


def _change(answer: FigureAnswer, measures: Measures) -> str:
    if answer.unit != "percent" or measures[answer.query.measure].unit in ("percent", "%"):
        return _difference(answer, measures)
    first, second = answer.operands
    word = "more" if _result(answer) > 0 else "less"
    times = _times_as_many(first, second)
    amount = f"{_hedge(answer)}{_rounded(abs(_result(answer)), 1)}%"
    return f"**{amount} {word}**: {_pair(first, second, measures)}{times}."


def _ratio(answer: FigureAnswer, measures: Measures) -> str:
    first, second = answer.operands
    return f"**{_hedge(answer)}{_rounded(_result(answer), 1)} times as much**: {_pair(first, second, measures)}."


def _share(answer: FigureAnswer, measures: Measures) -> str:
    part, whole = answer.operands
    numbers = f"{_number(part.value, part.bound)} of {_number(whole.value, whole.bound)}"
    where = f" in {part.label}" if part.label == whole.label else f" ({part.label} of {whole.label})"
    return f"**{_hedge(answer)}{_rounded(_result(answer), 1)}%**: {numbers}{where}."


def _sum(answer: FigureAnswer, measures: Measures) -> str:
    total = with_unit(_rounded(_result(answer)), answer.unit)
    if len(answer.operands) == 1:
        return f"**{_hedge(answer)}{total}**{_at(answer.operands[0])}."
    return f"**{_hedge(answer)}{total}** together: {_working(answer.operands, measures)}."


def _average(answer: FigureAnswer, measures: Measures) -> str:
    measure = measures[answer.query.measure]
    digits = 0 if measure.kind is Kind.FLOW and abs(_result(answer)) >= 100 else 2
    mean = with_unit(_rounded(_result(answer), digits), answer.unit)
    per = f" a {answer.query.per}" if answer.query.per and measure.kind is Kind.FLOW else ""
    plain = " as a plain mean" if measure.kind is Kind.RATIO else " on average"
    hedge = _hedge(answer) or ("about " if digits == 0 else "")
    return f"**{hedge.capitalize()}{mean}{per}**{plain}: {_working(answer.operands, measures)}."


def _count(answer: FigureAnswer, measures: Measures) -> str:
    count = int(_result(answer))
    names = join_names(tuple(one.label for one in answer.operands[:count]))
    return f"**{_word(count)}**: {names}." if count <= 15 else f"**{count}**."


def _extreme(answer: FigureAnswer, measures: Measures) -> str:
    query = answer.query
    labels = answer.result if isinstance(answer.result, tuple) else ()
    chosen = answer.operands[: len(labels)]
    word = "lowest" if query.lowest else "highest"
    if query.best > 1:
        listed = "; ".join(f"**{one.label}** with {_figure(one, measures)}" for one in chosen)
        return f"{listed}: the {_word(len(chosen)).lower()} {word} of {len(answer.operands)}."
    names = join_names(tuple(f"**{one.label}**" for one in chosen))
    sure = "" if answer.exact else ", as far as the figures tell"
    place = _ORDINALS[query.rank] if query.rank < len(_ORDINALS) else f"{query.rank}th "
    figure = _figure(chosen[0], measures)
    return f"{names}, with {figure}: the {place}{word} of {len(answer.operands)}{sure}."


def _threshold(answer: FigureAnswer, measures: Measures) -> str:
    query = answer.query
    limit = query.limit
    measure = measures[query.measure]
    border = with_unit(_rounded(limit.value), measure.unit) if limit else ""
    beyond = f"{'above' if limit and limit.above else 'below'} {border}"
    sure = "" if answer.exact else ", as far as the figures tell"
    if query.which is Which.COUNT:
        count = int(_result(answer))
        named = _working(answer.operands[:count], measures) if count else ""
        return f"**{_word(count)}** {beyond}{sure}" + (f": {named}." if named else ".")
    labels = answer.result if isinstance(answer.result, tuple) else ()
    if not labels:
        return f"**None** is {beyond} in the figures that I have{sure}."
    chosen = answer.operands[: len(labels)]
    if query.which in (Which.FIRST, Which.LAST):
        one = chosen[0]
        return f"**{one.label}**, with {_figure(one, measures)}: the {query.which.value} {beyond}{sure}."
    return f"**{join_names(labels)}**: {_working(chosen, measures)}{sure}."


def _compare(answer: FigureAnswer, measures: Measures) -> str:
    first, second = answer.operands[:2]
    unit = measures[first.measure].unit or ""
    lead = abs(_result(answer))
    if not lead:
        return f"**Both the same**: {_pair(first, second, measures)}."
    amount = with_unit(_rounded(lead), _points(answer.unit))
    word = _comparative(unit, not answer.query.lowest)
    rest = f"; then {_working(answer.operands[2:], measures)}" if len(answer.operands) > 2 else ""
    return (
        f"**{first.label}**, with {_figure(first, measures)} against {_figure(second, measures)} for {second.label}: "
        f"{_hedge(answer)}{amount} {word}{rest}."
    )


def _trend(answer: FigureAnswer, measures: Measures) -> str:
    ways = answer.result if isinstance(answer.result, tuple) else ()
    first, last = answer.operands[0], answer.operands[-1]
    turns = " then ".join(ways) if len(ways) <= 3 else "went up and down"
    net = "" if len(ways) <= 1 else f", and {_net(first, last)} over all"
    values = list(answer.operands)
    high = max(values, key=lambda one: float(one.value or 0.0))
    low = min(values, key=lambda one: float(one.value or 0.0))
    ends = f"from {_figure(first, measures)}{_at(first)} to {_figure(last, measures)}{_at(last)}"
    between = [one for one in (high, low) if one not in (first, last)]
    peaks = "".join(f"; {'highest' if one is high else 'lowest'} {_figure(one, measures)}{_at(one)}" for one in between)
    if len(ways) == 1 and len(values) <= _SHOWN:
        peaks = f": {_working(values, measures)}" if len(values) > 2 else ""
    return f"It **{turns}**{net}: {ends}{peaks}."


def _net(first: Operand, last: Operand) -> str:
    a, b = float(first.value or 0.0), float(last.value or 0.0)
    return "up" if b > a else "down" if b < a else "unchanged"


# Parts of sentences.


def _pair(first: Operand, second: Operand, measures: Measures) -> str:
    return f"{_figure(first, measures)}{_at(first)} against {_figure(second, measures)}{_at(second)}"


def _working(operands: Sequence[Operand], measures: Measures) -> str:
    if len(operands) > _SHOWN:
        return f"{_listed(operands[:2], measures)} … {_listed(operands[-1:], measures)}, {len(operands)} figures"
    return _listed(operands, measures)


def _listed(operands: Sequence[Operand], measures: Measures) -> str:
    return join_names(tuple(f"{_figure(one, measures)}{_at(one)}" for one in operands))


def _at(one: Operand) -> str:
    """ "in May 2025", "on 5 May 2025", "for the Lark"."""
    if not one.label:
        return ""
    if one.span is None:
        return f" for {one.label}"
    return f" {'on' if one.span.kind == 'day' else 'in'} {one.label}"


def _figure(one: Operand, measures: Measures) -> str:
    unit = measures[one.measure].unit
    if isinstance(one.value, bool):
        return "yes" if one.value else "no"
    if not isinstance(one.value, (int, float)):
        return str(one.value) if one.value is not None else "no figure"
    return f"{_bound(one.bound)}{with_unit(number_text(one.value), unit)}"


def _number(value: object, bound: Bound) -> str:
    return f"{_bound(bound)}{number_text(float(value))}" if isinstance(value, (int, float)) else str(value)


def _bound(bound: Bound) -> str:
    return {Bound.EXACT: "", Bound.MINIMUM: "more than ", Bound.APPROXIMATE: "about "}[bound]


def _hedge(answer: FigureAnswer) -> str:
    """What must stand before a result that is only bounded."""
    if answer.exact:
        return ""
    if answer.approximate or answer.low == answer.high:
        return "about "
    if answer.low == answer.result:
        return "more than "
    return "at most " if answer.high == answer.result else "about "


def _result(answer: FigureAnswer) -> float:
    return answer.result if isinstance(answer.result, float) else 0.0


def _rounded(value: float, digits: int = 2) -> str:
    return number_text(round(value, digits))


def _points(unit: str | None) -> str | None:
    return "percentage points" if unit in ("percent", "%") else unit


def _comparative(unit: str, more: bool) -> str:
    return _COMPARATIVES.get(unit.casefold(), ("more", "less"))[0 if more else 1]


def _times_as_many(first: Operand, second: Operand) -> str:
    """ ", three times as many", where that says more than the difference."""
    a, b = float(first.value or 0.0), float(second.value or 0.0)
    if min(a, b) <= 0 or a < 1.8 * b or first.bound is not Bound.EXACT or second.bound is not Bound.EXACT:
        return ""
    times = a / b
    near = round(times)
    text = _word(near).lower() if abs(times - near) < 0.05 else _rounded(times, 1)
    return f", {text} times as much"


def _word(number: int) -> str:
    return _SMALL[number].capitalize() if 0 <= number < len(_SMALL) else str(number)


_WRITERS: Mapping[Operation, Callable[[FigureAnswer, Measures], str]] = {
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
    Operation.PER_UNIT: _average,
}


def to_figure(answer: FigureAnswer, series: str) -> Figure:
    """The figure as other programs read it."""
    operands = tuple(FigureOperand(one.label, one.value, one.bound.value) for one in answer.operands)
    return Figure(series, answer.query.operation.value, operands, answer.result, answer.unit, answer.exact)


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
    return f"{query.measure}:{'min' if query.lowest else 'max'}"
