"""Puts means, and amounts for each of something, into words."""

from collections.abc import Callable, Mapping
from math import floor, log10

from bot.figures import FigureAnswer, Operation, counts_things
from bot.model import Kind
from bot.replies.figure_text.figure_words import Terms, Writer, begun, in_smaller, result

_LARGE = 100  # From here on an amount for each unit, and the mean of a flow, has no decimals.
_LARGE_MEAN = 1_000  # From here on the mean of levels and ratios has none.


def _per_unit(answer: FigureAnswer, terms: Terms) -> str:
    if answer.query.per:
        return _average(answer, terms)  # Spread over a time that is named, as a mean may be.
    amount = terms.amount(result(answer), answer.unit, _digits_told(result(answer)))
    told = for_each(answer, amount, lambda text: terms.hedged(answer, text), terms)
    return terms.explained(begun(told), _divided(answer, terms))


def _divided(answer: FigureAnswer, terms: Terms) -> str:
    """ "19,000 yuan for 800 bikes in Q1 2026"; what both are of is told once."""
    first, second = answer.operands
    if first.label != second.label:
        return terms.pair(first, second)
    pattern = terms.words.against if first.span is None else terms.words.for_so_many
    return terms.at(second, pattern.format(first=terms.figure(first), second=terms.figure(second)))


def for_each(answer: FigureAnswer, amount: str, hedged: Callable[[str], str], terms: Terms) -> str:
    """An amount in bold, with what it is for each of. `hedged` says how certain it is. The first of these that holds
    decides:

    1. It is spread over a time that is named: "800 bikes a month".
    2. It is the mean of such times, or nothing for each: the amount alone.
    3. It is for so many of a unit: "15 kWh per 100 km".
    4. It is for each of the things that are counted: "9 yuan each".
    5. Else: "7.5 km a kWh".
    """
    query, words = answer.query, terms.words
    if query.per and _is_spread(answer, terms):
        return f"**{hedged(terms.per_time(amount, query.per))}**"
    if query.per or query.operation is not Operation.PER_UNIT:
        return f"**{hedged(amount)}**"
    unit = terms.measures[answer.operands[-1].measure].unit or ""
    if query.each != 1:
        many = words.per_many.format(figure=amount, count=words.number(query.each), unit=unit)
        return f"**{hedged(many)}**"
    if counts_things(unit):
        return words.for_each.format(amount=hedged(amount))
    time = terms.units.unit(terms.units.id_of(unit)).one
    return f"**{hedged(terms.per_time(amount, time))}**"


def _digits_told(value: float) -> int:
    """Behind the point; three digits tell what is less than one."""
    if abs(value) >= _LARGE:
        return 0
    return 2 if abs(value) >= 1 or not value else 2 - floor(log10(abs(value)))


def _average(answer: FigureAnswer, terms: Terms) -> str:
    return terms.explained(mean(answer, terms), terms.working(answer.operands))


def mean(answer: FigureAnswer, terms: Terms) -> str:
    words, measure = terms.words, terms.measures[answer.query.measure]
    value, unit = in_smaller(result(answer), answer.unit)
    digits = 0 if abs(value) >= (_LARGE if measure.kind is Kind.FLOW else _LARGE_MEAN) else 2
    amount = terms.amount(value, unit, digits)
    if answer.query.per and _is_spread(answer, terms):
        amount = terms.per_time(amount, answer.query.per)
    hedged = terms.hedged(answer, amount)
    if hedged == amount and digits == 0 and not value.is_integer():
        hedged = words.about.format(number=amount)
    pattern = words.plain_mean if measure.kind is Kind.RATIO else words.on_average
    return begun(pattern.format(amount=hedged))


def _is_spread(answer: FigureAnswer, terms: Terms) -> bool:
    """Whether it is so much a month or the like, and no mean of what was there in each."""
    return terms.measures[answer.query.measure].kind is Kind.FLOW or bool(answer.query.parts)


MEAN_WRITERS: Mapping[Operation, Writer] = {Operation.AVERAGE: _average, Operation.PER_UNIT: _per_unit}
