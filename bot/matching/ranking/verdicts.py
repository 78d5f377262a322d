"""Judges how an entry stands to a question in a facet."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum, auto

from bot.matching.index.entry_facets import EntryFacets
from bot.matching.language.facet_values import compatible, narrower
from bot.model import QUANTITY, RANK, FacetKind, Kinds, Matching

_TELLING_RANK = 4  # Ranks from this one on must be mentioned: "first" to "third" stand in many texts by chance.


class Meeting(IntEnum):
    """How the question and an entry meet in a facet: the columns of `Guard.meetings`, and parts of a score."""

    NAMES_MET = 0
    DATES_MET = auto()
    FACETS_OPEN = auto()  # The entry is about something that the question leaves open.
    NAMES_UNMENTIONED = auto()  # The question names something that the entry never mentions.
    NONE = auto()  # They do not meet; no column, and no part.


_ByKind = defaultdict[str, frozenset[str]]  # Values by kind; none of a kind that is missing.


@dataclass(frozen=True, slots=True)
class FacetLookup:
    """The facets of an entry, to be looked up by kind; see `EntryFacets`."""

    core: _ByKind
    said: _ByKind
    told: _ByKind
    left_open: frozenset[str]  # Kinds that it is about and that count as open if a question does not name them.
    around: _ByKind  # Places and the like, above or below those of `core` and `said`: "europe" and "siena" for "italy".
    free: tuple[str, ...]  # Kinds in which no question contradicts it.
    compared: _ByKind

    def mentions(self, kind: str, value: str) -> bool:
        return value in self.said[kind] or value in self.told[kind]

    def mentions_any(self, kind: str, values: Sequence[str]) -> bool:
        return any(self.mentions(kind, value) for value in values)

    def answers_for(self, kind: str, asked: str) -> bool:
        """Whether the entry is about the value, a special case of it, or a wider value and mentions this one."""
        return any(
            asked == one or narrower(asked, one) or (narrower(one, asked) and self.mentions(kind, asked))
            for one in self.core[kind]
        )

    def may_be(self, kind: str, asked: str) -> bool:
        """Whether the entry may be about a value: for "May" of any year, one about May 2025 may."""
        return any(compatible(asked, one) for one in self.core[kind])


def lookup_of(entry: EntryFacets, pervasive: frozenset[tuple[str, str]], kinds: Kinds) -> FacetLookup:
    """`pervasive`: the subject of the knowledge base, which distinguishes no entry."""
    left_open = frozenset(
        kind
        for kind, values in entry.core
        if kind not in (RANK, *entry.varying) and any((kind, value) not in pervasive for value in values)
    )
    parts = (entry.core, entry.said, entry.told, entry.compared)
    core, said, told, compared = (
        _ByKind(frozenset, ((kind, frozenset(values)) for kind, values in part)) for part in parts
    )
    around = _ByKind(frozenset)
    for kind, values in (*entry.said, *entry.core):
        around[kind] = around[kind].union(*(kinds.around(kind, value) for value in values))
    return FacetLookup(core, said, told, left_open, around, entry.free, compared)


def excludes(entry: FacetLookup, kind: str, value: str) -> bool:
    """Whether an entry is about nothing but a value that the question excludes."""
    return entry.core[kind] == {value}


def departs(entry: FacetLookup, kind: FacetKind, spoken_of: tuple[str, ...]) -> bool:
    """Whether an entry is about other values than those spoken of before."""
    if not entry.core[kind.name] or not entry.around[kind.name].isdisjoint(spoken_of):
        return False
    holds = entry.answers_for if kind.match is Matching.EXACT else entry.may_be
    return not any(holds(kind.name, value) for value in spoken_of)


def counts_all(entry: FacetLookup, kind: str, asked: tuple[str, ...], amounts: frozenset[str]) -> bool:
    """Whether an entry gives the figure of all models, without a mention of the one asked for."""
    if entry.core[kind] or amounts.isdisjoint(entry.core[QUANTITY]):
        return False
    return not entry.mentions_any(kind, asked)


def open_facets(entry: FacetLookup, kinds: frozenset[str]) -> int:
    """How many of an entry's facets a question about these kinds leaves open; at most what a byte holds."""
    return min(127, len(entry.left_open - kinds))


def meeting_of(entry: FacetLookup, kind: FacetKind, value: str) -> Meeting:
    """How a name or date of the question meets an entry."""
    is_time = kind.match is Matching.TIME
    if entry.may_be(kind.name, value):
        return Meeting.DATES_MET if is_time else Meeting.NAMES_MET
    return Meeting.NONE if is_time or entry.mentions(kind.name, value) else Meeting.NAMES_UNMENTIONED


def contradicts(
    entry: FacetLookup, kind: FacetKind, asked: tuple[str, ...], in_passing: bool, names_thing: bool
) -> bool:
    """Whether an entry contradicts the values asked for. `in_passing`: no entry need mention them, as they stand beside
    the base's subject, or are persons of many entries. `names_thing`: the question names a thing, too."""
    name, about = kind.name, entry.core[kind.name]
    if name in entry.free:
        return False
    match kind.match:
        case Matching.TIME:
            return not _is_of_time(entry, name, asked)
        case Matching.EXACT:
            return bool(about) and not all(entry.answers_for(name, value) for value in asked)
        case Matching.MENTIONED:
            near = about | entry.around[name] | (entry.compared[name] if names_thing else frozenset())
            return not in_passing and near.isdisjoint(asked) and not entry.mentions_any(name, asked)
        case Matching.RANK if not about:
            return not all(entry.mentions(name, value) for value in asked if int(value) >= _TELLING_RANK)
        case Matching.RANK | Matching.ANY:
            return bool(about) and about.isdisjoint(asked)
        case Matching.PERSON:
            is_named = not about.isdisjoint(asked) or entry.mentions_any(name, asked)
            return not is_named and (bool(about) or not in_passing)
        case Matching.NEVER:
            return False


def _is_of_time(entry: FacetLookup, kind: str, asked: Sequence[str]) -> bool:
    """An entry may be asked for at its own time, or at one that both its phrasings and its answer mention."""
    about, said, told = entry.core[kind], entry.said[kind], entry.told[kind]
    times = about | (said & told) if about else said | told
    return any(compatible(value, one) for value in asked for one in times)
