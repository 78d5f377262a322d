"""Tells whose figures a column holds where a row sets two things side by side: a question and a column in.

Of the columns "bike, price, rival, its price" the first price is none of a rival.
"""

from bot.conversation.queries.asked import Asked
from bot.conversation.queries.parts import Pairs
from bot.conversation.queries.pools import Pools
from bot.conversation.queries.rows import names_meant_by
from bot.figures import Measure
from bot.model import Kind


def is_of_other_side(asked: Asked, measure: Measure, pools: Pools) -> bool:
    """Whether a question names only what stands in another column of names, with figures in the same unit behind it."""
    named, sides = asked.whole.row_names, _sides(measure, pools)
    own = sides.pop(measure.id, frozenset())
    others = (one for one in sides.values() if one != own)
    return bool(own) and own.isdisjoint(named) and any(not one.isdisjoint(named) for one in others)


def _sides(measure: Measure, pools: Pools) -> dict[str, Pairs]:
    """By the id of each column in the unit of this one what a question may name to mean the last names before it."""
    sides: dict[str, Pairs] = {}
    names: Pairs = frozenset()
    for one in pools.columns(measure):
        if one.kind is Kind.TEXT:
            texts = (cell.value for cell in one.cells if isinstance(cell.value, str))
            names = names_meant_by(texts, pools.lexicon) or names
        elif one.unit == measure.unit:
            sides[one.id] = names
    return sides
