"""Tells whose figures a column holds where each row of a table sets two things side by side: a question and a column
in, whether it asks for the other thing out."""

from __future__ import annotations

from bot.conversation.queries.asked import Asked
from bot.conversation.queries.parts import Pairs, labelling
from bot.conversation.queries.pools import Pools
from bot.conversation.queries.rows import meeting
from bot.figures import Measure
from bot.matching import read_facets
from bot.model import Kind


def is_of_other_side(asked: Asked, measure: Measure, pools: Pools) -> bool:
    """Whether a question names only what stands in another column of names, with figures in the same unit behind it: of
    the columns "bike, price, rival, its price" the first price is none of a rival."""
    named, sides = asked.whole.row_names, _sides(measure, pools)
    own = sides.pop(measure.id, frozenset())
    return (
        bool(own) and own.isdisjoint(named) and any(not one.isdisjoint(named) for one in sides.values() if one != own)
    )


def _sides(measure: Measure, pools: Pools) -> dict[str, Pairs]:
    """By the id of each column in the unit of this one what a question may name to mean the last names before it."""
    sides: dict[str, Pairs] = {}
    names: Pairs = frozenset()
    for one in pools.columns(measure):
        if one.kind is Kind.TEXT:
            names = _names(one, pools) or names
        elif one.unit == measure.unit:
            sides[one.id] = names
    return sides


def _names(column: Measure, pools: Pools) -> Pairs:
    lexicon = pools.lexicon
    texts = (lexicon.words(cell.value) for cell in column.cells if isinstance(cell.value, str))
    told = (pair for words in texts for pair in labelling(read_facets(words, lexicon), lexicon))
    return frozenset(general for pair in told for general in meeting(pair))
