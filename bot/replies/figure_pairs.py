"""Puts what two figures make into words: difference, change, ratio and share."""

from __future__ import annotations

from collections.abc import Mapping

from bot.figures import PERCENT, FigureAnswer, Operation
from bot.replies.figure_words import Terms, Writer, result

_NEARLY_SAME = 0.1
"""Up to this, what is as much but for a little is told with two decimals."""


def _difference(answer: FigureAnswer, terms: Terms) -> str:
    first, second = answer.operands
    if not result(answer):
        return terms.explained(terms.words.no_difference, terms.pair(first, second))
    told = differing(answer, terms, terms.measures[first.measure].unit)
    return terms.explained(told, terms.times_as_many(first, second, terms.pair(first, second)))


def differing(answer: FigureAnswer, terms: Terms, unit: str | None) -> str:
    told = terms.more(abs(result(answer)), terms.points(answer.unit), unit or "", result(answer) > 0)
    return f"**{terms.hedged(answer, told)}**"


def _change(answer: FigureAnswer, terms: Terms) -> str:
    if not is_relative(answer, terms):
        return _difference(answer, terms)
    first, second = answer.operands
    pair = terms.times_as_many(first, second, terms.pair(first, second))
    return terms.explained(changed(answer, terms), pair)


def is_relative(answer: FigureAnswer, terms: Terms) -> bool:
    """Whether a change is told as a share of what there was before: between shares it is told in points."""
    return answer.unit == "percent" and terms.measures[answer.operands[0].measure].unit not in PERCENT


def changed(answer: FigureAnswer, terms: Terms) -> str:
    word = terms.words.more_of_it if result(answer) > 0 else terms.words.less_of_it
    told = terms.words.differing.format(amount=terms.percent(abs(result(answer))), more=word)
    told = f"**{terms.hedged(answer, told)}**"
    if not answer.exact:
        return told
    # "How much did it fall?" may ask for either.
    first, second = (float(one.value or 0.0) for one in answer.operands[:2])
    unit = terms.measures[answer.operands[0].measure].unit
    return f"{told} ({terms.amount(abs(first - second), unit, 2)})"


def _ratio(answer: FigureAnswer, terms: Terms) -> str:
    return terms.explained(times(answer, terms), terms.pair(*answer.operands))


def times(answer: FigureAnswer, terms: Terms) -> str:
    quotient = result(answer)
    number = terms.words.number(round(quotient, 1 if abs(quotient - 1) >= _NEARLY_SAME else 2))
    return terms.words.times_as_much.format(times=terms.hedged(answer, number))


def _share(answer: FigureAnswer, terms: Terms) -> str:
    words = terms.words
    part, whole = answer.operands
    numbers = {"part": terms.number(part.value, part.bound), "whole": terms.number(whole.value, whole.bound)}
    own, of = (terms.measures[one.measure] for one in (part, whole))
    if (own.noun or own.title) != (of.noun or of.title):
        numbers["whole"] = f"{numbers['whole']} ({of.noun or of.title})"
    if part.label == whole.label:
        working = words.share_in.format(**numbers, time=part.label)
    else:
        working = words.share_of.format(**numbers, thing=part.label, things=whole.label)
    return terms.explained(shared(answer, terms), working)


def shared(answer: FigureAnswer, terms: Terms) -> str:
    return f"**{terms.hedged(answer, terms.percent(result(answer)))}**"


PAIR_WRITERS: Mapping[Operation, Writer] = {
    Operation.DIFFERENCE: _difference,
    Operation.CHANGE: _change,
    Operation.RATIO: _ratio,
    Operation.SHARE: _share,
}
