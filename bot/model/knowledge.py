"""The knowledge base as frozen values: entries, series, vocabulary, cases and findings."""

from dataclasses import dataclass
from enum import StrEnum

from bot.model.facet_kinds import FacetKind, Within

SMALL_TALK = "smalltalk"
"""Topic whose entries answer like others, but are never listed, and never the subject of a conversation."""
BOTS_OWN = "bots-own"
"""Tag of small talk that the bot adds to a knowledge base."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: `file` is relative to the knowledge folder, `line` counts from 1."""

    file: str = ""
    line: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class Source:
    """Who said it, and where: two are the same if all fields are."""

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
    """Cells whose value the answer gives, as "series:label" or "series:row:column"."""
    chart: str | None = None
    about: tuple[tuple[str, str], ...] = ()
    """Facets as (kind, value) pairs; a kind may stand more than once. Empty: they are derived."""
    review_by: str | None = None
    tags: tuple[str, ...] = ()
    follow_ups: tuple[tuple[str | None, tuple[str, ...]], ...] = ()
    """What people type next, by the id of the entry that answers it; None: no entry does."""
    series: str | None = None
    """The series that this entry was generated from; None for a curated entry."""
    labels: tuple[str, ...] = ()
    """The names of a measure's cells: "October 2025", "Rye"; empty for other entries."""
    place: Place = Place()
    asking: Place | None = None
    """Where its phrasings and follow-ups stand, if in another file."""


@dataclass(frozen=True, slots=True)
class Point:
    label: str
    value: float | None
    """None: a gap, known to be unknown."""
    minimum: bool = False
    approximate: bool = False
    within: float | None = None
    """How far an approximate value may be off: 0.05 is 5 %."""
    as_of: str | None = None
    """None: the end of the period in the label, if that was over, else the date of the series."""
    sources: tuple[Source, ...] = ()
    """Empty: those of the series."""


class Kind(StrEnum):
    """Whether and how the values of a series or column add up."""

    FLOW = "flow"
    """Of a period or part; several add up: bikes per month, stands per town."""
    LEVEL = "level"
    """At a moment, or of a thing: stores, a price, a weight."""
    RUNNING = "running"
    """A total so far, which only grows; its lowest and highest say nothing."""
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
    """What sentences call its numbers: "bikes recalled"; None: made from title and unit."""
    fewer_is_better: bool = False
    """As for lap times and prices."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A template for generated entries; placeholders {label} (in a table {row} and {column}), {value} and {figure}."""

    question: str
    answer: str
    phrasings: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    """Tables only; empty: all columns but the key."""


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
    """Figures: either `points`, or a table of `columns` and `rows`."""

    id: str
    title: str
    topic: str
    unit: str | None = None
    as_of: str | None = None
    changes: bool = False
    note: str | None = None
    """For curators only."""
    kind: Kind | None = None
    noun: str | None = None
    """What sentences call its numbers: "bikes delivered"."""
    basis: str | None = None
    """What the figures rest on, shown with each answer: "company count"."""
    fewer_is_better: bool = False
    sources: tuple[Source, ...] = ()
    points: tuple[Point, ...] = ()
    columns: tuple[Column, ...] = ()
    rows: tuple[tuple[str | int | float | bool | None, ...], ...] = ()
    key: tuple[str, ...] = ()
    ask: tuple[Ask, ...] = ()
    superlatives: tuple[Superlative, ...] = ()
    asks_extremes: bool = False
    """No `superlatives` are declared, so they are made in the words of the language."""
    question: str | None = None
    """Asks for the whole series; None: made from the title."""
    phrasings: tuple[str, ...] = ()
    """Ways of asking for the whole series."""
    about: tuple[tuple[str, str], ...] = ()
    """Facets of all points or cells, as in `Entry.about`."""
    short: tuple[tuple[str, str], ...] = ()
    place: Place = Place()

    @property
    def all_sources(self) -> tuple[Source, ...]:
        """Those of the series and of its points, each once."""
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
    """`evbot check` warns of entries with fewer."""
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
    """The value of one unit in another: Rate("yuan", "USD", 0.1391, "2025-12-31")."""

    unit: str
    into: str
    value: float
    """Above 0."""
    as_of: str | None = None
    """As in `Source.published`; None: it never changes, as from km to miles."""
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """The names of a unit: Unit("USD", "dollar", "US dollars", ("usd", "bucks"))."""

    id: str
    """As figures and rates write it."""
    one: str
    """In answers: "7.2 yuan a dollar"; the plural is `many`."""
    many: str
    words: tuple[str, ...] = ()
    """Other names in questions."""
    more: str = ""
    """The comparative: "dearer"; its opposite is `less`. Empty: "more" and "less"."""
    less: str = ""


@dataclass(frozen=True, slots=True)
class Cue:
    """Words in which people ask for figures of a subject, beside those of the language."""

    name: str
    """An operation, or a list of words such as "good"."""
    texts: tuple[str, ...]
    """For an operation, words side by side: "*" is any word or none, "/" separates alternatives."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    synonyms: tuple[tuple[str, ...], ...] = ()
    names: tuple[Name, ...] = ()
    rates: tuple[Rate, ...] = ()
    kinds: tuple[FacetKind, ...] = ()
    """Kinds of facets beside those that are built in."""
    units: tuple[Unit, ...] = ()
    cues: tuple[Cue, ...] = ()
    within: tuple[Within, ...] = ()


class Operation(StrEnum):
    """What a question about figures asks for."""

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
    """Into another unit, by a declared rate."""
    DURATION = "duration"
    """Days from one limit to another, or between two dates."""


@dataclass(frozen=True, slots=True)
class Case:
    """A question that must reach an entry (its id), or nothing (None)."""

    text: str
    expect: str | None
    place: Place = Place()
    operation: Operation | None = None
    """The expected operation of a computed figure."""
    result: float | str | tuple[str, ...] | None = None
    """The expected result: a number, a label or several."""


@dataclass(frozen=True, slots=True)
class Decline:
    """A question that is declined, and the line that is said instead."""

    id: str
    line: str
    says: tuple[str, ...]
    """Phrasings, with alternatives and gaps: "should i/we * buy"."""
    unless: tuple[str, ...] = ()
    """In the same form: with one of these, the question is another one."""
    needs: str | None = None
    """A kind of which the question must name a value: "person"."""


@dataclass(frozen=True, slots=True)
class Knowledge:
    manifest: Manifest = Manifest()
    entries: tuple[Entry, ...] = ()
    """What the matcher ranks: curated entries, then the measures of the series (one for its points, or one for the
    table and one for each column that is asked for). Ids are unique over entries and series."""
    cells: tuple[Entry, ...] = ()
    """Single figures of the series, and their highest and lowest. They have ids, but are not ranked."""
    series: tuple[Series, ...] = ()
    vocabulary: Vocabulary = Vocabulary()
    out_of_scope: tuple[str, ...] = ()
    declines: tuple[Decline, ...] = ()
    """The first that fits counts."""
    wording: tuple[tuple[str, str], ...] = ()
    """Sentences of its own, by their names in `Words`."""
    cases: tuple[Case, ...] = ()


@dataclass(frozen=True, slots=True)
class Accepted:
    """Accepted answers that the compiled index does not hold yet; the bot gives them word for word."""

    asked: tuple[tuple[str, str | None], ...] = ()
    """Phrasings, each with the id of its answer; None: it must not be answered. Of the same words the last one
    counts."""
    entries: tuple[Entry, ...] = ()
    """New ones, and those that replace the entry of the same id."""


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
