"""The facet guard: finds the facet by which an entry contradicts a question.

A figure of the wrong year, model or company is worse than no answer. So the guard refuses a candidate that contradicts
the question, however similar its words.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np
from numpy.typing import NDArray

from bot.matching.index.entry_facets import EntryFacets
from bot.matching.language.facets import Facets, compatible
from bot.matching.ranking.verdicts import (
    DATE_MET,
    NAME_MET,
    UNMENTIONED,
    KnownFacets,
    contradicts,
    counts_more,
    is_excluded,
    is_left,
    known_facets,
    left_open,
    meet,
)
from bot.model import QUANTITY, RANK, TIME_KINDS, Kinds, Matching

MEETINGS = ("names met", "dates met", "facets open", "names unmentioned")
"""Names, in order, of what `Guard.meetings` counts."""
_MEETING_OF = {
    NAME_MET: MEETINGS.index("names met"),
    DATE_MET: MEETINGS.index("dates met"),
    UNMENTIONED: MEETINGS.index("names unmentioned"),
}
_REMEMBERED = 4_000_000
"""Verdicts in the cache, a byte each: questions share names and dates."""
_UNJUDGED = -1
_SPOKEN_OF = 0.005
"""Share of the entries about a person from which on others may involve them without the name."""

_Verdicts = NDArray[np.int8]
_Wanted = tuple[str, tuple[str, ...], bool, bool]
"""A kind, the values asked for, whether an entry need not mention them, and whether a thing is named too."""
Matter = tuple[tuple[str, frozenset[str]], ...]
"""What an entry is about, kind by kind."""


@dataclass(slots=True)
class Guard:
    entries: Sequence[EntryFacets]
    pervasive: frozenset[tuple[str, str]]
    kinds: Kinds
    _known: dict[int, KnownFacets] = field(default_factory=dict, init=False)
    _matters: dict[tuple[int, tuple[str, ...]], Matter] = field(default_factory=dict, init=False)
    _by_matter: dict[Matter, list[int]] = field(default_factory=dict, init=False)
    _verdicts: dict[Hashable, _Verdicts] = field(default_factory=dict, init=False)
    _persons: Counter[tuple[str, str]] | None = field(default=None, init=False)

    def contradictions(self, asked: Facets, entries: NDArray[np.int64]) -> list[str | None]:
        """Return for each entry the kind of the facet that rules it out, or None."""
        found: list[str | None] = [None] * len(entries)
        for kinds, verdicts in self._objections(asked, entries):
            for at in np.flatnonzero(verdicts).tolist():
                found[at] = found[at] or kinds[verdicts[at] - 1]
        return found

    def excluded(self, asked: Facets, entries: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Return for each entry whether the question itself excludes it ("not the ...")."""
        found = np.zeros(len(entries), np.bool_)
        for kind, value in asked.excluded:
            found |= self._judged(("excluded", kind, value), entries, partial(is_excluded, kind, value)) > 0
        return found

    def _objections(self, asked: Facets, entries: NDArray[np.int64]) -> Iterator[tuple[Sequence[str], _Verdicts]]:
        """Yield kinds, and for each entry the number (from 1) of the kind that rules it out; the weightiest first."""
        for kind, value in asked.excluded:
            yield (kind,), self._judged(("excluded", kind, value), entries, partial(is_excluded, kind, value))
        for kind in dict.fromkeys(kind for kind, _ in asked.carried):
            spoken_of = tuple(pair[1] for pair in asked.carried if pair[0] == kind and pair not in self.pervasive)
            if spoken_of:
                leaves = partial(is_left, self.kinds.of(kind), spoken_of)
                yield (kind,), self._judged(("carried", kind, spoken_of), entries, leaves)
        wanted: list[_Wanted] = []
        names_thing = any(kind in self.kinds.exact for kind in asked.kinds())
        for kind in asked.kinds():
            values = tuple(value for value in asked.of(kind) if (kind, value) not in self.pervasive)
            if values:
                in_passing = self._may_pass(kind, values, asked)
                wanted.append((kind, values, in_passing, names_thing))
        for one in wanted:
            judge = partial(contradicts, self.kinds.of(one[0]), *one[1:])
            yield (one[0],), self._judged(one, entries, judge)
        amounts = asked.of(QUANTITY)
        for kind, values, *_ in wanted:
            if kind in self.kinds.exact and amounts and not self.kinds.of(kind).may_be_missing:
                judge = partial(counts_more, kind, values, frozenset(amounts))
                yield (kind,), self._judged(("counts more", kind, values, amounts), entries, judge)

    def _may_pass(self, kind: str, values: Sequence[str], asked: Facets) -> bool:
        """Whether an entry need not mention these: the question names the subject of the knowledge base too, or many
        entries are about each of these persons."""
        if self.kinds.of(kind).match is not Matching.PERSON:
            return len(values) < len(asked.of(kind))
        if self._persons is None:
            about = ((other, told) for one in self.entries for other, told in one.core if other in self.kinds.persons)
            self._persons = Counter((other, value) for other, told in about for value in told)
        return all(self._persons[kind, one] >= _SPOKEN_OF * len(self.entries) for one in values)

    def contradiction(self, asked: Facets, entry: int) -> str | None:
        """Return the kind of the facet that rules the entry out, or None."""
        return self.contradictions(asked, np.array([entry]))[0]

    def leaves(self, spoken_of: Sequence[tuple[str, str]], entry: int) -> bool:
        """Whether an entry is about something else than what was spoken of, as (kind, value) pairs."""
        return self.contradiction(Facets((), (), tuple(spoken_of)), entry) is not None

    def meetings(self, asked: Facets, entries: NDArray[np.int64]) -> NDArray[np.float32]:
        """Count for each entry the question's names and dates that it is about, its own facets that the question leaves
        open, and the question's names that it never mentions."""
        kinds = frozenset(asked.kinds())
        met = np.zeros((len(entries), len(MEETINGS)), np.float32)
        met[:, MEETINGS.index("facets open")] = self._judged(kinds, entries, partial(left_open, kinds))
        for pair in asked.values:
            if pair not in self.pervasive:
                verdicts = self._judged(("met", *pair), entries, partial(meet, self.kinds.of(pair[0]), pair[1]))
                for verdict, column in _MEETING_OF.items():
                    met[:, column] += verdicts == verdict
        return met

    def agree(self, entry: int, other: int) -> bool:
        """Whether two entries give the same figure; "nothing" gives none."""
        if not (0 <= entry < len(self.entries) and 0 <= other < len(self.entries)):
            return False
        figure = self.entries[entry].figure
        return entry == other or bool(figure and figure == self.entries[other].figure)

    def mentions(self, entry: int, kind: str, value: str) -> bool:
        """Whether an entry's phrasings or its text speak of something."""
        return self._of(entry).mentions(kind, value)

    def speaks_of(self, entry: int, kind: str, value: str) -> bool:
        """Whether an entry is about something, or mentions it."""
        return any(compatible(value, one) for one in self.core(entry, kind)) or self.mentions(entry, kind, value)

    def matter(self, entry: int, but: Sequence[str] = ()) -> Matter:
        """What an entry is about, without its date and the kinds left out; empty if it names no quantity."""
        key = (entry, tuple(but))
        known = self._matters.get(key)
        if known is not None:
            return known
        about = {
            kind: frozenset(
                value for value in self.core(entry, kind) if kind == QUANTITY or (kind, value) not in self.pervasive
            )
            for kind in (QUANTITY, RANK, *self.kinds.impersonal)
            if kind not in but
        }
        self._matters[key] = tuple(about.items()) if about[QUANTITY] else ()
        return self._matters[key]

    def of_matter(self, entry: int) -> Sequence[int]:
        """Return the entries about the same matter at any date; none if it names no quantity."""
        if not self._by_matter:
            for number in range(len(self.entries)):
                self._by_matter.setdefault(self.matter(number), []).append(number)
        matter = self.matter(entry)
        return self._by_matter[matter] if matter else ()

    def matter_and_time(self, entry: int) -> Matter:
        """What an entry is about, with its date; empty if it names no quantity or no time."""
        time = tuple((kind, self.core(entry, kind)) for kind in TIME_KINDS)
        matter = self.matter(entry)
        return (*matter, *time) if matter and any(values for _, values in time) else ()

    def core(self, entry: int, kind: str) -> frozenset[str]:
        return self._of(entry).core.get(kind, frozenset())

    def _of(self, entry: int) -> KnownFacets:
        # Made on first use, so that a start need not wait for all.
        known = self._known.get(entry)
        if known is None:
            known = known_facets(self.entries[entry], self.pervasive, self.kinds)
            self._known[entry] = known
        return known

    def _judged(self, key: Hashable, entries: NDArray[np.int64], judge: Callable[[KnownFacets], int]) -> _Verdicts:
        """Return what `judge` says of each entry, 0 to 127; `key` stands for it."""
        known = self._verdicts.get(key)
        if known is None:
            if len(self._verdicts) * len(self.entries) > _REMEMBERED:
                self._verdicts.clear()
            known = self._verdicts[key] = np.full(len(self.entries), _UNJUDGED, np.int8)
        verdicts = known.take(entries)
        if _UNJUDGED in verdicts:
            for entry in set(entries[verdicts == _UNJUDGED].tolist()):
                known[entry] = judge(self._of(entry))
            verdicts = known.take(entries)
        return verdicts
