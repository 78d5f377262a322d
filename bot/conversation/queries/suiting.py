"""Judges whether a measure suits a question: by its title, the things that it counts, its rows and its unit."""

from __future__ import annotations

from bot.conversation.queries.asked import Asked
from bot.conversation.queries.binding import BoundQuery
from bot.conversation.queries.reader import FigureReader
from bot.figures import plain_unit
from bot.model import Entry


def share_of_title_said(asked: Asked, bound: BoundQuery, entry: Entry, reader: FigureReader) -> float:
    """The share of the measure's title, each word by its weight, that a question says; from 0 to 1."""
    measure = reader.pools.measures.get(bound.query.measure)
    words = reader.pools.stemmed(measure.column or measure.title if measure else entry.question)
    total = sum(reader.weight(word) for word, _ in words)
    said = sum(reader.weight(word) for word, stem in words if stem in asked.whole.said)
    return said / total if total else 0.0


def counts_things_asked(asked: Asked, bound: BoundQuery, reader: FigureReader) -> bool:
    """Whether the things that a question counts, as in "how many shops" and "300 shops", are those of the measure."""
    things = (reader.pools.things(reader.pools.measures[group.measure]) for group in bound.query.groups)
    return any(not asked.counted_things.isdisjoint(one) for one in things)


def names_without_row(asked: Asked, entry: Entry, reader: FigureReader) -> tuple[tuple[str, str], ...]:
    """The exact names, one of each kind, that no row of an entry's measures has together though each of them occurs."""
    names = [pair for pair in asked.names if pair[0] in reader.kinds.exact]
    if len(names) < 2 or len({kind for kind, _ in names}) < len(names):
        return ()
    rows = [{*row.facets, *row.measure.about} for one in reader.measures_of(entry) for row in reader.pools.rows(one)]
    each = all(any(pair in row for row in rows) for pair in names)
    return tuple(names) if each and not any(row.issuperset(names) for row in rows) else ()


def suits_any(asked: Asked, bound: BoundQuery, reader: FigureReader) -> bool:
    """Whether one of the units of a query suits: "yuan per PS"."""
    return any(suits(asked, reader.pools.measures[one.measure].unit or "") for one in bound.query.groups)


def suits(asked: Asked, unit: str) -> bool:
    """Whether no word asks for figures in other units, as "cheaper" does beside km/h."""
    # What is faster takes fewer seconds, or does more km/h.
    faster = asked.language.units["speed"] if "time" in asked.hinted_amounts else frozenset()
    return not asked.hinted_amounts or not unit or plain_unit(unit).casefold() in asked.hinted_units | faster
