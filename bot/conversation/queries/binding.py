"""Binds a question to a measure, and counts how much of the question the query uses."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.conversation.queries.asked import TWO, Asked, scaled
from bot.conversation.queries.pools import Pools, unit_of
from bot.conversation.queries.taking import taken_up, unasked
from bot.conversation.queries.things import named_rows, row_groups
from bot.conversation.queries.timed import timed_groups
from bot.figures import FigureAnswer, FigureQuery, Group, Limit, Measure, Operation, Refusal, compute
from bot.model import QUANTITY, Kind


@dataclass(frozen=True, slots=True)
class Bound:
    query: FigureQuery
    answer: FigureAnswer | Refusal
    taken: tuple[int, int]
    """Times and names of the question that the query takes up,"""
    left: tuple[int, int]
    """and those that it does not."""
    weight: float = 0.0
    """How strongly the question asks for the operation; 0 for a plain value."""
    unasked: int = 0
    """Names of models and the like that the figures are of, and that the question does not say."""


def bind(asked: Asked, measure: Measure, pools: Pools) -> Bound | None:
    """Return the reading of the question as one about this measure; None where it says nothing that could be bound."""
    measure = pools.measures[measure.id]
    found: list[tuple[float, Bound]] = []
    cued = [one for one in asked.cues.weights if not _says_itself(one[0], one[2], measure, asked, pools)]
    timed = pools.own(measure).timed
    mentions = () if timed else named_rows(asked, measure, pools)
    for operation, weight in (*((one, weight) for one, weight, _ in cued), (Operation.VALUE, 0.0)):
        if timed:
            groups = timed_groups(asked, operation, measure, pools)
        else:
            groups = row_groups(asked, operation, measure, pools, mentions)
        if not groups:
            continue
        query = _query(asked, operation, groups, pools)
        if operation is Operation.SUM and sum(len(group.cells) for group in groups) == 1:
            query = replace(query, operation=Operation.VALUE)  # The total is stated.
        answer = compute(query, pools.measures)
        taken, left = taken_up(asked, query, pools)
        worth = weight + sum(taken) - 2 * sum(left) - (3.0 if isinstance(answer, Refusal) else 0.0)
        found.append((worth, Bound(query, answer, taken, left, weight, unasked(asked, query, pools))))
    return max(found, key=lambda one: one[0])[1] if found else None


def _says_itself(operation: Operation, said: frozenset[str], measure: Measure, asked: Asked, pools: Pools) -> bool:
    """Whether the words for an operation only name what the measure is: an average price, a growth."""
    stem = asked.lexicon.stem
    own = {one for _, one in pools.stemmed(f"{measure.title} {measure.noun}")}
    if own.issuperset(map(stem, said)):
        return True
    grows = operation in TWO and measure.kind is Kind.RATIO
    return grows and not own.isdisjoint(map(stem, asked.language.words["growth"]))


def _query(asked: Asked, operation: Operation, groups: tuple[Group, ...], pools: Pools) -> FigureQuery:
    cues, measure = asked.cues, pools.measures[groups[0].measure]
    limits: tuple[Limit | None, Limit | None] = (cues.limit, None)
    if operation is Operation.DURATION:
        limits = cues.course if cues.course is not None and len(groups) == 1 else (None, None)
    limit, until = (scaled(one, measure) if one is not None else None for one in limits)
    return FigureQuery(
        operation, groups, _lowest(asked, measure), cues.rank, cues.best, limit, cues.which, cues.per, until=until
    )


def _lowest(asked: Asked, measure: Measure) -> bool:
    """Whether the lowest is asked for: the best where fewer is better, as whoever came first or third there."""
    direction = asked.cues.direction
    if direction and abs(direction) < _BETTER:
        return direction < 0
    units = asked.language.words["less_is_better"]
    less = measure.fewer_is_better or unit_of(measure) in units or (bool(direction) and _is_price(measure))
    return less == (direction > 0) if direction else less


_BETTER = 2
"""A direction of quality, not of number: "better", "worst"."""


def _is_price(measure: Measure) -> bool:
    return "price" in measure.column.casefold() or (QUANTITY, "price") in measure.about
