"""Tells the matter of each entry: its quantity, rank and names, so that entries on the same one are found."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from bot.matching.index.entry_facets import EntryFacets
from bot.model import QUANTITY, RANK, TIME_KINDS, Kinds

Matter = tuple[tuple[str, frozenset[str]], ...]
"""Kinds, always in the same order, with the values of each; empty for an entry that names no quantity."""
PERVASIVE_SHARE = 0.25
"""Share of all entries from which on a name is the subject of the knowledge base. A time or an exact kind never is."""


def pervasive_values(entries: Sequence[EntryFacets], kinds: Kinds) -> frozenset[tuple[str, str]]:
    """Names in so many entries that they are the subject of all and distinguish none, as (kind, value)."""
    own = (*TIME_KINDS, *kinds.exact)
    counts: Counter[tuple[str, str]] = Counter()
    for entry in entries:
        parts = (*entry.core, *entry.said, *entry.told)
        counts.update({(kind, value) for kind, values in parts if kind not in own for value in values})
    return frozenset(value for value, count in counts.items() if count >= max(3, PERVASIVE_SHARE * len(entries)))


@dataclass
class Matters:
    entries: Sequence[EntryFacets]
    pervasive: frozenset[tuple[str, str]]  # Values that count for no matter, unless they are quantities.
    kinds: Kinds
    _found: dict[tuple[int, tuple[str, ...]], Matter] = field(default_factory=dict, init=False)

    def of(self, entry: int, but: Sequence[str] = ()) -> Matter:
        """What an entry is about, without its date and the kinds `but`."""
        key = entry, tuple(but)
        if key not in self._found:
            core = dict(self.entries[entry].core)
            about = {
                kind: frozenset(
                    value for value in core.get(kind, ()) if kind == QUANTITY or (kind, value) not in self.pervasive
                )
                for kind in (QUANTITY, RANK, *self.kinds.impersonal)
                if kind not in but
            }
            self._found[key] = tuple(about.items()) if about[QUANTITY] else ()
        return self._found[key]

    def with_time(self, entry: int) -> Matter:
        """The same with its date; empty also for an entry about no time."""
        core = dict(self.entries[entry].core)
        time = tuple((kind, frozenset(core.get(kind, ()))) for kind in TIME_KINDS)
        matter = self.of(entry)
        return (*matter, *time) if matter and any(values for _, values in time) else ()

    def shared_with(self, entry: int) -> Sequence[int]:
        """Return the entries about the same matter at any date; none if it names no quantity."""
        matter = self.of(entry)
        return self._by_matter[matter] if matter else ()

    @cached_property
    def _by_matter(self) -> dict[Matter, list[int]]:
        numbers: dict[Matter, list[int]] = {}
        for number in range(len(self.entries)):
            numbers.setdefault(self.of(number), []).append(number)
        return numbers
