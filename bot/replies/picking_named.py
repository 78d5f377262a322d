"""Picks the figures that a short message counts with, where it names some: those, and those that were told."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.conversation.exchanging import exchanged
from bot.conversation.queries.held.pools import unit_of
from bot.conversation.queries.of_rows.row_operands import named_rows, row_groups
from bot.conversation.queries.of_rows.row_request import RowRequest
from bot.conversation.queries.over_time.time_operands import timed_groups
from bot.conversation.queries.over_time.wholes import part_and_whole
from bot.conversation.queries.words.asked import TWO, Asked
from bot.conversation.queries.words.spans import year_before
from bot.conversation.queries.words.wanting import Back, Way
from bot.conversation.thresholds import thresholds
from bot.figures import Group, Measure, Operation, Span
from bot.matching import compatible
from bot.model import TIME_KINDS, Told
from bot.replies.figure_operations import OVER_ALL
from bot.replies.moving import last_question
from bot.replies.picking import SETS_AGAINST, Calculation, Picking, against_earlier, figure_at
from bot.replies.told_figures import ToldFigure


def of_named(it: Picking) -> Calculation | None:
    """The first that is found; None where the message names no figure that is held."""
    it = _with_total(it)
    cases = _OF_STATED if it.last.stated else _OF_SERIES
    return next(filter(None, (case(it) for case in cases)), None)


def _with_total(it: Picking) -> Picking:
    """With a sum that was told in the place of its parts: it is what counts against the figures that are named."""
    all_of_one = it.all_of_one
    if all_of_one is None or it.context.operation != Operation.SUM:
        return it
    measure, cells = all_of_one.measure, all_of_one.group.cells
    total = ToldFigure(measure, it.figures.group(measure, cells))
    return replace(it, told=(total, *(one for one in it.told if not set(one.group.cells) <= set(cells))))


def _of_two_told(it: Picking) -> Calculation | None:
    """The latest figure told with the words of the message, against the last other; None if the last two are."""
    if it.operation not in SETS_AGAINST or len(it.told) < 2:
        return None
    # With all words of the message that say more than the operation.
    said = set(map(it.figures.matcher.lexicon.stem, it.want.rest))
    met = tuple(one for one in it.told if said <= {stem for _, stem in it.pools.stemmed(_title(one))})
    if not met or met[:2] == tuple(it.told[:2]):
        return None
    return Calculation(it.operation, (met[0], it.told[1] if met[0] is it.last else it.last))


def _title(one: ToldFigure) -> str:
    return f"{one.measure.title} {one.group.label}"


def _against_other_answer(it: Picking) -> Calculation | None:
    """The last figure against that of what the question before comes to with what the message names."""
    matcher = it.figures.matcher
    for asks in exchanged(it.context.question, " ".join(it.want.rest), matcher) if it.operation in SETS_AGAINST else ():
        first = next(iter(matcher.ranking_of(asks.text).candidates), None)
        if first is not None and first.confidence >= thresholds().counting.compares_with_last_from:
            told = Told((matcher.entries[first.entry].id,), asks.text)
            other = it.figures.figure(told, it.asked, unit_of(it.last.measure))
            return Calculation(it.operation, (it.last, other)) if other is not None else None
    return None


def _over_series_beside(it: Picking) -> Calculation | None:
    """Over all that the message names of a series on the matter of a figure that an answer states."""
    measures = it.figures.measures_beside(it.context.entry or "") if it.operation in OVER_ALL else []
    for measure in measures:
        named = _last_question(it, measure)
        if named is not None and it.pools.rows_of_own(measure).timed:
            groups = timed_groups(named, it.operation, measure, it.pools)
            if sum(len(group.cells) for group in groups) > 1:
                return Calculation(it.operation, tuple(_known(group, it) for group in groups))
    return None


def _share(it: Picking) -> Calculation | None:
    """The last figure as a part of one that the message names, at the same time."""
    span = next(iter(it.asked.times.spans), it.last.span)
    if it.operation is not Operation.SHARE or it.asked.names or span is None:
        return None
    pair = part_and_whole(it.asked, it.last.measure, it.pools)
    return _all_at(pair, span, it) if pair is not None else None


def _in_last_question(it: Picking) -> Calculation | None:
    """What the question before comes to with what the message names, beside what was told."""
    measure = it.last.measure
    named = _last_question(it, measure)
    if named is None:
        return None
    # Each group is a value of its own, unless all figures of all groups are counted over.
    in_groups = it.operation if it.operation in OVER_ALL else Operation.VALUE
    if not it.pools.rows_of_own(measure).timed:
        if it.operation is Operation.EXTREME or _is_of_another_time(measure, it):
            return None  # Of rows that are named nothing is the highest.
        rows = named_rows(named, measure, it.pools)
        return _with_groups(row_groups(RowRequest(named, in_groups, measure, it.pools, rows)), it)
    if named.times.open_range is None or it.operation not in TWO:
        return _with_groups(timed_groups(named, in_groups, measure, it.pools), it)
    then = figure_at(measure, named.times.spans[0], it.pools)  # "Since May" sets the last figure against May alone.
    return Calculation(it.operation, (it.last, then)) if then is not None else None


_OF_STATED: Sequence[Callable[[Picking], Calculation | None]] = (
    _of_two_told,
    _against_other_answer,
    _over_series_beside,
)
"""The cases of a figure that an answer states: it has no series of its own to name more of."""
_OF_SERIES: Sequence[Callable[[Picking], Calculation | None]] = (_of_two_told, _share, _in_last_question)


def _is_of_another_time(measure: Measure, it: Picking) -> bool:
    """Whether the message names a month or the like, and the measure is of another."""
    matcher, facets = it.figures.matcher, it.asked.facets
    finest, number = facets.finest_time(), matcher.entry_of_id.get(measure.series)
    if finest is None or number is None:
        return False
    of, named = matcher.guard.core(number, TIME_KINDS[finest]), facets.of(TIME_KINDS[finest])
    return bool(of) and not any(compatible(one, other) for one in named for other in of)


def _with_groups(groups: Sequence[Group], it: Picking) -> Calculation | None:
    if not groups or not all(one.cells for one in groups):
        return None
    found = tuple(_known(group, it) for group in groups)
    if it.operation not in OVER_ALL:
        return _related(found, it)
    return Calculation(it.operation, found) if sum(len(one.cells) for one in groups) > 1 else None


def _related(found: tuple[ToldFigure, ...], it: Picking) -> Calculation | None:
    """The figures that are named, `found`, with those that were told, in the order in which they are set against each
    other. The examples are said after May, then June."""
    operation, named, last_two = it.operation, found[0], it.told[:2]
    if isinstance(it.want.way, Back):
        return against_earlier(it.want.way.grain, named, it.pools)
    if it.want.way is Way.AGAIN:
        return _again(named, it)  # "The same for July".
    if len(found) > 1:  # "April to March".
        return Calculation(operation, found) if len(found) == 2 and operation is not Operation.SHARE else None
    if operation is Operation.SHARE:  # "What share was May?", of all that was told.
        return Calculation(operation, (named, it.all_of_one)) if it.all_of_one is not None else None
    others = [one for one in last_two if one.group.cells != named.group.cells]
    if len(others) < len(last_two):  # "And May?" names again what was told last.
        return Calculation(operation, (named, others[0])) if others else None
    # "How much more than in April?" sets the last one against it, "and July?" the other way round.
    pair = (it.last, named) if it.want.way is Way.AGAINST_NAMED else (named, it.last)
    return Calculation(operation, pair)


def _again(named: ToldFigure, it: Picking) -> Calculation | None:
    """The operation before, at the time that is named; of two times both move."""
    if len(it.told) != 2 or it.context.operation != it.operation or named.span is None:
        return None
    first, second = it.told
    if first.span == second.span:
        return _all_at([one.measure for one in it.told], named.span, it)
    if first.span is not None and second.span is not None and second.span.is_same(year_before(first.span)):
        return against_earlier("year", named, it.pools)
    return None


def _all_at(measures: Sequence[Measure], span: Span, it: Picking) -> Calculation | None:
    figures = [one for one in (figure_at(measure, span, it.pools) for measure in measures) if one is not None]
    return Calculation(it.operation, tuple(figures)) if len(figures) == len(measures) else None


def _known(group: Group, it: Picking) -> ToldFigure:
    return ToldFigure(it.pools.measures[group.measure], group)


def _last_question(it: Picking, measure: Measure) -> Asked | None:
    return last_question(it.want.rest, it.context, measure, it.figures.matcher, it.figures.reader)
