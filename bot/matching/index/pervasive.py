"""Finds the names that are the subject of the whole knowledge base."""

from collections import Counter
from collections.abc import Sequence

from bot.matching.index.entry_facets import EntryFacets
from bot.model import TIME_KINDS, Kinds

PERVASIVE_SHARE = 0.25
"""Share of all entries from which on a value is the subject of the knowledge base. A model never is."""


def pervasive_values(entries: Sequence[EntryFacets], kinds: Kinds) -> frozenset[tuple[str, str]]:
    """Names in so many entries that they are the subject of the knowledge base."""
    counts: Counter[tuple[str, str]] = Counter()
    own = (*TIME_KINDS, *kinds.exact)
    for entry in entries:
        counts.update(
            {
                (kind, value)
                for part in (entry.core, entry.said, entry.told)
                for kind, values in part
                if kind not in own
                for value in values
            }
        )
    return frozenset(value for value, count in counts.items() if count >= max(3, PERVASIVE_SHARE * len(entries)))
