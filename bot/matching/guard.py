"""The facet guard: what a question is about and what an entry is about in, the facet that contradicts out.

A figure of the wrong year, model or company is worse than no answer; so a candidate that contradicts the question is
out, however near its words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from bot.matching.entry_facets import EXACT_KINDS, EntryFacets, Values
from bot.matching.facets import TIME_KINDS, Facets, compatible, narrower

MENTIONED_KINDS = ("company", "place")
"""Kinds in which it suffices that the entry's text mentions what is asked about."""
_REMEMBERED = 2_000
"""Names and dates, and groups of them, whose verdicts on entries are remembered: questions have them in common."""

_Key = TypeVar("_Key")
_Verdict = TypeVar("_Verdict")
_Met = tuple[int, int, int]
"""Whether a name is met, whether a date is, and whether a name is not even mentioned."""
_Wanted = tuple[str, tuple[str, ...], bool]
"""A kind, the values that are asked for, and whether they may be named in passing."""


@dataclass(frozen=True, slots=True)
class _Known:
    """The facets of an entry, to be looked up by kind."""

    core: dict[str, frozenset[str]]
    said: dict[str, frozenset[str]]
    told: dict[str, frozenset[str]]
    left_open: frozenset[str]
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
    _matters: dict[tuple[int, tuple[str, ...]], tuple[tuple[str, frozenset[str]], ...]] = field(init=False)
    _met: dict[tuple[str, str], dict[int, _Met]] = field(init=False)
    _contradicting: dict[_Wanted, dict[int, bool]] = field(init=False)

    def __post_init__(self) -> None:
        members: dict[str, list[int]] = {}
        for number, one in enumerate(self.entries):
            for word in one.label:
                members.setdefault(word, []).append(number)
        self._members = {word: np.array(numbers, np.int64) for word, numbers in members.items()}
        self._unlabelled = np.array([*(not one.label for one in self.entries), True])
        self._known, self._met, self._contradicting, self._matters = {}, {}, {}, {}

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
        wanted: list[_Wanted] = []
        for kind in asked.kinds():
            values = tuple(value for value in asked.of(kind) if (kind, value) not in self.pervasive)
            if values:
                wanted.append((kind, values, len(values) < len(asked.of(kind))))
        if not (wanted or asked.excluded or asked.carried):
            return [None] * len(entries)
        verdicts = [(one, _remembered(self._contradicting, one)) for one in wanted]
        return [self._contradiction(asked, verdicts, entry) for entry in entries]

    def contradiction(self, asked: Facets, entry: int) -> str | None:
        """Return the kind of the facet that rules the entry out, or None."""
        return self.contradictions(asked, (entry,))[0]

    def meetings(self, asked: Facets, entries: Sequence[int]) -> list[tuple[int, int, int, int]]:
        """Return for each entry how many of the question's names and dates it is about, how many of its own are left
        open, and how many of the question's names it does not even mention."""
        wanted = [(*pair, _remembered(self._met, pair)) for pair in asked.values if pair not in self.pervasive]
        kinds = frozenset(asked.kinds())
        met = []
        for entry in entries:
            known = self._of(entry)
            names = dates = clashes = 0
            for kind, value, before in wanted:
                found = before.get(entry)
                if found is None:
                    found = before[entry] = _meet(kind, value, known)
                name, date, clash = found
                names, dates, clashes = names + name, dates + date, clashes + clash
            met.append((names, dates, len(known.left_open - kinds), clashes))
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

    def matter(self, entry: int, but: Sequence[str] = ()) -> tuple[tuple[str, frozenset[str]], ...]:
        """What an entry is about but for its date, and for the kinds left out; empty where it names no quantity."""
        key = (entry, tuple(but))
        known = self._matters.get(key)
        if known is not None:
            return known
        about = {
            kind: frozenset(
                value for value in self.core(entry, kind) if kind == "quantity" or (kind, value) not in self.pervasive
            )
            for kind in ("quantity", "company", "place", *EXACT_KINDS)
            if kind not in but
        }
        self._matters[key] = tuple(about.items()) if about["quantity"] else ()
        return self._matters[key]

    def matter_and_time(self, entry: int) -> tuple[tuple[str, frozenset[str]], ...]:
        """What an entry is about, date and all; empty where it names no quantity or no time."""
        time = tuple((kind, self.core(entry, kind)) for kind in TIME_KINDS)
        matter = self.matter(entry)
        return (*matter, *time) if matter and any(values for _, values in time) else ()

    def core(self, entry: int, kind: str) -> frozenset[str]:
        return self._of(entry).core.get(kind, frozenset())

    def _of(self, entry: int) -> _Known:
        # Made when it is first asked for, so that a start need not wait for all of them.
        known = self._known.get(entry)
        if known is None:
            one = self.entries[entry]
            left_open = frozenset(
                kind
                for kind, values in one.core
                if kind != "rank" and any((kind, value) not in self.pervasive for value in values)
            )
            known = _Known(_table(one.core), _table(one.said), _table(one.told), left_open)
            self._known[entry] = known
        return known

    def _contradiction(
        self, asked: Facets, verdicts: Sequence[tuple[_Wanted, dict[int, bool]]], entry: int
    ) -> str | None:
        known = self._of(entry)
        for kind, value in asked.excluded:
            if value in known.core.get(kind, ()) and len(known.core[kind]) == 1:
                return kind
        for kind, value in asked.carried:
            about = known.core.get(kind)
            if about and (kind, value) not in self.pervasive and not any(_carries(kind, value, one) for one in about):
                return kind
        for wanted, before in verdicts:
            contradicts = before.get(entry)
            if contradicts is None:
                contradicts = before[entry] = _contradicts(*wanted, known)
            if contradicts:
                return wanted[0]
        return self._too_fine(asked, entry)

    def _too_fine(self, asked: Facets, entry: int) -> str | None:
        """The month of a point of a series where only a year is asked for: its figure is none of the year's."""
        if not self.entries[entry].label:
            return None
        finest = max((TIME_KINDS.index(kind) for kind in asked.kinds() if kind in TIME_KINDS), default=None)
        if finest is None:
            return None
        return next((kind for kind in TIME_KINDS[finest + 1 :] if self.core(entry, kind)), None)


def _remembered(verdicts: dict[_Key, dict[int, _Verdict]], key: _Key) -> dict[int, _Verdict]:
    if len(verdicts) > _REMEMBERED:
        verdicts.clear()
    return verdicts.setdefault(key, {})


def _meet(kind: str, value: str, known: _Known) -> _Met:
    is_time = kind in TIME_KINDS
    if any(compatible(value, one) for one in known.core.get(kind, ())):
        return int(not is_time), int(is_time), 0
    return 0, 0, int(not is_time and not known.mentions(kind, value))


def _contradicts(kind: str, asked: Sequence[str], by_the_way: bool, known: _Known) -> bool:
    """`by_the_way`: the subject of the knowledge base is named too, so that others may be named in passing."""
    about = known.core.get(kind, frozenset())
    if kind in TIME_KINDS:
        told = about or (*known.said.get(kind, ()), *known.told.get(kind, ()))
        return not any(compatible(value, one) for value in asked for one in told)
    if kind in EXACT_KINDS:
        # What is asked of a special model is answered by what holds for all of its line only where that says so.
        return bool(about) and not all(
            any(
                value == one or narrower(value, one) or (narrower(one, value) and known.mentions(kind, value))
                for one in about
            )
            for value in asked
        )
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


def _table(values: Values) -> dict[str, frozenset[str]]:
    return {kind: frozenset(found) for kind, found in values}
