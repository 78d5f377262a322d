"""Puts what many figures make into words: sum and mean, the highest, those beyond a limit, their course."""

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from math import floor, log10

from bot.figures import FigureAnswer, Limit, Operand, Operation, Which, counts_things
from bot.figures.times import DAYS_IN_MONTH, mean_days_in
from bot.model import Kind
from bot.replies.figure_text.figure_words import (
    LISTED,
    SHOWN,
    Terms,
    Writer,
    begun,
    in_smaller,
    labels,
    number_of,
    result,
)

_MANY_DAYS = 45  # From so many days on, months are told too.
_LARGE = 100  # From here on an amount for each unit, and the mean of a flow, has no decimals.
_LARGE_MEAN = 1_000  # From here on the mean of levels and ratios has none.
_TURNS = 3  # Ups and downs that are told one by one.


def _sum(answer: FigureAnswer, terms: Terms) -> str:
    if len(answer.operands) == 1:
        return f"{terms.at(answer.operands[0], f'**{_total(answer, terms)}**')}."
    return terms.explained(together(answer, terms), terms.working(answer.operands))


def _total(answer: FigureAnswer, terms: Terms) -> str:
    return terms.hedged(answer, terms.amount(result(answer), answer.unit, 2))


def together(answer: FigureAnswer, terms: Terms) -> str:
    return terms.words.together.format(amount=_total(answer, terms))


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
    """An amount in bold, with what it is for each of where it is so: "7.5 km a kWh", "15 kWh per 100 km", "800 bikes a
    month". `hedged` says how certain it is."""
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


def _count(answer: FigureAnswer, terms: Terms) -> str:
    counted = _in_result(answer)
    if len(counted) > LISTED:
        return f"**{len(counted)}**."
    names = terms.words.listed([one.label for one in counted])
    return terms.explained(f"**{begun(terms.in_words(len(counted)))}**", names)


def _in_result(answer: FigureAnswer) -> tuple[Operand, ...]:
    """The operands that the result counts or names, which come before the others."""
    return answer.operands[: len(labels(answer)) or int(result(answer))]


def _extreme(answer: FigureAnswer, terms: Terms) -> str:
    query, words, chosen = answer.query, terms.words, _in_result(answer)
    which = words.lowest if query.lowest else words.highest
    if query.best > 1:
        told = [words.with_figure.format(thing=f"**{one.label}**", figure=terms.figure(one)) for one in chosen]
        number, things = terms.in_words(len(chosen)), "; ".join(told[:LISTED])
        things = things if len(told) <= LISTED else words.and_so_on.format(items=things)
        if len(chosen) < query.best:
            return words.all_held.format(things=things, count=len(chosen))
        return words.best_of.format(things=things, number=number, which=which, count=len(answer.operands))
    if query.rank > 1:
        ranks = words.ordinals
        place = ranks[query.rank - 2] if query.rank - 2 < len(ranks) else words.ordinal.format(rank=query.rank)
        which = words.ranked.format(rank=place, which=which)
    names = words.listed([f"**{one.label}**" for one in chosen])
    sentence = words.extreme.format(
        things=names, figure=terms.figure(chosen[0]), which=which, count=len(answer.operands)
    )
    return f"{_as_far(answer, terms, sentence)}."


def _as_far(answer: FigureAnswer, terms: Terms, sentence: str) -> str:
    """A result that is only bounded holds as far as is known."""
    return sentence if answer.exact else terms.words.as_far.format(sentence=sentence)


def _threshold(answer: FigureAnswer, terms: Terms) -> str:
    query, words, chosen = answer.query, terms.words, _in_result(answer)
    limit = query.limit
    border = terms.amount(limit.value, terms.measures[query.measure].unit, 2) if limit else ""
    beyond = _beyond(limit, terms).format(limit=border)
    number = begun(terms.in_words(len(chosen)))
    if query.which is Which.COUNT:
        told = _as_far(answer, terms, words.so_many_beyond.format(number=number, beyond=beyond))
        return terms.explained(told, terms.working(chosen)) if chosen else f"{told}."
    if not chosen:
        return f"{_as_far(answer, terms, words.none_beyond.format(beyond=beyond))}."
    if query.which in (Which.FIRST, Which.LAST):
        pattern = words.first_beyond if query.which is Which.FIRST else words.last_beyond
        told = pattern.format(thing=f"**{chosen[0].label}**", figure=terms.figure(chosen[0]), beyond=beyond)
        return f"{_as_far(answer, terms, told)}."
    if len(chosen) > SHOWN:
        listed = f"**{number}: {words.listed(labels(answer))}**"
        return terms.explained(listed, _as_far(answer, terms, terms.working(chosen)))
    named = [words.with_figure.format(thing=f"**{one.label}**", figure=terms.figure(one)) for one in chosen]
    return terms.explained(f"**{number}**", _as_far(answer, terms, words.listed(named)))


def _beyond(limit: Limit | None, terms: Terms) -> str:
    """The words for what lies beyond a limit, which it may reach."""
    words = terms.words
    if limit is None or not limit.inclusive:
        return words.above if limit and limit.above else words.below
    return words.or_more if limit.above else words.or_less


def _compare(answer: FigureAnswer, terms: Terms) -> str:
    words, lead = terms.words, abs(result(answer))
    first, second, *rest = answer.operands  # The winner comes first.
    if not lead:
        return terms.explained(words.both_the_same, terms.pair(first, second))
    unit = terms.measures[first.measure].unit or ""
    told = words.ahead.format(
        thing=f"**{first.label}**",
        figure=terms.figure(first),
        other=terms.figure_at(second),
        lead=terms.hedged(answer, terms.more(lead, terms.points(answer.unit), unit, not answer.query.lowest)),
    )
    return f"{words.and_then.format(sentence=told, others=terms.working(rest)) if rest else told}."


def _trend(answer: FigureAnswer, terms: Terms) -> str:
    words = terms.words
    ways, values = labels(answer), answer.operands
    first, last = values[0], values[-1]
    told = words.trend.format(turns=_turns(ways, terms))
    ends = words.from_to.format(first=terms.figure_at(first), second=terms.figure_at(last))
    if len(ways) > 1:
        told = words.over_all.format(sentence=told, net=_net(first, last, terms))
        return terms.explained(told, _with_extremes(ends, values, terms))
    return terms.explained(told, terms.working(values) if 2 < len(values) <= SHOWN else ends)


def _turns(ways: Sequence[str], terms: Terms) -> str:
    """ "rose, then fell"."""
    if len(ways) > _TURNS:
        return terms.words.went_up_and_down
    turned: list[str] = [getattr(terms.words, f"figures_{way}") for way in ways]
    return reduce(lambda before, after: terms.words.then.format(before=before, after=after), turned)


def _with_extremes(ends: str, values: Sequence[Operand], terms: Terms) -> str:
    """The ends, then the highest and the lowest figure between them."""
    high, low = max(values, key=number_of), min(values, key=number_of)
    for one, which in ((high, terms.words.highest), (low, terms.words.lowest)):
        if one not in (values[0], values[-1]):
            ends = terms.words.and_extreme.format(figures=ends, which=which, figure=terms.figure_at(one))
    return ends


def _net(first: Operand, last: Operand, terms: Terms) -> str:
    a, b = number_of(first), number_of(last)
    return terms.words.net_up if b > a else terms.words.net_down if b < a else terms.words.net_unchanged


def _duration(answer: FigureAnswer, terms: Terms) -> str:
    words = terms.words
    first, last = answer.operands
    days = result(answer)
    in_days = terms.hedged(answer, words.days.format(number=words.number(round(days, 0))))
    # The times in which it may be asked how long something took.
    patterns = {"week": words.in_weeks, "month": words.in_months, "year": words.in_years}
    pattern, length = patterns.get(answer.query.per), mean_days_in(answer.query.per)
    if pattern is not None and length is not None:
        told = words.lasted_in_days.format(lasted=f"**{_lasted(answer, pattern, length, terms)}**", days=in_days)
    elif days >= _MANY_DAYS:
        months = words.number(round(days / DAYS_IN_MONTH, 1))
        told = words.days_and_months.format(days=f"**{in_days}**", months=months)
    else:
        told = f"**{in_days}**"
    told = begun(told) if not told[2:3].isdigit() else told
    return terms.explained(told, words.from_to.format(first=_reached(first, terms), second=_reached(last, terms)))


def _lasted(answer: FigureAnswer, pattern: str, length: float, terms: Terms) -> str:
    """In times of so many days; "about" where they are no whole ones."""
    times = round(result(answer) / length, 1)
    told = pattern.format(number=terms.words.number(times))
    is_whole = result(answer) % length == 0
    return terms.hedged(answer, told) if not answer.exact or is_whole else terms.words.about.format(number=told)


def _reached(one: Operand, terms: Terms) -> str:
    """ "600,000 books on 13 February 2026"; of a date of its own "28 March 2024 (Lark)"."""
    return f"{one.value} ({one.label})" if isinstance(one.value, str) else terms.figure_at(one)


SET_WRITERS: Mapping[Operation, Writer] = {
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
