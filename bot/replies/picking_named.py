"""Picks the figures that a short message counts with, where it names some: those, and those that were told."""

from __future__ import annotations

from collections.abc import Sequence

from bot.conversation.exchanging import exchanged
from bot.conversation.queries.asked import TWO, Asked
from bot.conversation.queries.pools import unit_of
from bot.conversation.queries.spans import year_before
from bot.conversation.queries.things import named_rows, row_groups
from bot.conversation.queries.timed import timed_groups
from bot.conversation.queries.wanting import Back, Wanted, Way
from bot.conversation.queries.wholes import part_and_whole
from bot.conversation.thresholds import thresholds
from bot.conversation.turn import Turn
from bot.figures import Group, Measure, Operation, Span
from bot.matching import compatible
from bot.model import TIME_KINDS, Told
from bot.replies.calculation import Calculation, pool_of
from bot.replies.figure_operations import OVER_ALL
from bot.replies.moving import last_question
from bot.replies.picking_told import SETS_AGAINST, against_earlier, figure_at
from bot.replies.told_figures import ToldFigure, ToldFigures


class PickingNamed:
    def __init__(
        self, want: Wanted, asked: Asked, told: Sequence[ToldFigure], turn: Turn, told_figures: ToldFigures
    ) -> None:
        """`told`: at least one figure, the latest first."""
        self._want, self._operation, self._asked, self._turn = want, want.operation, asked, turn
        self._told_figures, self._pools, self._matcher = told_figures, told_figures.reader.pools, told_figures.matcher
        self._all_of_one = pool_of(told, turn.context.operation)
        self._told = self._with_total(told)
        self._last = self._told[0]

    def _with_total(self, told: Sequence[ToldFigure]) -> Sequence[ToldFigure]:
        """With a sum that was told in the place of its parts: it is what counts against the figures that are named."""
        if self._all_of_one is None or self._turn.context.operation != Operation.SUM:
            return told
        measure, cells = self._all_of_one.measure, self._all_of_one.group.cells
        total = ToldFigure(measure, self._told_figures.group(measure, cells))
        return (total, *(one for one in told if not set(one.group.cells) <= set(cells)))

    def calculation(self) -> Calculation | None:
        """None where the message names no figure that is held. The first that is found:

        1. one of the figures told, by the words that it was told with, against another: no third is named then
        2. a stated figure, with those of another answer or of a series: it has no series of its own to name more of
        3. a share of a figure that is named
        4. the figures that the question before comes to with what is named
        """
        of_two = self._of_two_told()
        if of_two is not None or self._last.stated:
            return of_two or self._beside_stated()
        return self._share() or self._in_last_question()

    def _of_two_told(self) -> Calculation | None:
        """The latest figure told with the words of the message, against the last other; None if the last two are."""
        if self._operation not in SETS_AGAINST or len(self._told) < 2:
            return None
        met = tuple(filter(self._is_told_with_rest, self._told))
        if not met or met[:2] == tuple(self._told[:2]):
            return None
        return Calculation(self._operation, (met[0], self._told[1] if met[0] is self._last else self._last))

    def _is_told_with_rest(self, one: ToldFigure) -> bool:
        """Whether a figure was told with all words of the message that say more than the operation."""
        said = set(map(self._matcher.lexicon.stem, self._want.rest))
        return said <= {stem for _, stem in self._pools.stemmed(f"{one.measure.title} {one.group.label}")}

    def _beside_stated(self) -> Calculation | None:
        """With a figure that an answer states: that of another answer, or all of the series on the same matter."""
        if self._operation in SETS_AGAINST:
            return self._against_other_answer()
        if self._operation not in OVER_ALL:
            return None
        for measure in self._told_figures.measures_beside(self._turn.context.entry or ""):
            named = self._last_question(measure)
            if named is not None and self._pools.rows_of_own(measure).timed:
                groups = timed_groups(named, self._operation, measure, self._pools)
                if sum(len(group.cells) for group in groups) > 1:
                    return Calculation(self._operation, tuple(map(self._known, groups)))
        return None

    def _against_other_answer(self) -> Calculation | None:
        """The other answer is what the question before comes to with what the message names."""
        for asks in exchanged(self._turn.context.question, " ".join(self._want.rest), self._matcher):
            first = next(iter(self._matcher.ranking_of(asks.text).candidates), None)
            if first is not None and first.confidence >= thresholds().compares_with_last_from:
                told = Told((self._matcher.entries[first.entry].id,), asks.text)
                other = self._told_figures.figure(told, self._asked, unit_of(self._last.measure))
                return Calculation(self._operation, (self._last, other)) if other is not None else None
        return None

    def _share(self) -> Calculation | None:
        """The last figure as a part of one that the message names, at the same time."""
        span = next(iter(self._asked.times.spans), self._last.span)
        if self._operation is not Operation.SHARE or self._asked.names or span is None:
            return None
        pair = part_and_whole(self._asked, self._last.measure, self._pools)
        return self._all_at(pair, span) if pair is not None else None

    def _in_last_question(self) -> Calculation | None:
        """What the question before comes to with what the message names, beside what was told."""
        measure = self._last.measure
        named = self._last_question(measure)
        if named is None:
            return None
        if self._pools.rows_of_own(measure).timed:
            return self._at_times(named)
        if self._operation is Operation.EXTREME or self._is_of_another_time(measure):
            return None  # Of rows that are named nothing is the highest.
        rows = named_rows(named, measure, self._pools)
        return self._with_groups(row_groups(named, self._operation_in_groups, measure, self._pools, rows))

    def _is_of_another_time(self, measure: Measure) -> bool:
        """Whether the message names a month or the like, and the measure is of another."""
        facets, number = self._asked.facets, self._matcher.entry_of_id.get(measure.series)
        finest = facets.finest_time()
        if finest is None or number is None:
            return False
        of, named = self._matcher.guard.core(number, TIME_KINDS[finest]), facets.of(TIME_KINDS[finest])
        return bool(of) and not any(compatible(one, other) for one in named for other in of)

    def _at_times(self, named: Asked) -> Calculation | None:
        """At the times that are named; "since May" sets the last figure against May alone."""
        measure = self._last.measure
        if named.times.open_range is None or self._operation not in TWO:
            return self._with_groups(timed_groups(named, self._operation_in_groups, measure, self._pools))
        then = figure_at(measure, named.times.spans[0], self._pools)
        return Calculation(self._operation, (self._last, then)) if then is not None else None

    def _with_groups(self, groups: Sequence[Group]) -> Calculation | None:
        """Over all that is named, or of it with what was told."""
        found = tuple(map(self._known, groups))
        if not groups or not all(one.cells for one in groups):
            return None
        if self._operation not in OVER_ALL:
            return self._related(found)
        return Calculation(self._operation, found) if sum(len(one.cells) for one in groups) > 1 else None

    @property
    def _operation_in_groups(self) -> Operation:
        """Each group is a value of its own, unless all figures of all groups are counted over."""
        return self._operation if self._operation in OVER_ALL else Operation.VALUE

    def _related(self, found: tuple[ToldFigure, ...]) -> Calculation | None:
        """The figures that are named, `found`, with those that were told, in the order in which they are set against
        each other. The first case that holds, after May, then June:

        1. the calculation before: "the same for July"
        2. two that are named: "April to March" (April, March)
        3. a part of all that was told: "what share was May?"
        4. one that was told last, named again: "and May?" (May, June)
        5. the last one against it: "how much more than in April?" (June, April)
        6. it against the last one: "and July?" (July, June)
        """
        operation, named, last_two = self._operation, found[0], self._told[:2]
        if self._want.way is Way.AGAIN or isinstance(self._want.way, Back):
            return self._again(named)
        if len(found) > 1:
            return Calculation(operation, found) if len(found) == 2 and operation is not Operation.SHARE else None
        if operation is Operation.SHARE:
            return Calculation(operation, (named, self._all_of_one)) if self._all_of_one is not None else None
        others = [one for one in last_two if one.group.cells != named.group.cells]
        if len(others) < len(last_two):
            return Calculation(operation, (named, others[0])) if others else None
        pair = (self._last, named) if self._want.way is Way.AGAINST_NAMED else (named, self._last)
        return Calculation(operation, pair)

    def _again(self, named: ToldFigure) -> Calculation | None:
        """The operation before, at the time that is named; of two times both move."""
        if isinstance(self._want.way, Back):
            return against_earlier(self._want.way.grain, named, self._pools)
        if len(self._told) != 2 or self._turn.context.operation != self._operation or named.span is None:
            return None
        first, second = self._told
        if first.span == second.span:
            return self._all_at([one.measure for one in self._told], named.span)
        if first.span is not None and second.span is not None and year_before(first.span) == second.span:
            return against_earlier("year", named, self._pools)
        return None

    def _all_at(self, measures: Sequence[Measure], span: Span) -> Calculation | None:
        figures = [one for one in (figure_at(measure, span, self._pools) for measure in measures) if one is not None]
        return Calculation(self._operation, tuple(figures)) if len(figures) == len(measures) else None

    def _known(self, group: Group) -> ToldFigure:
        return ToldFigure(self._pools.measures[group.measure], group)

    def _last_question(self, measure: Measure) -> Asked | None:
        return last_question(self._want.rest, self._turn.context, measure, self._matcher, self._told_figures.reader)
