"""The facet guard: what a question is about and what an entry is about in, the facet that contradicts out.

A figure of the wrong year, model or company is worse than no answer; so a candidate that contradicts the question is
out, however near its words.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np
from numpy.typing import NDArray

from bot.matching.entry_facets import EXACT_KINDS, EntryFacets, Values
from bot.matching.facets import TIME_KINDS, Facets, compatible, narrower

MENTIONED_KINDS = ("company", "place")
"""Kinds in which it suffices that the entry's text mentions what is asked about."""
_TELLING_RANK = 4
"""The rank from which on an entry must speak of it: "third" and better stand in many texts by chance."""
_REMEMBERED = 4_000_000
"""Verdicts that are remembered, one a byte: questions have names and dates in common."""
_UNJUDGED = -1
_NAME_MET, _DATE_MET, _UNMENTIONED = 1, 2, 3
"""What becomes of a name or a date that is asked for."""

_Verdicts = NDArray[np.int8]
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
    labelled: bool
    """It is a point of a series, told from the others by its label."""

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
    _verdicts: dict[Hashable, _Verdicts] = field(init=False)

    def __post_init__(self) -> None:
        members: dict[str, list[int]] = {}
        for number, one in enumerate(self.entries):
            for word in one.label:
                members.setdefault(word, []).append(number)
        self._members = {word: np.array(numbers, np.int64) for word, numbers in members.items()}
        self._unlabelled = np.array([*(not one.label for one in self.entries), True])
        self._known, self._verdicts, self._matters = {}, {}, {}

    def named(self, words: Sequence[str]) -> NDArray[np.bool_]:
        """Return for each entry, and last for "nothing", whether it may be meant: a point of a series must be named."""
        named = self._unlabelled.copy()
        for word in set(words):
            members = self._members.get(word)
            if members is not None:
                named[members] = True
        return named

    def contradictions(self, asked: Facets, entries: NDArray[np.int64]) -> list[str | None]:
        """Return for each entry the kind of the facet that rules it out, or None."""
        found: list[str | None] = [None] * len(entries)
        for kinds, verdicts in self._objections(asked, entries):
            for at in np.flatnonzero(verdicts).tolist():
                found[at] = found[at] or kinds[verdicts[at] - 1]
        return found

    def _objections(self, asked: Facets, entries: NDArray[np.int64]) -> Iterator[tuple[Sequence[str], _Verdicts]]:
        """Yield kinds and for each entry which of them, counted from 1, rules it out; what counts most comes first."""
        for kind, value in asked.excluded:
            yield (kind,), self._judged(("excluded", kind, value), entries, partial(_is_excluded, kind, value))
        for kind, value in asked.carried:
            if (kind, value) not in self.pervasive:
                yield (kind,), self._judged(("carried", kind, value), entries, partial(_is_left, kind, value))
        wanted: list[_Wanted] = []
        for kind in asked.kinds():
            values = tuple(value for value in asked.of(kind) if (kind, value) not in self.pervasive)
            if values:
                wanted.append((kind, values, len(values) < len(asked.of(kind))))
        for one in wanted:
            yield (one[0],), self._judged(one, entries, partial(_contradicts, *one))
        finest = max((TIME_KINDS.index(kind) for kind in asked.kinds() if kind in TIME_KINDS), default=None)
        if finest is not None:
            yield TIME_KINDS, self._judged(("too fine", finest), entries, partial(_too_fine, finest))

    def contradiction(self, asked: Facets, entry: int) -> str | None:
        """Return the kind of the facet that rules the entry out, or None."""
        return self.contradictions(asked, np.array([entry]))[0]

    def meetings(self, asked: Facets, entries: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return for each entry how many of the question's names and dates it is about, how many of its own are left
        open, and how many of the question's names it does not even mention."""
        kinds = frozenset(asked.kinds())
        met = np.zeros((len(entries), 4), np.float32)
        met[:, 2] = self._judged(kinds, entries, partial(_left_open, kinds))
        for pair in asked.values:
            if pair not in self.pervasive:
                verdicts = self._judged(("met", *pair), entries, partial(_meet, *pair))
                for column, verdict in ((0, _NAME_MET), (1, _DATE_MET), (3, _UNMENTIONED)):
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
            known = _Known(_table(one.core), _table(one.said), _table(one.told), left_open, bool(one.label))
            self._known[entry] = known
        return known

    def _judged(self, key: Hashable, entries: NDArray[np.int64], judge: Callable[[_Known], int]) -> _Verdicts:
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


def _is_excluded(kind: str, value: str, known: _Known) -> int:
    return value in known.core.get(kind, ()) and len(known.core[kind]) == 1


def _is_left(kind: str, value: str, known: _Known) -> int:
    """Whether an entry is about another than was spoken of."""
    about = known.core.get(kind, frozenset())
    return bool(about) and not any(_carries(kind, value, one) for one in about)


def _too_fine(finest: int, known: _Known) -> int:
    """The month of a point of a series where only a year is asked for: its figure is none of the year's. A day of the
    month that is asked for is as near as a count of a certain day comes."""
    if not known.labelled or TIME_KINDS[finest] == "month":
        return 0
    return next((at + 1 for at in range(finest + 1, len(TIME_KINDS)) if known.core.get(TIME_KINDS[at])), 0)


def _left_open(kinds: frozenset[str], known: _Known) -> int:
    return min(127, len(known.left_open - kinds))


def _meet(kind: str, value: str, known: _Known) -> int:
    is_time = kind in TIME_KINDS
    if any(compatible(value, one) for one in known.core.get(kind, ())):
        return _DATE_MET if is_time else _NAME_MET
    return 0 if is_time or known.mentions(kind, value) else _UNMENTIONED


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
        if not about:
            return any(int(value) >= _TELLING_RANK and not known.mentions(kind, value) for value in asked)
        return about.isdisjoint(asked)
    if kind == "person":
        return bool(about) and not any(value in about or known.mentions(kind, value) for value in asked)
    return False


def _carries(kind: str, carried: str, told: str) -> bool:
    return _same_line(carried, told) if kind in EXACT_KINDS else compatible(carried, told)


def _same_line(asked: str, told: str) -> bool:
    return asked == told or narrower(asked, told) or narrower(told, asked)


def _table(values: Values) -> dict[str, frozenset[str]]:
    return {kind: frozenset(found) for kind, found in values}
