"""Puts results of two figures into words: difference, change, ratio and share."""

from collections.abc import Mapping

from bot.figures import PERCENT, FigureAnswer, Operand, Operation
from bot.figures.types import IN_PERCENT
from bot.replies.figure_text.figure_words import Terms, Writer, result, value_of

_NEARLY_SAME = 0.1  # Up to this, what is as much but for a little is told with two decimals.


def _difference(answer: FigureAnswer, terms: Terms) -> str:
    first, second = answer.operands
    pair = terms.pair(first, second)
    if not result(answer) and not _is_relative(answer, terms):
        return terms.explained(terms.words.no_difference, pair)
    return terms.explained(apart(answer, terms), terms.with_times(first, second, pair))


def _is_relative(answer: FigureAnswer, terms: Terms) -> bool:
    """Whether it is a change, told as a share of what there was before: between shares it is told in points."""
    is_share = answer.query.operation is Operation.CHANGE and answer.unit == IN_PERCENT
    return is_share and terms.measures[answer.operands[0].measure].unit not in PERCENT


def apart(answer: FigureAnswer, terms: Terms) -> str:
    """How far two figures lie apart; of an exact change in percent also the amount, for "how much?" may ask for it."""
    unit, by, words = terms.measures[answer.operands[0].measure].unit, abs(result(answer)), terms.words
    if not _is_relative(answer, terms):
        told = terms.more(by, terms.points(answer.unit), unit or "", result(answer) > 0)
        return f"**{terms.hedged(answer, told, is_unsigned=True)}**"
    more = words.more_of_it if result(answer) > 0 else words.less_of_it
    differing = words.differing.format(amount=terms.percent(by), more=more)
    told = f"**{terms.hedged(answer, differing, is_unsigned=True)}**"
    first, second = map(value_of, answer.operands[:2])
    return f"{told} ({terms.amount(abs(first - second), unit, 2)})" if answer.exact else told


def _ratio(answer: FigureAnswer, terms: Terms) -> str:
    return terms.explained(times(answer, terms), terms.pair(*answer.operands))


def times(answer: FigureAnswer, terms: Terms) -> str:
    quotient = result(answer)
    number = terms.words.number(round(quotient, 1 if abs(quotient - 1) >= _NEARLY_SAME else 2))
    counts = terms.counts_things(answer.operands[0])
    pattern = terms.words.times_as_many if counts else terms.words.times_as_much
    return pattern.format(times=terms.hedged(answer, number))


def _share(answer: FigureAnswer, terms: Terms) -> str:
    words = terms.words
    part, whole, *others = answer.operands
    if others:
        return _share_of_sum(answer, terms)
    if part.is_given or whole.is_given:
        working = words.share_apart.format(part=terms.figure_at(part), whole=terms.figure_at(whole))
        return terms.explained(shared(answer, terms), working)
    numbers = {"part": terms.number(part.value, part.bound), "whole": terms.figure(whole)}
    own, of = (terms.measures[one.measure] for one in (part, whole))
    if (own.noun or own.title) != (of.noun or of.title):
        numbers["whole"] = f"{numbers['whole']} ({of.noun or of.title})"
    if part.label == whole.label:
        working = words.share_in.format(**numbers, time=part.label)
    elif whole.label == words.all_of_them:
        working = words.share_of_all.format(**numbers, thing=part.label)
    else:
        working = words.share_of.format(**numbers, thing=part.label, things=whole.label)
    return terms.explained(shared(answer, terms), working)


def _share_of_sum(answer: FigureAnswer, terms: Terms) -> str:
    """Of several measures at one time, which are told by their names."""
    part, *whole = answer.operands
    amount = terms.amount(sum(map(value_of, whole)), terms.measures[part.measure].unit)
    added = terms.all_bounded(whole, amount)
    named = terms.words.listed([_noun(one, terms) for one in whole])
    numbers = {"part": terms.number(part.value, part.bound), "whole": f"{added} ({named})"}
    return terms.explained(shared(answer, terms), terms.words.share_in.format(**numbers, time=part.label))


def _noun(one: Operand, terms: Terms) -> str:
    measure = terms.measures[one.measure]
    return measure.noun or measure.column or measure.title


def shared(answer: FigureAnswer, terms: Terms) -> str:
    return f"**{terms.hedged(answer, terms.percent(result(answer)))}**"


PAIR_WRITERS: Mapping[Operation, Writer] = {
    Operation.DIFFERENCE: _difference,
    Operation.CHANGE: _difference,
    Operation.RATIO: _ratio,
    Operation.SHARE: _share,
}
