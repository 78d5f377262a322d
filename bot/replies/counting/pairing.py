"""Finds the two figures of one answer, or of two answers, that a message means to count with."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, product
from math import prod

from bot.figures import Measure
from bot.replies.counting.figures_in_answers import AnswerFigure
from bot.replies.counting.going_together import go_together

_UNNAMED = 3  # Principal figures of an answer that count as rivals, at most, where the message names none of them.
_OF_ONE_ANSWER = 100
"""Of two figures of one answer the greater is at most this many times the other: what lies further apart is told of
something else."""


@dataclass(frozen=True, slots=True)
class Pair:
    measures: tuple[Measure, Measure]
    said: frozenset[str]  # The words of the message that name them.
    certainty: float  # That these are meant, the lower, the more others may be; from 0 to 1.

    @property
    def unit(self) -> str:
        return self.measures[0].unit or self.measures[1].unit or ""


def pair_within(figures: Sequence[AnswerFigure]) -> Pair | None:
    """Two figures of one answer. Of all that go together

    1. those that the message names: "the Pro and the Max",
    2. those that the answer sets against each other ("from 12 to 15"), of several the pair that was asked for,
    3. the two principal ones, if no third goes with the first of them.
    """
    pairs = sorted(combinations(figures, 2), key=_set_against_first)
    fit = [pair for pair in pairs if go_together(pair[0].measure, pair[1].measure) and _are_of_one_size(*pair)]
    named = _named_pair(fit)
    if named is not None or not fit:
        return named
    first, second = fit[0]
    if are_set_against(first, second):
        return _pair(first, second)
    # `asked_weight` does not count here: a question asks for all alike that its answer tells of the thing it names.
    if _are_of_other_amounts(first, second) or not (first.principal and second.principal):
        return None
    principal = [one for one in figures if one.principal]
    if sum(go_together(one.measure, first.measure) for one in principal) > 1:
        return None
    return _pair(first, second, rivals=_rivals(len(principal) - 1))  # Only the second figure is open.


def pair_across(of_first: Sequence[AnswerFigure], of_second: Sequence[AnswerFigure], alike: bool) -> Pair | None:
    """A figure of each of two answers. Of all that go together, those first that were asked for, else that stand first,

    1. those that the message names,
    2. the first pair, if each is principal, or was asked for by its own question.

    `alike`: the answers tell the same, as of something else, so that the first pair has no rivals.
    """
    places = sorted(product(range(len(of_first)), range(len(of_second))), key=sum)
    pairs = [(of_first[one], of_second[other]) for one, other in places]
    pairs.sort(key=lambda pair: -pair[0].weight - pair[1].weight)
    fit = [(one, other) for one, other in pairs if go_together(one.measure, other.measure)]
    named = _named_pair(fit)
    if named is not None or not fit:
        return named
    first, second = fit[0]
    are_meant = all(one.principal or one.asked_weight > 0 for one in (first, second))
    if _are_of_other_amounts(first, second) or not are_meant:
        return None
    of_each = (_rivals(sum(one.principal for one in figures)) for figures in (of_first, of_second))
    return _pair(first, second) if alike else _pair(first, second, rivals=prod(of_each))


def _set_against_first(pair: tuple[AnswerFigure, AnswerFigure]) -> tuple[bool, float]:
    """A key to sort by; those that are not set against each other stay as they stand."""
    return (False, -sum(one.asked_weight for one in pair)) if are_set_against(*pair) else (True, 0.0)


def _are_of_one_size(one: AnswerFigure, other: AnswerFigure) -> bool:
    less, more = sorted(abs(figure.measure.cells[0].number or 0) for figure in (one, other))
    return more <= less * _OF_ONE_ANSWER


def _named_pair(fit: Sequence[tuple[AnswerFigure, AnswerFigure]]) -> Pair | None:
    """The first pair of those that most words of the message name, with the others as rivals; None where it names
    none."""
    counts = [len(one.named | other.named) for one, other in fit]
    most = max(counts, default=0)
    if not most:
        return None
    first, second = fit[counts.index(most)]
    return _pair(first, second, first.named | second.named, rivals=counts.count(most))


def are_set_against(*pair: AnswerFigure) -> bool:
    first, second = sorted(pair, key=lambda one: one.place)
    return second.set_against and second.place == first.place + 1


def _are_of_other_amounts(first: AnswerFigure, second: AnswerFigure) -> bool:
    """As revenue and profit are."""
    return bool(first.quantities and second.quantities) and first.quantities.isdisjoint(second.quantities)


def _rivals(principal: int) -> int:
    """How many figures may be meant where so many are principal."""
    return min(max(1, principal), _UNNAMED)


def _pair(first: AnswerFigure, second: AnswerFigure, said: frozenset[str] = frozenset(), rivals: int = 1) -> Pair:
    """`rivals`: how many pairs may be meant, this one counted in. Its certainty is above an equal share (1 / `rivals`),
    since of those that fit the first is meant most often."""
    return Pair((first.measure, second.measure), said, float(rivals**-0.5))
