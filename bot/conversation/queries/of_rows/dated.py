"""Finds the rows, or groups of them, that are of the times in a question."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.conversation.language_files import talk_of
from bot.conversation.queries.held.pools import Pools
from bot.conversation.queries.held.rows import Row
from bot.conversation.queries.of_rows.mentions import Mention
from bot.conversation.queries.words.asked import Asked
from bot.conversation.queries.words.spans import later_first, year_before
from bot.figures import Cell, Group, Measure, Operation, single
from bot.figures.times import span_of_label, told, without_time

_STALE = 180  # Days behind the newest row, and not from today, from which on another says nothing of the present.


def at_two_times(asked: Asked, operation: Operation, operand: Group, pools: Pools) -> tuple[Group, ...]:
    """One thing at two times, the later first: those that are named, or one in which it grew and the one before."""
    spans = [*asked.times.spans]
    if len(spans) == 1 and (operation is Operation.CHANGE or asked.moves):
        earlier = year_before(spans[0])
        spans += [told(earlier, asked.language.says)] if earlier is not None else []
    if len(spans) != 2:
        return ()
    measure = pools.measures[operand.measure]
    own = next(row for row in pools.rows(measure) if row.cell.id in operand.cells)
    found = [
        replace(single(one, row.cell), label=f"{row.cell.label} ({span.text})")
        for span in later_first(spans)
        for one in pools.alike(measure)
        if one.span is not None and span.holds(one.span)
        for row in pools.rows(one)
        if (row.facets == own.facets if own.facets else row.cell.label == own.cell.label)
    ]
    return tuple(found) if len(found) == 2 else ()


def two_dates(mentions: Sequence[Mention]) -> tuple[Group, ...]:
    """The two things that are named, where the measure tells the date of each."""
    rows = [row for one in mentions for row in one.rows if isinstance(row.cell.value, str)]
    pair = tuple(single(row.measure, row.cell) for row in rows if span_of_label(str(row.cell.value)) is not None)
    return pair if len(pair) == 2 else ()


def longest_course(asked: Asked, mentions: Sequence[Mention], measure: Measure) -> tuple[Group, ...]:
    """The cells of one thing over time: of the thing named, else of the one with most cells. If several times are
    named, and only the named rows have them all, just these: "the Lark in May, and the Larks in June"."""
    whole = asked.time_range
    families: dict[str, list[Cell]] = {}
    for cell in measure.cells:
        if cell.span is not None and cell.number is not None and (whole is None or whole.holds(cell.span)):
            families.setdefault(without_time(cell.label, cell.span), []).append(cell)
    own = [row.cell for mention in mentions for row in mention.rows if row.measure.id == measure.id]
    named = {cell.id for cell in own}
    best = max(families.values(), key=lambda one: (any(cell.id in named for cell in one), len(one)), default=[])
    if _tell_of_each(own, asked) and not _tell_of_each(best, asked):
        best = own
    return (Group(measure.id, tuple(cell.id for cell in best)),) if len(best) > 1 else ()


def _tell_of_each(cells: Sequence[Cell], asked: Asked) -> bool:
    """Whether the cells tell of each of several times that are named."""
    spans, told = asked.times.spans, [cell.span for cell in cells if cell.span is not None]
    return len(spans) > 1 and all(any(map(span.meets, told)) for span in spans)


def of_their_time(asked: Asked, mentions: Sequence[Mention], rows: Sequence[Row]) -> tuple[Mention, ...]:
    """The mentions without rows of another time than is asked for."""
    newest = max((row.cell.span.end for row in rows if row.cell.span), default=None)
    return tuple(
        replace(one, rows=tuple(row for row in one.rows if _is_of_its_time(asked, row, newest))) for one in mentions
    )


def _is_of_its_time(asked: Asked, row: Row, newest: date | None) -> bool:
    """Whether a row with a time of its own is of one that is asked for, or new enough where the present is."""
    span = row.cell.span
    if span is None:
        return True
    if asked.joined_spans:
        return any(map(span.meets, asked.joined_spans))
    present = talk_of(asked.lexicon.language).patterns["present"].search(" ".join(asked.words))
    return newest is None or present is None or (newest - span.end).days < _STALE
