"""Compares a figure that a question states with one that a measure holds.

"Of the 15,578 bikes of 2025, what share was sold in March": no series holds the 15,578. A figure is a number with the
measure's unit, or a large one of things that are counted; no time, limit or number of a title, nor one that is held.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from bot.conversation.queries.held.pools import Pools, amounts_of, plain_unit_of
from bot.conversation.queries.of_rows.mentions import Mention
from bot.conversation.queries.words.asked import Asked
from bot.conversation.queries.words.numbers import FEW, is_same
from bot.conversation.queries.words.spans import is_year
from bot.figures import FigureAnswer, FigureQuery, Group, Measure, Operation, compute, counts_things, scale_of
from bot.matching import compatible, places_of
from bot.model import QUANTITY

AGAINST_GIVEN = frozenset({Operation.SHARE, Operation.RATIO, Operation.DIFFERENCE, Operation.CHANGE})
"""Operations that set a figure against one that the question states."""
_BEHIND = 3  # Words behind a number among which its unit stands: "88,898 refundable orders".
_PLAIN = 1_000.0  # A number without a unit is a figure from here on: a smaller one may be anything.
_BEFORE = 2  # Words before a number among which "of" makes it a whole: "of the 15,578".
_OF_NUMBER = 2  # Words behind a number among which the name of what it counts begins: "5,000 sold Larks".


class _Given(NamedTuple):
    value: float  # As the measure counts.
    place: int
    is_whole: bool  # It is said to be what something is a part of: "of the 15,578".


class _Pair(NamedTuple):
    """A number of the question, and the figure that it is set against."""

    number: _Given
    group: Group
    figure: float  # Of the group.


def given_figures(asked: Asked, measure: Measure, pools: Pools) -> tuple[float, ...]:
    """The figures that a question states in the unit of a measure, each once, as the measure counts."""
    return tuple(dict.fromkeys(one.value for one in _given(asked, measure, pools)))


def named_apart(asked: Asked, mentions: Sequence[Mention], measure: Measure, pools: Pools) -> tuple[Mention, ...]:
    """The rows that are named, but for those that say what a figure of the question is of: "of 5,000 Larks"."""
    behind = {one.place + step for one in _given(asked, measure, pools) for step in range(1, _OF_NUMBER + 1)}
    return tuple(one for one in mentions if one.start not in behind & asked.row_places)


def against_given(
    asked: Asked,
    operation: Operation,
    measure: Measure,
    pools: Pools,
    *,
    held: tuple[Group, ...],
    named: Sequence[Group],
) -> tuple[Group, ...]:
    """The group that is asked for and one for the number in the question; for a share the smaller comes first. No
    group if the number is the smaller, but is said to be the whole: "of the 15,578".

    `held`: the groups that the operation takes from the measure alone. They stay if the question states no number, or
    one of theirs. `named`: the groups that the question would ask for without the operation.
    """
    pair = _only_pair(list(_given(asked, measure, pools)), named, measure, pools)
    if pair is None or (held and _relates(FigureQuery(operation, held), pair, pools)):
        return held
    given = Group(pair.group.measure, (), given=pair.number.value)
    if operation is not Operation.SHARE or pair.number.value >= pair.figure:
        return (pair.group, given)
    return () if pair.number.is_whole else (given, pair.group)


def _only_pair(numbers: Sequence[_Given], named: Sequence[Group], measure: Measure, pools: Pools) -> _Pair | None:
    """What is set against what, if only one of each is possible: the number stated, and the figure held that is not
    stated. If each figure is stated, as in "the 400 of March are how many of 5,000", the figure, and the number that is
    no figure."""
    stated = list({one.value: one for one in numbers}.values())
    computed = [(group, _figure(group, pools)) for group in _narrowest(named)]
    held = [(group, figure) for group, figure in computed if figure is not None]
    values = [figure for _, figure in held]
    held_alone = [(group, figure) for group, figure in held if not _is_any(figure, [one.value for one in stated])]
    if held_alone:  # "Of the 15,578, what share was sold in March?"
        pair = _pair_of_single(stated, held_alone)
    else:  # "The 400 of March are how many of 5,000?"
        pair = _pair_of_single([one for one in stated if not _is_any(one.value, values)], held)
    return None if pair is None or _is_of_other_row(pair.number.value, measure, values) else pair


def _pair_of_single(numbers: Sequence[_Given], figures: Sequence[tuple[Group, float]]) -> _Pair | None:
    return _Pair(numbers[0], *figures[0]) if len(numbers) == len(figures) == 1 else None


def _given(asked: Asked, measure: Measure, pools: Pools) -> Iterator[_Given]:
    """The numbers with the measure's unit, or large ones with none where it counts things."""
    own, scale = plain_unit_of(measure), scale_of(measure.unit)
    may_be_bare = counts_things(own) and _is_on_amount(asked, measure)
    # The 100 of "0-100 km/h".
    titled = {asked.language.number(word) for one in pools.columns(measure) for word, _ in pools.stemmed(one.title)}
    for at, value in _numbers(asked):
        said = next(filter(None, (pools.units.ids_at(asked.words, place) for place in _places_behind(asked, at))), ())
        is_bare = not said and at not in asked.lengths.places
        is_figure = own in said or (is_bare and may_be_bare and value >= _PLAIN)
        if is_figure and value not in titled:
            leads = asked.language.words["whole_leads"]
            yield _Given(value / scale, at, not leads.isdisjoint(asked.words[max(0, at - _BEFORE) : at]))


def _numbers(asked: Asked) -> Iterator[tuple[int, float]]:
    """The numbers that may be figures, each behind its place: no small ones, times, parts of names, or limits."""
    no_figures = asked.timed_places | places_of(asked.named)
    for at, word in enumerate(asked.words):
        value = asked.language.number(word)
        if value is None or value <= FEW or at in no_figures or is_year(word) or _is_limit(value, asked):
            continue
        yield at, value


def _is_on_amount(asked: Asked, measure: Measure) -> bool:
    """Whether the question names no amount that the measure is not of: 5,000 "sold" are none that were repaired."""
    named, told = asked.facets.of(QUANTITY), amounts_of(measure)
    return not named or not told or any(compatible(one, other) for one in named for other in told)


def _places_behind(asked: Asked, at: int) -> Iterator[int]:
    """The places of the words behind a number that may be its unit: of "3 years in percent" the years alone."""
    stops, number = asked.language.words["apart"], asked.language.number
    behind = 1 if at in asked.lengths.places else _BEHIND
    places = range(at + 1, min(at + 1 + behind, len(asked.words)))
    return takewhile(lambda place: number(asked.words[place]) is None and asked.words[place] not in stops, places)


def _is_limit(value: float, asked: Asked) -> bool:
    """Whether figures beyond it are asked for: "the recall hit 4,000 bikes" states one."""
    limit = asked.cues.limit
    return limit is not None and limit.value == value and asked.cues.has(Operation.THRESHOLD)


def _narrowest(groups: Sequence[Group]) -> list[Group]:
    """Without those whose time holds that of another one: the figure of a year is stated, that of its March asked."""
    spans = [one.span for one in groups if one.span]
    return [one for one in groups if not any(one.span and one.span != span and one.span.holds(span) for span in spans)]


def _figure(group: Group, pools: Pools) -> float | None:
    answer = compute(FigureQuery(Operation.VALUE, (group,)), pools.measures)
    return answer.result if isinstance(answer, FigureAnswer) and isinstance(answer.result, float) else None


def _relates(query: FigureQuery, pair: _Pair, pools: Pools) -> bool:
    """Whether a query has a result, and both of a pair are operands of it, so that what is stated is held, too."""
    answer = compute(query, pools.measures)
    held = [one.stated for one in answer.operands] if isinstance(answer, FigureAnswer) else []
    return _is_any(pair.number.value, held) and _is_any(pair.figure, held)


def _is_of_other_row(number: float, measure: Measure, named: Sequence[float]) -> bool:
    """Whether the measure holds the figure for a row that the question does not name: "the 550 of the goal"."""
    held = [cell.number for cell in measure.cells if cell.number is not None]
    return _is_any(number, held) and not _is_any(number, named)


def _is_any(number: float, figures: Collection[float]) -> bool:
    return any(is_same(number, abs(one)) for one in figures)
