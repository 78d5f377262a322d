"""Picks the figures that a short message counts with: of what was told, with what the message names beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from bot.conversation.exchanging import exchanged
from bot.conversation.queries.asked import TWO, Asked
from bot.conversation.queries.following import changed
from bot.conversation.queries.groups import single
from bot.conversation.queries.pools import unit_of
from bot.conversation.queries.reader import FigureReader
from bot.conversation.queries.spans import before
from bot.conversation.queries.stated import group_at, of_grain
from bot.conversation.queries.things import named_rows, row_groups
from bot.conversation.queries.timed import grain_of, timed_groups
from bot.conversation.queries.wanting import Wanted
from bot.conversation.queries.wholes import part_and_whole
from bot.conversation.turn import Turn
from bot.figures import Group, Measure, Operation, Span
from bot.matching import Matcher
from bot.model import Told
from bot.replies.table import Known, Table, whole

SETS_AGAINST = TWO - {Operation.SHARE}
"""Operations that set one figure against another of its kind."""
_OVER_ALL = frozenset({Operation.SUM, Operation.AVERAGE, Operation.EXTREME})
_POOLED = _OVER_ALL | {Operation.LIST, Operation.THRESHOLD, Operation.TREND, Operation.COUNT}
"""Operations whose operands are figures of one kind, all of which may be counted with again."""
_SURE = 0.7
"""Confidence in the answer whose figure is set against the one before."""
_RUN = 6
"""Figures told one after the other that are counted with together, at most."""


@dataclass(frozen=True, slots=True)
class Calculation:
    operation: Operation
    figures: tuple[Known, ...]


class Picking:
    """Picks for one message, to which all that it holds belongs."""

    def __init__(
        self,
        want: Wanted,
        asked: Asked,
        told: Sequence[Known],
        turn: Turn,
        table: Table,
        matcher: Matcher,
        reader: FigureReader,
    ) -> None:
        """`told`: at least one figure, the latest first."""
        self._table, self._matcher, self._reader, self._pools = table, matcher, reader, reader.pools
        self._want, self._operation, self._asked, self._turn = want, want.operation, asked, turn
        self._pool = pool = _pool(told, turn.context.operation)
        if want.rest and pool is not None and turn.context.operation == Operation.SUM:
            # Against what is named the sum itself counts, in place of what it is of.
            total = Known(pool.measure, table.group(pool.measure, pool.group.cells))
            told = (total, *(one for one in told if not set(one.group.cells) <= set(pool.group.cells)))
        self._told, self._last = told, told[0]

    def calculation(self) -> Calculation | None:
        return self._with_named() if self._want.rest else self._of_told()

    def _of_told(self) -> Calculation | None:
        """The operands among what was told."""
        want, operation, pool = self._want, self._operation, self._pool
        if want.back:
            return self._against_earlier(want.back, self._last)
        if want.since:
            return _until_now(operation, self._last)
        if operation in _OVER_ALL:
            return self._over_all()
        if want.ends or (pool is not None and operation is Operation.DIFFERENCE and len(self._told) != 2):
            return _ends(pool or self._last)
        return Calculation(operation, tuple(self._told[:2])) if operation in TWO and len(self._told) > 1 else None

    def _over_all(self) -> Calculation | None:
        last, pool, want = self._last, self._pool, self._want
        grain = grain_of(self._asked)
        if grain and grain != last.measure.grain:
            return self._by_grain(grain)
        if self._operation is Operation.EXTREME:
            return Calculation(self._operation, (pool if pool is not None and not want.ever else whole(last.measure),))
        return Calculation(self._operation, (pool,)) if pool is not None and not want.count else self._run()

    def _by_grain(self, grain: str) -> Calculation | None:
        """By the months or other times that are asked for, within the time of the last figure."""
        last, operation = self._last, self._operation
        fine = of_grain(last.measure, grain, self._pools)
        span = last.span if last.span is not None and last.span.kind != grain and not self._want.ever else None
        if operation is not Operation.EXTREME and self._asked.cues.per and span is not None:
            return Calculation(Operation.PER_UNIT, (last,))
        dated = ((cell.id, cell.span) for cell in fine.cells if cell.span and cell.span.kind == grain)
        cells = tuple(id for id, own in dated if span is None or span.holds(own))
        return Calculation(operation, (Known(fine, Group(fine.id, cells)),)) if len(cells) > 1 else None

    def _run(self) -> Calculation | None:
        """The figures told one after the other: as many as are asked for, else all of one measure, or two."""
        unit = unit_of(self._last.measure)
        run = list(takewhile(lambda one: unit_of(one.measure) == unit, self._told[:_RUN]))
        count = self._want.count or (len(run) if all(one.measure.id == run[0].measure.id for one in run) else 2)
        return Calculation(self._operation, tuple(reversed(run[:count]))) if 1 < count <= len(run) else None

    def _with_named(self) -> Calculation | None:
        """The operands, where the message names one or more."""
        last, operation, measure = self._last, self._operation, self._last.measure
        meant = self._told_with_rest() if operation in SETS_AGAINST else None
        if meant is not None:
            return Calculation(operation, (meant, *(one for one in self._told[:2] if one is not meant)))
        if last.stated:
            return self._beside_stated()
        shared = self._share() if operation is Operation.SHARE and not self._asked.names else None
        if shared is not None:
            return shared
        named, timed = self._last_question(measure), self._pools.own(measure).timed
        if named is None:
            return None
        if timed and named.times.open_range is not None and operation in TWO:
            then = self._at(measure, named.times.spans[0])
            return Calculation(operation, (last, then)) if then is not None else None
        if operation is Operation.EXTREME and not timed:
            return None  # Of what is named nothing is the highest.
        over = operation if operation in _OVER_ALL else Operation.VALUE
        if timed:
            groups = timed_groups(named, over, measure, self._pools)
        else:
            groups = row_groups(named, over, measure, self._pools, named_rows(named, measure, self._pools))
        if not groups or not all(one.cells for one in groups):
            return None
        found = tuple(map(self._known, groups))
        if over is not Operation.VALUE:
            return Calculation(operation, found) if sum(len(one.cells) for one in groups) > 1 else None
        return self._related(found)

    def _told_with_rest(self) -> Known | None:
        """The only one of the last two figures that was told with the words of the message."""
        stem, pair = self._matcher.lexicon.stem, self._told[:2]
        said = set(map(stem, self._want.rest))
        texts = (f"{one.measure.title} {one.group.label}" for one in pair)
        met = [said <= {stem for _, stem in self._pools.stemmed(text)} for text in texts]
        return pair[met.index(True)] if len(pair) == 2 and met.count(True) == 1 else None

    def _beside_stated(self) -> Calculation | None:
        """A figure that an answer states against that of another answer, which the question before comes to with what
        the message names; or all of the series on the same matter."""
        operation, context = self._operation, self._turn.context
        if operation in SETS_AGAINST:
            for asks in exchanged(context.question, " ".join(self._want.rest), self._matcher):
                first = next(iter(self._matcher.ranking_of(asks.text).candidates), None)
                if first is not None and first.confidence >= _SURE:
                    told = Told((self._matcher.entries[first.entry].id,), asks.text)
                    other = self._table.known(told, self._asked, unit_of(self._last.measure))
                    return Calculation(operation, (self._last, other)) if other is not None else None
        if operation not in _OVER_ALL:
            return None
        for measure in self._table.measures_beside(context.entry or ""):
            named = self._last_question(measure)
            if named is not None and self._pools.own(measure).timed:
                groups = timed_groups(named, operation, measure, self._pools)
                if sum(len(group.cells) for group in groups) > 1:
                    return Calculation(operation, tuple(map(self._known, groups)))
        return None

    def _share(self) -> Calculation | None:
        """The last figure as a part of one that the message names, at the same time."""
        span = next(iter(self._asked.times.spans), self._last.span)
        pair = part_and_whole(self._asked, self._last.measure, self._pools) if span is not None else None
        return self._all_at(pair, span) if pair is not None and span is not None else None

    def _related(self, found: tuple[Known, ...]) -> Calculation | None:
        """What is named and what was told, in their order."""
        operation, named, last_two = self._operation, found[0], self._told[:2]
        if self._want.same or self._want.back:
            return self._again(named)
        if len(found) > 1:
            return Calculation(operation, found) if len(found) == 2 and operation is not Operation.SHARE else None
        if operation is Operation.SHARE:
            return Calculation(operation, (named, self._pool)) if self._pool is not None else None
        others = [one for one in last_two if one.group.cells != named.group.cells]
        if len(others) < len(last_two):  # It is named again.
            return Calculation(operation, (named, others[0])) if others else None
        return Calculation(operation, (self._last, named) if self._want.against else (named, self._last))

    def _again(self, named: Known) -> Calculation | None:
        """The operation before, at the time that is named; of two times both move."""
        if self._want.back:
            return self._against_earlier(self._want.back, named)
        if len(self._told) != 2 or self._turn.context.operation != self._operation or named.span is None:
            return None
        first, second = self._told
        if first.span == second.span:
            return self._all_at([one.measure for one in self._told], named.span)
        if first.span is not None and second.span is not None and before(first.span) == second.span:
            return self._against_earlier("year", named)
        return None

    def _against_earlier(self, back: str, one: Known) -> Calculation | None:
        span = before(one.span, back) if one.span is not None else None
        earlier = self._at(one.measure, span) if span is not None else None
        return Calculation(Operation.CHANGE, (one, earlier)) if earlier is not None else None

    def _all_at(self, measures: Sequence[Measure], span: Span) -> Calculation | None:
        figures = [one for one in (self._at(measure, span) for measure in measures) if one is not None]
        return Calculation(self._operation, tuple(figures)) if len(figures) == len(measures) else None

    def _at(self, measure: Measure, span: Span) -> Known | None:
        group = group_at(measure, span, self._pools)
        return self._known(group) if group.cells else None

    def _known(self, group: Group) -> Known:
        return Known(self._pools.measures[group.measure], group)

    def _last_question(self, measure: Measure) -> Asked | None:
        """The question before, with what the message names in the place of what that named."""
        question = self._matcher.repaired(self._turn.context.question)
        words = changed(self._want.rest, question, measure, self._reader)
        return self._reader.asked(words) if words is not None else None


def _pool(told: Sequence[Known], operation: str) -> Known | None:
    """All figures of one measure that the last result was of, or that were told as a whole."""
    first = told[0]
    if operation not in _POOLED and len(first.group.cells) < 2:
        return None
    cells = {cell for one in told if one.measure.id == first.measure.id for cell in one.group.cells}
    ids = tuple(cell.id for cell in first.measure.cells if cell.id in cells)
    return Known(first.measure, Group(first.measure.id, ids)) if len(ids) > 1 else None


def _ends(one: Known) -> Calculation | None:
    """The highest against the lowest."""
    numbers = [cell for cell in one.measure.cells if cell.number is not None]
    told = [cell for cell in numbers if cell.id in one.group.cells]
    order = sorted(told if len(told) > 1 else numbers, key=lambda cell: cell.number or 0.0)
    if len(order) < 2:
        return None
    # Without times, so that the highest stays in front.
    ends = (Known(one.measure, single(one.measure, cell)) for cell in (order[-1], order[0]))
    return Calculation(Operation.DIFFERENCE, tuple(ends))


def _until_now(operation: Operation, one: Known) -> Calculation | None:
    """From the last figure on: against the newest, or all of them."""
    since = one.span
    dated = [(cell, cell.span) for cell in one.measure.cells if cell.span is not None and cell.number is not None]
    if since is None or not dated or one.stated:
        return None
    if operation in _OVER_ALL:
        later = tuple(cell.id for cell, span in dated if span.start >= since.start)
        return Calculation(operation, (Known(one.measure, Group(one.measure.id, later)),))
    newest, span = max(dated, key=lambda pair: pair[1].end)
    if operation not in TWO or newest.id in one.group.cells:
        return None
    return Calculation(operation, (Known(one.measure, single(one.measure, newest, span)), one))
