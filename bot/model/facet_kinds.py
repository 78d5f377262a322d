"""The kinds of facets, built in and declared, and how each behaves.

A facet is what a question or an entry names: a kind and a value, as ("year", "2025"). How its kind behaves stands here
alone. A kind that stands in no table (`scope`, `currency`) only tells entries apart.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

SPAN = "span"
"""Kind of spans of months, as "2025-01-08" from January to August 2025; who asks for one wants no other figure."""
RANK = "rank"
QUANTITY = "quantity"
"""Kind of what is asked of a thing, such as its price."""


class Matching(StrEnum):
    """When an entry contradicts a question that names a value of the kind."""

    EXACT = "exact"
    """Where it is about another, even where its text mentions what is asked for; "su-9-pro" is a case of "su-9"."""
    ANY = "any"
    """Where it is about others, and about none that is asked for."""
    MENTIONED = "mentioned"
    """Where neither its phrasings nor its text mention what is asked for."""
    NEVER = "never"
    TIME = "time"
    """As EXACT, but for times that both its phrasings and its text tell."""
    RANK = "rank"
    """Where it is about another; where about none, only if the rank is one that no text mentions by chance."""
    PERSON = "person"
    """As MENTIONED; of persons whom much is about, only where it is about another."""


DECLARABLE = (Matching.EXACT, Matching.ANY, Matching.MENTIONED, Matching.NEVER)


class Being(StrEnum):
    """What values of a kind are: something with a name that a text may be about."""

    THING = "thing"
    """Later spoken of as "it"."""
    GROUP = "group"
    """Later spoken of as "they"."""
    PERSON = "person"
    """Later spoken of as "he" or "she", and never meant without that."""
    PLACE = "place"
    """No word stands for it, and a question needs more of a subject."""


@dataclass(frozen=True, slots=True)
class FacetKind:
    name: str
    match: Matching = Matching.NEVER
    being: Being | None = None
    """None: its values only tell apart what is asked of something."""
    parent: str | None = None
    """The kind whose values have these: where another of them is named, these are no longer spoken of."""
    may_stay_open: bool = False
    """Where a question names none, the entry that is tagged as default stands for the others."""
    may_be_missing: bool = False
    """A table that tells no values of it apart may be asked for one of them."""


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
    """Answers by names of kinds, the exact ones first, else in the order of the table."""

    def __init__(self, declared: tuple[FacetKind, ...] = ()) -> None:
        self.declared = declared
        kinds = sorted((*BUILT_IN, *declared), key=lambda kind: kind.match is not Matching.EXACT)
        self._by_name = {kind.name: kind for kind in kinds}
        kinds = list(self._by_name.values())
        self.exact = _names(kind for kind in kinds if kind.match is Matching.EXACT)
        """An entry about one value never answers for another, even where its text mentions it."""
        self.leading = _names(kind for kind in kinds if kind.match is Matching.EXACT and kind.parent is None)
        """Exact ones that belong to no other, as models do."""
        self.mentioned = _names(kind for kind in kinds if kind.match is Matching.MENTIONED)
        self.named = _names(kind for kind in kinds if kind.being is not None)
        """What a text may be about; a quantity or a unit is only what is asked of it."""
        self.persons = _names(kind for kind in kinds if kind.being is Being.PERSON)
        self.places = _names(kind for kind in kinds if kind.being is Being.PLACE)
        self.groups = _names(kind for kind in kinds if kind.being is Being.GROUP)
        self.impersonal = _names(kind for kind in kinds if kind.being not in (None, Being.PERSON))
        """Named ones that are meant without a word that stands for them."""
        self.subjects = _names(kind for kind in kinds if kind.being not in (None, Being.PLACE))
        """Named ones of which a value is subject enough for a question."""
        self.impersonal_subjects = tuple(name for name in self.subjects if name not in self.persons)
        self.labelling = frozenset((*self.named, *_names(kind for kind in kinds if kind.match is Matching.ANY)))
        """What the rows of a table may be named after, beside times."""
        self.may_stay_open = _names(kind for kind in kinds if kind.may_stay_open)

    def of(self, name: str) -> FacetKind:
        return self._by_name.get(name) or FacetKind(name)

    def replaced_by(self, named: Iterable[str]) -> set[str]:
        """Return the kinds of what was spoken of before that go where these are named: with a kind all that belong
        to it."""
        gone: set[str] = set()
        new = set(named)
        while new:
            gone |= new
            new = {kind.name for kind in self.declared if kind.parent in new} - gone
        return gone


def _names(kinds: Iterable[FacetKind]) -> tuple[str, ...]:
    return tuple(kind.name for kind in kinds)
