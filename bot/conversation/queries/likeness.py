"""Scores how well a question names each column of a table."""

from collections.abc import Sequence

from bot.conversation.queries.held.pools import Pools, unit_of
from bot.conversation.queries.of_rows.columns import is_of_other_side
from bot.conversation.queries.words.asked import Asked
from bot.figures import Measure
from bot.model import Kind

ONLY_NUMBERS = 0.1
"""Likeness of the only column of numbers, where an operation is asked for and no column named: more than none."""
_LONGER = 0.1
"""Likeness for each word of a title that is said: "boot with the seats folded" says all of "boot", too. It only breaks
ties: a third of it and three times as much change hardly an answer."""


def likenesses(columns: Sequence[Measure], asked: Asked, pools: Pools) -> dict[str, float]:
    """By the id of each column that is named its likeness."""
    likeness = {one.id: likeness_of(one, asked, pools) for one in columns}
    likeness |= {one.id: 0.0 for one in columns if likeness[one.id] and is_of_other_side(asked, one, pools)}
    in_numbers = [one.id for one in columns if one.kind is not Kind.TEXT]
    if len(in_numbers) == 1 and asked.cues.asked_for:
        likeness[in_numbers[0]] = likeness[in_numbers[0]] or ONLY_NUMBERS
    return {id: like for id, like in likeness.items() if like}


def likeness_of(column: Measure, asked: Asked, pools: Pools) -> float:
    """The share of a column's title that a question says, a little for each word of that, and 1 for its unit; 0:
    nothing of these."""
    title, words = pools.telling_stems(column.column), asked.whole.said | asked.heads
    said = len(title & words - asked.stems_of_ratio) if pools.is_column_named(column, words) else 0
    says_unit = _is_in_unit_said(column, asked, pools) or not pools.stems(column.unit or "").isdisjoint(words)
    return said / max(1, len(title)) + _LONGER * said + says_unit


def _is_in_unit_said(column: Measure, asked: Asked, pools: Pools) -> bool:
    """Whether a question says a unit of the same dimension ("kilos" for kg), or a word that goes with it."""
    if not asked.amounts.dimensions.isdisjoint(asked.language.units.dimensions_of(column.unit)):
        return True
    return unit_of(column) in asked.amounts.units(pools.rows_of_own(column).stems)
