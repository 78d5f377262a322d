"""Judges how well an entry or a measure suits a question: by words, the things that it counts, its rows, its unit."""

from collections.abc import Mapping
from typing import NamedTuple

from bot.conversation.queries.binding import BoundQuery
from bot.conversation.queries.reader import FigureReader
from bot.conversation.queries.words.asked import Asked
from bot.figures import Operation, plain_unit
from bot.matching import Index, places_of
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
    rows = [{*row.facets, *row.measure.about} for one in reader.measures_for(entry) for row in reader.pools.rows(one)]
    each = all(any(pair in row for row in rows) for pair in names)
    return tuple(names) if each and not any(row.issuperset(names) for row in rows) else ()


def suits_any(asked: Asked, bound: BoundQuery, reader: FigureReader) -> bool:
    """Whether one of the units of a query suits: "yuan per PS"; or that of its result, as km/h does of km per hour."""
    measures = [reader.pools.measures[one.measure] for one in bound.query.groups]
    rows = frozenset[str]().union(*(reader.pools.rows_of_own(one).stems for one in measures))
    units = [one.unit or "" for one in measures]
    times = asked.language.units_lasting(bound.query.per) if bound.query.operation is Operation.PER_UNIT else ()
    return any(suits(asked, unit, rows) for unit in (*units, *(f"{plain_unit(units[0])}/{time}" for time in times)))


def suits(asked: Asked, unit: str, rows: frozenset[str] = frozenset()) -> bool:
    """Whether no word asks for figures in other units, as "cheaper" beside km/h. `rows`: as in `Amounts`."""
    amounts = asked.amounts.hinted(rows)
    # What is faster takes fewer seconds, or does more km/h.
    faster = asked.language.units_of["speed"] if "time" in amounts else frozenset()
    return not amounts or not unit or plain_unit(unit).casefold() in asked.amounts.units(rows) | faster


class SpokenWord(NamedTuple):
    word: str
    stems: frozenset[str]  # Its own, and those of the name that it is written for ("shaomi").
    heads: frozenset[str]  # Those of the words that it is one for, as "ebike" for "electric bike".
    explained: bool  # By an operation, a time, a number or a name that is excluded.


def unsaid_shares(asked: Asked, titles: Mapping[int, frozenset[str]], index: Index) -> dict[int, float]:
    """By entry the share of the question, weighted by rarity, that is left over: said neither by the entry nor by
    `titles`, the stems of what a query is of, and explained by no operation, time or number."""
    spoken = spoken_words(asked)
    weights = [index.common.weight(one.word) for one in spoken]
    said = index.said.say_any([one.stems for one in spoken])

    def unsaid(entry: int) -> float:
        words = zip(spoken, weights, said[:, entry].tolist(), strict=True)
        left = ((word, weight) for word, weight, says in words if not (word.explained or says))
        return sum(weight for word, weight in left if titles[entry].isdisjoint({*word.stems, *word.heads}))

    return {entry: unsaid(entry) / (sum(weights) or 1.0) for entry in titles}


def spoken_words(asked: Asked) -> tuple[SpokenWord, ...]:
    stem, scales = asked.lexicon.stem, frozenset(map(asked.lexicon.stem, asked.language.scales))
    excluded = places_of(name for name in asked.named if (name.kind, name.value) in asked.facets.excluded)
    names = {at: name.value.split("-") for name in asked.named for at in range(name.start, name.end)}
    heads = {own: listed for own, listed in asked.heads_of.items() if len(listed) > 1}
    spoken: list[SpokenWord] = []
    for at, (word, own) in enumerate(zip(asked.words, asked.whole.stems, strict=True)):
        is_number = word.replace(".", "").isdigit() or own in scales
        explained = is_number or at in excluded or at in asked.timed_places or word in asked.cue_words
        stems = frozenset({own, *map(stem, names.get(at, ()))})
        spoken.append(SpokenWord(word, stems, heads.get(own, frozenset()), explained))
    return tuple(spoken)
