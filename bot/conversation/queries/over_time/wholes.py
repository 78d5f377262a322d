"""Finds the whole of which a figure is a part: a question and a measure over time in, groups of both out."""

from collections.abc import Iterable

from bot.conversation.queries.held.ends import against_an_end
from bot.conversation.queries.held.held_at import group_at
from bot.conversation.queries.held.pools import Pools, amounts_of, unit_of
from bot.conversation.queries.words.asked import Asked
from bot.conversation.queries.words.bases import is_part_of_other
from bot.conversation.queries.words.named_times import times_named
from bot.conversation.queries.words.spans import is_year
from bot.figures import Group, Measure, Operation
from bot.figures.times import span_of
from bot.knowledge.dates import Period
from bot.model import Kind

_COMMON = 2  # Times that two measures have in common at least, so that one may be told to be part of the other.


def share_of_whole(asked: Asked, measure: Measure, pools: Pools) -> tuple[Group, ...]:
    """The part first; by the first of these that the question says."""
    times = asked.times
    if is_part_of_other([one.start for one in times.named], asked):
        return tuple(group_at(measure, span, pools) for span in times.spans)  # "May in percent of June".
    of_year = _of_its_year(asked, measure, pools)
    pair = None if of_year else part_and_whole(asked, measure, pools)
    of_whole = at_one_time(pair, asked, pools) if pair is not None else ()  # "The Larks, of all sales".
    if of_whole or len(times.spans) == 1 or times.pair:
        return of_whole or of_year
    return _of_longer_time(asked, measure, pools) if times.spans else against_an_end(asked, measure, pools)


def _of_its_year(asked: Asked, measure: Measure, pools: Pools) -> tuple[Group, ...]:
    """As "May, of all 2025 sales"."""
    part = next(iter(asked.joined_spans), None)
    if part is None or measure.kind is not Kind.FLOW or not names_part_and_year(asked):
        return ()
    return group_at(measure, part, pools), group_at(measure, span_of(Period(part.start.year)), pools)


def _of_longer_time(asked: Asked, measure: Measure, pools: Pools) -> tuple[Group, ...]:
    """As "May, in the first half of 2025"; of times side by side one of all."""
    shorter, longer = sorted(asked.times.spans[:2], key=lambda span: span.days)
    if longer.holds(shorter):
        return group_at(measure, shorter, pools), group_at(measure, longer, pools)
    return _of_times_together(asked, measure, pools) if asked.cues.has(Operation.SUM) else ()


def _of_times_together(asked: Asked, measure: Measure, pools: Pools) -> tuple[Group, ...]:
    """The time that is named twice, else the first, and all: "of May and July together, what part was July"."""
    spans, said = asked.times.spans, [one.span for one in times_named(asked.words, asked.language)]
    months = [(one.start.month, one.kind) for one in said]  # "May and July 2025, what part was July": of any year.
    again = [one for one in spans if months.count((one.start.month, one.kind)) > 1]
    groups = {one: group_at(measure, one, pools) for one in spans}
    part = groups[again[0] if len(again) == 1 else spans[0]]
    if not all(group.cells for group in groups.values()) or len({group.measure for group in groups.values()}) > 1:
        return ()
    cells = tuple(dict.fromkeys(cell for group in groups.values() for cell in group.cells))
    return part, Group(part.measure, cells, asked.language.says.listed([one.text for one in spans]))


def part_and_whole(asked: Asked, measure: Measure, pools: Pools) -> tuple[Measure, Measure] | None:
    """The measure as a part of another that is named, or that of it; else of the largest on the same amount."""
    others = [one for one in pools.measures.values() if one.id != measure.id and not pools.models(one)]
    wholes = [one for one in others if holds(one, measure)]
    parts = [one for one in others if holds(measure, one)]
    whole, part = _named(asked, wholes, measure, pools), _named(asked, parts, measure, pools)
    if whole is not None:
        return measure, whole
    if part is not None:
        return part, measure
    alike = [one for one in wholes if amounts_of(one) and amounts_of(one) == amounts_of(measure)]
    largest = max(alike, key=lambda one: sum(a for a, _ in times_in_common(one, measure)), default=None)
    return (measure, largest) if largest is not None else None


def at_one_time(pair: tuple[Measure, Measure], asked: Asked, pools: Pools) -> tuple[Group, ...]:
    """Both at the time that is named, or at the newest of the first that the second tells of too."""
    span = next(iter(asked.joined_spans), None)
    if span is None:
        known = {cell.span for cell in pair[1].cells if cell.value is not None}
        spans = [cell.span for cell in pair[0].cells if cell.span in known and cell.span is not None]
        span = max(spans, key=lambda one: one.end, default=None)
    groups = tuple(group_at(one, span, pools) for one in pair) if span is not None else ()
    return groups if all(group.cells for group in groups) else ()


def names_part_and_year(asked: Asked) -> bool:
    """Whether the time that is named is a part of a year that is spoken of as a whole: "May, of all 2025 sales"."""
    part = next((one for one in asked.joined_spans if one.kind != "year"), None)
    if part is None or part.start.year != part.end.year:
        return False
    # Of a time that is named twice only one place is known.
    named = times_named(asked.words, asked.language)
    in_parts = {at for one in named if one.span.kind != "year" for at in one.places}
    yearly = asked.language.grains["year"]
    return any(word in yearly or (is_year(word) and at not in in_parts) for at, word in enumerate(asked.words))


def holds(whole: Measure, part: Measure) -> bool:
    """Whether it is the larger one at each time that both tell of."""
    if unit_of(whole) != unit_of(part) or {whole.kind, part.kind} != {Kind.FLOW}:
        return False
    pairs = times_in_common(whole, part)
    return len(pairs) >= _COMMON and all(a >= b for a, b in pairs) and any(a > b for a, b in pairs)


def times_in_common(one: Measure, other: Measure) -> list[tuple[float, float]]:
    known = {cell.span: cell.number for cell in other.cells if cell.span is not None and cell.number is not None}
    return [(cell.number, known[cell.span]) for cell in one.cells if cell.number is not None and cell.span in known]


def _named(asked: Asked, measures: Iterable[Measure], beside: Measure, pools: Pools) -> Measure | None:
    """The one of which most is said beyond the one beside it, then the one with most in common with that."""
    known = pools.own_stems(beside)
    said = _said_besides(asked, known)

    def shares(one: Measure) -> tuple[int, int]:
        title = pools.own_stems(one)
        return len(said & title - known), len(title & known)

    best = max(measures, key=shares, default=None)
    return best if best is not None and shares(best)[0] else None


def _said_besides(asked: Asked, known: frozenset[str]) -> frozenset[str]:
    """Stems of what is said, and of its head words, without those `known` that are said only once."""
    heads = {one: asked.heads_of.get(one, frozenset[str]()) for one in asked.telling}
    free = [one for one in heads if known.isdisjoint({one, *heads[one]}) or asked.whole.stems.count(one) > 1]
    return frozenset[str]().union(free, *(heads[one] for one in free))
