"""Writes the sentences for figures converted into another unit."""

from collections.abc import Callable
from dataclasses import replace
from math import floor, log10

from bot.figures import Bound, Converted, FigureAnswer, Operand, Operation, plain_unit
from bot.figures.patterns import LARGE_SCALES
from bot.model import Rate
from bot.replies.figure_text.figure_means import for_each
from bot.replies.figure_text.figure_words import Terms, begun, is_quoted
from bot.replies.figure_text.figures import context_text, figure_text

_DIGITS = 3  # Digits that are told of a converted figure: the rate of another day changes the rest.


def converted_text(answer: FigureAnswer, terms: Terms) -> str:
    """The figure as it was asked for, with its rate; then what it was in its own unit."""
    if answer.query.operation is Operation.CONVERT:
        return f"{conversion_line(answer, terms)}{context_text(answer, terms)}"
    return terms.words.converted.format(figure=_head(answer, terms), sentence=figure_text(answer, terms))


def short_text(answer: FigureAnswer, terms: Terms) -> str:
    """As `converted_text`, in a sentence and without what it was worked out of."""
    is_plain = answer.query.operation is Operation.CONVERT
    return conversion_line(answer, terms) if is_plain else f"{_head(answer, terms)}."


def _head(answer: FigureAnswer, terms: Terms) -> str:
    one = answer.converted[0]
    number = _number(replace(one, value=abs(one.value)), terms)

    def hedged(text: str) -> str:
        return terms.words.about.format(number=text) if answer.exact else terms.hedged(answer, text, is_unsigned=True)

    figure = for_each(answer, number, hedged, terms)
    rate = _rate_text(one.rate, terms)
    return begun(terms.words.at_rate.format(figures=figure, rate=rate) if rate else figure)


def conversion_line(answer: FigureAnswer, terms: Terms) -> str:
    """Each figure as it was asked for, with its own unit; behind each its rate, or one rate behind all."""
    rates = [_rate_text(one.rate, terms) for one in answer.converted]
    of_all = rates[0] if len({one.rate for one in answer.converted}) == 1 else ""
    parts = [_part(operand, one, terms) for operand, one in zip(answer.operands, answer.converted, strict=True)]
    if not of_all:
        parts = [_at_rate(part, rate, terms) for part, rate in zip(parts, rates, strict=True)]
    return begun(f"{_at_rate('; '.join(parts), of_all, terms)}.")


def _at_rate(figures: str, rate: str, terms: Terms) -> str:
    return terms.words.all_at_rate.format(figures=figures, rate=rate) if rate else figures


def _part(operand: Operand, one: Converted, terms: Terms) -> str:
    """ "about 42,900 euros", "more than 4.18 billion US dollars"; then the figure in its own unit."""
    bound = Bound.MINIMUM if operand.bound is Bound.MINIMUM else Bound.APPROXIMATE
    figure = f"**{terms.bounded(bound, _number(one, terms))}**"
    figure = figure if is_quoted(operand.label) else terms.at(operand, figure)
    return terms.words.converted.format(figure=figure, sentence=_own(operand, terms))


def _own(operand: Operand, terms: Terms) -> str:
    """The figure in its own unit; one that an answer tells, with its millions as words."""
    unit = terms.measures[operand.measure].unit or ""
    if not is_quoted(operand.label) or not isinstance(operand.value, float):
        return terms.figure(operand)
    name = terms.units.unit(terms.units.id_of(unit)).many
    return terms.bounded(operand.bound, f"{_scaled(operand.value, terms.words.number, terms)} {name}")


def _number(one: Converted, terms: Terms) -> str:
    scale = next((word for word in LARGE_SCALES if word in one.unit.split()), "")
    if scale:
        number = terms.words.scaled.format(number=_rounded(one.value, terms), scale=terms.words.scales[scale])
    else:
        number = _scaled(one.value, lambda value: _rounded(value, terms), terms)
    return f"{number} {terms.units.unit(plain_unit(one.unit)).many}"


def _scaled(value: float, written: Callable[[float], str], terms: Terms) -> str:
    size, scale = max(((size, word) for word, size in LARGE_SCALES.items() if abs(value) >= size), default=(1.0, ""))
    number = written(value / size)
    return terms.words.scaled.format(number=number, scale=terms.words.scales[scale]) if scale else number


def _rate_text(rate: Rate, terms: Terms) -> str:
    """ "at 7.18 yen a crown (June 2025)"; empty for what is the same at all times."""
    if rate.as_of is None:
        return ""
    value, unit, into = rate.value, terms.units.unit(rate.unit), terms.units.unit(rate.into)
    if value < 1:
        value, unit, into = 1 / value, into, unit
    figure = f"{_rounded(value, terms)} {into.many}"
    return terms.words.rate.format(figure=figure, unit=unit.one, date=terms.words.date(rate.as_of))


def _rounded(value: float, terms: Terms) -> str:
    return terms.words.number(round(value, _DIGITS - 1 - floor(log10(abs(value)))) if value else 0.0)
