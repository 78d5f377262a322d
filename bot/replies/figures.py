"""Puts a computed answer into words: the result, then its working."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import reduce

from bot.figures import FigureAnswer, Measure, Operand, Operation, Refusal, Which, counts_things
from bot.model import Kind
from bot.replies.figure_words import SHOWN, Terms, begun, in_smaller, is_count, result
from bot.replies.refusing import about_text

DAYS_A_MONTH = 365.25 / 12
_MANY_DAYS = 45
"""From so many days on, months are told too."""
_LISTED = 15
"""Figures or names of a list that are told."""
_LARGE = 100
"""From here on what is worked out has no decimals."""
_NEARLY_SAME = 0.1
"""Up to this, what is as much but for a little is told with two decimals."""
_TURNS = 3
"""Ups and downs that are told one by one."""


def figure_text(answer: FigureAnswer, terms: Terms) -> str:
    """The result, in bold, and what it was worked out from."""
    return f"{_WRITERS[answer.query.operation](answer, terms)}{context_text(answer, terms)}"


def context_text(answer: FigureAnswer, terms: Terms) -> str:
    """What the figures are of, and what they rest on."""
    measures = terms.measures
    bases = dict.fromkeys(measures[one.measure].basis for one in answer.operands if measures[one.measure].basis)
    told = "; ".join(one.rstrip(".") for one in bases)
    context = _context(answer, measures[answer.query.measure])
    return f"{context} {terms.words.basis.format(basis=told)}" if told else context


def counted_text(answer: FigureAnswer, terms: Terms) -> str:
    """The result of counting with figures that were told, and the words in which they were."""
    words = terms.words
    told = [one.label for one in answer.operands]
    operation = answer.query.operation
    if operation is Operation.SUM:
        total = terms.hedged(answer, terms.amount(result(answer), answer.unit, 2))
        return terms.explained(words.together.format(amount=total), words.listed(told))
    if operation in _HEADS:
        return terms.explained(_HEADS[operation](answer, terms), words.listed(told))
    first, second = told[:2]
    against = words.against.format(first=first, second=second)
    if not result(answer):
        return terms.explained(words.no_difference, words.listed([first, second]))
    if operation is Operation.CHANGE and answer.unit == "percent":
        return terms.explained(_changed(answer, terms), against)
    return terms.explained(_differing(answer, terms, terms.measures[answer.operands[0].measure].unit), against)


def refusal_line(refusal: Refusal, terms: Terms) -> str:
    """Why there is no result, and what is held all the same."""
    words = terms.words
    reasons = {
        "missing": words.figure_missing,
        "units": words.figure_units,
        "basis": words.figure_basis,
        "unbounded": words.figure_unbounded,
        "text": words.figure_text,
    }
    line = reasons.get(refusal.reason, words.figure_absurd).format(about=about_text(refusal, words))
    held = terms.listed(refusal.operands[:SHOWN])
    return f"{line} {words.figure_known.format(figures=held)}" if held else line


def _context(answer: FigureAnswer, measure: Measure) -> str:
    """What the figures are of, where no noun of the measure says it."""
    if answer.query.operation in (Operation.VALUE, Operation.CONVERT) and measure.noun and len(answer.operands) == 1:
        return "" if is_count(measure.unit) else f" ({measure.noun})"
    return f" ({measure.title})"


def _value(answer: FigureAnswer, terms: Terms) -> str:
    if len(answer.operands) > 1:
        return _several(answer, terms)
    words, one = terms.words, answer.operands[0]
    measure = terms.measures[one.measure]
    figure = _named(one, measure, terms)
    if len(one.cells) > 1:
        parts = [cell for cell in measure.cells if cell.id in one.cells]
        told = [
            words.figure_in.format(figure=terms.number(cell.value, cell.bound), time=cell.label)
            for cell in parts[:SHOWN]
        ]
        listed = words.listed(told)
        working = listed if len(parts) <= SHOWN else words.and_so_on.format(items=listed)
        return words.added_up.format(figure=words.figure_in.format(figure=figure, time=one.label), working=working)
    return f"{terms.at(one, figure)}."


def _named(one: Operand, measure: Measure, terms: Terms) -> str:
    """The figure and what it counts: of things the noun takes the place of the unit, "48,654" and "books lent"."""
    if measure.noun and is_count(measure.unit) and isinstance(one.value, float):
        return f"**{terms.bounded(one.bound, terms.words.number(one.value))}** {measure.noun}"
    return f"**{terms.figure(one)}**"


def _several(answer: FigureAnswer, terms: Terms) -> str:
    """Several figures that were asked for side by side; what adds up is added up too."""
    measure = terms.measures[answer.operands[0].measure]
    parts = "; ".join(f"{one.label}: **{terms.figure(one)}**" for one in answer.operands)
    numbers = [one for one in answer.operands if isinstance(one.value, float)]
    if (
        measure.kind is not Kind.FLOW
        or len(numbers) != len(answer.operands)
        or len({one.measure for one in numbers}) > 1
    ):
        return f"{parts}."
    total = terms.amount(sum(float(one.value or 0.0) for one in numbers), measure.unit)
    return terms.words.and_together.format(parts=parts, amount=terms.all_bounded(numbers, total))


def _list(answer: FigureAnswer, terms: Terms) -> str:
    words, count = terms.words, len(answer.operands)
    lines = "\n".join(f"- {one.label}: {terms.figure(one)}" for one in answer.operands[:_LISTED])
    more = f"\n\n{words.first_of.format(shown=_LISTED, count=count)}" if count > _LISTED else ""
    return f"{words.figures_listed.format(count=count)}\n\n{lines}{more}\n\n"


def _difference(answer: FigureAnswer, terms: Terms) -> str:
    first, second = answer.operands
    if not result(answer):
        return terms.explained(terms.words.no_difference, terms.pair(first, second))
    told = _differing(answer, terms, terms.measures[first.measure].unit)
    return terms.explained(told, terms.times_as_many(first, second, terms.pair(first, second)))


def _differing(answer: FigureAnswer, terms: Terms, unit: str | None) -> str:
    told = terms.more(abs(result(answer)), terms.points(answer.unit), unit or "", result(answer) > 0)
    return f"**{terms.hedged(answer, told)}**"


def _change(answer: FigureAnswer, terms: Terms) -> str:
    if answer.unit != "percent" or terms.measures[answer.query.measure].unit in ("percent", "%"):
        return _difference(answer, terms)
    first, second = answer.operands
    pair = terms.times_as_many(first, second, terms.pair(first, second))
    return terms.explained(_changed(answer, terms), pair)


def _changed(answer: FigureAnswer, terms: Terms) -> str:
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
    return terms.explained(_times(answer, terms), terms.pair(*answer.operands))


def _times(answer: FigureAnswer, terms: Terms) -> str:
    times = result(answer)
    number = terms.words.number(round(times, 1 if abs(times - 1) >= _NEARLY_SAME else 2))
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
    return terms.explained(_shared(answer, terms), working)


def _shared(answer: FigureAnswer, terms: Terms) -> str:
    return f"**{terms.hedged(answer, terms.percent(result(answer)))}**"


def _sum(answer: FigureAnswer, terms: Terms) -> str:
    total = terms.hedged(answer, terms.amount(result(answer), answer.unit, 2))
    if len(answer.operands) == 1:
        return f"{terms.at(answer.operands[0], f'**{total}**')}."
    return terms.explained(terms.words.together.format(amount=total), terms.working(answer.operands))


def _per_unit(answer: FigureAnswer, terms: Terms) -> str:
    if answer.query.per:
        return _average(answer, terms)
    amount = terms.amount(result(answer), answer.unit, 0 if abs(result(answer)) >= _LARGE else 2)
    unit = terms.measures[answer.operands[-1].measure].unit or ""
    if counts_things(unit):
        told = terms.words.for_each.format(amount=terms.hedged(answer, amount))
    else:
        time = terms.units.unit(terms.units.id_of(unit)).one
        told = f"**{terms.hedged(answer, terms.words.per_time.format(figure=amount, time=time))}**"
    return terms.explained(begun(told), terms.pair(*answer.operands))


def _average(answer: FigureAnswer, terms: Terms) -> str:
    return terms.explained(_mean(answer, terms), terms.working(answer.operands))


def _mean(answer: FigureAnswer, terms: Terms) -> str:
    words, measure = terms.words, terms.measures[answer.query.measure]
    value, unit = in_smaller(result(answer), answer.unit)
    digits = 0 if abs(value) >= _LARGE and (measure.kind is Kind.FLOW or abs(value) >= _LARGE * 10) else 2
    mean = terms.amount(value, unit, digits)
    if answer.query.per and (measure.kind is Kind.FLOW or answer.query.parts):
        mean = words.per_time.format(figure=mean, time=answer.query.per)
    hedged = terms.hedged(answer, mean)
    if hedged == mean and digits == 0 and not value.is_integer():
        hedged = words.about.format(number=mean)
    pattern = words.plain_mean if measure.kind is Kind.RATIO else words.on_average
    return begun(pattern.format(amount=hedged))


def _count(answer: FigureAnswer, terms: Terms) -> str:
    count = int(result(answer))
    if count > _LISTED:
        return f"**{count}**."
    names = terms.words.listed([one.label for one in answer.operands[:count]])
    return terms.explained(f"**{begun(terms.in_words(count))}**", names)


def _extreme(answer: FigureAnswer, terms: Terms) -> str:
    query, words = answer.query, terms.words
    labels = answer.result if isinstance(answer.result, tuple) else ()
    chosen = answer.operands[: len(labels)]
    which = words.lowest if query.lowest else words.highest
    if query.best > 1:
        told = [words.with_figure.format(thing=f"**{one.label}**", figure=terms.figure(one)) for one in chosen]
        number = terms.in_words(len(chosen))
        return words.best_of.format(things="; ".join(told), number=number, which=which, count=len(answer.operands))
    if query.rank > 1:
        ranks = words.ordinals
        place = ranks[query.rank - 2] if query.rank - 2 < len(ranks) else words.ordinal.format(rank=query.rank)
        which = words.ranked.format(rank=place, which=which)
    names = words.listed([f"**{one.label}**" for one in chosen])
    sentence = words.extreme.format(
        things=names, figure=terms.figure(chosen[0]), which=which, count=len(answer.operands)
    )
    return f"{_sure(answer, terms, sentence)}."


def _sure(answer: FigureAnswer, terms: Terms, sentence: str) -> str:
    return sentence if answer.exact else terms.words.as_far.format(sentence=sentence)


def _threshold(answer: FigureAnswer, terms: Terms) -> str:
    query, words = answer.query, terms.words
    limit = query.limit
    border = terms.amount(limit.value, terms.measures[query.measure].unit, 2) if limit else ""
    beyond = (words.above if limit and limit.above else words.below).format(limit=border)
    if query.which is Which.COUNT:
        count = int(result(answer))
        told = words.so_many_beyond.format(number=begun(terms.in_words(count)), beyond=beyond)
        told = _sure(answer, terms, told)
        return terms.explained(told, terms.working(answer.operands[:count])) if count else f"{told}."
    labels = answer.result if isinstance(answer.result, tuple) else ()
    if not labels:
        return f"{_sure(answer, terms, words.none_beyond.format(beyond=beyond))}."
    chosen = answer.operands[: len(labels)]
    if query.which in (Which.FIRST, Which.LAST):
        pattern = words.first_beyond if query.which is Which.FIRST else words.last_beyond
        told = pattern.format(thing=f"**{chosen[0].label}**", figure=terms.figure(chosen[0]), beyond=beyond)
        return f"{_sure(answer, terms, told)}."
    number = begun(terms.in_words(len(chosen)))
    return terms.explained(f"**{number}: {words.listed(labels)}**", _sure(answer, terms, terms.working(chosen)))


def _compare(answer: FigureAnswer, terms: Terms) -> str:
    words = terms.words
    first, second = answer.operands[:2]
    lead = abs(result(answer))
    if not lead:
        return terms.explained(words.both_the_same, terms.pair(first, second))
    unit = terms.measures[first.measure].unit or ""
    told = words.ahead.format(
        thing=f"**{first.label}**",
        figure=terms.figure(first),
        other=terms.figure_at(second),
        lead=terms.hedged(answer, terms.more(lead, terms.points(answer.unit), unit, not answer.query.lowest)),
    )
    rest = answer.operands[2:]
    return f"{words.and_then.format(sentence=told, others=terms.working(rest)) if rest else told}."


def _trend(answer: FigureAnswer, terms: Terms) -> str:
    words = terms.words
    ways = answer.result if isinstance(answer.result, tuple) else ()
    values = list(answer.operands)
    first, last = values[0], values[-1]
    turned = [getattr(words, f"figures_{way}") for way in ways]
    turns = reduce(lambda before, after: words.then.format(before=before, after=after), turned)
    turns = turns if len(ways) <= _TURNS else words.went_up_and_down
    told = words.trend.format(turns=turns)
    if len(ways) > 1:
        told = words.over_all.format(sentence=told, net=_net(first, last, terms))
    ends = words.from_to.format(first=terms.figure_at(first), second=terms.figure_at(last))
    if len(ways) == 1 and 2 < len(values) <= SHOWN:
        ends = terms.working(values)
    elif len(ways) > 1:
        high = max(values, key=lambda one: float(one.value or 0.0))
        low = min(values, key=lambda one: float(one.value or 0.0))
        for one in (high, low):
            if one not in (first, last):
                which = words.highest if one is high else words.lowest
                ends = words.and_extreme.format(figures=ends, which=which, figure=terms.figure_at(one))
    return terms.explained(told, ends)


def _duration(answer: FigureAnswer, terms: Terms) -> str:
    words = terms.words
    first, last = answer.operands
    days = result(answer)
    told = f"**{terms.hedged(answer, words.days.format(number=words.number(round(days, 0))))}**"
    told = begun(told) if not answer.exact else told
    if days >= _MANY_DAYS:
        told = words.days_and_months.format(days=told, months=words.number(round(days / DAYS_A_MONTH, 1)))
    return terms.explained(told, words.from_to.format(first=_reached(first, terms), second=_reached(last, terms)))


def _reached(one: Operand, terms: Terms) -> str:
    """ "600,000 books on 13 February 2026"; of a date of its own "28 March 2024 (Lark)"."""
    if isinstance(one.value, str):
        return f"{one.value} ({one.label})"
    return terms.figure_at(one)


def _net(first: Operand, last: Operand, terms: Terms) -> str:
    a, b = float(first.value or 0.0), float(last.value or 0.0)
    return terms.words.net_up if b > a else terms.words.net_down if b < a else terms.words.net_unchanged


_HEADS: Mapping[Operation, Callable[[FigureAnswer, Terms], str]] = {
    Operation.RATIO: _times,
    Operation.SHARE: _shared,
    Operation.AVERAGE: _mean,
}
_WRITERS: Mapping[Operation, Callable[[FigureAnswer, Terms], str]] = {
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
    Operation.DURATION: _duration,
}
