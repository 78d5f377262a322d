"""Judges how an entry stands to a question in a facet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum, auto

from bot.matching.index.entry_facets import EntryFacets
from bot.matching.language.facet_values import compatible, narrower
from bot.model import QUANTITY, RANK, FacetKind, Kinds, Matching

_TELLING_RANK = 4
"""Ranks from this one on must be mentioned: "first" to "third" stand in many texts by chance."""
Judge = Callable[["KnownFacets"], int]
"""Called with the facets of an entry; it is a value, made of what the question says, so that its verdicts can be
remembered, a byte each. Most judges object to an entry (1) or do not (0); `OpenFacets` counts, and `MeetingOf` returns
a `Meeting`."""


class Meeting(IntEnum):
    """How the question and an entry meet in a facet: the columns of `Guard.meetings`, and parts of a score."""

    NAMES_MET = 0
    DATES_MET = auto()
    FACETS_OPEN = auto()
    """The entry is about something that the question leaves open."""
    NAMES_UNMENTIONED = auto()
    """The question names something that the entry never mentions."""
    NONE = auto()
    """They do not meet; no column, and no part."""


class _ByKind(dict[str, frozenset[str]]):
    """Values by kind; none of a kind that is missing."""

    def __missing__(self, kind: str) -> frozenset[str]:
        return frozenset()


@dataclass(frozen=True, slots=True)
class KnownFacets:
    """The facets of an entry, to be looked up by kind; see `EntryFacets`."""

    core: _ByKind
    said: _ByKind
    told: _ByKind
    left_open: frozenset[str]
    """Kinds that it is about and that count as open if a question does not name them."""
    around: _ByKind
    """Values that lie within those that it is about or asked for with, or that these lie within."""
    free: tuple[str, ...]
    """Kinds in which no question contradicts it."""
    compared: _ByKind

    def mentions(self, kind: str, value: str) -> bool:
        return value in self.said[kind] or value in self.told[kind]

    def mentions_any(self, kind: str, values: Sequence[str]) -> bool:
        return any(self.mentions(kind, value) for value in values)

    def answers_for(self, kind: str, asked: str) -> bool:
        """Whether it is about a value, a special case of it, or a line whose special case it mentions."""
        return any(
            asked == one or narrower(asked, one) or (narrower(one, asked) and self.mentions(kind, asked))
            for one in self.core[kind]
        )

    def may_be(self, kind: str, asked: str) -> bool:
        """Whether it may be about a value: an entry about May 2025 is about May of any year."""
        return any(compatible(asked, one) for one in self.core[kind])


def known_facets(entry: EntryFacets, pervasive: frozenset[tuple[str, str]], kinds: Kinds) -> KnownFacets:
    """`pervasive`: the subject of the knowledge base, which distinguishes no entry."""
    left_open = frozenset(
        kind
        for kind, values in entry.core
        if kind not in (RANK, *entry.varying) and any((kind, value) not in pervasive for value in values)
    )
    parts = (entry.core, entry.said, entry.told, entry.compared)
    core, said, told, compared = (_ByKind((kind, frozenset(values)) for kind, values in part) for part in parts)
    around = _ByKind()
    for kind, values in (*entry.said, *entry.core):
        around[kind] = around[kind].union(*(kinds.around(kind, value) for value in values))
    return KnownFacets(core, said, told, left_open, around, entry.free, compared)


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Whether an entry is about nothing but a value that the question excludes."""

    kind: str
    value: str

    def __call__(self, known: KnownFacets) -> bool:
        return known.core[self.kind] == {self.value}


@dataclass(frozen=True, slots=True)
class Departure:
    """Whether an entry is about other values than those spoken of before."""

    kind: FacetKind
    spoken_of: tuple[str, ...]

    def __call__(self, known: KnownFacets) -> bool:
        name = self.kind.name
        if not known.core[name] or not known.around[name].isdisjoint(self.spoken_of):
            return False
        holds = known.answers_for if self.kind.match is Matching.EXACT else known.may_be
        return not any(holds(name, value) for value in self.spoken_of)


@dataclass(frozen=True, slots=True)
class CountOfAll:
    """Whether an entry gives the figure of all models, without a mention of the one asked for."""

    kind: str
    asked: tuple[str, ...]
    amounts: frozenset[str]

    def __call__(self, known: KnownFacets) -> bool:
        if known.core[self.kind] or self.amounts.isdisjoint(known.core[QUANTITY]):
            return False
        return not known.mentions_any(self.kind, self.asked)


@dataclass(frozen=True, slots=True)
class OpenFacets:
    """How many of an entry's facets a question about these kinds leaves open; at most what a byte holds."""

    kinds: frozenset[str]

    def __call__(self, known: KnownFacets) -> int:
        return min(127, len(known.left_open - self.kinds))


@dataclass(frozen=True, slots=True)
class MeetingOf:
    """How a name or date of the question meets an entry."""

    kind: FacetKind
    value: str

    def __call__(self, known: KnownFacets) -> Meeting:
        is_time = self.kind.match is Matching.TIME
        if known.may_be(self.kind.name, self.value):
            return Meeting.DATES_MET if is_time else Meeting.NAMES_MET
        is_mentioned = is_time or known.mentions(self.kind.name, self.value)
        return Meeting.NONE if is_mentioned else Meeting.NAMES_UNMENTIONED


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Whether an entry contradicts the values asked for."""

    kind: FacetKind
    asked: tuple[str, ...]
    in_passing: bool
    """An entry need not mention them: the question names the base's subject too, or many entries are about them."""
    names_thing: bool
    """The question names a thing, too."""

    def __call__(self, known: KnownFacets) -> bool:
        kind, about = self.kind.name, known.core[self.kind.name]
        if kind in known.free:
            return False
        match self.kind.match:
            case Matching.TIME:
                return not self._is_of_time(known)
            case Matching.EXACT:
                return bool(about) and not all(known.answers_for(kind, value) for value in self.asked)
            case Matching.MENTIONED:
                near = about | known.around[kind] | (known.compared[kind] if self.names_thing else frozenset())
                return not self.in_passing and near.isdisjoint(self.asked) and not known.mentions_any(kind, self.asked)
            case Matching.RANK if not about:
                telling = [value for value in self.asked if int(value) >= _TELLING_RANK]
                return not all(known.mentions(kind, value) for value in telling)
            case Matching.RANK | Matching.ANY:
                return bool(about) and about.isdisjoint(self.asked)
            case Matching.PERSON:
                is_named = not about.isdisjoint(self.asked) or known.mentions_any(kind, self.asked)
                return not is_named and (bool(about) or not self.in_passing)
            case Matching.NEVER:
                return False

    def _is_of_time(self, known: KnownFacets) -> bool:
        """An entry may be asked for at its own time, or at one that both its phrasings and its answer mention."""
        kind = self.kind.name
        about, said, told = known.core[kind], known.said[kind], known.told[kind]
        times = about | (said & told) if about else said | told
        return any(compatible(value, one) for value in self.asked for one in times)
