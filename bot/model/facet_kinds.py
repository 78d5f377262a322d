"""The kinds of facets, built in and declared, and how each behaves.

A facet is a kind and a value that a question or an entry names: ("year", "2025"). This module alone says how a kind
behaves. A kind that is neither built in nor declared, such as `scope`, only distinguishes entries.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

NO_YEAR = "-"  # Stands for the year of a value that holds in any: "--05" is every May.
SPAN = "span"  # Kind of spans of months: "2025-01-08" is January to August 2025.
RANK = "rank"
QUANTITY = "quantity"  # Kind of what is asked about a thing, such as its price.


class Matching(StrEnum):
    """When the guard refuses an entry to a question that names a value of the kind (docs/matching.md).

    - EXACT: the entry is about another value, even if it mentions the one in the question. The question names "su-9":
      an entry about "su-10" is refused, one about "su-9-pro" stays.
    - ANY: the entry is about other values only. The question names "brakes": one about wheels and gears is refused.
    - MENTIONED: neither phrasings nor answer of the entry mention the value, and it is about nothing that lies within
      or around it. The question names "italy": an entry about "spain" is refused, one about "tuscany" stays.
    - NEVER: the kind refuses no entry.
    - TIME: the entry is about another time, and its phrasings or its answer do not mention the one in the question. An
      entry about no time is refused if neither mention it. The question names 2025: one about 2024 is refused.
    - RANK: the entry is about another rank, or about none and does not mention it. The question asks for the second
      largest: an entry about the largest is refused.
    - PERSON: as MENTIONED; if many entries name the person, only those about another person are refused.
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
    """The kind of being that the values name, which decides the pronouns for them."""

    THING = "thing"  # Later spoken of as "it".
    GROUP = "group"  # Later spoken of as "they".
    PERSON = "person"  # Later spoken of as "he" or "she", and meant only by that.
    PLACE = "place"  # No pronoun means it, and it is no subject for a question.


@dataclass(frozen=True, slots=True)
class FacetKind:
    name: str
    match: Matching = Matching.NEVER
    being: Being | None = None  # None: its values name nothing that a text is about.
    parent: str | None = None
    """The kind that these values belong to: if a question names another value of it, they are forgotten."""
    may_stay_open: bool = False  # If a question names none, the default entry answers for the others.
    may_be_missing: bool = False  # A table that does not distinguish its values may answer a question that names one.


@dataclass(frozen=True, slots=True)
class Within:
    """A value that lies within a wider one of its kind: Within("place", "tuscany", "italy")."""

    kind: str
    value: str
    wider: str


BUILT_IN = (
    # The times from coarse to fine: a value of a finer one implies the coarser ones.
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
    """All kinds of a knowledge base. All attributes but `declared` hold names of kinds, and tuples begin with those
    that match EXACT."""

    def __init__(self, declared: tuple[FacetKind, ...] = (), within: tuple[Within, ...] = ()) -> None:
        self.declared = declared
        self._wider = {(one.kind, one.value): one.wider for one in within}
        around: dict[tuple[str, str], list[str]] = {}
        for one in within:
            around.setdefault((one.kind, one.value), []).append(one.wider)
            around.setdefault((one.kind, one.wider), []).append(one.value)
        self._around = {pair: frozenset(values) for pair, values in around.items()}
        exact_first = sorted((*BUILT_IN, *declared), key=lambda kind: kind.match is not Matching.EXACT)
        self._by_name = {kind.name: kind for kind in exact_first}
        # By `Matching`.
        self.exact = self._names(lambda kind: kind.match is Matching.EXACT)
        self.leading = self._names(lambda kind: kind.match is Matching.EXACT and kind.parent is None)
        """Exact ones that belong to no other: "model", and not a kind whose parent it is."""
        self.belonging = self._names(lambda kind: kind.parent is not None)
        """Those whose values belong to one of another kind, as a version does to its model."""
        self.mentioned = self._names(lambda kind: kind.match is Matching.MENTIONED)
        # By `Being`.
        self.named = self._names(lambda kind: kind.being is not None)
        """All of which a text may be about."""
        self.persons = self._names(lambda kind: kind.being is Being.PERSON)
        self.places = self._names(lambda kind: kind.being is Being.PLACE)
        self.groups = self._names(lambda kind: kind.being is Being.GROUP)
        self.impersonal = self._names(lambda kind: kind.being not in (None, Being.PERSON))
        """Those that a question may mean without a pronoun."""
        self.subjects = self._names(lambda kind: kind.being not in (None, Being.PLACE))
        """Those that can be the subject of a question."""
        self.impersonal_subjects = self._names(lambda kind: kind.being in (Being.THING, Being.GROUP))
        self.labelling = frozenset((*self.named, *self._names(lambda kind: kind.match is Matching.ANY)))
        """Those after which rows of a table may be named, beside times."""
        self.may_stay_open = self._names(lambda kind: kind.may_stay_open)

    def of(self, name: str) -> FacetKind:
        return self._by_name.get(name) or FacetKind(name)

    def around(self, kind: str, value: str) -> frozenset[str]:
        """The values around this one and within it: "europe" and "tuscany" for "italy"."""
        return self._around.get((kind, value), frozenset())

    def wider(self, kind: str, value: str) -> str | None:
        """The value around this one, if any: "europe" for "italy"."""
        return self._wider.get((kind, value))

    def replaced_by(self, named: Iterable[str]) -> set[str]:
        """The kinds whose earlier values a new question replaces: the named ones, and all that belong to them."""
        gone: set[str] = set()
        new = set(named)
        while new:
            gone |= new
            new = {kind.name for kind in self._by_name.values() if kind.parent in new} - gone
        return gone

    def _names(self, fits: Callable[[FacetKind], bool]) -> tuple[str, ...]:
        return tuple(name for name, kind in self._by_name.items() if fits(kind))
