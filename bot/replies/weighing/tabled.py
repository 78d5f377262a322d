"""Answers what is asked of a table as such: the rows and columns that are named, all columns where none is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from bot.conversation.queries.of_rows.mentions import mentioned
from bot.conversation.queries.reader import FigureReader
from bot.conversation.queries.suiting import names_without_row, unsaid_shares
from bot.conversation.queries.words.asked import Asked
from bot.conversation.thresholds import thresholds
from bot.figures.ids import last_part
from bot.knowledge.generating.overview import part_answer
from bot.matching import Matcher, Ranking, Scored, places_of
from bot.model import QUANTITY, Entry
from bot.replies.figure_queries.section import SIDE_BY_SIDE, Section, rows_named, section_of
from bot.replies.figure_queries.table import Table, models_of, tables_of
from bot.replies.weighing.meant import NO_ENTRY


class Tables:
    """Whether a question asks for a table as a whole ("the Larks", "Lark Pro vs Max"), or for a `Section` of it ("price
    and range of the Lark Pro").

    Before it is decided what answers, `led_by_section`, or where it finds none `led_by_whole`, puts a table in front of
    the ranking. Then `answers_whole` says whether that answers, and not one figure; `part_shown` writes its answer.
    `Finding` weighs types of answers behind both, `Standing` behind `led_by_whole` only.
    """

    def __init__(self, matcher: Matcher, reader: FigureReader) -> None:
        self._matcher, self._reader = matcher, reader

    def led_by_section(self, ranking: Ranking) -> Ranking | None:
        """The ranking led by the table of which a section is asked for; None where there is none. Of tables on the same
        model only the newest counts. Of those left, the one of whose columns most are named, then the nearest, then the
        newest."""
        if ranking.exact or not ranking.candidates:
            return None
        asked = self._reader.asked(ranking.words)
        if asked is None or self._is_answered_by_entry(asked, ranking):
            return None
        sections = self._sections(asked, ranking)
        newest = [one for one in sections if not any(other.is_newer_than(one) for other in sections)]
        if not newest:
            return None

        def merit(table: Table) -> tuple[int, float, str]:
            return sections[table].named, _together(table.candidates_in(ranking)), table.as_of

        return _led_by(max(newest, key=merit), thresholds().asking.named_table, ranking)

    def led_by_whole(self, ranking: Ranking) -> Ranking:
        """The ranking led by the nearest table that is asked for as a whole: what speaks for any of its columns, or for
        an older table on the same model, speaks for it. As it is if these together are less likely than the first
        candidate, unless `_names_two_beside_amount`."""
        if ranking.exact:
            return ranking
        near = dict.fromkeys(self._tables[one.entry] for one in ranking.candidates if one.entry in self._tables)
        asked = self._reader.asked(ranking.words) if near else None
        if asked is None:
            return ranking
        wholes = [table for table in near if self._is_about_whole(table, asked)]
        members = _by_newest({table: table.candidates_in(ranking) for table in wholes})
        if not members:
            return ranking
        best = max(members, key=lambda table: _together(members[table]))
        chance = _together(members[best])
        if chance < ranking.confidence and not self._names_two_beside_amount(best, asked, ranking):
            return ranking
        sure = max(min(chance, ranking.among), ranking.confidence)
        return _led_by(best, sure, ranking, members[best])

    def answers_whole(self, entry: Entry, ranking: Ranking) -> bool:
        """Whether a table is asked for in its own question, as a whole, or for a section."""
        table = self._table(entry)
        if table is None or entry.id != table.series.id:
            return False
        if ranking.words == table.question:
            return True
        asked = self._reader.asked(ranking.words)
        return asked is not None and (self._is_about_whole(table, asked) or self._section(table, asked) is not None)

    def part_shown(self, entry: Entry, ranking: Ranking) -> str:
        """The table with the rows and columns that are named alone; empty where that is all of it."""
        table = self._table(entry)
        asked = self._reader.asked(ranking.words) if table is not None else None
        if table is None or asked is None:
            return ""
        section = self._section(table, asked)
        labels = section.labels if section else rows_named(asked, table.columns[0].measure, self._reader.pools)
        columns = {last_part(id) for id in section.columns} if section else set[str]()
        return part_answer(table.series, labels, columns, self._matcher.words)

    def _is_answered_by_entry(self, asked: Asked, ranking: Ranking) -> bool:
        """Whether the first entry is better than a table of which rows and columns are named:

        1. It is surer than such a table.
        2. It is a curated one, sure enough, about the models that are named, and speaks of all amounts.
        """
        first, matcher = ranking.candidates[0].entry, self._matcher
        if ranking.confidence > thresholds().asking.named_table:
            return True
        if matcher.entries[first].labels or ranking.confidence < matcher.threshold:
            return False
        named = {(kind, value) for kind in matcher.kinds.leading for value in ranking.facets.of(kind)}
        told = (matcher.guard.speaks_of(first, QUANTITY, name.value) for name in asked.quantities)
        return named <= models_of(first, matcher) and all(told)

    def _is_of_table(self, asked: Asked, table: Table, ranking: Ranking) -> bool:
        """Whether a table is of the model that is named, contradicts nothing, and explains most of what is said."""
        facets = ranking.facets
        if self._matcher.guard.contradiction(facets, table.whole) is not None:
            return False
        named = {kind for kind, _ in (*facets.values, *facets.carried)}
        if table.about and named.isdisjoint(self._matcher.kinds.leading):
            return False  # "Price and range of the Pro" may be about any model.
        if names_without_row(asked, self._matcher.entries[table.whole], self._reader):
            return False
        stems = table.of_whole | table.of_rows | table.of_columns
        unsaid = unsaid_shares(asked, {table.whole: stems}, self._matcher.index)
        return unsaid[table.whole] <= thresholds().asking.aside_to

    def _sections(self, asked: Asked, ranking: Ranking) -> dict[Table, Section]:
        """The section that is asked for, by the table that it is of; in many there is none."""
        found: dict[Table, Section] = {}
        for table in dict.fromkeys(self._tables.values()):
            section = self._section(table, asked)
            if section is not None and self._is_of_table(asked, table, ranking):
                found[table] = section
        return found

    def _section(self, table: Table, asked: Asked) -> Section | None:
        return section_of(table, asked, self._matcher, self._reader)

    def _names_two_beside_amount(self, table: Table, asked: Asked, ranking: Ranking) -> bool:
        """Whether the question is for two rows, and the first entry on one amount: "Lark Pro vs Max" asks for the table
        however near "How much is the Lark Pro?" is."""
        is_on_amount = bool(self._matcher.guard.core(ranking.candidates[0].entry, QUANTITY))
        return is_on_amount and self._names_two(table, asked)

    def _names_two(self, table: Table, asked: Asked) -> bool:
        return len(mentioned(asked, self._reader.pools.rows_of_own(table.columns[0].measure))) > 1

    def _is_about_whole(self, table: Table, asked: Asked) -> bool:
        """Whether the question speaks of the table or of two of its rows, and of nothing else that is in it."""
        operations = {one.operation for one in asked.cues.asked_for}
        if asked.amounts.hinted() or asked.facets.of(QUANTITY) or not operations <= SIDE_BY_SIDE:
            return False
        if not _stems_at(asked.timed_places, asked) <= table.of_rows | table.of_whole:
            return False  # A time that is none of its own.
        names = places_of(name for name in asked.named if name.kind in self._matcher.kinds.impersonal)
        beside_names = asked.telling - _stems_at(names, asked) - table.of_rows
        if not beside_names <= table.of_whole - table.of_columns:
            return False  # A word on one column, or on nothing in the table.
        return bool(beside_names or operations) or self._names_two(table, asked)

    def _table(self, entry: Entry) -> Table | None:
        return self._tables.get(self._matcher.entry_of_id.get(entry.id, NO_ENTRY))

    @cached_property
    def _tables(self) -> dict[int, Table]:
        """By the number of each of their entries."""
        return {entry: table for table in tables_of(self._matcher, self._reader) for entry in table.parts}


def _stems_at(places: Iterable[int], asked: Asked) -> set[str]:
    return {asked.lexicon.stem(asked.words[at]) for at in places}


def _led_by(table: Table, sure: float, ranking: Ranking, members: Sequence[Scored] = ()) -> Ranking:
    """Replaces a table's columns and the `members` by the table, with score and phrasing of the best of them (or of the
    first candidate)."""
    joined = {*table.parts, *(one.entry for one in members)}
    others = [one for one in ranking.candidates if one.entry not in joined]
    lead = next((one for one in ranking.candidates if one.entry in joined), ranking.candidates[0])
    return replace(ranking, candidates=(replace(lead, entry=table.whole, confidence=sure), *others))


def _together(members: Iterable[Scored]) -> float:
    """The chance that one of them is meant."""
    return sum(one.confidence for one in members)


def _by_newest(members: Mapping[Table, list[Scored]]) -> Mapping[Table, list[Scored]]:
    """By table its candidates. Those of older tables on the same model go to the newest, from the oldest table on, so
    that what a table took over goes on with its own."""
    kept = dict(members)
    for table in sorted(members, key=lambda one: one.as_of):
        newest = _newest_beside(table, kept)
        if newest is not table:
            kept[newest] = [*kept[newest], *kept.pop(table)]
    return kept


def _newest_beside(table: Table, tables: Iterable[Table]) -> Table:
    """The newest of the tables on the same model, the table itself included."""
    return max((one for one in tables if one is table or one.about & table.about), key=lambda one: one.as_of)
