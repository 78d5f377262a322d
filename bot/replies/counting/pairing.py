"""Pairs the figures of answers that are counted with: those of each answer in, the two that are meant out."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, product
from math import prod

from bot.figures import Cell, Measure, counts_things
from bot.figures.patterns import RANGE
from bot.replies.counting.figures_in_answers import AnswerFigure

_UNNAMED = 3  # Principal figures of an answer that count as rivals, at most, where the message names none of them.
_OF_ONE_ANSWER = 100
"""Of two figures of one answer the greater is at most this many times the other: what lies further apart is told of
something else."""
_COUNTED_FROM = 20
"""Numbers from which on what has no unit is taken for a count of things: below stand places, versions and grades."""


@dataclass(frozen=True, slots=True)
class Pair:
    measures: tuple[Measure, Measure]
    said: frozenset[str]  # The words of the message that name them.
    certainty: float  # How plain it is that these are meant: the less, the more others may be; from 0 to 1.

    @property
    def unit(self) -> str:
        return self.measures[0].unit or self.measures[1].unit or ""


def pair_of(of_each: Sequence[Sequence[AnswerFigure]], alike: bool) -> Pair | None:
    """The two figures in one unit that the message names, else the principal ones. `of_each`: those of each answer;
    `alike`: the answers tell the same, as of something else."""
    fit = [(one, other) for one, other in _pairs(of_each) if go_together(one.measure, other.measure)]
    if len(of_each) == 1:
        fit = [pair for pair in fit if _are_of_one_size(*pair)]
    return (_named_pair(fit) or _principal_pair(*fit[0], of_each, alike)) if fit else None


def _named_pair(fit: Sequence[tuple[AnswerFigure, AnswerFigure]]) -> Pair | None:
    """The first pair of those that most words of the message name; None where it names none."""
    names = [len(one.named | other.named) for one, other in fit]
    most = max(names)
    first, second = fit[names.index(most)]
    said = first.named | second.named
    return Pair((first.measure, second.measure), said, _certainty(names.count(most))) if said else None


def _principal_pair(
    first: AnswerFigure, second: AnswerFigure, of_each: Sequence[Sequence[AnswerFigure]], alike: bool
) -> Pair | None:
    """The first pair, if one answer sets its figures against each other. Or if each is principal, or was asked for by
    its own question, and they are not of different amounts (revenue and profit). None if one answer has several
    candidates for the second figure."""
    measures = (first.measure, second.measure)
    if len(of_each) == 1 and are_set_against(first, second):
        return Pair(measures, frozenset(), 1.0)
    if first.quantities and second.quantities and first.quantities.isdisjoint(second.quantities):
        return None
    # One question asks for all alike that its answer tells of the thing it names.
    if not all(one.principal or (len(of_each) > 1 and one.asked_weight > 0) for one in (first, second)):
        return None
    rivals = _rivals(first, of_each)
    return Pair(measures, frozenset(), 1.0 if alike else _certainty(rivals)) if rivals is not None else None


def _rivals(first: AnswerFigure, of_each: Sequence[Sequence[AnswerFigure]]) -> int | None:
    """How many pairs may be meant, the first one counted in; None where several figures of one answer may be the
    second."""
    principal = [sum(one.principal for one in figures) for figures in of_each]
    if len(of_each) == 1:
        if sum(one.principal and go_together(one.measure, first.measure) for one in of_each[0]) > 1:
            return None
        principal = [principal[0] - 1]  # Of one answer only the second figure is open.
    return prod(min(max(1, count), _UNNAMED) for count in principal)


def _certainty(rivals: int) -> float:
    """1 without rivals (`rivals` counts the pair itself), else above an equal share (1 / `rivals`), since of those
    that fit the first is meant most often."""
    return float(rivals**-0.5)


def _pairs(of_each: Sequence[Sequence[AnswerFigure]]) -> list[tuple[AnswerFigure, AnswerFigure]]:
    """One figure of each answer, those first that were asked for, else that stand first; or two of the only one, those
    first that it sets against each other, of several such pairs the one that was asked for."""
    if len(of_each) == 1:
        return sorted(combinations(of_each[0], 2), key=_set_against_first)
    first, second = of_each
    places = sorted(product(range(len(first)), range(len(second))), key=sum)
    pairs = [(first[one], second[other]) for one, other in places]
    return sorted(pairs, key=lambda pair: -pair[0].plainness - pair[1].plainness)


def _set_against_first(pair: tuple[AnswerFigure, AnswerFigure]) -> tuple[bool, float]:
    """A key to sort by; those that are not set against each other stay as they stand."""
    return (False, -sum(one.asked_weight for one in pair)) if are_set_against(*pair) else (True, 0.0)


def _are_of_one_size(one: AnswerFigure, other: AnswerFigure) -> bool:
    less, more = sorted(abs(figure.measure.cells[0].number or 0) for figure in (one, other))
    return more <= less * _OF_ONE_ANSWER


def are_set_against(*pair: AnswerFigure) -> bool:
    first, second = sorted(pair, key=lambda one: one.place)
    return second.set_against and second.place == first.place + 1


def go_together(one: Measure, other: Measure) -> bool:
    """Whether two figures differ, are in one unit, and of times of one kind, as two months are; of things that are
    counted the nouns may differ. A range is set against no single figure, nor are its ends counted with."""
    first, second = one.cells[0], other.cells[0]
    ends, others = _ends_of_range(first), _ends_of_range(second)
    is_one_a_range = bool(ends) is not bool(others)
    are_of_one_range = first.label == second.label and _written(second) in ends
    kinds_of_times = {cell.span.kind for cell in (first, second) if cell.span is not None}
    if is_one_a_range or are_of_one_range or len(kinds_of_times) > 1 or first.value == second.value:
        return False
    units = {(of.unit or "").casefold().removesuffix("s") for of in (one, other)}
    return (len(units) == 1 and units != {""}) or (_is_count(one) and _is_count(other))


def _ends_of_range(cell: Cell) -> set[str]:
    """The ends of the range that a figure is one of ("1200 to 1500"), or the first ("between 20"), without commas."""
    for found in RANGE.finditer(cell.label):
        ends = {end.strip(".,").replace(",", "") for end in found.groups() if end}
        if _written(cell) in ends:
            return ends
    return set()


def _written(cell: Cell) -> str:
    """The number as the text has it: 33.4, where it has become 33.400000000000006."""
    return f"{cell.number or 0:.10g}"


def _is_count(measure: Measure) -> bool:
    value = measure.cells[0].number
    return value is not None and value >= _COUNTED_FROM and (not measure.unit or counts_things(measure.unit))
