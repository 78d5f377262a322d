"""Binds a question to a measure, and counts how much of the question the query uses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.conversation.queries.asked import Asked
from bot.conversation.queries.directions import is_lowest
from bot.conversation.queries.groups import whole_of
from bot.conversation.queries.limits import number_at, scaled
from bot.conversation.queries.mentions import Mention
from bot.conversation.queries.pools import Pools
from bot.conversation.queries.taking import numbers_left, taken_up
from bot.conversation.queries.things import named_rows, row_groups
from bot.conversation.queries.timed import timed_groups
from bot.figures import (
    FigureAnswer,
    FigureQuery,
    Group,
    Limit,
    Measure,
    Operation,
    Refusal,
    Which,
    compute,
    plain_unit,
)
from bot.model import Kind

RELATED = {
    Operation.DIFFERENCE: {Operation.DIFFERENCE, Operation.COMPARE, Operation.CHANGE},
    Operation.CHANGE: {Operation.CHANGE, Operation.TREND},
    Operation.COMPARE: {Operation.COMPARE, Operation.DIFFERENCE},
    Operation.LIST: {Operation.LIST, Operation.VALUE},
}
"""What also answers an operation."""


COMPUTED = {
    Operation.DIFFERENCE,
    Operation.CHANGE,
    Operation.RATIO,
    Operation.SHARE,
    Operation.SUM,
    Operation.AVERAGE,
    Operation.PER_UNIT,
    Operation.EXTREME,
}
"""What is worked out from several figures."""


_NUMERIC = COMPUTED | {Operation.COMPARE, Operation.THRESHOLD, Operation.TREND}
_PAIR = 2
"""Figures that are compared, and not counted."""
_SECONDS = {"minute": 60, "hour": 3600, "day": 86400, "week": 604800}


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
    other: float = 0.0
    """How strongly it asks for another one, words that only name what the measure is left out;"""
    uncomputed: bool = False
    """whether a plain value is given where something was to be worked out."""
    numbers_left: int = 0
    """Numbers of the question that the query does not take up."""


def bind(asked: Asked, measure: Measure, pools: Pools) -> Bound | None:
    """Return the reading of the question as one about this measure; None where it says nothing that could be bound."""
    measure = pools.measures[measure.id]
    if not _NUMERIC.isdisjoint(one for one, _, _ in asked.cues.weights):
        measure = pools.in_numbers(measure, asked.whole.said)
    found: list[tuple[float, Bound]] = []
    cued = [
        one
        for one in asked.cues.weights
        if not _says_itself(one[0], one[2], measure, asked, pools)
        and not (one[0] is Operation.THRESHOLD and _has_no_such_limit(asked, measure))
    ]
    timed = pools.own(measure).timed
    mentions = () if timed else named_rows(asked, measure, pools)
    limit = None if timed else _beyond_row(asked, measure, mentions, pools)
    if limit is not None:
        cued = [(Operation.THRESHOLD, max(weight for _, weight, _ in cued), frozenset())]
    spread = (
        any(one is Operation.PER_UNIT for one, _, _ in cued) and not asked.cues.per and asked.one_of & pools.counted
    )
    # The whole amount is no answer to how much it is for each.
    plain = () if spread and measure.kind is not Kind.RATIO else ((Operation.VALUE, 0.0),)
    for operation, weight in (*((one, weight) for one, weight, _ in cued), *plain):
        if timed:
            groups = timed_groups(asked, operation, measure, pools)
        elif limit is not None and operation is Operation.THRESHOLD:
            groups = (whole_of(measure),)
        else:
            groups = row_groups(asked, operation, measure, pools, mentions)
        if not groups:
            continue
        query = _query(asked, operation, groups, pools, limit or asked.cues.limit)
        if timed and _counts_other_things(asked, query):
            continue
        if operation is Operation.EXTREME and not query.rank:
            rank = _place_of(mentions, query, pools)
            if not rank:
                continue
            query = replace(query, rank=rank)
        if operation is Operation.SUM and sum(len(group.cells) for group in groups) == 1:
            query = replace(query, operation=Operation.VALUE)  # The total is stated.
        answer = compute(query, pools.measures)
        if operation is Operation.RATIO and isinstance(answer, FigureAnswer) and 0 < _number(answer) < 1:
            query = replace(query, groups=query.groups[::-1])  # How many times asks for more than one.
            answer = compute(query, pools.measures)
        taken, left = taken_up(asked, query, pools)
        worth = weight + sum(taken) - 2 * sum(left) - (3.0 if isinstance(answer, Refusal) else 0.0)
        related = RELATED.get(operation, {operation})
        other = max((weight for one, weight, _ in cued if one not in related), default=0.0)
        unworked = operation is Operation.VALUE and any(one in COMPUTED for one, _, _ in cued)
        numbers = numbers_left(asked, query, pools)
        found.append((worth, Bound(query, answer, taken, left, weight, other, unworked, numbers)))
    return max(found, key=lambda one: one[0])[1] if found else None


def _number(answer: FigureAnswer) -> float:
    return answer.result if isinstance(answer.result, float) else 0.0


def _counts_other_things(asked: Asked, query: FigureQuery) -> bool:
    """Whether times would be counted where other things are asked for: "how many makers"."""
    counts = query.operation is Operation.COUNT or (
        query.operation is Operation.THRESHOLD and query.which is Which.COUNT
    )
    lists = asked.language.words
    times = lists["by_month"] | lists["by_quarter"] | lists["by_year"] | lists["counted_times"]
    return counts and bool(lists["counted_times"]) and times.isdisjoint(asked.words)


def _place_of(mentions: Sequence[Mention], query: FigureQuery, pools: Pools) -> int:
    """The place of the only row that is named among those of the query; 0 where it has none."""
    named = {row.cell.id for mention in mentions for row in mention.rows}
    ids = {id for group in query.groups for id in group.cells}
    cells = [cell for cell in pools.measures[query.measure].cells if cell.id in ids and cell.number is not None]
    order = sorted(cells, key=lambda cell: cell.number or 0.0, reverse=not query.lowest)
    places = [at for at, cell in enumerate(order, 1) if cell.id in named]
    return places[0] if len(named) == len(places) == 1 else 0


def _beyond_row(asked: Asked, measure: Measure, mentions: Sequence[Mention], pools: Pools) -> Limit | None:
    """The figure of the only row that is named, where it is asked how many are beyond: "how many are dearer than the
    Lark"."""
    cues, rows = asked.cues, [row for one in mentions for row in one.rows]
    number = rows[0].cell.number if len(rows) == 1 and rows[0].measure.id == measure.id else None
    if number is None or not cues.direction or cues.which is not Which.COUNT or not cues.has(Operation.COMPARE):
        return None
    own = {stem for _, stem in pools.stemmed(f"{measure.column} {measure.unit or ''}")}
    things = {stem for _, stem in pools.stemmed(measure.title)} - own
    if asked.counted.isdisjoint(things):
        return None  # "How many km further than the Lark" asks for a difference.
    return Limit(number, above=not is_lowest(cues.direction, asked, measure)) if len(measure.cells) > _PAIR else None


def _has_no_such_limit(asked: Asked, measure: Measure) -> bool:
    """Whether the limit is said in a unit of something else, as "over 800 km" is none of seconds; or parts profits from
    losses where the measure does not hold both."""
    limit, said = asked.cues.limit, asked.language.amount_of(asked.cues.limit_unit)
    if limit is not None and not limit.value:
        return all((cell.number or 0.0) >= 0 for cell in measure.cells)
    return bool(said) and said != asked.language.amount_of(plain_unit(measure.unit or "").casefold())


def _says_itself(operation: Operation, said: frozenset[str], measure: Measure, asked: Asked, pools: Pools) -> bool:
    """Whether the words for an operation only name what the measure is: an average price, a growth."""
    stem = asked.lexicon.stem
    own = {one for _, one in pools.stemmed(f"{measure.title} {measure.noun}")}
    if operation is Operation.PER_UNIT and not asked.cues.per:
        words = [one for _, one in pools.stemmed(measure.title)]
        leads = asked.language.words["per_leads"]
        return any(lead in leads and thing in asked.one_of for lead, thing in pairwise(words))
    if operation is Operation.EXTREME and not asked.names:
        return False  # The longest of all "longest waits".
    if own.issuperset(map(stem, said)) or (operation is Operation.SHARE and measure.kind is Kind.RATIO):
        return True
    grows = operation in (Operation.DIFFERENCE, Operation.CHANGE) and measure.kind is Kind.RATIO
    return grows and not own.isdisjoint(map(stem, asked.language.words["growth"]))


def _query(
    asked: Asked, operation: Operation, groups: tuple[Group, ...], pools: Pools, beyond: Limit | None
) -> FigureQuery:
    cues, measure = asked.cues, pools.measures[groups[0].measure]
    limits: tuple[Limit | None, Limit | None] = (beyond, None)
    if operation is Operation.DURATION:
        limits = cues.course if cues.course is not None and len(groups) == 1 else (None, None)
    limit, until = (scaled(one, measure, asked.language) if one is not None else None for one in limits)
    return FigureQuery(
        operation,
        groups,
        is_lowest(cues.direction, asked, measure),
        cues.rank,
        cues.best,
        limit,
        cues.which,
        cues.per,
        _parts(asked, groups, measure) if operation is Operation.PER_UNIT else 0.0,
        until=until,
    )


def _parts(asked: Asked, groups: Sequence[Group], measure: Measure) -> float:
    """Of how many of the time that is asked for ("a minute") the only figure is, where its label says "in 2 hours"."""
    per, of, stem = asked.cues.per, asked.language, asked.lexicon.stem
    cells = [cell for group in groups for cell in measure.cells if cell.id in group.cells]
    if per not in _SECONDS or len(cells) != 1 or cells[0].span is not None:
        return 0.0
    times = {stem(word): _SECONDS[time] for word, time in of.per.items() if time in _SECONDS}
    words = asked.lexicon.words(cells[0].label)
    for at, word in enumerate(words):
        if stem(word) in times:
            number = number_at(words, at - 1, of) if at else None
            return (number[0] if number else 1.0) * times[stem(word)] / _SECONDS[per]
    return 0.0
