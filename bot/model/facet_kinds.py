"""The kinds of facets, built in and declared, and how each behaves.

A facet is a kind and a value that a question or an entry names: ("year", "2025"). Only this module says how a kind
behaves. A kind that is not declared (`scope`, `currency`) only distinguishes entries.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

NO_YEAR = "-"
"""Stands for the year of a value that holds in any: "--05" is every May."""
SPAN = "span"
"""Kind of spans of months: "2025-01-08" is January to August 2025."""
RANK = "rank"
QUANTITY = "quantity"
"""Kind of what is asked about a thing, such as its price."""


class Matching(StrEnum):
    """When the guard refuses an entry, if the question names a value of the kind (docs/matching.md).

    - EXACT: it is about another value, even if it mentions the asked one. "su-9" asked, "su-10" told; "su-9-pro" stays.
    - ANY: it is about other values only. "brakes" asked, an entry about wheels and gears.
    - MENTIONED: neither its phrasings nor its answer mention one of the values, and it is about nothing around them.
      "italy" asked; an entry about "tuscany" stays.
    - NEVER: in no case.
    - TIME: it is about another time, unless both its phrasings and its answer mention the asked one. If it is about no
      time, one mention in either is enough.
    - RANK: it is about another rank; or about none, if no text mentions the asked one by chance.
    - PERSON: as MENTIONED; for a person in many entries, only if it is about another.
    """

    EXACT = "exact"
    ANY = "any"
    MENTIONED = "mentioned"
    NEVER = "never"
    TIME = "time"
    RANK = "rank"
    PERSON = "person"


DECLARABLE = (Matching.EXACT, Matching.ANY, Matching.MENTIONED, Matching.NEVER)


class Being(StrEnum):
    """What kind of being the values name, and so which pronouns mean them."""

    THING = "thing"
    """Later spoken of as "it"."""
    GROUP = "group"
    """Later spoken of as "they"."""
    PERSON = "person"
    """Later spoken of as "he" or "she", and meant only by that."""
    PLACE = "place"
    """No pronoun means it, and it is no subject for a question."""


@dataclass(frozen=True, slots=True)
class FacetKind:
    name: str
    match: Matching = Matching.NEVER
    being: Being | None = None
    """None: its values name nothing that a text is about."""
    parent: str | None = None
    """The kind that these values belong to: if a question names another of it, these are forgotten."""
    may_stay_open: bool = False
    """If a question names none, the default entry answers for the others."""
    may_be_missing: bool = False
    """A question that names a value may be answered from a table that does not distinguish them."""


@dataclass(frozen=True, slots=True)
class Within:
    """A value that lies within a wider one of its kind: Within("place", "tuscany", "italy")."""

    kind: str
    value: str
    wider: str


BUILT_IN = (
    # From coarse to fine; a value of a finer kind implies the coarser ones.
    FacetKind("year", Matching.TIME),
    FacetKind("half", Matching.TIME),
    FacetKind("quarter", Matching.TIME),
    FacetKind("month", Matching.TIME),
    FacetKind("day", Matching.TIME),
    FacetKind(SPAN, Matching.MENTIONED),
    FacetKind(RANK, Matching.RANK),
    FacetKind("model", Matching.EXACT, Being.THING),
    FacetKind("company", Matching.MENTIONED, Being.GROUP),
    FacetKind("person", Matching.PERSON, Being.PERSON),
    FacetKind("place", Matching.MENTIONED, Being.PLACE),
    FacetKind("standard", Matching.MENTIONED),
    FacetKind("part", Matching.ANY),
    FacetKind(QUANTITY),
)
TIME_KINDS = tuple(kind.name for kind in BUILT_IN if kind.match is Matching.TIME)
"""From coarse to fine; no knowledge base declares another."""


class Kinds:
    """All kinds of a knowledge base. The attributes are their names in groups, the exact ones first; those without a
    docstring are called as the `Matching` or the `Being` of their kinds."""

    def __init__(self, declared: tuple[FacetKind, ...] = (), within: tuple[Within, ...] = ()) -> None:
        self.declared = declared
        around: dict[tuple[str, str], list[str]] = {}
        for one in within:
            around.setdefault((one.kind, one.value), []).append(one.wider)
            around.setdefault((one.kind, one.wider), []).append(one.value)
        self._around = {pair: frozenset(values) for pair, values in around.items()}
        exact_first = sorted((*BUILT_IN, *declared), key=lambda kind: kind.match is not Matching.EXACT)
        self._by_name = {kind.name: kind for kind in exact_first}
        kinds = self._by_name.values()
        self.exact = _names(kind for kind in kinds if kind.match is Matching.EXACT)
        self.leading = _names(kind for kind in kinds if kind.match is Matching.EXACT and kind.parent is None)
        """Exact ones that belong to no other: "model", and not a kind whose parent it is."""
        self.mentioned = _names(kind for kind in kinds if kind.match is Matching.MENTIONED)
        self.named = _names(kind for kind in kinds if kind.being is not None)
        """What a text may be about."""
        self.persons = _names(kind for kind in kinds if kind.being is Being.PERSON)
        self.places = _names(kind for kind in kinds if kind.being is Being.PLACE)
        self.groups = _names(kind for kind in kinds if kind.being is Being.GROUP)
        self.impersonal = _names(kind for kind in kinds if kind.being not in (None, Being.PERSON))
        """Named ones that a question may mean without a pronoun."""
        self.subjects = _names(kind for kind in kinds if kind.being not in (None, Being.PLACE))
        """Named ones that can be the subject of a question."""
        self.impersonal_subjects = tuple(name for name in self.subjects if name not in self.persons)
        self.labelling = frozenset((*self.named, *_names(kind for kind in kinds if kind.match is Matching.ANY)))
        """Kinds after which rows of a table may be named, beside times."""
        self.may_stay_open = _names(kind for kind in kinds if kind.may_stay_open)

    def of(self, name: str) -> FacetKind:
        return self._by_name.get(name) or FacetKind(name)

    def around(self, kind: str, value: str) -> frozenset[str]:
        """Those that this one lies within, and those that lie within it: of "italy", "europe" and "tuscany"."""
        return self._around.get((kind, value), frozenset())

    def replaced_by(self, named: Iterable[str]) -> set[str]:
        """Return the kinds whose earlier values are forgotten when these are named: each with all that belong to it."""
        gone: set[str] = set()
        new = set(named)
        while new:
            gone |= new
            new = {kind.name for kind in self.declared if kind.parent in new} - gone
        return gone


def _names(kinds: Iterable[FacetKind]) -> tuple[str, ...]:
    return tuple(kind.name for kind in kinds)
