"""Judges how an entry stands to a question in a facet.

Each judge is a value, made of what the question says, so that its verdicts can be remembered; it is called with the
facets of an entry.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.matching.index.entry_facets import EntryFacets, Values
from bot.matching.language.facet_values import compatible, narrower
from bot.model import QUANTITY, RANK, FacetKind, Kinds, Matching

_TELLING_RANK = 4
"""Ranks from this one on must be mentioned: "first" to "third" stand in many texts by chance."""
NAME_MET, DATE_MET, UNMENTIONED = 1, 2, 3
"""How a name or date in the question meets an entry."""


@dataclass(frozen=True, slots=True)
class KnownFacets:
    """The facets of an entry, to be looked up by kind."""

    core: dict[str, frozenset[str]]
    said: dict[str, frozenset[str]]
    told: dict[str, frozenset[str]]
    left_open: frozenset[str]
    """Kinds that it is about and that count as open if a question does not name them."""
    around: dict[str, frozenset[str]]
    """Values that lie within those that it is about or asked for with, or that these lie within."""
    free: tuple[str, ...]
    """Kinds in which no question contradicts it."""
    compared: dict[str, frozenset[str]]
    """See `EntryFacets`."""

    def mentions(self, kind: str, value: str) -> bool:
        return value in self.said.get(kind, ()) or value in self.told.get(kind, ())


def known_facets(entry: EntryFacets, pervasive: frozenset[tuple[str, str]], kinds: Kinds) -> KnownFacets:
    """`pervasive`: the subject of the knowledge base, which distinguishes no entry."""
    left_open = frozenset(
        kind
        for kind, values in entry.core
        if kind not in (RANK, *entry.varying) and any((kind, value) not in pervasive for value in values)
    )
    tables = _table(entry.core), _table(entry.said), _table(entry.told)
    around: dict[str, frozenset[str]] = {}
    for kind, values in (*entry.said, *entry.core):
        around[kind] = around.get(kind, frozenset()).union(*(kinds.around(kind, value) for value in values))
    return KnownFacets(*tables, left_open, around, entry.free, _table(entry.compared))


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Whether an entry is about nothing but a value that the question excludes."""

    kind: str
    value: str

    def __call__(self, known: KnownFacets) -> bool:
        return self.value in known.core.get(self.kind, ()) and len(known.core[self.kind]) == 1


@dataclass(frozen=True, slots=True)
class Departure:
    """Whether an entry is about other values than those spoken of before."""

    kind: FacetKind
    spoken_of: tuple[str, ...]

    def __call__(self, known: KnownFacets) -> bool:
        name = self.kind.name
        about = known.core.get(name, frozenset())
        if not known.around.get(name, frozenset()).isdisjoint(self.spoken_of):
            return False
        pairs = [(value, one) for value in self.spoken_of for one in about]
        if self.kind.match is Matching.EXACT:
            return bool(about) and not any(_holds_for(name, value, one, known) for value, one in pairs)
        return bool(about) and not any(compatible(value, one) for value, one in pairs)


@dataclass(frozen=True, slots=True)
class CountOfAll:
    """Whether an entry gives the figure of all models, without a mention of the one asked for."""

    kind: str
    asked: tuple[str, ...]
    amounts: frozenset[str]

    def __call__(self, known: KnownFacets) -> bool:
        if known.core.get(self.kind) or self.amounts.isdisjoint(known.core.get(QUANTITY, frozenset())):
            return False
        return not any(known.mentions(self.kind, value) for value in self.asked)


@dataclass(frozen=True, slots=True)
class OpenFacets:
    """How many of an entry's facets a question about these kinds leaves open; at most what a byte holds."""

    kinds: frozenset[str]

    def __call__(self, known: KnownFacets) -> int:
        return min(127, len(known.left_open - self.kinds))


@dataclass(frozen=True, slots=True)
class Meeting:
    """`NAME_MET`, `DATE_MET`, `UNMENTIONED`, or 0 for none of these."""

    kind: FacetKind
    value: str

    def __call__(self, known: KnownFacets) -> int:
        is_time = self.kind.match is Matching.TIME
        if any(compatible(self.value, one) for one in known.core.get(self.kind.name, ())):
            return DATE_MET if is_time else NAME_MET
        return 0 if is_time or known.mentions(self.kind.name, self.value) else UNMENTIONED


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Whether an entry contradicts the values asked for."""

    kind: FacetKind
    asked: tuple[str, ...]
    in_passing: bool
    """An entry need not mention them (see `Guard`)."""
    names_thing: bool
    """The question names a thing, too."""

    def __call__(self, known: KnownFacets) -> bool:
        name = self.kind.name
        if name in known.free:
            return False
        about = known.core.get(name, frozenset())
        match self.kind.match:
            case Matching.TIME:
                return not _is_told_at(name, self.asked, about, known)
            case Matching.EXACT:
                held = (any(_holds_for(name, value, one, known) for one in about) for value in self.asked)
                return bool(about) and not all(held)
            case Matching.MENTIONED:
                near = about | known.around.get(name, frozenset())
                if self.names_thing:
                    near |= known.compared.get(name, frozenset())
                return not self.in_passing and not any(v in near or known.mentions(name, v) for v in self.asked)
            case Matching.RANK:
                if not about:
                    return any(int(value) >= _TELLING_RANK and not known.mentions(name, value) for value in self.asked)
                return about.isdisjoint(self.asked)
            case Matching.ANY:
                return bool(about) and about.isdisjoint(self.asked)
            case Matching.PERSON:
                named = any(value in about or known.mentions(name, value) for value in self.asked)
                return not named and (bool(about) or not self.in_passing)
            case Matching.NEVER:
                return False


def _is_told_at(kind: str, asked: Sequence[str], about: frozenset[str], known: KnownFacets) -> bool:
    """An entry may be asked for at its own time, or at one that both its phrasings and its answer mention."""
    said, told = known.said.get(kind, frozenset()), known.told.get(kind, frozenset())
    times = about | (said & told) if about else said | told
    return any(compatible(value, one) for value in asked for one in times)


def _holds_for(kind: str, asked: str, told: str, known: KnownFacets) -> bool:
    """Whether a value answers for another: a line answers for its special model only if the entry mentions that."""
    return asked == told or narrower(asked, told) or (narrower(told, asked) and known.mentions(kind, asked))


def _table(values: Values) -> dict[str, frozenset[str]]:
    return {kind: frozenset(found) for kind, found in values}
