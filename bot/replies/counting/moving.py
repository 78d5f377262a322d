"""Tells the last figure at another time ("and in 2025?"), where a message names a time and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import filterfalse

from bot.conversation.followup import content
from bot.conversation.queries.following import changed
from bot.conversation.queries.held.pools import Pools
from bot.conversation.queries.over_time.time_operands import timed_groups
from bot.conversation.queries.reader import FigureReader
from bot.conversation.queries.words.asked import Asked
from bot.conversation.turn import Turn
from bot.figures import FigureAnswer, FigureQuery, Group, Measure, Operation, Span, compute, single
from bot.matching import Matcher, is_time
from bot.model import Context
from bot.replies.figure_queries.figured import Figured, as_bound


@dataclass(frozen=True, slots=True)
class Worked:
    """Worked out of the figures that were told last, or taken from beside them."""

    text: str  # The whole question.
    figured: Figured


def moved(asked: Asked, turn: Turn, matcher: Matcher, reader: FigureReader) -> Worked | None:
    """None where the last answer was no plain figure, more than a time is said, or not just one figure is of it."""
    pools, context = reader.pools, turn.context
    measure = reader.measure_of(context.entry or "") if not context.operation else None
    names_time = any(map(is_time, asked.words))
    if measure is None or not names_time or content([*filterfalse(is_time, asked.besides_times)], turn.language):
        return None
    question = last_question(asked.words, context, measure, matcher, reader)
    if question is None:
        return None
    if pools.rows_of_own(measure).timed:
        groups = timed_groups(question, Operation.VALUE, measure, pools)
    else:
        groups = _rows_elsewhen(question.times.spans, measure, context.entry or "", pools)
    if len(groups) != 1 or len(groups[0].cells) != 1:
        return None
    answer = compute(FigureQuery(Operation.VALUE, groups), pools.measures)
    if not isinstance(answer, FigureAnswer):
        return None
    entry = matcher.entries[matcher.entry_of_id[pools.measures[groups[0].measure].series]]
    return Worked(" ".join(question.words), Figured(entry, as_bound(answer), 1.0))


def last_question(
    names: Sequence[str], context: Context, measure: Measure, matcher: Matcher, reader: FigureReader
) -> Asked | None:
    """The question before, with what a message names in the place of what that named."""
    words = changed(names, matcher.repaired(context.question), measure, reader)
    return reader.asked(words) if words is not None else None


def _rows_elsewhen(spans: Sequence[Span], measure: Measure, id: str, pools: Pools) -> tuple[Group, ...]:
    """The rows with the label of a cell in the measures that tell the same of other times."""
    label = next((cell.label for cell in measure.cells if cell.id == id), "")
    times = {(span.start, span.end) for span in spans}
    return tuple(
        single(one, cell)
        for one in pools.alike(measure)
        if one.span is not None and (one.span.start, one.span.end) in times
        for cell in one.cells
        if cell.label == label
    )
