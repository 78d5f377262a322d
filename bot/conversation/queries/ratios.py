"""Tells which of two things a ratio counts: a question in, the Finch of "how many Finches is the Lark worth" out."""

from collections.abc import Sequence
from dataclasses import replace

from bot.conversation.queries.asked import Asked
from bot.conversation.queries.mentions import Mention, rows_by_cell
from bot.conversation.queries.pools import Pools
from bot.conversation.queries.rows import Row
from bot.figures import Answered, FigureQuery, Group, Measure, Operation, compute, compute_from_one_up, counts_things

_NAMED_BEHIND = 2
"""Words behind "how many" among which the name begins of what is counted: "how many small Larks"."""


def for_each_named(asked: Asked) -> int | None:
    """Which of two named things stands behind "for every", 0 or 1 in the order of their names: 1 in "how many Larks for
    every Finch"; None where neither does."""
    kinds, behind = asked.lexicon.kinds.leading, {one.place for one in asked.for_each}
    leading = {name.value: name for name in asked.named if name.kind in kinds}
    if len(leading) != 2:
        return None
    return next((at for at, name in enumerate(leading.values()) if name.start in behind), None)


def row_counted(asked: Asked, measure: Measure, mentions: Sequence[Mention]) -> Row | None:
    """The row in which another is told; None of a measure that counts things, of which so many are asked for."""
    rows = rows_by_cell(mentions)
    units = {row.measure.unit for row in rows.values()}
    if len(rows) != 2 or len(mentions) != 2 or counts_things(measure.unit or "") or len(units) > 1:
        return None
    behind = {at + step for at in asked.first_counted_places for step in range(_NAMED_BEHIND)}
    counted = [one.rows[0] for one in mentions if one.start in behind]
    return counted[0] if len(counted) == 1 else None


def compute_ratio(query: FigureQuery, asked: Asked, counted: Row | None, pools: Pools) -> Answered:
    """Divide by what is `counted`, or by what so many are "for each" of; else so that it comes out above 1."""

    def is_counted(group: Group) -> bool:
        return counted is not None and counted.cell.id in group.cells

    groups, for_each = query.groups, for_each_named(asked)
    if counted is not None:
        groups = tuple(sorted(groups, key=is_counted))
    elif asked.cues.has(Operation.RATIO):
        return compute_from_one_up(query, pools.measures)
    elif for_each == 0:
        groups = groups[::-1]
    return compute(replace(query, groups=groups), pools.measures)
