"""Compares the times of the two figures that are counted with: which comes first, and whether other times are meant."""

from collections.abc import Sequence
from dataclasses import replace

from bot.conversation.queries.words.asked import Asked
from bot.figures import Measure, Operation, Span
from bot.figures.ids import last_part
from bot.figures.times import span_of_label
from bot.matching import Matcher
from bot.model import TIME_KINDS, Entry
from bot.replies.counting.pairing import Pair
from bot.replies.figure_text.figure_operations import ADDS, OVER_TIME


def in_order(chosen: Pair, operation: Operation, entries: Sequence[Entry], matcher: Matcher) -> list[Measure]:
    """The two figures in the order in which they are counted with. For a sum or mean: as they were told, that of the
    later answer last. For a rise or fall: that of the later time first. For all else: that of the later answer first.
    `entries`: of the answers, of two the later first."""
    pair = [replace(one, unit=chosen.unit) for one in chosen.measures]
    is_earlier_first = operation in OVER_TIME and _is_earlier_first(chosen, operation, entries, matcher)
    return pair[::-1] if operation in ADDS or is_earlier_first else pair


def _is_earlier_first(chosen: Pair, operation: Operation, entries: Sequence[Entry], matcher: Matcher) -> bool:
    """By the times that the figures are told with; else, of a change, by those of the answers."""
    first, last = _spans(chosen)
    if operation is Operation.CHANGE and (first is None or last is None or first == last):
        first, last = (_time_of(entry, matcher) for entry in (entries[0], entries[-1]))
    return first is not None and last is not None and first.end < last.end


def are_beside(chosen: Pair, entries: Sequence[Entry], matcher: Matcher) -> bool:
    """Whether they are of two times, neither of which is part of the other: such figures are no part of each other
    either."""
    of_each = zip(_spans(chosen), (entries[0], entries[-1]), strict=True)
    first, last = (span or _time_of(entry, matcher) for span, entry in of_each)
    return first is not None and last is not None and not first.holds(last) and not last.holds(first)


def are_of_other_times(asked: Asked, chosen: Pair) -> bool:
    """Whether times are asked for that the figures are not told with."""
    first, last = _spans(chosen)
    if not asked.language.words["earlier"].isdisjoint(asked.words) and (first is None or last is None or first == last):
        return True  # "Than a year ago": two figures of no time, or of one, tell nothing of it.
    told = [one for one in (first, last) if one is not None]
    # Of the time that is named neither may tell anything.
    return bool(asked.times.spans) and not any(one.holds(other) for one in asked.times.spans for other in told)


def _spans(chosen: Pair) -> tuple[Span | None, Span | None]:
    first, last = (one.cells[0].span for one in chosen.measures)
    return first, last


def _time_of(entry: Entry, matcher: Matcher) -> Span | None:
    """The finest time that an answer is about: of a cell that of its label."""
    number = matcher.entry_of_id[entry.id]
    is_cell = matcher.entries[number].id != entry.id  # The number is that of its series.
    if is_cell:
        return span_of_label(last_part(entry.id).upper())
    told = (matcher.guard.core(number, kind) for kind in reversed(TIME_KINDS))
    values = next((values for values in told if values), frozenset())
    return span_of_label(next(iter(values))) if len(values) == 1 else None
