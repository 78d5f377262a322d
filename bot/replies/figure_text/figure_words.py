"""Writes the parts of sentences about figures: numbers with unit, bound and place."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.conversation.queries.held.units_held import Units
from bot.figures import PERCENT, Bound, FigureAnswer, Measure, Operand, counts_things
from bot.figures.patterns import LARGE_SCALES
from bot.knowledge.generating.numbers import with_unit
from bot.model import Words

Measures = Mapping[str, Measure]
_SMALLER = dict(pairwise(reversed(LARGE_SCALES)))
SHOWN = 6  # Operands that the working names one by one; of more only the ends.
LISTED = 15  # Figures or names of a list that are told.
_TIMES_TOLD = 1.8  # How many times as much says more than the difference, at least.
_WHOLE = 0.05  # How near to a whole number times are told as that.


def in_smaller(value: float, unit: str | None) -> tuple[float, str | None]:
    """0.263 and "billion yuan" as 263 and "million yuan"."""
    for large, small in _SMALLER.items():
        if abs(value) < 1 and large in (unit or "").split():
            return value * 1e3, (unit or "").replace(large, small)
    return value, unit


def result(answer: FigureAnswer) -> float:
    """0 for what is no number."""
    return answer.result if isinstance(answer.result, float) else 0.0


def labels(answer: FigureAnswer) -> tuple[str, ...]:
    """The labels or ways that are the result."""
    return answer.result if isinstance(answer.result, tuple) else ()


def value_of(one: Operand) -> float:
    """0 for what is not known."""
    return float(one.value or 0.0)


def is_quoted(label: str) -> bool:
    """Whether it is the clause of an answer in which a figure stands, as `stated_measures` labels it."""
    return label.startswith("“")


def begun(text: str) -> str:
    """With a capital, as a sentence begins; behind the marks of bold text too."""
    at = len(text) - len(text.lstrip("*"))
    return f"{text[:at]}{text[at : at + 1].upper()}{text[at + 1 :]}"


@dataclass(frozen=True, slots=True)
class Terms:
    """What figures are told in."""

    measures: Measures
    words: Words
    units: Units

    def pair(self, first: Operand, second: Operand) -> str:
        return self.words.against.format(first=self.figure_at(first), second=self.figure_at(second))

    def per_time(self, figure: str, time: str) -> str:
        """ "800 bikes a month"; an hour has an article of its own."""
        pattern = self.words.per_hour if time == "hour" else self.words.per_time
        return pattern.format(figure=figure, time=time)

    def working(self, operands: Sequence[Operand]) -> str:
        if len(operands) <= SHOWN:
            return self.listed(operands)
        first, last = self.listed(operands[:2]), self.listed(operands[-1:])
        return self.words.figures_between.format(first=first, last=last, count=len(operands))

    def listed(self, operands: Sequence[Operand]) -> str:
        return self.words.listed([self.figure_at(one) for one in operands])

    def figure_at(self, one: Operand) -> str:
        if one.is_given:
            return self.words.figure_asked.format(figure=self.figure(one))
        return self.at(one, self.figure(one))

    def at(self, one: Operand, text: str) -> str:
        """The text, then "in May 2025", "on 5 May 2025", "for the Lark"."""
        if not one.label:
            return text
        if one.span is None or not one.label.startswith(one.span.text):
            return self.words.figure_for.format(figure=text, thing=one.label)
        pattern = self.words.figure_on if one.span.kind == "day" else self.words.figure_in
        return pattern.format(figure=text, time=one.label)

    def figure(self, one: Operand) -> str:
        if isinstance(one.value, bool):
            return self.words.yes if one.value else self.words.no
        if not isinstance(one.value, (int, float)):
            return str(one.value) if one.value is not None else self.words.no_figure
        return self.bounded(one.bound, self.amount(one.value, self.measures[one.measure].unit))

    def amount(self, value: float, unit: str | None, digits: int | None = None) -> str:
        return with_unit(self.words.number(value if digits is None else round(value, digits)), unit, self.words)

    def number(self, value: object, bound: Bound) -> str:
        return self.bounded(bound, self.words.number(float(value))) if isinstance(value, (int, float)) else str(value)

    def bounded(self, bound: Bound, number: str) -> str:
        """A figure as it is held: "about 5", "more than 5"."""
        if bound is Bound.EXACT:
            return number
        return (self.words.more_than if bound is Bound.MINIMUM else self.words.about).format(number=number)

    def all_bounded(self, numbers: Sequence[Operand], total: str) -> str:
        """The total with the vaguest bound of what it adds up."""
        bounds = {one.bound for one in numbers}
        found = (one for one in (Bound.APPROXIMATE, Bound.MINIMUM) if one in bounds)
        return self.bounded(next(found, Bound.EXACT), total)

    def hedged(self, answer: FigureAnswer, text: str, *, is_unsigned: bool = False) -> str:
        """A result that is only bounded says so; it may have an upper bound, too: "at most 5". Of a negative result
        whose text `is_unsigned`, as "5 fewer", the lower bound is the most that it may be."""
        if answer.exact:
            return text
        pattern = self.words.about
        if not answer.approximate and answer.low != answer.high:
            is_turned = is_unsigned and result(answer) < 0
            least, most = (answer.high, answer.low) if is_turned else (answer.low, answer.high)
            if least == answer.result:
                pattern = self.words.more_than
            elif most == answer.result:
                pattern = self.words.at_most
        return pattern.format(number=text)

    def percent(self, value: float) -> str:
        return self.words.percent.format(number=self.words.number(round(value, 1)))

    def points(self, unit: str | None) -> str | None:
        return self.words.percentage_points if unit in PERCENT else unit

    def comparative(self, unit: str, more: bool) -> str:
        own = self.units.comparative(unit) or self.words.comparatives.get(unit.casefold())
        return (own or (self.words.more_of_it, self.words.less_of_it))[0 if more else 1]

    def more(self, value: float, told_in: str | None, unit: str, is_more: bool) -> str:
        """ "67 km/h faster", "27,428 more bikes"; `unit` is that of the figures, `told_in` of what they differ by."""
        if not counts_things(unit) or self.units.comparative(unit):
            amount = self.amount(value, told_in, 2)
            return self.words.differing.format(amount=amount, more=self.comparative(unit, is_more))
        word = self.words.more_of_it if is_more else self.words.fewer_of_it
        return self.words.so_many_more.format(number=self.words.number(round(value, 2)), more=word, things=unit)

    def counts_things(self, one: Operand) -> bool:
        """Whether there are so many, and not so much, of it."""
        return counts_things(self.measures[one.measure].unit or "")

    def with_times(self, first: Operand, second: Operand, text: str) -> str:
        """The text, then ", three times as much", where that says more than the difference."""
        a, b = value_of(first), value_of(second)
        if min(a, b) <= 0 or a < _TIMES_TOLD * b or {first.bound, second.bound} != {Bound.EXACT}:
            return text
        times, near = a / b, round(a / b)
        number = self.in_words(near) if abs(times - near) < _WHOLE else self.words.number(round(times, 1))
        pattern = self.words.times_many_too if self.counts_things(first) else self.words.times_too
        return pattern.format(figures=text, times=number)

    def in_words(self, number: int) -> str:
        small = self.words.small_numbers
        return small[number] if 0 <= number < len(small) else str(number)

    def explained(self, told: str, working: str) -> str:
        return self.words.explained.format(result=told, working=working)


Writer = Callable[[FigureAnswer, Terms], str]
