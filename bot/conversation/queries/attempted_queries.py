"""Makes the query that a question means when it asks for an operation on a measure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.conversation.queries.attempts import Attempt, groups_asked
from bot.conversation.queries.held.ends import best_first, is_lowest
from bot.conversation.queries.held.pools import Pools
from bot.conversation.queries.of_rows.divisors import Divisor
from bot.conversation.queries.of_rows.mentions import Mention, rows_by_cell
from bot.conversation.queries.operations import OF_BEST
from bot.conversation.queries.words.asked import Asked
from bot.conversation.queries.words.language import SECONDS_IN
from bot.conversation.queries.words.numbers import number_at
from bot.figures import FigureQuery, Group, Limit, Measure, Operation
from bot.figures.operands import cells_in


def query_for(attempt: Attempt, operation: Operation, weights: Mapping[Operation, float]) -> FigureQuery | None:
    """None where it would count with no figures, or with others than are asked for. `weights`: how strongly each
    operation is asked for.

    Each step needs the one before. "Which place does the Lark have among the Larks by range": only Larks are left;
    the query tells whether the highest range or the lowest is first; then the place is counted among these.
    """
    groups = groups_asked(attempt, operation, weights)
    return _fitted(_with_cues(attempt, operation, groups), attempt) if groups else None


def _with_cues(attempt: Attempt, operation: Operation, groups: tuple[Group, ...]) -> FigureQuery:
    """The query as far as the words for its operation tell."""
    asked, cues, is_per_unit = attempt.asked, attempt.asked.cues, operation is Operation.PER_UNIT
    measure = attempt.pools.measures[groups[0].measure]
    limit, until = _limits(attempt, operation, groups, measure)
    return FigureQuery(
        operation,
        groups,
        lowest=is_lowest(cues.direction, asked, measure),
        rank=cues.rank or 1,
        best=cues.best,
        limit=limit,
        which=cues.which,
        per=_time_asked(asked, operation),
        each=_units_for_each(attempt.divisor, groups) if is_per_unit else 1.0,
        parts=_times_of_only_figure(asked, groups, measure) if is_per_unit else 0.0,
        until=until,
    )


def _time_asked(asked: Asked, operation: Operation) -> str:
    """The time that a result is counted in or told for: "how many weeks", "per hour", "monthly"."""
    match operation:
        case Operation.DURATION:
            return asked.counted.time
        case Operation.PER_UNIT:
            return asked.per
        case _:
            return asked.cues.per


def _units_for_each(divisor: Divisor | None, groups: Sequence[Group]) -> float:
    """100 of "kWh per 100 km", where kilometres are what is divided by."""
    return divisor.each if divisor is not None and divisor.measure.id == groups[-1].measure else 1.0


def _times_of_only_figure(asked: Asked, groups: Sequence[Group], measure: Measure) -> float:
    """How often the time asked for fits into that of the only figure, as its label or title says it: a minute 120 times
    into "in 2 hours". 0 of several figures, and where no time is said."""
    per, stem = asked.per, asked.lexicon.stem
    cells = [cell for group in groups for cell in measure.cells if cell.id in group.cells]
    if per not in SECONDS_IN or len(cells) != 1 or cells[0].span is not None:
        return 0.0
    times = asked.lengths.seconds_of
    for text in (cells[0].label, measure.title):
        words = asked.lexicon.words(text)
        for at, word in enumerate(words):
            if stem(word) in times:
                number = number_at(words, at - 1, asked.language) if at else None
                return (number.value if number else 1.0) * times[stem(word)] / SECONDS_IN[per]
    return 0.0


def _limits(
    attempt: Attempt, operation: Operation, groups: Sequence[Group], measure: Measure
) -> tuple[Limit | None, Limit | None]:
    """As the measure counts: the limit, or those from which and until which something lasted."""
    cues, language = attempt.asked.cues, attempt.asked.language
    if operation is not Operation.DURATION:
        by_row = attempt.row_limit and language.scaled(attempt.row_limit, measure.unit)
        return by_row or (cues.limit and language.scaled(cues.limit, measure.unit, cues.limit_unit)), None
    if cues.two_limits is None or len(groups) > 1:
        return None, None
    start, end = (language.scaled(one, measure.unit) for one in cues.two_limits)
    return start, end


def _fitted(query: FigureQuery, attempt: Attempt) -> FigureQuery | None:
    """The query for the place that a named row has, for the sum or average of the best few, or for a stated total."""
    cues, pools = attempt.asked.cues, attempt.pools
    if query.operation is Operation.EXTREME and cues.rank is None:
        rank = _place_of(attempt.mentions, query, pools)
        return replace(query, rank=rank) if rank is not None else None
    if query.operation in OF_BEST and cues.best > 1 and cues.has(Operation.EXTREME):
        return replace(query, groups=tuple(_best_of(group, query, pools) for group in query.groups))
    if query.operation is Operation.SUM and sum(len(group.cells) for group in query.groups) == 1:
        return replace(query, operation=Operation.VALUE)
    return query


def _place_of(mentions: Sequence[Mention], query: FigureQuery, pools: Pools) -> int | None:
    """The place of the only row that is named among those of the query, from 1; None where it has none."""
    named = rows_by_cell(mentions)
    ids = {id for group in query.groups for id in group.cells}
    order = best_first((cell for cell in pools.measures[query.measure].cells if cell.id in ids), lowest=query.lowest)
    places = [at for at, cell in enumerate(order, 1) if cell.id in named]
    return places[0] if len(named) == len(places) == 1 else None


def _best_of(group: Group, query: FigureQuery, pools: Pools) -> Group:
    """As many of the figures of a group as the best that are asked for: "the best three months together"."""
    best = {cell.id for cell in best_first(cells_in(group, pools.measures), lowest=query.lowest)[: query.best]}
    return replace(group, cells=tuple(id for id in group.cells if id in best))
