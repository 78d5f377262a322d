"""Remembers the verdicts on entries, a byte each: questions share names and dates."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVarTuple

import numpy as np

from bot.matching.index.arrays import Bytes, Ints
from bot.matching.index.entry_facets import EntryFacets
from bot.matching.ranking.verdicts import FacetLookup, lookup_of
from bot.model import Kinds

_REMEMBERED = 4_000_000  # Verdicts in the cache.
_UNJUDGED = -1

_Given = TypeVarTuple("_Given")


@dataclass
class RememberedVerdicts:
    entries: Sequence[EntryFacets]
    pervasive: frozenset[tuple[str, str]]
    kinds: Kinds
    _lookups: dict[int, FacetLookup] = field(default_factory=dict, init=False)
    _verdicts: dict[tuple[object, ...], Bytes] = field(default_factory=dict, init=False)

    def lookup(self, entry: int) -> FacetLookup:
        # Made on first use, so that a start need not wait for all.
        found = self._lookups.get(entry)
        if found is None:
            found = self._lookups[entry] = lookup_of(self.entries[entry], self.pervasive, self.kinds)
        return found

    def of(self, entries: Ints, judge: Callable[[FacetLookup, *_Given], int], *given: *_Given) -> Bytes:
        """Return the verdict of `judge` on each entry. `given`: all of the question that the verdict depends on."""
        known = self._verdicts.get((judge, *given))
        if known is None:
            if len(self._verdicts) * len(self.entries) > _REMEMBERED:
                self._verdicts.clear()
            known = self._verdicts[judge, *given] = np.full(len(self.entries), _UNJUDGED, np.int8)
        found = known.take(entries)
        if _UNJUDGED in found:
            for entry in set(entries[found == _UNJUDGED].tolist()):
                known[entry] = judge(self.lookup(entry), *given)
            found = known.take(entries)
        return found
