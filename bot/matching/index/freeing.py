"""Finds the kinds of facets that entries leave free: dates and ranks that tell no answer from another."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from bot.matching.index.entry_facets import EntryFacets, Pairs
from bot.matching.language.facet_values import without_year
from bot.model import RANK, TIME_KINDS

FREE_KINDS = (TIME_KINDS, (RANK,))
"""Groups of kinds that distinguish no answers in some knowledge bases: "a table for 3 March"."""
_LEADING_SHARE = 2 / 3
"""Share of one value among the phrasings that name its kind; from it on, the other values do not count."""

Counts = Counter[tuple[str, str]]  # In how many phrasings each kind and value stands.


def left_free(counts: Counts, bound: Pairs) -> tuple[str, ...]:
    """The `FREE_KINDS` that an entry leaves open: none of its `bound` values is of them, and its phrasings vary."""
    of_values = {kind for kind, _ in bound}
    return tuple(kind for kinds in FREE_KINDS if of_values.isdisjoint(kinds) and _vary(counts, kinds) for kind in kinds)


def _vary(counts: Counts, kinds: Sequence[str]) -> bool:
    """Whether phrasings name different values of one of these kinds, and none prevails."""
    for kind in kinds:
        said: Counter[str] = Counter()
        for (other, value), count in counts.items():
            if other == kind:
                said[without_year(value)] += count
        if said and max(said.values()) < _LEADING_SHARE * said.total():
            return True
    return False


def with_all_freed(found: tuple[EntryFacets, ...], kinds: Sequence[str]) -> tuple[EntryFacets, ...]:
    """Free these kinds, all dates or the ranks, in every entry that tells of none of them, if

    1. more entries leave them free than are about one: a knowledge base on opening hours, not on a history;
    2. they are ranks, and no entry is about any: "my 8th birthday" then asks for none.
    """
    is_told = [any(kind in kinds for kind, _ in (*one.core, *one.told)) for one in found]
    # An entry leaves all kinds of a group free, the first among them; a measure over time leaves spans alone.
    is_mostly_free = sum(kinds[0] in one.free for one in found) > sum(is_told)
    is_unranked = RANK in kinds and not any(kind == RANK for one in found for kind, _ in one.core)
    if not is_mostly_free and not is_unranked:
        return found
    return tuple(
        one if tells else replace(one, free=tuple(dict.fromkeys((*one.free, *kinds))))
        for one, tells in zip(found, is_told, strict=True)
    )
