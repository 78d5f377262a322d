"""Answers what is asked for a table as a whole: "the Larks", "Lark Pro vs Max"."""

from collections.abc import Iterable, Mapping

from bot.conversation.queries.of_rows.mentions import mentioned
from bot.conversation.queries.reader import FigureReader
from bot.conversation.queries.words.asked import Asked
from bot.matching import Matcher, Ranking, Scored, places_of
from bot.model import QUANTITY
from bot.replies.figure_queries.section import SIDE_BY_SIDE, section_of
from bot.replies.figure_queries.table import Table, Tables


class WholeTables:
    """Before it is decided what answers, `led_by_whole` puts such a table in front of the ranking. `answers_whole` then
    says that the table in front answers, and not one of its figures."""

    def __init__(self, tables: Tables, matcher: Matcher, reader: FigureReader) -> None:
        self._tables, self._matcher, self._reader = tables, matcher, reader

    def led_by_whole(self, ranking: Ranking) -> Ranking:
        """The ranking led by the nearest table that is asked for as a whole: what speaks for any of its columns, or for
        an older table on the same model, speaks for it. As it is if these together are less likely than the first
        candidate, unless `_names_two_beside_amount`."""
        if ranking.exact:
            return ranking
        tables = self._tables.by_entry
        near = dict.fromkeys(tables[one.entry] for one in ranking.candidates if one.entry in tables)
        asked = self._reader.asked(ranking.words) if near else None
        if asked is None:
            return ranking
        wholes = [table for table in near if self._is_about_whole(table, asked)]
        members = _by_newest({table: table.candidates_in(ranking) for table in wholes})
        if not members:
            return ranking
        chances = {table: sum(one.confidence for one in of_table) for table, of_table in members.items()}
        best, chance = max(chances.items(), key=lambda pair: pair[1])
        if chance < ranking.confidence and not self._names_two_beside_amount(best, asked, ranking):
            return ranking
        # What speaks for its columns is no more than speaks for all candidates; and the first is not passed by less.
        confidence = max(min(chance, ranking.among), ranking.confidence)
        return best.leading(ranking, confidence, members[best])

    def answers_whole(self, ranking: Ranking) -> bool:
        """Whether the first candidate is a table asked for in its own question, as a whole, or for a section."""
        first = ranking.candidates[0].entry
        table = self._tables.by_entry.get(first)
        if table is None or first != table.whole:
            return False
        if ranking.words == table.question:
            return True
        asked = self._reader.asked(ranking.words)
        if asked is None:
            return False
        return self._is_about_whole(table, asked) or section_of(table, asked, self._matcher, self._reader) is not None

    def _is_about_whole(self, table: Table, asked: Asked) -> bool:
        """Whether the question speaks of the table or of two of its rows, and of nothing else that is in it. Not if

        1. it asks for an amount, or for more than the table shown: "price of the Larks", "the cheapest Lark";
        2. it speaks of a time that is none of the table's;
        3. it has a word on one column, or on nothing in the table;
        4. it says nothing of its own, and names fewer than two rows: "the Lark".
        """
        operations = {one.operation for one in asked.cues.asked_for}
        if asked.amounts.hinted() or asked.facets.of(QUANTITY) or not operations <= SIDE_BY_SIDE:
            return False
        if not _stems_at(asked.timed_places, asked) <= table.of_rows | table.of_whole:
            return False
        names = places_of(name for name in asked.named if name.kind in self._matcher.kinds.impersonal)
        beside_rows = asked.telling - _stems_at(names, asked) - table.of_rows
        of_table_alone = table.of_whole - table.of_columns
        if not beside_rows <= of_table_alone:
            return False
        says_something = bool(beside_rows or operations)
        return says_something or self._names_two(table, asked)

    def _names_two_beside_amount(self, table: Table, asked: Asked, ranking: Ranking) -> bool:
        """Whether the question is for two rows, and the first entry on one amount: "Lark Pro vs Max" asks for the table
        however near "How much is the Lark Pro?" is."""
        is_on_amount = bool(self._matcher.guard.core(ranking.candidates[0].entry, QUANTITY))
        return is_on_amount and self._names_two(table, asked)

    def _names_two(self, table: Table, asked: Asked) -> bool:
        return len(mentioned(asked, self._reader.pools.rows_of_own(table.columns[0].measure))) > 1


def _stems_at(places: Iterable[int], asked: Asked) -> set[str]:
    return {asked.lexicon.stem(asked.words[at]) for at in places}


def _by_newest(members: Mapping[Table, list[Scored]]) -> Mapping[Table, list[Scored]]:
    """By table its candidates. Those of older tables on the same model go to the newest, from the oldest table on, so
    that what a table took over goes on with its own."""
    kept = dict(members)
    for table in sorted(members, key=lambda one: one.as_of):
        on_same = (one for one in kept if one is table or one.about & table.about)
        newest = max(on_same, key=lambda one: one.as_of)
        if newest is not table:
            kept[newest] = [*kept[newest], *kept.pop(table)]
    return kept
