"""Joins the readings of a message that lead to the same answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.conversation.readings import Kind, Reading
from bot.matching import LEAST_SHARE, Matcher
from bot.replies.figured import Figured

LOOKED_AT = 4
"""Candidates of each reading that may be meant."""


@dataclass(slots=True)
class Meant:
    """An answer that readings come to."""

    id: str
    """Of the entry or cell; of a computed figure its measure, operation and result."""
    entry: int
    """The candidate that it belongs to: of a figure the measure that it is of."""
    reading: Reading
    """The one that is surest of it."""
    figured: Figured | None = None
    sure: dict[Kind, float] = field(default_factory=dict)
    """The confidence of the surest reading of each kind,"""
    share: dict[Kind, float] = field(default_factory=dict)
    """and its share of all that speaks for any candidate: from 0, the least that counts, to 1."""
    first: set[Kind] = field(default_factory=set)
    """Kinds of readings that put it first."""
    best: float = -1.0

    def add(self, reading: Reading, sure: float, share: float, first: bool, figured: Figured | None = None) -> None:
        _raise(self.sure, {reading.kind: sure})
        _raise(self.share, {reading.kind: share})
        if first:
            self.first.add(reading.kind)
        if sure > self.best:
            self.best, self.reading, self.figured = sure, reading, figured

    @property
    def takes_up_all(self) -> bool:
        """Whether a query, with what the message changes in it, explains all that the message says."""
        return self.figured is not None and (Kind.QUERY in self.sure or Kind.COUNTED in self.sure)

    def support(self, other: Meant) -> None:
        """Take over what speaks for another answer that means the same."""
        _raise(self.sure, other.sure)
        _raise(self.share, other.share)
        self.first |= other.first


def _raise(least: dict[Kind, float], by: Mapping[Kind, float]) -> None:
    for kind, value in by.items():
        least[kind] = max(value, least.get(kind, 0.0))


@dataclass(frozen=True, slots=True)
class Found:
    """What a reading comes to first."""

    reading: Reading
    id: str
    """Empty: nothing."""
    entry: int
    """The candidate that this belongs to, as in `Meant`; -1: none."""
    sure: float
    """What the reading's own ranking, or its query, says for it."""
    figured: Figured | None = None


def gather(found: Iterable[Found], matcher: Matcher) -> tuple[Meant, ...]:
    """Bring the readings together by what they come to."""
    meant: dict[str, Meant] = {}
    for one in found:
        first = meant.setdefault(one.id, Meant(one.id, one.entry, one.reading))
        first.add(one.reading, one.sure, 1.0, first=True, figured=one.figured)
        if one.reading.target is None and one.reading.kind is not Kind.COUNTED:
            _add_others(one, meant, matcher)
    return _with_measures(meant)


def _with_measures(meant: Mapping[str, Meant]) -> tuple[Meant, ...]:
    """What speaks for a measure speaks for the likeliest figure of it, which is given in its place."""
    figures: dict[int, Meant] = {}
    for one in meant.values():
        if one.figured is not None and not one.figured.told:
            best = figures.setdefault(one.entry, one)
            figures[one.entry] = max(best, one, key=lambda figure: figure.best)
    wholes = {
        one.id for one in meant.values() if one.entry in figures and one.figured is None and one.reading.target is None
    }
    for id in wholes:
        figures[meant[id].entry].support(meant[id])
    return tuple(one for one in meant.values() if one.id not in wholes)


def _add_others(one: Found, meant: dict[str, Meant], matcher: Matcher) -> None:
    reading = one.reading
    shares = reading.ranking.shares()
    for at, scored in enumerate(reading.ranking.candidates[:LOOKED_AT]):
        id, share = matcher.entries[scored.entry].id, 1 - shares[scored.entry] / LEAST_SHARE
        if id == one.id:
            meant[id].share[reading.kind] = share
        else:
            other = meant.setdefault(id, Meant(id, scored.entry, reading))
            other.add(reading, scored.confidence, share, first=at == 0 and one.figured is None)
