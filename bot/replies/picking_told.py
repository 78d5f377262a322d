"""Picks the figures that a short message counts with, where it names none: among those that were told."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from bot.conversation.queries.asked import TWO, Asked
from bot.conversation.queries.ends import best_first, is_lowest
from bot.conversation.queries.grains import grain_of
from bot.conversation.queries.pools import Pools, unit_of
from bot.conversation.queries.spans import right_before, year_before
from bot.conversation.queries.stated import group_at, newest_group, of_grain
from bot.conversation.queries.wanting import FIGURES_REMEMBERED, Back, Wanted, Way
from bot.conversation.turn import Turn
from bot.figures import Group, Measure, Operation, Span, single
from bot.replies.calculation import Calculation, ends_of, pool_of, until_now
from bot.replies.figure_operations import OVER_ALL
from bot.replies.told_figures import ToldFigure, whole

SETS_AGAINST = TWO - {Operation.SHARE}
"""Operations that set one figure against another of its kind."""


class PickingTold:
    def __init__(self, want: Wanted, asked: Asked, told: Sequence[ToldFigure], turn: Turn, pools: Pools) -> None:
        """`told`: at least one figure, the latest first."""
        self._want, self._operation, self._asked = want, want.operation, asked
        self._pools, self._told, self._last = pools, told, told[0]
        # More of its measure may have been told than the last figure: a series, or the operands of a calculation.
        self._all_of_one = pool_of(told, turn.context.operation)

    def calculation(self) -> Calculation | None:
        way, operation, all_of_one = self._want.way, self._operation, self._all_of_one
        if isinstance(way, Back):
            return self._so_far_apart(way.grain) or against_earlier(way.grain, self._last, self._pools)
        if way is Way.SINCE:
            return until_now(operation, self._last)
        if operation in OVER_ALL:
            return self._over_all()
        if way is Way.AGAINST_END:
            return self._against_end()
        is_of_many = all_of_one is not None and len(self._told) != 2
        if way is Way.ENDS or (is_of_many and operation is Operation.DIFFERENCE):
            return ends_of(all_of_one or self._last)
        return Calculation(operation, tuple(self._told[:2])) if operation in TWO and len(self._told) > 1 else None

    def _so_far_apart(self, back: str) -> Calculation | None:
        """The last two figures, where one is of the year, quarter or month before the other."""
        pair, before = tuple(self._told[:2]), year_before if back == "year" else right_before
        spans = [one.span for one in pair if one.span is not None]
        if len(spans) < 2 or pair[0].measure.id != pair[1].measure.id:
            return None
        first, second = spans
        return Calculation(Operation.CHANGE, pair) if before(first) == second or before(second) == first else None

    def _over_all(self) -> Calculation | None:
        last, all_of_one, want = self._last, self._all_of_one, self._want
        grain = grain_of(self._asked)
        if grain and grain != last.measure.grain:
            return self._by_grain(grain)
        if self._operation is Operation.EXTREME:
            held = whole(last.measure) if all_of_one is None or want.ever else all_of_one
            return Calculation(self._operation, (held,)) if len(held.group.cells) > 1 else None
        return self._run() if all_of_one is None or want.count else Calculation(self._operation, (all_of_one,))

    def _by_grain(self, grain: str) -> Calculation | None:
        """By the months or other times that are asked for, within the time of the last figure."""
        last, operation = self._last, self._operation
        fine = of_grain(last.measure, grain, self._pools)
        span = last.span if last.span is not None and last.span.kind != grain and not self._want.ever else None
        if operation is not Operation.EXTREME and self._asked.cues.per and span is not None:
            return Calculation(Operation.PER_UNIT, (last,))
        dated = ((cell.id, cell.span) for cell in fine.cells if cell.span and cell.span.kind == grain)
        cells = tuple(id for id, own in dated if span is None or span.holds(own))
        return Calculation(operation, (ToldFigure(fine, Group(fine.id, cells)),)) if len(cells) > 1 else None

    def _run(self) -> Calculation | None:
        """The figures told one after the other: as many as are asked for, else all of one measure, or two."""
        unit = unit_of(self._last.measure)
        run = list(takewhile(lambda one: unit_of(one.measure) == unit, self._told[:FIGURES_REMEMBERED]))
        count = self._want.count or (len(run) if all(one.measure.id == run[0].measure.id for one in run) else 2)
        return Calculation(self._operation, tuple(reversed(run[:count]))) if 1 < count <= len(run) else None

    def _against_end(self) -> Calculation | None:
        """The last figure, or the newest of all that were told, against the highest or lowest of its measure."""
        measure = self._last.measure
        order = best_first(measure.cells, lowest=is_lowest(self._asked.cues.direction, self._asked, measure))
        own = self._last.group if len(self._last.group.cells) == 1 else newest_group(measure)
        if own is None or not order:
            return None
        end = single(measure, order[0])
        figures = ToldFigure(measure, own), ToldFigure(measure, end)
        return Calculation(self._operation, figures) if own.cells != end.cells else None


def against_earlier(back: str, figure: ToldFigure, pools: Pools) -> Calculation | None:
    """A figure against that of the year, quarter or month before; `back`: one of `GRAINS`."""
    before = year_before if back == "year" else right_before
    span = before(figure.span) if figure.span is not None else None
    earlier = figure_at(figure.measure, span, pools) if span is not None else None
    return Calculation(Operation.CHANGE, (figure, earlier)) if earlier is not None else None


def figure_at(measure: Measure, span: Span, pools: Pools) -> ToldFigure | None:
    """That of a measure at a time; it may have been told or not."""
    group = group_at(measure, span, pools)
    return ToldFigure(pools.measures[group.measure], group) if group.cells else None
