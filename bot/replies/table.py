"""Reads the tables of several columns: series in, what each is, and may be, asked by out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.conversation.queries.reader import FigureReader
from bot.figures import Measure
from bot.matching import Matcher, Ranking, Scored, read_facets
from bot.model import QUANTITY, Series
from bot.replies.sections import NamedColumn, named_column


@dataclass(frozen=True, eq=False, slots=True)
class Table:
    series: Series
    whole: int
    """The number of its entry."""
    parts: frozenset[int]
    """Those of the entry and of its columns."""
    columns: tuple[NamedColumn, ...]
    question: tuple[str, ...]
    """Its own, in words."""
    about: frozenset[tuple[str, str]]
    """Models, or what else is exact, with their kind."""
    of_whole: frozenset[str]
    """Stems of its title and of the ways of asking for it,"""
    of_rows: frozenset[str]
    """of what its rows are called,"""
    of_columns: frozenset[str]
    """and of the titles and units of its columns."""

    @property
    def as_of(self) -> str:
        return self.series.as_of or ""

    def is_newer_than(self, other: Table) -> bool:
        """Whether it is a newer table on the same model; texts of dates are in the order of time."""
        return not self.about.isdisjoint(other.about) and self.as_of > other.as_of

    def candidates_in(self, ranking: Ranking) -> list[Scored]:
        return [one for one in ranking.candidates if one.entry in self.parts]


def tables_of(matcher: Matcher, reader: FigureReader) -> Iterator[Table]:
    for series in matcher.index.texts.knowledge.series:
        whole = matcher.entry_of_id.get(series.id)
        columns = [one for one in reader.of_series.get(series.id, ()) if one.column]
        if whole is not None and not series.points and len(columns) > 1:
            yield _table_of(series, whole, columns, matcher, reader)


def _table_of(series: Series, whole: int, columns: Sequence[Measure], matcher: Matcher, reader: FigureReader) -> Table:
    entry = matcher.entries[whole]
    parts = (matcher.entry_of_id[one.id] for one in columns if one.id in matcher.entry_of_id)
    about = ((kind, value) for kind in matcher.kinds.leading for value in matcher.guard.core(whole, kind))

    def stems(*texts: str) -> frozenset[str]:
        return frozenset[str]().union(*map(reader.pools.stems, texts))

    return Table(
        series,
        whole,
        frozenset((whole, *parts)),
        tuple(named_column(one, _amounts_of(one, matcher), matcher.lexicon) for one in columns),
        matcher.lexicon.words(entry.question),
        frozenset(about),
        of_whole=stems(series.title, entry.question, *entry.phrasings),
        of_rows=stems(*entry.labels),
        of_columns=stems(*(text for one in columns for text in (one.column, one.unit or ""))),
    )


def _amounts_of(column: Measure, matcher: Matcher) -> frozenset[str]:
    lexicon, number = matcher.lexicon, matcher.entry_of_id.get(column.id)
    titled = read_facets(lexicon.words(column.column), lexicon).of(QUANTITY)
    return frozenset(titled).union(matcher.guard.core(number, QUANTITY) if number is not None else ())
