"""Reads the tables of several columns: series in; what each may be asked by, and the `Section` that a question asks for
side by side ("price and range of the Lark Pro"), out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from bot.conversation.followup import content
from bot.conversation.queries.held.pools import Pools
from bot.conversation.queries.of_rows.row_operands import named_rows
from bot.conversation.queries.over_time.time_operands import timed_groups
from bot.conversation.queries.reader import FigureReader
from bot.conversation.queries.words.asked import Asked
from bot.figures import Measure, Operation
from bot.matching import Matcher, Ranking, Scored, is_time, read_facets
from bot.model import QUANTITY, Series

_FEW = 2  # Columns that are named, at least, each by something else: what asks for one is a query about figures.


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


@dataclass(frozen=True, slots=True)
class Section:
    columns: frozenset[str]  # Ids of the measures of its columns.
    labels: frozenset[str]  # Those of its rows; empty: all.
    named: int  # Number of things that the columns are named by.


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


def tables_of(matcher: Matcher, reader: FigureReader) -> Iterator[Table]:
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


def section_of(asked: Asked, columns: Sequence[NamedColumn], pools: Pools) -> Section | None:
    """None where the question does not name two columns, or leaves open which rows it means."""
    if len(asked.quantities) + sum(one.title <= asked.whole.said for one in columns) < _FEW:
        return None  # `names` below holds no more; counted first, as every question asks this of every table.
    named = _columns_named(asked, columns)
    names = set().union(*named.values())
    if len(named) < _FEW or len(names) < _FEW:
        return None
    labels = rows_named(asked, columns[0].measure, pools)
    if not labels and not asked.cues.has(Operation.LIST):
        return None
    return Section(frozenset(named), labels, len(names))


def rows_named(asked: Asked, column: Measure, pools: Pools) -> frozenset[str]:
    """Labels of the rows that a question names, or of whose times it speaks."""
    rows = pools.rows_of_own(column)
    if rows.timed:
        groups = timed_groups(asked, Operation.VALUE, column, pools) if asked.times.named else ()
        ids = {id for group in groups for id in group.cells}
        return frozenset(cell.label for cell in column.cells if cell.id in ids)
    telling = {row.cell.label: words for row, words in zip(rows.all, rows.telling, strict=True)}
    named = {row.cell.label for one in named_rows(asked, column, pools) for row in one.rows}
    said = {stem for at, stem in enumerate(asked.whole.stems) if at not in asked.quantity_places}
    # "The Lark" is in the name of each of its versions.
    return frozenset(label for label in named if not said.isdisjoint(telling.get(label, ())))


def _columns_named(asked: Asked, columns: Sequence[NamedColumn]) -> Mapping[str, Set[str]]:
    """By the ids of columns what a question names them by; none where it names an amount that has no column."""
    signs: dict[str, set[str]] = {}
    explained: set[str] = set()
    for name in asked.quantities:
        said = {asked.lexicon.stem(word) for word in asked.words[name.start : name.end]}
        of_amount = [one for one in columns if one.tells(name.value, said)]
        if not of_amount and not said <= columns[0].of_table:
            return {}
        explained |= said
        for one in of_amount:
            signs.setdefault(one.measure.id, set()).add(name.value)
    for one in columns:
        if one.title - explained and one.title <= asked.whole.said:
            signs.setdefault(one.measure.id, set()).add(one.measure.column)
    # Beside the price that of an earlier year is not meant.
    of_other_times = {one.measure.id for one in columns if not one.times <= {*asked.words}}
    return {id: found for id, found in signs.items() if id not in of_other_times} or signs
