"""Puts figures into words: an answer to a query in; the result, then its working, out."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.figures import FigureAnswer, Measure, Operand, Operation, Refusal, Which
from bot.knowledge.generating.numbers import join_names, number_text, with_unit
from bot.model import Kind
from bot.replies.figure_words import (
    SHOWN,
    Measures,
    at,
    bounded,
    comparative,
    figure_of,
    hedge,
    in_words,
    is_count,
    listed,
    number,
    pair,
    points,
    result,
    rounded,
    so_much,
    times_as_many,
    working,
)
from bot.replies.refusing import about_text

DAYS_A_MONTH = 365.25 / 12
_MANY_DAYS = 45
"""From so many days on, months are told too."""
_ORDINALS = ("", "", "second ", "third ", "fourth ", "fifth ", "sixth ", "seventh ", "eighth ", "ninth ", "tenth ")


def figure_text(answer: FigureAnswer, measures: Measures) -> str:
    """The result, in bold, and what it was worked out from."""
    return f"{_WRITERS[answer.query.operation](answer, measures)}{context_text(answer, measures)}"


def context_text(answer: FigureAnswer, measures: Measures) -> str:
    """What the figures are of, and what they rest on."""
    measure = measures[answer.query.measure]
    bases = dict.fromkeys(measures[one.measure].basis for one in answer.operands if measures[one.measure].basis)
    basis = f" Basis: {'; '.join(one.rstrip('.') for one in bases)}." if bases else ""
    return f"{_context(answer, measure)}{basis}"


def counted_text(answer: FigureAnswer, measures: Measures) -> str:
    """The result of counting with figures that were told, and the words in which they were."""
    told = [one.label for one in answer.operands]
    operation = answer.query.operation
    if operation is Operation.SUM:
        total = with_unit(rounded(result(answer)), answer.unit)
        return f"**{hedge(answer)}{total}** together: {join_names(tuple(told))}."
    if operation in (Operation.RATIO, Operation.SHARE, Operation.AVERAGE):
        text = _WRITERS[operation](answer, measures).split(":")[0]
        return f"{text}: {' and '.join(told)}."
    first, second = told[:2]
    if not result(answer):
        return f"**No difference**: {first} and {second}."
    if operation is Operation.CHANGE and answer.unit == "percent":
        amount, word = f"{rounded(abs(result(answer)), 1)}%", "more" if result(answer) > 0 else "less"
    else:
        unit = measures[answer.operands[0].measure].unit or ""
        amount = with_unit(rounded(abs(result(answer))), points(answer.unit))
        word = comparative(unit, result(answer) > 0)
    return f"**{hedge(answer)}{amount} {word}**: {first} against {second}."


def refusal_line(refusal: Refusal, measures: Measures) -> str:
    """Why there is no result, and what is held all the same."""
    about = about_text(refusal)
    held = listed(refusal.operands[:SHOWN], measures)
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
    if answer.query.operation in (Operation.VALUE, Operation.CONVERT) and measure.noun and len(answer.operands) == 1:
        return "" if is_count(measure.unit) else f" ({measure.noun})"
    return f" ({measure.title})"


def _value(answer: FigureAnswer, measures: Measures) -> str:
    if len(answer.operands) > 1:
        return _several(answer, measures)
    one = answer.operands[0]
    measure = measures[one.measure]
    figure, noun = _named(one, measure, measures)
    if len(one.cells) > 1:
        parts = [cell for cell in measures[one.measure].cells if cell.id in one.cells]
        working = join_names(tuple(f"{number(cell.value, cell.bound)} in {cell.label}" for cell in parts[:SHOWN]))
        more = "" if len(parts) <= SHOWN else " and so on"
        return f"**{figure}**{noun} in {one.label}, added up from {working}{more}."
    return f"**{figure}**{noun}{at(one)}."


def _named(one: Operand, measure: Measure, measures: Measures) -> tuple[str, str]:
    """The figure and what it counts: of things the noun takes the place of the unit, "48,654" and "cars delivered"."""
    if measure.noun and is_count(measure.unit) and isinstance(one.value, float):
        return f"{bounded(one.bound)}{number_text(one.value)}", f" {measure.noun}"
    return figure_of(one, measures), ""


def _several(answer: FigureAnswer, measures: Measures) -> str:
    """Several figures that were asked for side by side; what adds up is added up too."""
    measure = measures[answer.operands[0].measure]
    parts = "; ".join(f"{one.label}: **{figure_of(one, measures)}**" for one in answer.operands)
    numbers = [one for one in answer.operands if isinstance(one.value, float)]
    if (
        measure.kind is not Kind.FLOW
        or len(numbers) != len(answer.operands)
        or len({one.measure for one in numbers}) > 1
    ):
        return f"{parts}."
    total = sum(float(one.value or 0.0) for one in numbers)
    return f"{parts}; together {so_much(numbers)}{with_unit(number_text(total), measure.unit)}."


def _list(answer: FigureAnswer, measures: Measures) -> str:
    lines = "\n".join(f"- {one.label}: {figure_of(one, measures)}" for one in answer.operands[:15])
    more = f"\n\nThe first 15 of {len(answer.operands)}." if len(answer.operands) > 15 else ""
    return f"{len(answer.operands)} figures:\n\n{lines}{more}\n\n"


def _difference(answer: FigureAnswer, measures: Measures) -> str:
    first, second = answer.operands
    unit = measures[first.measure].unit or ""
    word = comparative(unit, result(answer) > 0)
    if not result(answer):
        return f"**No difference**: {pair(first, second, measures)}."
    amount = with_unit(rounded(abs(result(answer))), points(answer.unit))
    times = times_as_many(first, second)
    return f"**{hedge(answer)}{amount} {word}**: {pair(first, second, measures)}{times}."


def _change(answer: FigureAnswer, measures: Measures) -> str:
    if answer.unit != "percent" or measures[answer.query.measure].unit in ("percent", "%"):
        return _difference(answer, measures)
    first, second = answer.operands
    word = "more" if result(answer) > 0 else "less"
    times = times_as_many(first, second)
    amount = f"{hedge(answer)}{rounded(abs(result(answer)), 1)}%"
    return f"**{amount} {word}**: {pair(first, second, measures)}{times}."


def _ratio(answer: FigureAnswer, measures: Measures) -> str:
    first, second = answer.operands
    return f"**{hedge(answer)}{rounded(result(answer), 1)} times as much**: {pair(first, second, measures)}."


def _share(answer: FigureAnswer, measures: Measures) -> str:
    part, whole = answer.operands
    numbers = f"{number(part.value, part.bound)} of {number(whole.value, whole.bound)}"
    where = f" in {part.label}" if part.label == whole.label else f" ({part.label} of {whole.label})"
    return f"**{hedge(answer)}{rounded(result(answer), 1)}%**: {numbers}{where}."


def _sum(answer: FigureAnswer, measures: Measures) -> str:
    total = with_unit(rounded(result(answer)), answer.unit)
    if len(answer.operands) == 1:
        return f"**{hedge(answer)}{total}**{at(answer.operands[0])}."
    return f"**{hedge(answer)}{total}** together: {working(answer.operands, measures)}."


def _average(answer: FigureAnswer, measures: Measures) -> str:
    measure = measures[answer.query.measure]
    digits = 0 if measure.kind is Kind.FLOW and abs(result(answer)) >= 100 else 2
    mean = with_unit(rounded(result(answer), digits), answer.unit)
    per = f" a {answer.query.per}" if answer.query.per and measure.kind is Kind.FLOW else ""
    plain = " as a plain mean" if measure.kind is Kind.RATIO else " on average"
    about = hedge(answer) or ("about " if digits == 0 else "")
    return f"**{about.capitalize()}{mean}{per}**{plain}: {working(answer.operands, measures)}."


def _count(answer: FigureAnswer, measures: Measures) -> str:
    count = int(result(answer))
    names = join_names(tuple(one.label for one in answer.operands[:count]))
    return f"**{in_words(count)}**: {names}." if count <= 15 else f"**{count}**."


def _extreme(answer: FigureAnswer, measures: Measures) -> str:
    query = answer.query
    labels = answer.result if isinstance(answer.result, tuple) else ()
    chosen = answer.operands[: len(labels)]
    word = "lowest" if query.lowest else "highest"
    if query.best > 1:
        listed = "; ".join(f"**{one.label}** with {figure_of(one, measures)}" for one in chosen)
        return f"{listed}: the {in_words(len(chosen)).lower()} {word} of {len(answer.operands)}."
    names = join_names(tuple(f"**{one.label}**" for one in chosen))
    sure = "" if answer.exact else ", as far as the figures tell"
    place = _ORDINALS[query.rank] if query.rank < len(_ORDINALS) else f"{query.rank}th "
    figure = figure_of(chosen[0], measures)
    return f"{names}, with {figure}: the {place}{word} of {len(answer.operands)}{sure}."


def _threshold(answer: FigureAnswer, measures: Measures) -> str:
    query = answer.query
    limit = query.limit
    measure = measures[query.measure]
    border = with_unit(rounded(limit.value), measure.unit) if limit else ""
    beyond = f"{'above' if limit and limit.above else 'below'} {border}"
    sure = "" if answer.exact else ", as far as the figures tell"
    if query.which is Which.COUNT:
        count = int(result(answer))
        named = working(answer.operands[:count], measures) if count else ""
        return f"**{in_words(count)}** {beyond}{sure}" + (f": {named}." if named else ".")
    labels = answer.result if isinstance(answer.result, tuple) else ()
    if not labels:
        return f"**None** is {beyond} in the figures that I have{sure}."
    chosen = answer.operands[: len(labels)]
    if query.which in (Which.FIRST, Which.LAST):
        one = chosen[0]
        return f"**{one.label}**, with {figure_of(one, measures)}: the {query.which.value} {beyond}{sure}."
    return f"**{join_names(labels)}**: {working(chosen, measures)}{sure}."


def _compare(answer: FigureAnswer, measures: Measures) -> str:
    first, second = answer.operands[:2]
    unit = measures[first.measure].unit or ""
    lead = abs(result(answer))
    if not lead:
        return f"**Both the same**: {pair(first, second, measures)}."
    amount = with_unit(rounded(lead), points(answer.unit))
    word = comparative(unit, not answer.query.lowest)
    rest = f"; then {working(answer.operands[2:], measures)}" if len(answer.operands) > 2 else ""
    return (
        f"**{first.label}**, with {figure_of(first, measures)} "
        f"against {figure_of(second, measures)} for {second.label}: "
        f"{hedge(answer)}{amount} {word}{rest}."
    )


def _trend(answer: FigureAnswer, measures: Measures) -> str:
    ways = answer.result if isinstance(answer.result, tuple) else ()
    first, last = answer.operands[0], answer.operands[-1]
    turns = " then ".join(ways) if len(ways) <= 3 else "went up and down"
    net = "" if len(ways) <= 1 else f", and {_net(first, last)} over all"
    values = list(answer.operands)
    high = max(values, key=lambda one: float(one.value or 0.0))
    low = min(values, key=lambda one: float(one.value or 0.0))
    ends = f"from {figure_of(first, measures)}{at(first)} to {figure_of(last, measures)}{at(last)}"
    between = [one for one in (high, low) if one not in (first, last)]
    peaks = "".join(
        f"; {'highest' if one is high else 'lowest'} {figure_of(one, measures)}{at(one)}" for one in between
    )
    if len(ways) == 1 and len(values) <= SHOWN:
        peaks = f": {working(values, measures)}" if len(values) > 2 else ""
    return f"It **{turns}**{net}: {ends}{peaks}."


def _duration(answer: FigureAnswer, measures: Measures) -> str:
    first, last = answer.operands
    days = result(answer)
    months = f" (about {with_unit(rounded(days / DAYS_A_MONTH, 1), 'months')})" if days >= _MANY_DAYS else ""
    ends = f"from {_reached(first, measures)} to {_reached(last, measures)}"
    return f"**{hedge(answer)}{with_unit(rounded(days, 0), 'days')}**{months}: {ends}.".replace("**about", "**About", 1)


def _reached(one: Operand, measures: Measures) -> str:
    """ "600,000 cars on 13 February 2026"; of a date of its own "28 March 2024 (Lark)"."""
    if isinstance(one.value, str):
        return f"{one.value} ({one.label})"
    return f"{figure_of(one, measures)}{at(one)}"


def _net(first: Operand, last: Operand) -> str:
    a, b = float(first.value or 0.0), float(last.value or 0.0)
    return "up" if b > a else "down" if b < a else "unchanged"


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
    Operation.DURATION: _duration,
}
