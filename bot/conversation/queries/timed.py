"""Finds the operands of a query about figures over time: a question, an operation and a measure in, groups out."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from bot.conversation.queries.asked import TWO, Asked
from bot.conversation.queries.bases import base_named, named_again
from bot.conversation.queries.ends import against_an_end
from bot.conversation.queries.grains import of_several
from bot.conversation.queries.limits import scaled
from bot.conversation.queries.pools import Pools
from bot.conversation.queries.spans import later_first, right_before, year_before
from bot.conversation.queries.stated import group_at, group_within, newest_common, newest_group, tells_events
from bot.conversation.queries.wholes import names_part_and_year, share_of_whole, spread_over
from bot.figures import Cell, Group, Measure, Operation, Span, single, whole_of
from bot.figures.times import told
from bot.model import Kind

_OF_SEVERAL = frozenset(
    {Operation.TREND, Operation.EXTREME, Operation.THRESHOLD, Operation.AVERAGE, Operation.LIST, Operation.COUNT}
)
"""Operations for which one figure is too few."""


def timed_groups(asked: Asked, operation: Operation, measure: Measure, pools: Pools) -> tuple[Group, ...]:
    """Empty where the question names no figures of the measure that the operation could count with."""
    if operation is Operation.SHARE and measure.kind is Kind.RUNNING and _tells_within_times(asked):
        return ()  # What came together up to the last figure of a year is no part of that year.
    measures = _measures_meant(asked, operation, measure, pools)
    if len(measures) > 1:
        groups = _side_by_side(measures, operation, asked.times.spans, pools)
        is_of_sum = operation is Operation.SHARE and asked.cues.has(Operation.SUM)
        if not (groups and is_of_sum):
            return groups
        part = named_again([_model_stems(one, asked, pools) for one in measures], asked) or 0
        return groups[part], *groups
    meant = _adding_up(asked, operation, measures[0], pools)
    match operation:
        case Operation.PER_UNIT if not asked.cues.per:
            return spread_over(asked, meant, pools)
        case Operation.PER_UNIT if meant.kind in (Kind.RUNNING, Kind.LEVEL):
            return _two_times(asked, Operation.DIFFERENCE, meant, pools)  # So much a month is what was added.
        case Operation.PER_UNIT | Operation.AVERAGE if asked.cues.per and tells_events(meant):
            return ()  # What happened on one day is not spread over a month.
        case Operation.DURATION:
            return _all_from_limit(asked, meant)
        case Operation.SHARE:  # It is one of `TWO`, so it comes before them.
            return share_of_whole(asked, meant, pools)
        case _ if operation in TWO:
            return _two_times(asked, operation, meant, pools)
        case Operation.SUM if len(asked.times.spans) > 1 and asked.time_range is None:
            return _stated_apart(asked.times.spans, meant, pools)
        case _:
            return _of_one(asked, operation, meant, pools)


def _tells_within_times(asked: Asked) -> bool:
    """Whether times are named, and not their ends."""
    return bool(asked.times.named) and not any(one.at_end for one in asked.times.named)


def _adding_up(asked: Asked, operation: Operation, measure: Measure, pools: Pools) -> Measure:
    """Of a running total what it adds up, where several times are set side by side: what came together up to the last
    figure of a month is no figure of that month, unless the question says that just this is meant."""
    spans = asked.times.spans
    is_at_end = any(one.at_end for one in asked.times.named)
    if measure.kind is not Kind.RUNNING or len(spans) < 2 or is_at_end or operation not in (*TWO, Operation.VALUE):
        return measure
    flow = pools.flow_of(measure, spans[0].kind)
    if flow is None or not asked.language.words["running_total"].isdisjoint(asked.words):
        return measure
    if not asked.whole.said.isdisjoint(pools.own_stems(measure) - pools.own_stems(flow)):
        return measure
    return flow if all(group_at(flow, span, pools).cells for span in spans) else measure


def _side_by_side(
    measures: Sequence[Measure], operation: Operation, spans: Sequence[Span], pools: Pools
) -> tuple[Group, ...]:
    """Several measures at the first time that is named, else at the newest of all."""
    span = spans[0] if spans else newest_common(measures)
    if span is None and operation is Operation.SUM and any(one.kind is Kind.FLOW for one in measures):
        return ()  # A month of one and another month of the other are no total.
    return tuple(group_at(one, span, pools) for one in measures)


def _model_stems(measure: Measure, asked: Asked, pools: Pools) -> frozenset[str]:
    """Of the words of the models that a measure is about."""
    return frozenset(asked.lexicon.stem(word) for _, value in pools.models(measure) for word in value.split("-"))


def _stated_apart(spans: Sequence[Span], measure: Measure, pools: Pools) -> tuple[Group, ...]:
    """The figures of times that lie apart, as of "May and July together", where all of them are held."""
    whole = (one for one in spans if not any(other != one and other.holds(one) for other in spans))
    stated = tuple(group_at(measure, span, pools) for span in whole)
    return stated if all(group.cells for group in stated) else ()


def _of_one(asked: Asked, operation: Operation, measure: Measure, pools: Pools) -> tuple[Group, ...]:
    """The figures of one measure that are asked for."""
    times, whole, spans = asked.times, asked.time_range, asked.joined_spans
    if operation is Operation.VALUE and times.pair and whole is not None:
        return (group_at(measure, whole, pools),)
    if operation in (Operation.VALUE, Operation.PER_UNIT) and whole is None:
        return tuple(group_at(measure, one.span, pools, one.at_end) for one in times.named)
    if operation is Operation.AVERAGE and len(times.spans) == 1 and asked.cues.per:
        return (group_at(measure, times.spans[0], pools),)
    if operation in _OF_SEVERAL:
        return of_several(asked, operation, measure, pools)
    if not spans:
        return (whole_of(measure),)
    inside = group_within(measure, spans, asked.language.says.listed([span.text for span in spans]), pools)
    return (inside,) if inside else ()


def _all_from_limit(asked: Asked, measure: Measure) -> tuple[Group, ...]:
    """All cells of a measure that was at the first of two limits; the second may lie ahead."""
    numbers = [cell.number for cell in measure.cells if cell.number is not None]
    if asked.cues.two_limits is None or measure.kind not in (Kind.RUNNING, Kind.LEVEL) or not numbers:
        return ()
    start = scaled(asked.cues.two_limits[0], measure, asked.language)
    return (whole_of(measure),) if min(numbers) <= start.value <= max(numbers) else ()


def _measures_meant(asked: Asked, operation: Operation, measure: Measure, pools: Pools) -> tuple[Measure, ...]:
    """The measure, or those of the models that are named, in their order; of a share the part comes first."""
    models = [(kind, value) for kind, value in asked.names if kind in asked.lexicon.kinds.exact]
    found = [one for kind, value in models if (one := pools.for_model(measure, kind, value)) is not None]
    named = tuple({one.id: one for one in found}.values())
    if operation is Operation.SHARE and len(named) == 1 and not names_part_and_year(asked):
        # "The share of the Lark in the sales": of those of all; but May is a part of the Larks of its year.
        general = pools.for_all_models(named[0])
        return (named[0], general) if general else named
    if len(named) > 1 and operation in (*TWO, Operation.SUM, Operation.VALUE):
        return named  # "The Lark against the Finch."
    if named:
        return named[:1]
    own_model = {word for _, value in pools.models(measure) for word in value.split("-")}
    if own_model and own_model.isdisjoint(asked.words):
        return (pools.for_all_models(measure) or measure,)  # "The sales in May" are not those of the Lark alone.
    return (measure,)


def _two_times(asked: Asked, operation: Operation, measure: Measure, pools: Pools) -> tuple[Group, ...]:
    """The later one first, for a difference counts from the earlier one; but what stands behind "than" last."""
    spans = asked.times.spans
    if len(spans) >= 2:
        pair = later_first(spans[:2])
        base = base_named([one.start for one in asked.times.named[:2]], asked)
        if base is not None and spans[base] == pair[0]:
            pair.reverse()
        return tuple(group_at(measure, span, pools) for span in pair)
    if asked.times.open_range is not None:
        newest, first = newest_group(measure), _since(asked, measure, pools)
        return (newest, first) if newest and first else ()  # "Since March."
    against = against_an_end(asked, measure, pools)
    if against or len(spans) != 1:
        return against
    # "More in May than a year earlier", "how much did it grow in May".
    says_earlier = not asked.language.words["earlier"].isdisjoint(asked.words)
    grows = any(one.operation is Operation.CHANGE and one.of_one_time for one in asked.cues.asked_for)
    if not says_earlier and not (operation is Operation.CHANGE and grows):
        return ()
    said = {*asked.words, *map("-".join, pairwise(asked.words))}
    # "Quarter on quarter" sets a quarter against the one before, and not against that of the year before.
    before = year_before if said.isdisjoint(asked.language.words["own_length"]) else right_before
    earlier = before(spans[0])
    if earlier is None:
        return ()
    return (group_at(measure, spans[0], pools), group_at(measure, told(earlier, asked.language.says), pools))


def _since(asked: Asked, measure: Measure, pools: Pools) -> Group | None:
    """What all since the only time that is named is set against: its figure; where its start is meant, the first within
    it, or of what is there at every moment, what was there before."""
    time = asked.times.named[0]
    if not time.at_start:
        return group_at(measure, time.span, pools)
    if measure.kind in (Kind.RUNNING, Kind.LEVEL):
        before = right_before(time.span)
        return group_at(measure, told(before, asked.language.says), pools) if before is not None else None
    inside = [cell for cell in measure.cells if cell.span is not None and time.span.holds(cell.span)]
    return single(measure, min(inside, key=_start)) if inside else None


def _start(cell: Cell) -> tuple[date, int]:
    """Where its time begins, the shorter of two first."""
    return (cell.span.start, cell.span.days) if cell.span is not None else (date.max, 0)
