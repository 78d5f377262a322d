"""Finds the operands of a query about figures over time: a question, an operation and a measure in, groups out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from bot.conversation.queries.asked import TWO, Asked
from bot.conversation.queries.ends import both_ends, only_end
from bot.conversation.queries.numbers import scaled
from bot.conversation.queries.pools import Pools
from bot.conversation.queries.spans import later_first, right_before, year_before
from bot.conversation.queries.stated import group_at, group_within, newest_common, newest_group, of_grain, tells_events
from bot.conversation.queries.wholes import part_and_whole, part_of_its_year, spread_over
from bot.figures import Cell, Group, Measure, Operation, Span, whole_of
from bot.figures.times import told
from bot.model import Kind

_GRAINS = ("month", "quarter", "year")
PLAIN_CHANGE = 2.0
"""Weight of the words for a change above which one time is set against the same a year before: it lies above those of
the cues of a language's file that only hint at one ("the rise from May to June", "percent")."""
_OF_SEVERAL = frozenset(
    {Operation.TREND, Operation.EXTREME, Operation.THRESHOLD, Operation.AVERAGE, Operation.LIST, Operation.COUNT}
)
"""Operations for which one figure is too few."""


def timed_groups(asked: Asked, operation: Operation, measure: Measure, pools: Pools) -> tuple[Group, ...]:
    """Empty where the question names no figures of the measure that the operation could count with. The first case that
    fits counts, so a share is told before others of `TWO`."""
    measures, per = _measures_meant(asked, operation, measure, pools), asked.cues.per
    if len(measures) > 1:
        return _side_by_side(measures, operation, asked.times.spans, pools)
    meant = measures[0]
    match operation:
        case Operation.PER_UNIT if per and measure.kind in (Kind.RUNNING, Kind.LEVEL):
            return _two_times(asked, Operation.DIFFERENCE, measure, pools)  # So much a month is what was added.
        case Operation.PER_UNIT | Operation.AVERAGE if per and tells_events(meant):
            return ()  # What happened on one day is not spread over a month.
        case Operation.PER_UNIT if not per:
            over = spread_over(asked, meant, pools)
            return _at_one_time((meant, over), asked, pools) if over is not None else ()
        case Operation.DURATION:
            return _course_from_limit(asked, meant)
        case Operation.SHARE:
            return _share_of_whole(asked, meant, pools)
        case _ if operation in TWO:
            return _two_times(asked, operation, meant, pools)
        case Operation.SUM if len(asked.times.spans) > 1 and asked.time_range is None:
            return _stated_apart(asked.times.spans, meant, pools)
        case _:
            return _of_one(asked, operation, meant, pools)


def _side_by_side(
    measures: Sequence[Measure], operation: Operation, spans: Sequence[Span], pools: Pools
) -> tuple[Group, ...]:
    """Several measures at the first time that is named, else at the newest of all."""
    span = spans[0] if spans else newest_common(measures)
    if span is None and operation is Operation.SUM and any(one.kind is Kind.FLOW for one in measures):
        return ()  # A month of one and another month of the other are no total.
    return tuple(group_at(one, span, pools) for one in measures)


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
    fine, least = measure, 1
    if operation in _OF_SEVERAL:
        fine, least = of_grain(measure, grain_of(asked), pools), 2
    if not spans:
        return (whole_of(fine),) if len(fine.cells) >= least else ()
    label = asked.language.says.listed([span.text for span in spans])
    inside = group_within(fine, spans, label, pools, least)
    return (inside,) if inside else ()


def _course_from_limit(asked: Asked, measure: Measure) -> tuple[Group, ...]:
    """All cells of a course that was at the first of the limits: what is beyond the last is known to be ahead."""
    numbers = [cell.number for cell in measure.cells if cell.number is not None]
    if asked.cues.course is None or measure.kind not in (Kind.RUNNING, Kind.LEVEL) or not numbers:
        return ()
    start = scaled(asked.cues.course[0], measure, asked.language)
    return (whole_of(measure),) if min(numbers) <= start.value <= max(numbers) else ()


def grain_of(asked: Asked) -> str:
    """The time that figures are told by: "month" where months are asked for; empty where none is."""
    lists = {grain: asked.language.words[f"by_{grain}"] for grain in _GRAINS}
    return next((grain for word in asked.words for grain in _GRAINS if word in lists[grain]), "")


def _measures_meant(asked: Asked, operation: Operation, measure: Measure, pools: Pools) -> tuple[Measure, ...]:
    """The measure, or those of the models that are named, in their order; of a share the part comes first."""
    models = [(kind, value) for kind, value in asked.names if kind in asked.lexicon.kinds.exact]
    found = [one for kind, value in models if (one := pools.for_model(measure, kind, value)) is not None]
    named = tuple({one.id: one for one in found}.values())
    if operation is Operation.SHARE and len(named) == 1:
        # "The share of the Lark in the sales": of those of all.
        general = pools.for_all_models(named[0])
        return (named[0], general) if general else named
    if len(named) > 1 and operation in (*TWO, Operation.SUM, Operation.VALUE):
        return named  # "The Lark against the Finch."
    if named:
        return named[:1]
    if _is_of_unsaid_model(asked, measure, pools):
        return (pools.for_all_models(measure) or measure,)  # "The sales in May" are not those of the Lark alone.
    return (measure,)


def _is_of_unsaid_model(asked: Asked, measure: Measure, pools: Pools) -> bool:
    """Whether it is of a model, and the question says no part of the model's name, as "pro" of "lark-pro"."""
    name = {word for _, value in pools.models(measure) for word in value.split("-")}
    return bool(name) and name.isdisjoint(asked.words)


def _two_times(asked: Asked, operation: Operation, measure: Measure, pools: Pools) -> tuple[Group, ...]:
    """The later one first, for a difference counts from the earlier one."""
    spans = asked.times.spans
    if len(spans) >= 2:
        return tuple(group_at(measure, span, pools) for span in later_first(spans[:2]))
    if asked.times.open_range is not None:
        newest = newest_group(measure)
        return (newest, group_at(measure, spans[0], pools)) if newest else ()  # "Since March."
    against = _against_an_end(asked, measure, pools)
    if against or len(spans) != 1:
        return against
    # "More in May than a year earlier", "how much did it grow in May".
    says_earlier = not asked.language.words["earlier"].isdisjoint(asked.words)
    grows = any(one.operation is Operation.CHANGE and one.weight > PLAIN_CHANGE for one in asked.cues.asked_for)
    if not says_earlier and not (operation is Operation.CHANGE and grows):
        return ()
    earlier = right_before(spans[0]) if _says_its_own_length(asked) else year_before(spans[0])
    if earlier is None:
        return ()
    return (group_at(measure, spans[0], pools), group_at(measure, told(earlier, asked.language.says), pools))


def _says_its_own_length(asked: Asked) -> bool:
    """Whether a quarter is set against the quarter before, and not against that of the year before."""
    said = {*asked.words, *map("-".join, pairwise(asked.words))}
    return not said.isdisjoint(asked.language.words["own_length"])


def _share_of_whole(asked: Asked, measure: Measure, pools: Pools) -> tuple[Group, ...]:
    """A time as a part of its year; else the measure beside its whole, the shorter of two times first, or both ends."""
    spans, of_year = asked.times.spans, part_of_its_year(asked, measure, pools)
    pair = None if of_year else part_and_whole(asked, measure, pools)
    groups = _at_one_time(pair, asked, pools) if pair is not None else ()
    if groups:
        return groups
    if len(spans) == 1 or asked.times.pair:
        return of_year
    if len(spans) >= 2:
        return tuple(group_at(measure, span, pools) for span in sorted(spans[:2], key=lambda span: span.days))
    return _against_an_end(asked, measure, pools)


def _at_one_time(pair: tuple[Measure, Measure], asked: Asked, pools: Pools) -> tuple[Group, ...]:
    """Both at the time that is named, or at the newest of the first that the second tells of too."""
    span = next(iter(asked.joined_spans), None)
    if span is None:
        known = {cell.span for cell in pair[1].cells if cell.value is not None}
        spans = [cell.span for cell in pair[0].cells if cell.span in known and cell.span is not None]
        span = max(spans, key=lambda one: one.end, default=None)
    groups = tuple(group_at(one, span, pools) for one in pair) if span is not None else ()
    return groups if all(group.cells for group in groups) else ()


def _against_an_end(asked: Asked, measure: Measure, pools: Pools) -> tuple[Group, ...]:
    """The highest against the lowest, within a year if one is named; else one of them against the time, or against
    the newest figure."""
    spans = asked.times.spans
    cells = [cell for cell in measure.cells if cell.number is not None and cell.span is not None]
    if not spans:
        return both_ends(asked, measure, cells) or _end_and_newest(asked, measure, cells)
    is_one_year = len(spans) == 1 and spans[0].kind == "year"
    inside = [cell for cell in cells if is_one_year and cell.span and spans[0].holds(cell.span)]
    return both_ends(asked, measure, inside) or _end_and_time(asked, measure, cells, pools)


def _end_and_newest(asked: Asked, measure: Measure, cells: Sequence[Cell]) -> tuple[Group, ...]:
    """The newest figure and the end that it is set against; none where it is that end."""
    end, newest = only_end(asked, measure, cells), newest_group(measure)
    if not asked.cues.against_end or end is None or newest is None or newest.cells == end.cells:
        return ()
    return newest, end


def _end_and_time(asked: Asked, measure: Measure, cells: Sequence[Cell], pools: Pools) -> tuple[Group, ...]:
    """The only end that is asked for and the first time that is named, the later one first."""
    span = asked.times.spans[0]
    end, at = only_end(asked, measure, cells), group_at(measure, span, pools)
    if end is None or not at.cells or at.cells == end.cells:
        return ()
    dates = {cell.id: cell.span.end for cell in cells if cell.span}
    return (at, end) if dates.get(at.cells[-1], span.end) > dates[end.cells[0]] else (end, at)
