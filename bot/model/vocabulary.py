"""The words of a subject: names, units, rates, kinds of facets, and words that ask for figures."""

from dataclasses import dataclass
from typing import Literal, get_args

from bot.model.entries import Source
from bot.model.facet_kinds import FacetKind, Within

Amount = Literal["money", "time", "speed", "weight", "distance", "power", "length", "temperature"]
AMOUNTS: tuple[Amount, ...] = get_args(Amount)
"""What figures measure, each the name of a list of words that ask for it."""


@dataclass(frozen=True, slots=True)
class Name:
    """A thing with a name, for the facets: Name("model", "city-bike", ("city bike", "citybike"))."""

    kind: str
    value: str
    spellings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rate:
    """The value of one unit in another: Rate("yuan", "USD", 0.1391, "2025-12-31")."""

    unit: str
    into: str
    value: float  # Above 0.
    as_of: str | None = None  # As in `Source.published`; None: it never changes, as from km to miles.
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """The names of a unit: Unit("USD", "dollar", "US dollars", ("usd", "bucks"))."""

    id: str  # As figures and rates write it.
    one: str  # In answers: "7.2 yuan a dollar"; the plural is `many`.
    many: str
    words: tuple[str, ...] = ()  # Other names in questions.
    more: str = ""  # The comparative: "dearer"; its opposite is `less`. Empty: "more" and "less".
    less: str = ""


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that ask for figures of a subject, beside those of the language."""

    name: str  # An operation, or a list of words such as "good" or one of `AMOUNTS`.
    texts: tuple[str, ...]  # For an operation, words side by side: "*" is any word or none, "/" separates alternatives.


@dataclass(frozen=True, slots=True)
class Vocabulary:
    synonyms: tuple[tuple[str, ...], ...] = ()
    names: tuple[Name, ...] = ()
    rates: tuple[Rate, ...] = ()
    kinds: tuple[FacetKind, ...] = ()  # Kinds of facets beside those that are built in.
    units: tuple[Unit, ...] = ()
    cues: tuple[Cue, ...] = ()
    within: tuple[Within, ...] = ()
