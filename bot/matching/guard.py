"""The facet guard: what a question is about and what an entry is about in, the facet that contradicts out.

A figure of the wrong year, model or company is worse than no answer; so a candidate that contradicts the question is
out, however near its words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from bot.matching.facets import TIME_KINDS, Facets, compatible, facets_of_labels, narrower, read_facets
from bot.matching.naming import Lexicon
from bot.matching.text import normalise
from bot.model import Entry

EXACT_KINDS = ("model", "trim", "generation")
"""Kinds in which an entry about one value never answers for another, even where its text mentions it."""
MENTIONED_KINDS = ("company", "place")
"""Kinds in which it suffices that the entry's text mentions what is asked about."""
CORE_SHARE = 1 / 3
"""Share of an entry's phrasings in which a value must stand to be what the entry is about."""
PERVASIVE_SHARE = 0.25
"""Share of all entries from which on a value is the subject of the whole and needs no mention; no model ever is."""

_BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)

Values = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class EntryFacets:
    """Values by kind: `core` is what the entry is about, `said` what its phrasings say, `told` what its text tells."""

    core: Values = ()
    said: Values = ()
    told: Values = ()
    figure: str = ""
    """The figure that the answer gives first; two entries with the same one do not contradict each other."""
    label: tuple[str, ...] = ()
    """Words that tell a generated entry from the others of its series; one that is asked for must be named."""


@dataclass(frozen=True, slots=True)
class _Known:
    """The facets of an entry, to be looked up by kind."""

    core: dict[str, frozenset[str]]
    said: dict[str, frozenset[str]]
    told: dict[str, frozenset[str]]
    left_open: tuple[str, ...]
    """Kinds that it is about, and that a question may leave open."""

    def mentions(self, kind: str, value: str) -> bool:
        return value in self.said.get(kind, ()) or value in self.told.get(kind, ())


@dataclass(slots=True)
class Guard:
    entries: Sequence[EntryFacets]
    pervasive: frozenset[tuple[str, str]]
    _members: dict[str, NDArray[np.int64]] = field(init=False)
    _unlabelled: NDArray[np.bool_] = field(init=False)
    _known: dict[int, _Known] = field(init=False)

    def __post_init__(self) -> None:
        members: dict[str, list[int]] = {}
        for number, one in enumerate(self.entries):
            for word in one.label:
                members.setdefault(word, []).append(number)
        self._members = {word: np.array(numbers, np.int64) for word, numbers in members.items()}
        self._unlabelled = np.array([*(not one.label for one in self.entries), True])
        self._known = {}

    def named(self, words: Sequence[str]) -> NDArray[np.bool_]:
        """Return for each entry, and last for "nothing", whether it may be meant: a point of a series must be named."""
        named = self._unlabelled.copy()
        for word in set(words):
            members = self._members.get(word)
            if members is not None:
                named[members] = True
        return named

    def contradictions(self, asked: Facets, entries: Sequence[int]) -> list[str | None]:
        """Return for each entry the kind of the facet that rules it out, or None."""
        wanted = []
        for kind in asked.kinds():
            values = [value for value in asked.of(kind) if (kind, value) not in self.pervasive]
            if values:
                wanted.append((kind, values, len(values) < len(asked.of(kind))))
        if not (wanted or asked.excluded or asked.carried):
            return [None] * len(entries)
        return [self._contradiction(asked, wanted, self._of(entry)) for entry in entries]

    def contradiction(self, asked: Facets, entry: int) -> str | None:
        """Return the kind of the facet that rules the entry out, or None."""
        return self.contradictions(asked, (entry,))[0]

    def meetings(self, asked: Facets, entries: Sequence[int]) -> list[tuple[int, int, int, int]]:
        """Return for each entry how many of the question's names and dates it is about, how many of its own are left
        open, and how many of the question's names it does not even mention."""
        wanted = [(*pair, pair[0] in TIME_KINDS) for pair in asked.values if pair not in self.pervasive]
        kinds = frozenset(asked.kinds())
        met = []
        for entry in entries:
            known = self._of(entry)
            names, dates, clash = _met(wanted, known) if wanted else (0, 0, 0)
            met.append((names, dates, sum(kind not in kinds for kind in known.left_open), clash))
        return met

    def meeting(self, asked: Facets, entry: int) -> tuple[int, int, int, int]:
        return self.meetings(asked, (entry,))[0]

    def agree(self, entry: int, other: int) -> bool:
        """Whether two entries give the same figure."""
        if entry < 0 or other < 0 or entry >= len(self.entries):
            return False
        figure = self.entries[entry].figure
        return entry == other or bool(figure and figure == self.entries[other].figure)

    def mentions(self, entry: int, kind: str, value: str) -> bool:
        """Whether an entry's phrasings or its text speak of something."""
        return self._of(entry).mentions(kind, value)

    def core(self, entry: int, kind: str) -> frozenset[str]:
        return self._of(entry).core.get(kind, frozenset())

    def _of(self, entry: int) -> _Known:
        # Made when it is first asked for, so that a start need not wait for all of them.
        known = self._known.get(entry)
        if known is None:
            one = self.entries[entry]
            left_open = tuple(
                kind
                for kind, values in one.core
                if kind != "rank" and any((kind, value) not in self.pervasive for value in values)
            )
            known = _Known(_table(one.core), _table(one.said), _table(one.told), left_open)
            self._known[entry] = known
        return known

    def _contradiction(
        self, asked: Facets, wanted: Sequence[tuple[str, Sequence[str], bool]], known: _Known
    ) -> str | None:
        for kind, value in asked.excluded:
            if value in known.core.get(kind, ()) and len(known.core[kind]) == 1:
                return kind
        for kind, value in asked.carried:
            about = known.core.get(kind)
            if about and (kind, value) not in self.pervasive and not any(_carries(kind, value, one) for one in about):
                return kind
        return next((kind for kind, values, passing in wanted if _contradicts(kind, values, passing, known)), None)


def read_entry(
    entry: Entry, lexicon: Lexicon, label: tuple[str, ...] = (), worded: Sequence[Sequence[str]] = ()
) -> EntryFacets:
    """`worded`: question and phrasings in words, where they were read before."""
    phrasings = worded or [normalise(phrasing) for phrasing in (entry.question, *entry.phrasings)]
    counts: Counter[tuple[str, str]] = Counter()
    for words in phrasings:
        counts.update(read_facets(words, lexicon).values)
    declared = facets_of_labels(entry.about)
    asked = read_facets(phrasings[0], lexicon).values
    often = [
        (kind, value)
        for (kind, value), count in counts.items()
        if count >= max(2, CORE_SHARE * len(phrasings)) and kind not in EXACT_KINDS
    ]
    core = dict.fromkeys((*declared, *(asked if not declared else ()), *often))
    if declared:
        # What a curator declares about a kind is all that the entry is about in that kind.
        kinds = {kind for kind, _ in declared}
        core = dict.fromkeys(pair for pair in core if pair[0] not in kinds or pair in declared)
    said = dict.fromkeys((*asked, *(value for value, count in counts.items() if count >= 2)))
    dated = [("year", entry.as_of[:4])] if entry.as_of else []
    told = dict.fromkeys((*read_facets(normalise(entry.answer), lexicon).values, *dated))
    return EntryFacets(_grouped(core), _grouped(said), _grouped(told), leading_figure(entry.answer), label)


def leading_figure(answer: str) -> str:
    """Return the first number in bold, if it has three digits or more, so that it is hardly the same by chance."""
    bold = _BOLD.search(answer)
    numbers = [word for word in normalise(bold[1]) if word[0].isdigit()] if bold else []
    return numbers[0] if numbers and len(numbers[0].replace(".", "")) >= 3 else ""


def pervasive_values(entries: Sequence[EntryFacets]) -> frozenset[tuple[str, str]]:
    """Values of names that stand in so many entries that they are the subject of the knowledge base."""
    counts: Counter[tuple[str, str]] = Counter()
    for entry in entries:
        counts.update(
            {
                (kind, value)
                for part in (entry.core, entry.said, entry.told)
                for kind, values in part
                if kind not in (*TIME_KINDS, *EXACT_KINDS)
                for value in values
            }
        )
    return frozenset(value for value, count in counts.items() if count >= max(3, PERVASIVE_SHARE * len(entries)))


def labels_of(entries: Sequence[Entry], groups: Sequence[str]) -> list[tuple[str, ...]]:
    """Return for each entry the words of its question that not all members of its group share."""
    members: dict[str, list[frozenset[str]]] = {}
    for entry, group in zip(entries, groups, strict=True):
        members.setdefault(group, []).append(frozenset(normalise(entry.question)))
    shared = {group: frozenset.intersection(*sets) for group, sets in members.items()}
    labels = []
    for entry, group in zip(entries, groups, strict=True):
        alone = len(members[group]) < 2
        labels.append(
            () if alone else tuple(w for w in dict.fromkeys(normalise(entry.question)) if w not in shared[group])
        )
    return labels


def _met(wanted: Sequence[tuple[str, str, bool]], known: _Known) -> tuple[int, int, int]:
    """Return how many names and dates are met, and how many names are not even mentioned."""
    names = dates = clash = 0
    for kind, value, is_time in wanted:
        if any(compatible(value, one) for one in known.core.get(kind, ())):
            if is_time:
                dates += 1
            else:
                names += 1
        elif not is_time and not known.mentions(kind, value):
            clash += 1
    return names, dates, clash


def _contradicts(kind: str, asked: Sequence[str], by_the_way: bool, known: _Known) -> bool:
    """`by_the_way`: the subject of the knowledge base is named too, so that others may be named in passing."""
    about = known.core.get(kind, frozenset())
    if kind in TIME_KINDS:
        told = about or (*known.said.get(kind, ()), *known.told.get(kind, ()))
        return not any(compatible(value, one) for value in asked for one in told)
    if kind in EXACT_KINDS:
        return bool(about) and not all(any(_same_line(value, one) for one in about) for value in asked)
    if kind in MENTIONED_KINDS:
        return not by_the_way and not all(value in about or known.mentions(kind, value) for value in asked)
    if kind == "rank":
        return bool(about) and about.isdisjoint(asked)
    if kind == "person":
        return bool(about) and not any(value in about or known.mentions(kind, value) for value in asked)
    return False


def _carries(kind: str, carried: str, told: str) -> bool:
    return _same_line(carried, told) if kind in EXACT_KINDS else compatible(carried, told)


def _same_line(asked: str, told: str) -> bool:
    return asked == told or narrower(asked, told) or narrower(told, asked)


def _grouped(pairs: Iterable[tuple[str, str]]) -> Values:
    kinds: dict[str, list[str]] = {}
    for kind, value in pairs:
        kinds.setdefault(kind, []).append(value)
    return tuple((kind, tuple(values)) for kind, values in kinds.items())


def _table(values: Values) -> dict[str, frozenset[str]]:
    return {kind: frozenset(found) for kind, found in values}
