"""Reads the tables of several columns among the series, with the words that may name each column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property

from bot.conversation.followup import content
from bot.conversation.queries.reader import FigureReader
from bot.figures import Measure
from bot.matching import Matcher, Ranking, Scored, is_time, read_facets
from bot.model import QUANTITY, Series


@dataclass(frozen=True, slots=True)
class NamedColumn:
    """A column with what it may be named by."""

    measure: Measure
    amounts: frozenset[str]  # What it tells of its rows.
    title: frozenset[str]  # Stems of the words of its title that say something.
    times: frozenset[str]  # The times in its title.
    of_table: frozenset[str]  # Stems of the title of the whole table.

    def tells(self, amount: str, said: Set[str]) -> bool:
        """Whether it tells an amount that is said so, and that all columns are not about ("a loan: the rate?")."""
        if self.title and self.title <= said:
            return True
        return amount in self.amounts and (not said <= self.of_table or not self.title.isdisjoint(said))


@dataclass(frozen=True, eq=False, slots=True)
class Table:
    series: Series
    whole: int  # The number of its entry.
    parts: frozenset[int]  # Those of the entry and of its columns.
    columns: tuple[NamedColumn, ...]
    question: tuple[str, ...]  # Its own, in words.
    about: frozenset[tuple[str, str]]  # Models, or what else is exact, with their kind.
    of_whole: frozenset[str]  # Stems of its title and of the ways of asking for it.
    of_rows: frozenset[str]  # Stems of what its rows are called.
    of_columns: frozenset[str]  # Stems of the titles and units of its columns.

    @property
    def as_of(self) -> str:
        return self.series.as_of or ""

    def is_newer_than(self, other: Table) -> bool:
        """Whether it is a newer table on the same model; texts of dates are in the order of time."""
        return not self.about.isdisjoint(other.about) and self.as_of > other.as_of

    def candidates_in(self, ranking: Ranking) -> list[Scored]:
        return [one for one in ranking.candidates if one.entry in self.parts]

    def leading(self, ranking: Ranking, sure: float, members: Sequence[Scored] = ()) -> Ranking:
        """The ranking with the table in front, in place of its columns and of the `members`. It has the score and the
        phrasing of the best of them, or of the first candidate."""
        joined = {*self.parts, *(one.entry for one in members)}
        others = [one for one in ranking.candidates if one.entry not in joined]
        lead = next((one for one in ranking.candidates if one.entry in joined), ranking.candidates[0])
        return replace(ranking, candidates=(replace(lead, entry=self.whole, confidence=sure), *others))


class Tables:
    """All of a knowledge base, read when one is first asked for."""

    def __init__(self, matcher: Matcher, reader: FigureReader) -> None:
        self._matcher, self._reader = matcher, reader

    @cached_property
    def by_entry(self) -> Mapping[int, Table]:
        """By the number of each of their entries: that of the table, and those of its columns."""
        return {entry: table for table in _tables_of(self._matcher, self._reader) for entry in table.parts}


def _tables_of(matcher: Matcher, reader: FigureReader) -> Iterator[Table]:
    for series in matcher.index.texts.knowledge.series:
        whole = matcher.entry_of_id.get(series.id)
        columns = [one for one in reader.pools.by_series.get(series.id, ()) if one.column]
        if whole is not None and not series.points and len(columns) > 1:
            yield _table_of(series, whole, columns, matcher, reader)


def models_of(entry: int, matcher: Matcher) -> frozenset[tuple[str, str]]:
    """The models, or what else leads, that an entry is about, with their kind."""
    guard, kinds = matcher.guard, matcher.kinds.leading
    return frozenset((kind, value) for kind in kinds for value in guard.core(entry, kind))


def _table_of(series: Series, whole: int, columns: Sequence[Measure], matcher: Matcher, reader: FigureReader) -> Table:
    entry = matcher.entries[whole]
    parts = (matcher.entry_of_id[one.id] for one in columns if one.id in matcher.entry_of_id)

    def stems(*texts: str) -> frozenset[str]:
        return frozenset[str]().union(*map(reader.pools.stems, texts))

    return Table(
        series,
        whole,
        frozenset((whole, *parts)),
        tuple(_named(one, matcher) for one in columns),
        matcher.lexicon.words(entry.question),
        models_of(whole, matcher),
        of_whole=stems(series.title, entry.question, *entry.phrasings),
        of_rows=stems(*entry.labels),
        of_columns=stems(*(text for one in columns for text in (one.column, one.unit or ""))),
    )


def _named(column: Measure, matcher: Matcher) -> NamedColumn:
    lexicon, number = matcher.lexicon, matcher.entry_of_id.get(column.id)
    words = lexicon.words(column.column)
    own = matcher.guard.core(number, QUANTITY) if number is not None else ()
    return NamedColumn(
        column,
        amounts=frozenset((*read_facets(words, lexicon).of(QUANTITY), *own)),
        title=frozenset(map(lexicon.stem, content(words, lexicon.language))),
        times=frozenset(filter(is_time, words)),
        of_table=frozenset(map(lexicon.stem, lexicon.words(column.title))),
    )
