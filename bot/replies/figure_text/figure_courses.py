"""Puts the course of figures, and how long something took, into words."""

from collections.abc import Mapping, Sequence
from functools import reduce

from bot.figures import FigureAnswer, Operand, Operation
from bot.figures.times import DAYS_IN_MONTH, mean_days_in
from bot.replies.figure_text.figure_words import SHOWN, Terms, Writer, begun, labels, result, value_of

_MANY_DAYS = 45  # From so many days on, months are told too.
_TURNS = 3  # Ups and downs that are told one by one.


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
    high, low = max(values, key=value_of), min(values, key=value_of)
    for one, which in ((high, terms.words.highest), (low, terms.words.lowest)):
        if one not in (values[0], values[-1]):
            ends = terms.words.and_extreme.format(figures=ends, which=which, figure=terms.figure_at(one))
    return ends


def _net(first: Operand, last: Operand, terms: Terms) -> str:
    a, b = value_of(first), value_of(last)
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
    ends = words.from_to.format(first=_reached(first, terms), second=_reached(last, terms))
    return terms.explained(begun(told), ends)


def _lasted(answer: FigureAnswer, pattern: str, length: float, terms: Terms) -> str:
    """In times of so many days; "about" where they are no whole ones."""
    times = round(result(answer) / length, 1)
    told = pattern.format(number=terms.words.number(times))
    is_whole = result(answer) % length == 0
    return terms.hedged(answer, told) if not answer.exact or is_whole else terms.words.about.format(number=told)


def _reached(one: Operand, terms: Terms) -> str:
    """ "600,000 books on 13 February 2026"; of a date of its own "28 March 2024 (Lark)"."""
    return f"{one.value} ({one.label})" if isinstance(one.value, str) else terms.figure_at(one)


COURSE_WRITERS: Mapping[Operation, Writer] = {Operation.TREND: _trend, Operation.DURATION: _duration}
