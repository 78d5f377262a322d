"""Finds the ends of a measure, its highest and lowest figure, that a question asks for."""

from collections.abc import Iterable, Sequence

from bot.conversation.queries.held.held_at import group_at, newest_group
from bot.conversation.queries.held.pools import Pools, unit_of
from bot.conversation.queries.words.asked import Asked
from bot.conversation.queries.words.superlatives import Direction
from bot.figures import Cell, Group, Measure, Span, single
from bot.matching import normalise
from bot.model import QUANTITY


def is_lowest(direction: Direction, asked: Asked, measure: Measure) -> bool:
    """Whether the lowest is asked for, as by "record" of times, or by "biggest loss"; where no direction is said, as by
    "first", the best is."""
    less = measure.fewer_is_better or unit_of(measure) in asked.language.words["less_is_better"]
    if less and asked.says("records"):
        return True
    if direction is Direction.UNSAID:
        return less
    if direction in (Direction.MORE, Direction.LESS):
        says_loss = asked.says("losses") or asked.says("losing")
        is_of_losses = says_loss and any((cell.number or 0.0) < 0 for cell in measure.cells)
        return direction is (Direction.MORE if is_of_losses else Direction.LESS)
    # A low price is good, though no series says so of it.
    title = " ".join(normalise(measure.column))
    says_price = any(word in title for word in asked.language.words["prices"])
    is_price = says_price or (QUANTITY, "price") in measure.about
    return direction is (Direction.BETTER if less or is_price else Direction.WORSE)


def best_first(cells: Iterable[Cell], *, lowest: bool) -> list[Cell]:
    """The cells with a number, from the lowest on or from the highest."""
    held = (cell for cell in cells if cell.number is not None)
    return sorted(held, key=lambda cell: cell.number or 0.0, reverse=not lowest)


def ends_asked(asked: Asked, measure: Measure, cells: Sequence[Cell]) -> tuple[Group, ...]:
    """The ends that are asked for, the highest first: both by "the best against the worst"; none of a single number."""
    lowest = sorted({is_lowest(direction, asked, measure) for direction in asked.cues.ends})
    orders = [best_first(cells, lowest=one) for one in lowest]
    return tuple(single(measure, order[0]) for order in orders if len(order) > 1)


def against_an_end(asked: Asked, measure: Measure, pools: Pools) -> tuple[Group, ...]:
    """The highest against the lowest, of the year that is named or of all; else the end that is asked for, against the
    time that is named or the newest figure."""
    spans = asked.times.spans
    cells = [cell for cell in measure.cells if cell.number is not None and cell.span is not None]
    is_one_year = len(spans) == 1 and spans[0].kind == "year"
    inside = [cell for cell in cells if is_one_year and cell.span and spans[0].holds(cell.span)]
    ends = ends_asked(asked, measure, inside if spans else cells)
    if len(ends) == 2:
        return ends
    only = ends_asked(asked, measure, cells)
    if len(only) != 1:
        return ()
    return _and_time(only[0], spans[0], measure, pools) if spans else _and_newest(only[0], asked, measure)


def _and_newest(end: Group, asked: Asked, measure: Measure) -> tuple[Group, ...]:
    """The newest figure and the end that it is set against; none where it is that end."""
    newest = newest_group(measure)
    if not asked.cues.against_end or newest is None or newest.cells == end.cells:
        return ()
    return newest, end


def _and_time(end: Group, span: Span, measure: Measure, pools: Pools) -> tuple[Group, ...]:
    """The end and the time that it is set against, the later one first."""
    at = group_at(measure, span, pools)
    if not at.cells or at.cells == end.cells:
        return ()
    dates = {cell.id: cell.span.end for cell in measure.cells if cell.span and cell.number is not None}
    return (at, end) if dates.get(at.cells[-1], span.end) > dates[end.cells[0]] else (end, at)
