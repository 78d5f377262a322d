"""Finds a figure over time and the whole of which a question asks its share."""

from collections import Counter

from bot.conversation.queries.held.ends import against_an_end
from bot.conversation.queries.held.held_at import group_at
from bot.conversation.queries.held.pools import Pools
from bot.conversation.queries.over_time.related_measures import at_one_time, part_and_whole
from bot.conversation.queries.words.asked import Asked
from bot.conversation.queries.words.bases import is_part_of_other, names_part_and_year
from bot.conversation.queries.words.named_times import times_named
from bot.figures import Group, Measure, Operation, Span
from bot.figures.times import span_of
from bot.knowledge.dates import Period
from bot.model import Kind


def share_of_whole(asked: Asked, measure: Measure, pools: Pools) -> tuple[Group, ...]:
    """The part first; by the first of these that the question says."""
    times = asked.times
    is_one_time = len(times.spans) == 1 or times.pair
    if is_part_of_other([one.start for one in times.named], asked):  # "May in percent of June".
        return tuple(group_at(measure, span, pools) for span in times.spans)
    if of_year := _of_its_year(asked, measure, pools):  # "May, of all 2025 sales".
        return of_year if is_one_time else _of_longer_time(asked, measure, pools)
    pair = part_and_whole(asked, measure, pools)  # "The Larks, of all sales".
    groups = at_one_time(pair, asked, pools) if pair is not None else ()
    if groups or is_one_time:
        return groups
    if times.spans:  # "May, in the first half of 2025".
        return _of_longer_time(asked, measure, pools)
    return against_an_end(asked, measure, pools)  # "The newest, in percent of the record".


def _of_its_year(asked: Asked, measure: Measure, pools: Pools) -> tuple[Group, ...]:
    part = next(iter(asked.joined_spans), None)
    if part is None or measure.kind is not Kind.FLOW or not names_part_and_year(asked):
        return ()
    return group_at(measure, part, pools), group_at(measure, span_of(Period(part.start.year)), pools)


def _of_longer_time(asked: Asked, measure: Measure, pools: Pools) -> tuple[Group, ...]:
    """The shorter time and the longer one that holds it; of times side by side one of all."""
    shorter, longer = sorted(asked.times.spans[:2], key=lambda span: span.days)
    if longer.holds(shorter):
        return group_at(measure, shorter, pools), group_at(measure, longer, pools)
    return _of_times_together(asked, measure, pools) if asked.cues.has(Operation.SUM) else ()


def _of_times_together(asked: Asked, measure: Measure, pools: Pools) -> tuple[Group, ...]:
    """The time that is named twice, else the first, and all: "of May and July together, what part was July"."""
    spans = asked.times.spans
    groups = {one: group_at(measure, one, pools) for one in spans}
    part = groups[_named_twice(asked) or spans[0]]
    if not all(group.cells for group in groups.values()) or len({group.measure for group in groups.values()}) > 1:
        return ()
    cells = tuple(dict.fromkeys(cell for group in groups.values() for cell in group.cells))
    return part, Group(part.measure, cells, asked.language.says.listed([one.text for one in spans]))


def _named_twice(asked: Asked) -> Span | None:
    """The only such time. Its year need not be named again, so that a month and the kind of time stand for it."""
    said = Counter((one.span.start.month, one.span.kind) for one in times_named(asked.words, asked.language))
    twice = [one for one in asked.times.spans if said[one.start.month, one.kind] > 1]
    return twice[0] if len(twice) == 1 else None
