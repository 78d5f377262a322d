"""The facet guard: finds the facet by which an entry contradicts a question.

A figure of the wrong year, model or company is worse than no answer, so it is refused, however similar its words.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVarTuple

import numpy as np
from numpy.typing import NDArray

from bot.matching.index.arrays import Floats, Ints
from bot.matching.index.entry_facets import EntryFacets
from bot.matching.language.facets import Facets
from bot.matching.ranking import verdicts
from bot.matching.ranking.matters import Matters
from bot.matching.ranking.verdicts import KnownFacets, Meeting
from bot.model import QUANTITY, Kinds, Matching

MEETINGS = tuple(one.name.lower().replace("_", " ") for one in Meeting if one is not Meeting.NONE)
_REMEMBERED = 4_000_000  # Verdicts in the cache, a byte each: questions share names and dates.
_UNJUDGED = -1
_SPOKEN_OF = 0.005
"""Share of the entries that are about a person, from which on others may involve them without the name."""

_Given = TypeVarTuple("_Given")
_Verdicts = NDArray[np.int8]
_Objection = tuple[str, _Verdicts]  # A kind, and which entries are ruled out by it.


@dataclass
class Guard:
    entries: Sequence[EntryFacets]
    pervasive: frozenset[tuple[str, str]]
    kinds: Kinds
    _known: dict[int, KnownFacets] = field(default_factory=dict, init=False)
    _verdicts: dict[tuple[object, ...], _Verdicts] = field(default_factory=dict, init=False)

    @cached_property
    def matters(self) -> Matters:
        return Matters(self.entries, self.pervasive, self.kinds)

    def contradictions(self, asked: Facets, entries: Ints) -> list[str | None]:
        """Return for each entry the kind of the facet that rules it out, or None."""
        found: list[str | None] = [None] * len(entries)
        for kind, objections in self._objections(asked, entries):
            for at in np.flatnonzero(objections).tolist():
                found[at] = found[at] or kind
        return found

    def excluded(self, asked: Facets, entries: Ints) -> NDArray[np.bool_]:
        """Return for each entry whether the question itself excludes it ("not the ...")."""
        found = np.zeros(len(entries), np.bool_)
        for _, is_excluded in self._exclusions(asked, entries):
            found |= is_excluded > 0
        return found

    def _objections(self, asked: Facets, entries: Ints) -> Iterator[_Objection]:
        """The weightiest first."""
        yield from self._exclusions(asked, entries)
        yield from self._departures(asked, entries)
        named = {kind: self._distinguishing(kind, asked.of(kind)) for kind in asked.kinds()}
        wanted = {kind: values for kind, values in named.items() if values}
        names_thing = any(kind in self.kinds.exact for kind in asked.kinds())
        for name, values in wanted.items():
            kind, names_subject_too = self.kinds.of(name), len(values) < len(asked.of(name))
            is_person = kind.match is Matching.PERSON
            in_passing = all((name, one) in self._spoken_of for one in values) if is_person else names_subject_too
            yield name, self._judged(entries, verdicts.contradicts, kind, values, in_passing, names_thing)
        amounts = frozenset(asked.of(QUANTITY))
        for name, values in wanted.items():
            if name in self.kinds.exact and amounts and not self.kinds.of(name).may_be_missing:
                yield name, self._judged(entries, verdicts.counts_all, name, values, amounts)

    def _exclusions(self, asked: Facets, entries: Ints) -> Iterator[_Objection]:
        for kind, value in asked.excluded:
            yield kind, self._judged(entries, verdicts.excludes, kind, value)

    def _departures(self, asked: Facets, entries: Ints) -> Iterator[_Objection]:
        for kind in dict.fromkeys(kind for kind, _ in asked.carried):
            spoken_of = self._distinguishing(kind, [value for other, value in asked.carried if other == kind])
            if spoken_of:
                yield kind, self._judged(entries, verdicts.departs, self.kinds.of(kind), spoken_of)

    def _distinguishing(self, kind: str, values: Iterable[str]) -> tuple[str, ...]:
        """The values that are not pervasive."""
        return tuple(value for value in values if (kind, value) not in self.pervasive)

    @cached_property
    def _spoken_of(self) -> set[tuple[str, str]]:
        """The persons that many entries are about, as (kind, value)."""
        about = (part for one in self.entries for part in one.core if part[0] in self.kinds.persons)
        counts = Counter((kind, person) for kind, persons in about for person in persons)
        return {person for person, count in counts.items() if count >= _SPOKEN_OF * len(self.entries)}

    def contradiction(self, asked: Facets, entry: int) -> str | None:
        return self.contradictions(asked, np.array([entry]))[0]

    def leaves(self, spoken_of: Sequence[tuple[str, str]], entry: int) -> bool:
        """Whether an entry is about something else than what was spoken of, as (kind, value) pairs."""
        return self.contradiction(Facets((), (), tuple(spoken_of)), entry) is not None

    def meetings(self, asked: Facets, entries: Ints) -> Floats:
        """Count for each entry its meetings of each kind, in the order of `MEETINGS`."""
        met = np.zeros((len(entries), len(MEETINGS)), np.float32)
        met[:, Meeting.FACETS_OPEN] = self._judged(entries, verdicts.open_facets, frozenset(asked.kinds()))
        for kind, value in asked.values:
            if (kind, value) not in self.pervasive:
                found = self._judged(entries, verdicts.meeting_of, self.kinds.of(kind), value)
                for meeting in (Meeting.NAMES_MET, Meeting.DATES_MET, Meeting.NAMES_UNMENTIONED):
                    met[:, meeting] += found == meeting
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
        return self._of(entry).may_be(kind, value) or self.mentions(entry, kind, value)

    def core(self, entry: int, kind: str) -> frozenset[str]:
        return self._of(entry).core[kind]

    def _of(self, entry: int) -> KnownFacets:
        # Made on first use, so that a start need not wait for all.
        known = self._known.get(entry)
        if known is None:
            known = verdicts.known_facets(self.entries[entry], self.pervasive, self.kinds)
            self._known[entry] = known
        return known

    def _judged(self, entries: Ints, judge: Callable[[KnownFacets, *_Given], int], *given: *_Given) -> _Verdicts:
        """Return what `judge` says of each entry; `given`: what the question says."""
        known = self._verdicts.get((judge, *given))
        if known is None:
            if len(self._verdicts) * len(self.entries) > _REMEMBERED:
                self._verdicts.clear()
            known = self._verdicts[judge, *given] = np.full(len(self.entries), _UNJUDGED, np.int8)
        found = known.take(entries)
        if _UNJUDGED in found:
            for entry in set(entries[found == _UNJUDGED].tolist()):
                known[entry] = judge(self._of(entry), *given)
            found = known.take(entries)
        return found
