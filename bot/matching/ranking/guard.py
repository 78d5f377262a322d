"""The facet guard: finds the facet by which an entry contradicts a question.

A figure of the wrong year, model or company is worse than no answer, so it is refused, however similar its words.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from bot.matching.index.arrays import Bytes, Floats, Ints
from bot.matching.index.entry_facets import EntryFacets
from bot.matching.language.facets import Facets
from bot.matching.ranking import verdicts
from bot.matching.ranking.matters import Matters
from bot.matching.ranking.remembering import RememberedVerdicts
from bot.matching.ranking.verdicts import Meeting
from bot.model import QUANTITY, Kinds, Matching

MEETINGS = tuple(one.name.lower().replace("_", " ") for one in Meeting if one is not Meeting.NONE)
_SPOKEN_OF = 0.005
"""Share of the entries that are about a person, from which on others may involve them without the name."""

_Objection = tuple[str, Bytes]  # A kind, and which entries are ruled out by it.
_Wanted = Mapping[str, tuple[str, ...]]  # What is asked for by kind, without what is pervasive.


@dataclass
class Guard:
    entries: Sequence[EntryFacets]
    pervasive: frozenset[tuple[str, str]]
    kinds: Kinds

    @cached_property
    def _remembered(self) -> RememberedVerdicts:
        return RememberedVerdicts(self.entries, self.pervasive, self.kinds)

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
        named = {kind: self._distinguishing(kind, asked.of(kind)) for kind in asked.kinds()}
        wanted = {kind: values for kind, values in named.items() if values}
        yield from self._exclusions(asked, entries)
        yield from self._departures(asked, entries)
        yield from self._contradictions(asked, wanted, entries)
        yield from self._totals(asked, wanted, entries)

    def _exclusions(self, asked: Facets, entries: Ints) -> Iterator[_Objection]:
        """Of "not the Comet", entries about it alone."""
        for kind, value in asked.excluded:
            yield kind, self._remembered.of(entries, verdicts.excludes, kind, value)

    def _departures(self, asked: Facets, entries: Ints) -> Iterator[_Objection]:
        """Of "and the battery?", asked about the Comet, entries about the Lark."""
        for kind in dict.fromkeys(kind for kind, _ in asked.carried):
            spoken_of = self._distinguishing(kind, [value for other, value in asked.carried if other == kind])
            if spoken_of:
                yield kind, self._remembered.of(entries, verdicts.departs, self.kinds.of(kind), spoken_of)

    def _contradictions(self, asked: Facets, wanted: _Wanted, entries: Ints) -> Iterator[_Objection]:
        """Of "the price in 2025", entries about that of 2024."""
        names_thing = any(kind in self.kinds.exact for kind in asked.kinds())
        for name, values in wanted.items():
            kind, names_subject_too = self.kinds.of(name), len(values) < len(asked.of(name))
            is_person = kind.match is Matching.PERSON
            in_passing = all((name, one) in self._spoken_of for one in values) if is_person else names_subject_too
            yield name, self._remembered.of(entries, verdicts.contradicts, kind, values, in_passing, names_thing)

    def _totals(self, asked: Facets, wanted: _Wanted, entries: Ints) -> Iterator[_Objection]:
        """Of "how many Comets were sold?", entries about the sales of all models."""
        amounts = frozenset(asked.of(QUANTITY))
        for name, values in wanted.items():
            if name in self.kinds.exact and amounts and not self.kinds.of(name).may_be_missing:
                yield name, self._remembered.of(entries, verdicts.counts_all, name, values, amounts)

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
        met[:, Meeting.FACETS_OPEN] = self._remembered.of(entries, verdicts.open_facets, frozenset(asked.kinds()))
        for kind, value in asked.values:
            if (kind, value) not in self.pervasive:
                found = self._remembered.of(entries, verdicts.meeting_of, self.kinds.of(kind), value)
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
        return self._remembered.lookup(entry).mentions(kind, value)

    def speaks_of(self, entry: int, kind: str, value: str) -> bool:
        """Whether an entry is about something, or mentions it."""
        return self._remembered.lookup(entry).may_be(kind, value) or self.mentions(entry, kind, value)

    def core(self, entry: int, kind: str) -> frozenset[str]:
        return self._remembered.lookup(entry).core[kind]
