"""The facet guard: what a question is about and what an entry is about in, the facet that contradicts out.

A figure of the wrong year, model or company is worse than no answer; so a candidate that contradicts the question is
out, however near its words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
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
"""Share of all entries from which on a value is the subject of the whole and needs no mention."""

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


@dataclass(slots=True)
class Guard:
    entries: Sequence[EntryFacets]
    pervasive: frozenset[tuple[str, str]]
    _members: dict[str, NDArray[np.int64]] = field(init=False)
    _unlabelled: NDArray[np.bool_] = field(init=False)
    _tables: list[tuple[dict[str, frozenset[str]], dict[str, frozenset[str]], dict[str, frozenset[str]]]] = field(
        init=False
    )

    def __post_init__(self) -> None:
        members: dict[str, list[int]] = {}
        for number, one in enumerate(self.entries):
            for word in one.label:
                members.setdefault(word, []).append(number)
        self._members = {word: np.array(numbers, np.int64) for word, numbers in members.items()}
        self._unlabelled = np.array([*(not one.label for one in self.entries), True])
        self._tables = [(_table(one.core), _table(one.said), _table(one.told)) for one in self.entries]

    def named(self, words: Sequence[str]) -> NDArray[np.bool_]:
        """Return for each entry, and last for "nothing", whether it may be meant: a point of a series must be named."""
        named = self._unlabelled.copy()
        for word in set(words):
            members = self._members.get(word)
            if members is not None:
                named[members] = True
        return named

    def contradiction(self, asked: Facets, entry: int) -> str | None:
        """Return the kind of the facet that rules the entry out, or None."""
        core, said, told = self._tables[entry]
        for kind, value in asked.excluded:
            if value in core.get(kind, ()) and len(core[kind]) == 1:
                return kind
        for kind, value in asked.carried:
            about = core.get(kind)
            if about and (kind, value) not in self.pervasive and not any(_carries(kind, value, one) for one in about):
                return kind
        for kind in asked.kinds():
            values = [value for value in asked.of(kind) if (kind, value) not in self.pervasive]
            by_the_way = len(values) < len(asked.of(kind))
            if values and self._contradicts(kind, values, by_the_way, core, said, told):
                return kind
        return None

    def meeting(self, asked: Facets, entry: int) -> tuple[int, int, int, int]:
        """Return how many of the question's names and dates the entry is about, how many of its own are left open, and
        how many of the question's names it does not even mention."""
        core, said, told = self._tables[entry]
        met = dated = clash = 0
        for kind, value in asked.values:
            if (kind, value) in self.pervasive:
                continue
            if any(compatible(value, one) for one in core.get(kind, ())):
                if kind in TIME_KINDS:
                    dated += 1
                else:
                    met += 1
            elif kind not in TIME_KINDS and value not in said.get(kind, ()) and value not in told.get(kind, ()):
                clash += 1
        left = sum(
            1
            for kind, values in core.items()
            if kind != "rank" and not asked.of(kind) and any((kind, value) not in self.pervasive for value in values)
        )
        return met, dated, left, clash

    def agree(self, entry: int, other: int) -> bool:
        """Whether two entries give the same figure."""
        if entry < 0 or other < 0 or entry >= len(self.entries):
            return False
        figure = self.entries[entry].figure
        return entry == other or bool(figure and figure == self.entries[other].figure)

    def core(self, entry: int, kind: str) -> frozenset[str]:
        return self._tables[entry][0].get(kind, frozenset())

    @staticmethod
    def _contradicts(
        kind: str,
        asked: Sequence[str],
        by_the_way: bool,
        core: Mapping[str, frozenset[str]],
        said: Mapping[str, frozenset[str]],
        told: Mapping[str, frozenset[str]],
    ) -> bool:
        """`by_the_way`: the subject of the knowledge base is named too, so that others may be named in passing."""
        about = core.get(kind, frozenset())
        mentioned = said.get(kind, frozenset()) | told.get(kind, frozenset())
        if kind in TIME_KINDS:
            return not any(compatible(value, one) for value in asked for one in about or mentioned)
        if kind in EXACT_KINDS:
            return bool(about) and not all(any(_same_line(value, one) for one in about) for value in asked)
        if kind in MENTIONED_KINDS:
            return not by_the_way and not all(value in about or value in mentioned for value in asked)
        if kind == "person":
            return bool(about) and not any(value in about or value in mentioned for value in asked)
        return False


def read_entry(entry: Entry, lexicon: Lexicon, label: tuple[str, ...] = ()) -> EntryFacets:
    phrasings = (entry.question, *entry.phrasings)
    counts: Counter[tuple[str, str]] = Counter()
    for phrasing in phrasings:
        counts.update(set(read_facets(normalise(phrasing), lexicon).values))
    declared = facets_of_labels(entry.about)
    asked = read_facets(normalise(entry.question), lexicon).values
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
                if kind not in TIME_KINDS
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
