"""Judges how well an entry or a measure suits a question: by title, things counted, rows and unit."""

from bot.conversation.queries.binding import BoundQuery
from bot.conversation.queries.reader import FigureReader
from bot.conversation.queries.words.asked import Asked
from bot.figures import Operation, plain_unit
from bot.model import Entry


def share_of_title_said(asked: Asked, bound: BoundQuery, entry: Entry, reader: FigureReader) -> float:
    """The share of the measure's title, each word by its weight, that a question says; from 0 to 1."""
    measure = reader.pools.measures.get(bound.query.measure)
    if measure is not None and not reader.pools.is_column_named(measure, asked.whole.said):
        return 0.0
    words = reader.pools.stemmed(measure.column or measure.title if measure else entry.question)
    total = sum(reader.weight(word) for word, _ in words)
    said = sum(reader.weight(word) for word, stem in words if stem in asked.whole.said)
    return said / total if total else 0.0


def counts_things_asked(asked: Asked, bound: BoundQuery, reader: FigureReader) -> bool:
    """Whether the things that a question counts, as in "how many shops" and "300 shops", are those of the measure."""
    things = (reader.pools.things(reader.pools.measures[group.measure]) for group in bound.query.groups)
    return any(not asked.counted.things.isdisjoint(one) for one in things)


def names_without_row(asked: Asked, entry: Entry, reader: FigureReader) -> tuple[tuple[str, str], ...]:
    """The exact names, one of each kind, that no row of an entry's measures has together though each of them occurs."""
    names = [pair for pair in asked.names if pair[0] in reader.kinds.exact]
    if len(names) < 2 or len({kind for kind, _ in names}) < len(names):
        return ()
    rows = [{*row.facets, *row.measure.about} for one in reader.pools.of_entry(entry) for row in reader.pools.rows(one)]
    each = all(any(pair in row for row in rows) for pair in names)
    return tuple(names) if each and not any(row.issuperset(names) for row in rows) else ()


def any_unit_suits(asked: Asked, bound: BoundQuery, reader: FigureReader) -> bool:
    """Whether one of the units of a query suits: "yuan per PS"; or that of its result, as km/h does of km per hour."""
    measures = [reader.pools.measures[one.measure] for one in bound.query.groups]
    rows = frozenset[str]().union(*(reader.pools.rows_of_own(one).stems for one in measures))
    units = [one.unit or "" for one in measures]
    times = asked.language.units_lasting(bound.query.per) if bound.query.operation is Operation.PER_UNIT else ()
    return any(
        unit_suits(asked, unit, rows) for unit in (*units, *(f"{plain_unit(units[0])}/{time}" for time in times))
    )


def unit_suits(asked: Asked, unit: str, rows: frozenset[str] = frozenset()) -> bool:
    """Whether no word asks for figures in other units, as "cheaper" beside km/h. `rows`: as in `Amounts`."""
    amounts = asked.amounts.hinted(rows)
    # What is faster takes fewer seconds, or does more km/h.
    faster = asked.language.units_of["speed"] if "time" in amounts else frozenset()
    return not amounts or not unit or plain_unit(unit).casefold() in asked.amounts.units(rows) | faster
