"""Picks the figures that a short message counts with, where it names some: those, and those that were told."""

from collections.abc import Sequence
from dataclasses import replace

from bot.conversation.exchanging import exchanged
from bot.conversation.queries.held.pools import unit_of
from bot.conversation.queries.of_rows.row_operands import named_rows, row_groups
from bot.conversation.queries.of_rows.row_request import RowRequest
from bot.conversation.queries.over_time.related_measures import part_and_whole
from bot.conversation.queries.over_time.time_operands import timed_groups
from bot.conversation.queries.words.asked import TWO, Asked
from bot.conversation.queries.words.spans import year_before
from bot.conversation.queries.words.wanting import Way
from bot.conversation.thresholds import thresholds
from bot.figures import Group, Measure, Operation, Span
from bot.matching import compatible
from bot.model import TIME_KINDS, Told
from bot.replies.counting.calculation import (
    SETS_AGAINST,
    TIMES_BEFORE,
    Calculation,
    Picking,
    against_earlier,
    figure_at,
)
from bot.replies.counting.moving import last_question
from bot.replies.counting.told_figures import ToldFigure
from bot.replies.figure_text.figure_operations import OVER_ALL


def of_named(pick: Picking) -> Calculation | None:
    """The first that is found; None where the message names no figure that is held."""
    pick = _with_total(pick)
    # What an answer states has no series of its own to name more of.
    more = (_against_other_answer, _over_series_beside) if pick.last.stated else (_share, _in_last_question)
    return next(filter(None, (case(pick) for case in (_of_two_told, *more))), None)


def _with_total(pick: Picking) -> Picking:
    """With a sum that was told in the place of its parts: it is what counts against the figures that are named."""
    all_of_one = pick.all_of_one
    if all_of_one is None or pick.context.operation != Operation.SUM:
        return pick
    measure, cells = all_of_one.measure, all_of_one.group.cells
    total = ToldFigure(measure, pick.finder.group(measure, cells))
    return replace(pick, told=(total, *(one for one in pick.told if not set(one.group.cells) <= set(cells))))


def _of_two_told(pick: Picking) -> Calculation | None:
    """The latest figure whose title has all words of the message, against the latest other one. None if the words fit
    both of the last two figures."""
    if pick.operation not in SETS_AGAINST or len(pick.told) < 2:
        return None
    # With all words of the message that say more than the operation.
    said = set(map(pick.finder.matcher.lexicon.stem, pick.want.rest))
    met = tuple(one for one in pick.told if said <= pick.pools.stems(f"{one.measure.title} {one.group.label}"))
    if not met or met[:2] == tuple(pick.told[:2]):
        return None
    return Calculation(pick.operation, (met[0], pick.told[1] if met[0] is pick.last else pick.last))


def _against_other_answer(pick: Picking) -> Calculation | None:
    """The last figure against what the question before comes to with what is named: "how much more than the Lark?"."""
    if pick.operation not in SETS_AGAINST:
        return None
    matcher = pick.finder.matcher
    for asks in exchanged(pick.context.question, " ".join(pick.want.rest), matcher):
        first = next(iter(matcher.ranking_of(asks.text).candidates), None)
        if first is not None and first.confidence >= thresholds().counting.compares_with_last_from:
            told = Told((matcher.entries[first.entry].id,), asks.text)
            other = pick.finder.figure(told, pick.asked, {unit_of(pick.last.measure)})
            return Calculation(pick.operation, (pick.last, other)) if other is not None else None
    return None


def _over_series_beside(pick: Picking) -> Calculation | None:
    """Over all that is named of a series on the matter of a figure that an answer states: "the sum of 2025?"."""
    measures = pick.finder.measures_beside(pick.context.entry or "") if pick.operation in OVER_ALL else []
    for measure in measures:
        named = _last_question(pick, measure)
        if named is not None and pick.pools.rows_of_own(measure).timed:
            groups = timed_groups(named, pick.operation, measure, pick.pools)
            if sum(len(group.cells) for group in groups) > 1:
                return Calculation(pick.operation, tuple(_as_figure(group, pick) for group in groups))
    return None


def _share(pick: Picking) -> Calculation | None:
    """The last figure as a part of one that the message names, at the same time: "as a share of revenue?"."""
    span = next(iter(pick.asked.times.spans), pick.last.span)
    if pick.operation is not Operation.SHARE or pick.asked.names or span is None:
        return None
    pair = part_and_whole(pick.asked, pick.last.measure, pick.pools)
    return _all_at(pair, span, pick) if pair is not None else None


def _in_last_question(pick: Picking) -> Calculation | None:
    """What the question before comes to with what is named, beside what was told: "how much more than in May?"."""
    measure = pick.last.measure
    named = _last_question(pick, measure)
    if named is None:
        return None
    # A sum, mean or extreme is of all cells of all groups; for all else each group is one figure.
    in_groups = pick.operation if pick.operation in OVER_ALL else Operation.VALUE
    if not pick.pools.rows_of_own(measure).timed:
        return _with_groups(_groups_of_rows(named, in_groups, measure, pick), pick)
    if named.times.open_range is None or pick.operation not in TWO:
        return _with_groups(timed_groups(named, in_groups, measure, pick.pools), pick)
    then = figure_at(measure, named.times.spans[0], pick.pools)  # "Since May" sets the last figure against May alone.
    return Calculation(pick.operation, (pick.last, then)) if then is not None else None


def _groups_of_rows(named: Asked, in_groups: Operation, measure: Measure, pick: Picking) -> Sequence[Group]:
    """The rows that are named. None for the highest, which nothing is of rows that are named one by one; and none where
    the message names another time than the table is of."""
    if pick.operation is Operation.EXTREME or _is_of_another_time(measure, pick):
        return ()
    rows = named_rows(named, measure, pick.pools)
    return row_groups(RowRequest(named, in_groups, measure, pick.pools, rows))


def _is_of_another_time(measure: Measure, pick: Picking) -> bool:
    """Whether the message names a month or the like, and the measure is of another."""
    matcher, facets = pick.finder.matcher, pick.asked.facets
    finest, number = facets.finest_time(), matcher.entry_of_id.get(measure.series)
    if finest is None or number is None:
        return False
    of, named = matcher.guard.core(number, TIME_KINDS[finest]), facets.of(TIME_KINDS[finest])
    return bool(of) and not any(compatible(one, other) for one in named for other in of)


def _with_groups(groups: Sequence[Group], pick: Picking) -> Calculation | None:
    if not groups or not all(one.cells for one in groups):
        return None
    found = tuple(_as_figure(group, pick) for group in groups)
    if pick.operation not in OVER_ALL:
        return _related(found, pick)
    return Calculation(pick.operation, found) if sum(len(one.cells) for one in groups) > 1 else None


def _related(found: tuple[ToldFigure, ...], pick: Picking) -> Calculation | None:
    """The figures that are named, `found`, with those that were told, in the order in which they are set against each
    other. The first of these; the examples are said after figures of May, then June:

    1. The first one named against the time before it: "how much did it grow in July against the year before?"
    2. The operation before, at the time of the first one named: "the same for July".
    3. Two that are named, against each other: "April to March".
    4. The one that is named, as a share of all that was told: "what share was May?"
    5. It against one that was told: "and July?"
    """
    operation, named = pick.operation, found[0]
    if before := TIMES_BEFORE.get(pick.want.way):
        return against_earlier(before, named, pick.pools)
    if pick.want.way is Way.AGAIN:
        return _again(named, pick)
    if len(found) > 1:
        return Calculation(operation, found) if len(found) == 2 and operation is not Operation.SHARE else None
    if operation is Operation.SHARE:
        return Calculation(operation, (named, pick.all_of_one)) if pick.all_of_one is not None else None
    return _against_told(named, pick)


def _against_told(named: ToldFigure, pick: Picking) -> Calculation | None:
    """The figure that is named against the last one that is another."""
    last_two = pick.told[:2]
    others = [one for one in last_two if one.group.cells != named.group.cells]
    if len(others) < len(last_two):  # "And May?" names again what was told last.
        return Calculation(pick.operation, (named, others[0])) if others else None
    if pick.want.way is Way.AGAINST_NAMED:  # "How much more than in April?"
        return Calculation(pick.operation, (pick.last, named))
    return Calculation(pick.operation, (named, pick.last))  # "And July?"


def _again(named: ToldFigure, pick: Picking) -> Calculation | None:
    """The operation before, at the time that is named; of two times both move."""
    if len(pick.told) != 2 or pick.context.operation != pick.operation or named.span is None:
        return None
    first, second = pick.told
    if first.span == second.span:
        return _all_at([one.measure for one in pick.told], named.span, pick)
    if first.span is not None and second.span is not None and second.span.is_same(year_before(first.span)):
        return against_earlier(year_before, named, pick.pools)
    return None


def _all_at(measures: Sequence[Measure], span: Span, pick: Picking) -> Calculation | None:
    figures = [one for one in (figure_at(measure, span, pick.pools) for measure in measures) if one is not None]
    return Calculation(pick.operation, tuple(figures)) if len(figures) == len(measures) else None


def _as_figure(group: Group, pick: Picking) -> ToldFigure:
    return ToldFigure(pick.pools.measures[group.measure], group)


def _last_question(pick: Picking, measure: Measure) -> Asked | None:
    return last_question(pick.want.rest, pick.context, measure, pick.finder.matcher, pick.finder.reader)
