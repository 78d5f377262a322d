"""Finds the figures of a measure over time that an operation counts with, as groups."""

from collections.abc import Sequence

from bot.conversation.queries.held.held_at import group_at, group_within, newest_common, tells_events
from bot.conversation.queries.held.pools import Pools
from bot.conversation.queries.over_time.grains import of_several
from bot.conversation.queries.over_time.measure_meant import measures_named, without_running_total
from bot.conversation.queries.over_time.spreading import spread_over
from bot.conversation.queries.over_time.two_times import two_times
from bot.conversation.queries.over_time.wholes import share_of_whole
from bot.conversation.queries.words.asked import TWO, Asked
from bot.conversation.queries.words.bases import named_again
from bot.figures import Group, Measure, Operation, whole_of
from bot.model import Kind

_OF_SEVERAL = frozenset(
    {Operation.TREND, Operation.EXTREME, Operation.THRESHOLD, Operation.AVERAGE, Operation.LIST, Operation.COUNT}
)
"""Operations for which one figure is too few."""


def timed_groups(asked: Asked, operation: Operation, measure: Measure, pools: Pools) -> tuple[Group, ...]:
    """Empty where the question names no figures of the measure that the operation could count with."""
    if operation is Operation.SHARE and measure.kind is Kind.RUNNING and asked.times.named and not asked.times.at_end:
        return ()  # What came together up to the last figure of a year is no part of that year.
    measures = measures_named(asked, operation, measure, pools)
    if len(measures) > 1:
        return _of_each_measure(asked, operation, measures, pools)
    return _of_one_measure(asked, operation, without_running_total(asked, operation, measures[0], pools), pools)


def _of_one_measure(asked: Asked, operation: Operation, measure: Measure, pools: Pools) -> tuple[Group, ...]:
    """By the first case that fits."""
    times, whole = asked.times, asked.time_range
    match operation:
        case Operation.PER_UNIT if not asked.cues.per:
            return spread_over(asked, measure, pools)
        case Operation.PER_UNIT if measure.kind in (Kind.RUNNING, Kind.LEVEL):
            return two_times(asked, Operation.DIFFERENCE, measure, pools)  # So much a month is what was added.
        case Operation.PER_UNIT | Operation.AVERAGE if asked.cues.per and tells_events(measure):
            return ()  # What happened on one day is not spread over a month.
        case Operation.DURATION:
            return _all_from_limit(asked, measure)
        case Operation.SHARE:  # It is one of `TWO`, so it comes before them.
            return share_of_whole(asked, measure, pools)
        case _ if operation in TWO:
            return two_times(asked, operation, measure, pools)
        case Operation.SUM if len(times.spans) > 1 and whole is None:
            return _stated_apart(asked, measure, pools)
        case Operation.VALUE if times.pair and whole is not None:  # "From May to July", as one time.
            return (group_at(measure, whole, pools),)
        case Operation.VALUE | Operation.PER_UNIT if whole is None:  # "In May and in July", each for itself.
            return tuple(group_at(measure, one.span, pools, at_end=one.at_end) for one in times.named)
        case Operation.AVERAGE if asked.cues.per and len(times.spans) == 1:  # "Each day of 2025", of the whole year.
            return (group_at(measure, times.spans[0], pools),)
        case _ if operation in _OF_SEVERAL:
            return of_several(asked, operation, measure, pools)
        case _:
            return _all_within(asked, measure, pools)


def _of_each_measure(
    asked: Asked, operation: Operation, measures: Sequence[Measure], pools: Pools
) -> tuple[Group, ...]:
    """All at the first time that is named, else at the newest they share; of a share in their sum first the part."""
    spans = asked.times.spans
    span = spans[0] if spans else newest_common(measures)
    if span is None and operation is Operation.SUM and any(one.kind is Kind.FLOW for one in measures):
        return ()  # A month of one and another month of the other are no total.
    groups = tuple(group_at(one, span, pools) for one in measures)
    if operation is not Operation.SHARE:
        return groups
    names = [" ".join(value.replace("-", " ") for _, value in pools.models(one)) for one in measures]
    part = named_again([[*map(asked.lexicon.stem, one.split())] for one in names], asked)
    # "Of the Larks and the Finches, how many percent were Larks" names them together without a word for it.
    return (groups[part or 0], *groups) if part is not None or asked.cues.has(Operation.SUM) else groups


def _all_from_limit(asked: Asked, measure: Measure) -> tuple[Group, ...]:
    """All cells of a measure that was at the first of two limits; the second may lie ahead."""
    numbers = [cell.number for cell in measure.cells if cell.number is not None]
    if asked.cues.two_limits is None or measure.kind not in (Kind.RUNNING, Kind.LEVEL) or not numbers:
        return ()
    start = asked.language.scaled(asked.cues.two_limits[0], measure.unit)
    return (whole_of(measure),) if min(numbers) <= start.value <= max(numbers) else ()


def _stated_apart(asked: Asked, measure: Measure, pools: Pools) -> tuple[Group, ...]:
    """The figures of times that lie apart, as of "May and July together", where all of them are held."""
    spans = asked.times.spans
    whole = (one for one in spans if not any(other != one and other.holds(one) for other in spans))
    stated = tuple(group_at(measure, span, pools) for span in whole)
    return stated if all(group.cells for group in stated) else ()


def _all_within(asked: Asked, measure: Measure, pools: Pools) -> tuple[Group, ...]:
    """All cells within the times that are named, else all of the measure."""
    spans = asked.joined_spans
    if not spans:
        return (whole_of(measure),)
    inside = group_within(measure, spans, asked.language.says.listed([span.text for span in spans]), pools)
    return (inside,) if inside else ()
