"""Relates measures over time: which of two is a part of the other, and the figures of both at one time."""

from collections.abc import Iterable

from bot.conversation.queries.held.held_at import group_at
from bot.conversation.queries.held.pools import Pools, amounts_of, unit_of
from bot.conversation.queries.words.asked import Asked
from bot.figures import Group, Measure, Span
from bot.model import Kind

_COMMON = 2  # Times that two measures have in common at least, so that one may be told to be part of the other.


def part_and_whole(asked: Asked, measure: Measure, pools: Pools) -> tuple[Measure, Measure] | None:
    """The part first: the measure and a larger one that is named, or a smaller one that is named and the measure; else
    the measure and the largest on the same amount. None where nothing holds it."""
    others = [one for one in pools.measures.values() if one.id != measure.id and not pools.models(one)]
    wholes = [one for one in others if holds(one, measure)]
    parts = [one for one in others if holds(measure, one)]
    whole, part = _most_named(asked, wholes, measure, pools), _most_named(asked, parts, measure, pools)
    if whole is not None:
        return measure, whole
    if part is not None:
        return part, measure
    alike = [one for one in wholes if amounts_of(one) and amounts_of(one) == amounts_of(measure)]
    largest = max(alike, key=lambda one: sum(own for own, _ in times_in_common(one, measure)), default=None)
    return (measure, largest) if largest is not None else None


def at_one_time(pair: tuple[Measure, Measure], asked: Asked, pools: Pools) -> tuple[Group, ...]:
    """Both at the time that is named, or at the newest of the first that the second tells of too."""
    span = next(iter(asked.joined_spans), None) or _newest_of_both(*pair)
    groups = tuple(group_at(one, span, pools) for one in pair) if span is not None else ()
    return groups if all(group.cells for group in groups) else ()


def _newest_of_both(first: Measure, second: Measure) -> Span | None:
    known = {cell.span for cell in second.cells if cell.value is not None}
    spans = [cell.span for cell in first.cells if cell.span in known and cell.span is not None]
    return max(spans, key=lambda one: one.end, default=None)


def holds(whole: Measure, part: Measure) -> bool:
    """Whether it is as large at each time that both tell of, and larger at one."""
    if unit_of(whole) != unit_of(part) or {whole.kind, part.kind} != {Kind.FLOW}:
        return False
    pairs = times_in_common(whole, part)
    return len(pairs) >= _COMMON and all(a >= b for a, b in pairs) and any(a > b for a, b in pairs)


def times_in_common(one: Measure, other: Measure) -> list[tuple[float, float]]:
    """The numbers of both, for each time that both tell of."""
    known = {cell.span: cell.number for cell in other.cells if cell.span is not None and cell.number is not None}
    return [(cell.number, known[cell.span]) for cell in one.cells if cell.number is not None and cell.span in known]


def _most_named(asked: Asked, measures: Iterable[Measure], beside: Measure, pools: Pools) -> Measure | None:
    """The one of which most is said beyond the one beside it, then the one with most in common with that."""
    known = pools.own_stems(beside)
    said = _said_besides(asked, known)

    def shares(one: Measure) -> tuple[int, int]:
        title = pools.own_stems(one)
        return len(said & title - known), len(title & known)

    best = max(measures, key=shares, default=None)
    return best if best is not None and shares(best)[0] else None


def _said_besides(asked: Asked, known: frozenset[str]) -> frozenset[str]:
    """Stems of what is said besides the `known`, with their head words. A known one counts too if it is said twice."""
    heads = {one: asked.heads_of.get(one, frozenset[str]()) for one in asked.telling}
    free = [one for one in heads if known.isdisjoint({one, *heads[one]}) or asked.whole.stems.count(one) > 1]
    return frozenset[str]().union(free, *(heads[one] for one in free))
