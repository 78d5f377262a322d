"""Tells apart the columns of a table with one unit: by what only their titles say, or by whose figures they hold."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import chain, pairwise

from bot.conversation.queries.held.pools import Pools
from bot.conversation.queries.held.rows import names_meant_by
from bot.conversation.queries.words.asked import Asked
from bot.conversation.queries.words.said import Pairs
from bot.conversation.queries.words.spans import year_in
from bot.figures import Group, Measure, single
from bot.model import Kind

_BEFORE = 2  # Words before that of a column among which "than" and the like set it against another: "than in pre-sale".


def in_two_columns(asked: Asked, operand: Group, pools: Pools) -> tuple[Group, ...]:
    """The row in two columns that words tell apart, the base last: "how much dearer is the Lark used than new"."""
    measure = pools.measures[operand.measure]
    cells = pools.same_row(operand) if measure.column else {}
    others = (one for one in pools.columns(measure) if one.id in cells and one.unit == measure.unit)
    other = next((one for one in others if _tells_one_from_other(asked, measure, one, pools)), None)
    if other is None:
        return ()
    label = cells[other.id].label
    own, title = pools.telling_stems(measure.column), pools.telling_stems(other.column)

    def is_base(one: Measure) -> tuple[bool, bool]:
        # What is told of an earlier year is what the other is set against, and what stands behind "than" or "from".
        return bool(year_in(one.column)), _is_said_as_base(asked, own - title if one is measure else title - own)

    groups = {measure.id: operand, other.id: single(other, cells[other.id])}
    base_last = sorted((measure, other), key=is_base)
    return tuple(replace(groups[one.id], label=f"{label}: {one.column}") for one in base_last)


def _tells_one_from_other(asked: Asked, measure: Measure, other: Measure, pools: Pools) -> bool:
    """Whether the question says what only the other title does, as "used" of "price, used", or else only this one."""
    said, own = {stem for _, stem in _stems_by_place(asked)}, pools.telling_stems(measure.column)
    title = pools.telling_stems(other.column)
    return bool(said & (title - own) or (title < own and said & (own - title)))


def _is_said_as_base(asked: Asked, stems: Collection[str]) -> bool:
    """Whether one of the stems stands right behind "than", "from" and the like, but for small words."""
    lists = asked.language.words
    leads = (lists["from"] | lists["against_it"]) - lists["range"]
    places = (at for at, stem in _stems_by_place(asked) if stem in stems)
    return any(not leads.isdisjoint(asked.words[max(0, at - _BEFORE) : at]) for at in places)


def _stems_by_place(asked: Asked) -> Iterator[tuple[int, str]]:
    """The stems of the words, each behind its place, and those of each two in one: "pre-sale" is a "presale"."""
    pairs = (before + word for before, word in pairwise(asked.words))
    return chain(enumerate(asked.whole.stems), enumerate(map(asked.lexicon.stem, pairs)))


def is_of_other_side(asked: Asked, measure: Measure, pools: Pools) -> bool:
    """Whether the names in the question belong to another part of the table, with a column of names and figures of its
    own: of "bike, price, rival, its price" the first price is none of a rival."""
    named, sides = asked.whole.row_names, _sides(measure, pools)
    own = sides.pop(measure.id, frozenset())
    others = (one for one in sides.values() if one != own)
    return bool(own) and own.isdisjoint(named) and any(not one.isdisjoint(named) for one in others)


def _sides(measure: Measure, pools: Pools) -> dict[str, Pairs]:
    """By the id of each column in this one's unit: what a question may name to mean an entry of the last column of
    names before it."""
    sides: dict[str, Pairs] = {}
    names: Pairs = frozenset()
    for one in pools.columns(measure):
        if one.kind is Kind.TEXT:
            texts = (cell.value for cell in one.cells if isinstance(cell.value, str))
            names = names_meant_by(texts, pools.lexicon) or names
        elif one.unit == measure.unit:
            sides[one.id] = names
    return sides
