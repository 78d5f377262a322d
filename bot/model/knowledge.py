"""The knowledge base as frozen values: entries, series, vocabulary, cases and findings."""

from dataclasses import dataclass
from enum import StrEnum

from bot.model.facet_kinds import FacetKind

SMALL_TALK = "smalltalk"
"""Topic that is answered like the rest, but listed nowhere, and never a source or a follow-up."""
BOTS_OWN = "bots-own"
"""Tag of small talk that a knowledge base does not hold itself."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: `file` is relative to the knowledge folder, `line` counts from 1."""

    file: str = ""
    line: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class Source:
    publisher: str
    title: str | None = None
    url: str | None = None
    published: str | None = None
    """A day (2026-01-05), a month (2026-01) or a year (2026)."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One answer and the ways of asking for it."""

    id: str
    question: str
    answer: str
    topic: str
    phrasings: tuple[str, ...] = ()
    as_of: str | None = None
    """A day, a month or a year, as in `Source.published`."""
    changes: bool = False
    sources: tuple[Source, ...] = ()
    related: tuple[str, ...] = ()
    tells: tuple[str, ...] = ()
    """Cells whose plain value the answer gives, as "series:label" or "series:row:column"."""
    chart: str | None = None
    about: tuple[tuple[str, str], ...] = ()
    """Facets as (kind, value) pairs; a kind may stand more than once. Empty: they are derived."""
    review_by: str | None = None
    tags: tuple[str, ...] = ()
    follow_ups: tuple[tuple[str | None, tuple[str, ...]], ...] = ()
    """What people type next, by the id of the entry that answers it; None: nothing that is held does."""
    series: str | None = None
    """The series that this entry was generated from; None for a curated entry."""
    labels: tuple[str, ...] = ()
    """What the cells of a measure are called: "October 2025", "Rye"; empty for any other entry."""
    place: Place = Place()
    asking: Place | None = None
    """Where phrasings and follow-ups stand that do not stand in the entry."""


@dataclass(frozen=True, slots=True)
class Point:
    label: str
    value: float | None
    """None is a gap: known to be unknown."""
    minimum: bool = False
    approximate: bool = False
    within: float | None = None
    """How far an approximate value may be off, as a share: 0.05 is 5 %."""
    as_of: str | None = None
    """None: the end of the period that the label names, if it was over, else that of the series."""
    sources: tuple[Source, ...] = ()
    """Empty: those of the series."""


class Kind(StrEnum):
    """How the values of a series or column go together."""

    FLOW = "flow"
    """Of a period or a part; those of several add up: bikes a month, stands of each town."""
    LEVEL = "level"
    """At a moment, or of a thing: stores, a price, a weight."""
    RUNNING = "running"
    """A total so far: it only grows, so that its lowest and highest tell nothing."""
    RATIO = "ratio"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Column:
    id: str
    title: str
    unit: str | None = None
    kind: Kind | None = None
    """None: that of the series; the same for `basis`."""
    basis: str | None = None
    noun: str | None = None
    """What its numbers are, as sentences say it: "bikes recalled", "frame weight"; None: made from title and unit."""
    fewer_is_better: bool = False
    """As of lap times and prices; of a series for all of its columns."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A template for generated entries; placeholders {label} (in a table {row} and {column}), {value} and {figure}."""

    question: str
    answer: str
    phrasings: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    """Tables only: the columns that it is asked of; empty: all but the key."""


@dataclass(frozen=True, slots=True)
class Superlative:
    """A template for the highest (`which` = "max") or lowest ("min") value; placeholders as in `Ask`."""

    which: str
    question: str
    answer: str
    phrasings: tuple[str, ...] = ()
    column: str | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers once: either `points`, or a table of `columns` and `rows`."""

    id: str
    title: str
    topic: str
    unit: str | None = None
    as_of: str | None = None
    changes: bool = False
    note: str | None = None
    """For curators; what a reader must know stands in `basis`."""
    kind: Kind | None = None
    noun: str | None = None
    """What its sentences call what is counted: "bikes delivered"."""
    basis: str | None = None
    """What its figures rest on, shown with each answer: "company count"."""
    fewer_is_better: bool = False
    sources: tuple[Source, ...] = ()
    points: tuple[Point, ...] = ()
    columns: tuple[Column, ...] = ()
    rows: tuple[tuple[str | int | float | bool | None, ...], ...] = ()
    key: tuple[str, ...] = ()
    ask: tuple[Ask, ...] = ()
    superlatives: tuple[Superlative, ...] = ()
    asks_extremes: bool = False
    """No `superlatives` are declared: they are asked for in the words of the language."""
    question: str | None = None
    """Asks for the whole series; None: it is made from the title."""
    phrasings: tuple[str, ...] = ()
    """Ways of asking for the whole series."""
    about: tuple[tuple[str, str], ...] = ()
    """Facets that hold for all of its points or cells, as in `Entry.about`."""
    short: tuple[tuple[str, str], ...] = ()
    place: Place = Place()

    @property
    def all_sources(self) -> tuple[Source, ...]:
        """Those of the whole and of its points, each once."""
        return tuple(dict.fromkeys((*self.sources, *(source for point in self.points for source in point.sources))))


@dataclass(frozen=True, slots=True)
class Manifest:
    name: str = "Bot"
    version: int = 1
    language: str = "en"
    slash_command: str = "ask"
    disclaimer: str = ""
    about: str = ""
    project_url: str | None = None
    require_sources: bool = False
    stale_after_days: int | None = None
    precision: float = 0.95
    """Wished share of right answers among those given, above 0 and below 1."""
    min_phrasings: int = 6
    """Entries with fewer are warned of; 0: none is."""
    starters: tuple[str, ...] = ()
    topics: tuple[tuple[str, str], ...] = ()
    """Titles by topic: ("city-bike-2026", "City bike (2026)")."""


@dataclass(frozen=True, slots=True)
class Name:
    """A thing with a name, for the facets: Name("model", "city-bike", ("city bike", "citybike"))."""

    kind: str
    value: str
    spellings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rate:
    """What one of a unit comes to in another: Rate("yuan", "USD", 0.1391, "2025-12-31")."""

    unit: str
    into: str
    value: float
    """Above 0."""
    as_of: str | None = None
    """As in `Source.published`; None: it is the same at all times, as from km to miles."""
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """How a unit of figures and rates is called: Unit("USD", "dollar", "US dollars", ("usd", "bucks"))."""

    id: str
    """As figures and rates write it."""
    one: str
    """As it is told: "7.2 yuan a dollar"; the same of several in `many`."""
    many: str
    words: tuple[str, ...] = ()
    """What else it is called where it is asked for."""
    more: str = ""
    """How more of it is called: "dearer"; the same of less in `less`. Empty: "more" and "less"."""
    less: str = ""


@dataclass(frozen=True, slots=True)
class Cue:
    """How figures of a subject are asked for, beside the words of the language."""

    name: str
    """Of an operation, or of a list of words, as "good"."""
    texts: tuple[str, ...]
    """Of an operation: words side by side; "*" stands for any one or none, "/" parts those of which one is said."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    synonyms: tuple[tuple[str, ...], ...] = ()
    names: tuple[Name, ...] = ()
    rates: tuple[Rate, ...] = ()
    kinds: tuple[FacetKind, ...] = ()
    """Kinds of facets beside those that are built in."""
    units: tuple[Unit, ...] = ()
    cues: tuple[Cue, ...] = ()


class Operation(StrEnum):
    """What figures are asked for."""

    VALUE = "value"
    LIST = "list"
    DIFFERENCE = "difference"
    CHANGE = "change"
    """In percent of the earlier or the second operand."""
    RATIO = "ratio"
    SHARE = "share"
    SUM = "sum"
    AVERAGE = "average"
    COUNT = "count"
    EXTREME = "extreme"
    THRESHOLD = "threshold"
    COMPARE = "compare"
    TREND = "trend"
    PER_UNIT = "per unit"
    CONVERT = "convert"
    """Into another unit, by a rate that is declared."""
    DURATION = "duration"
    """Days from one limit to another, or between two dates."""


@dataclass(frozen=True, slots=True)
class Case:
    """A question that must reach an entry (its id), or nothing (None)."""

    text: str
    expect: str | None
    place: Place = Place()
    operation: Operation | None = None
    """Of a computed figure: what must be worked out,"""
    result: float | str | tuple[str, ...] | None = None
    """and what must come out: a number, a label or several."""


@dataclass(frozen=True, slots=True)
class Decline:
    """What is not answered, and what is said instead."""

    id: str
    line: str
    says: tuple[str, ...]
    """Ways of asking for it: words with alternatives and gaps, as "should i/we * buy"."""
    unless: tuple[str, ...] = ()
    """In the same form: where one of them is said, something else is asked."""
    needs: str | None = None
    """Kind of names of which one must be said too: "person"."""


@dataclass(frozen=True, slots=True)
class Knowledge:
    manifest: Manifest = Manifest()
    entries: tuple[Entry, ...] = ()
    """What a question may be answered with: curated entries, then the measures of the series (one for the points, one
    for each column that is asked for, one for a table as a whole); ids are unique over entries and series."""
    cells: tuple[Entry, ...] = ()
    """Single figures of the series, and their highest and lowest: each can be addressed, none is ranked."""
    series: tuple[Series, ...] = ()
    vocabulary: Vocabulary = Vocabulary()
    out_of_scope: tuple[str, ...] = ()
    declines: tuple[Decline, ...] = ()
    """The first that is asked for counts."""
    wording: tuple[tuple[str, str], ...] = ()
    """Sentences of its own, by the name that they have in `Words`."""
    cases: tuple[Case, ...] = ()


@dataclass(frozen=True, slots=True)
class Accepted:
    """Accepted answers that the compiled index does not hold yet; the bot gives them word for word."""

    asked: tuple[tuple[str, str | None], ...] = ()
    """Ways of asking, each with the id of what answers it; None: nothing may. Of the same words the last one counts."""
    entries: tuple[Entry, ...] = ()
    """New ones, and those that stand in the place of the entry of the same id."""


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem of a knowledge base, as `evbot check` prints it."""

    code: str
    """Stable, such as "KB012"."""
    severity: Severity
    place: Place
    entry: str | None
    message: str
    remedy: str

    def __str__(self) -> str:
        where = str(self.place) or "knowledge"
        entry = f"entry {self.entry}: " if self.entry else ""
        return f"{where}: {self.code} {entry}{self.message}; {self.remedy}"
