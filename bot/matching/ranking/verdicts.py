"""Judges whether an entry contradicts a question in a facet."""

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


def is_excluded(kind: str, value: str, known: KnownFacets) -> bool:
    return value in known.core.get(kind, ()) and len(known.core[kind]) == 1


def is_left(kind: FacetKind, spoken_of: Sequence[str], known: KnownFacets) -> bool:
    """Whether an entry is about other values than those spoken of."""
    about = known.core.get(kind.name, frozenset())
    if not known.around.get(kind.name, frozenset()).isdisjoint(spoken_of):
        return False
    pairs = [(value, one) for value in spoken_of for one in about]
    if kind.match is Matching.EXACT:
        return bool(about) and not any(_holds_for(kind.name, value, one, known) for value, one in pairs)
    return bool(about) and not any(compatible(value, one) for value, one in pairs)


def counts_more(kind: str, asked: Sequence[str], amounts: frozenset[str], known: KnownFacets) -> bool:
    """Whether an entry gives the figure of all models, without a mention of the one asked for."""
    if known.core.get(kind) or amounts.isdisjoint(known.core.get(QUANTITY, frozenset())):
        return False
    return not any(known.mentions(kind, value) for value in asked)


def left_open(kinds: frozenset[str], known: KnownFacets) -> int:
    """How many of its facets a question about these kinds leaves open; at most what a byte holds."""
    return min(127, len(known.left_open - kinds))


def meet(kind: FacetKind, value: str, known: KnownFacets) -> int:
    """Return `NAME_MET`, `DATE_MET`, `UNMENTIONED`, or 0 for none of these."""
    is_time = kind.match is Matching.TIME
    if any(compatible(value, one) for one in known.core.get(kind.name, ())):
        return DATE_MET if is_time else NAME_MET
    return 0 if is_time or known.mentions(kind.name, value) else UNMENTIONED


def contradicts(kind: FacetKind, asked: Sequence[str], in_passing: bool, names_thing: bool, known: KnownFacets) -> bool:
    """`in_passing`: an entry need not mention the values (see `Guard`). `names_thing`: a thing is named, too."""
    name = kind.name
    if name in known.free:
        return False
    about = known.core.get(name, frozenset())
    match kind.match:
        case Matching.TIME:
            return not _is_told_at(name, asked, about, known)
        case Matching.EXACT:
            return bool(about) and not all(any(_holds_for(name, value, one, known) for one in about) for value in asked)
        case Matching.MENTIONED:
            near = about | known.around.get(name, frozenset())
            if names_thing:
                near |= known.compared.get(name, frozenset())
            return not in_passing and not any(value in near or known.mentions(name, value) for value in asked)
        case Matching.RANK:
            if not about:
                return any(int(value) >= _TELLING_RANK and not known.mentions(name, value) for value in asked)
            return about.isdisjoint(asked)
        case Matching.ANY:
            return bool(about) and about.isdisjoint(asked)
        case Matching.PERSON:
            named = any(value in about or known.mentions(name, value) for value in asked)
            return not named and (bool(about) or not in_passing)
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
