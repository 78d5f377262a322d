"""Answers what is asked for side by side of a table: "price and range of the Lark Pro"."""

from bot.conversation.queries.reader import FigureReader
from bot.conversation.queries.suiting import names_without_row
from bot.conversation.queries.unsaid_words import unsaid_shares
from bot.conversation.queries.words.asked import Asked
from bot.conversation.thresholds import thresholds
from bot.figures.ids import last_part
from bot.knowledge.generating.overview import part_answer
from bot.matching import Matcher, Ranking
from bot.model import QUANTITY, Entry
from bot.replies.figure_queries.section import Section, rows_named, section_of
from bot.replies.figure_queries.table import Table, Tables, models_of
from bot.replies.weighing.meant import NO_ENTRY


class TableSections:
    """Before it is decided what answers, `led_by_section` puts the table of a `Section` in front of the ranking.
    `part_shown` then writes its answer."""

    def __init__(self, tables: Tables, matcher: Matcher, reader: FigureReader) -> None:
        self._tables, self._matcher, self._reader = tables, matcher, reader

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
            chance = sum(one.confidence for one in table.candidates_in(ranking))
            return sections[table].named, chance, table.as_of

        return max(newest, key=merit).leading(ranking, thresholds().asking.named_table)

    def part_shown(self, entry: Entry, ranking: Ranking) -> str:
        """The table of an entry with the rows and columns that are named alone; empty where that is all of it."""
        table = self._tables.by_entry.get(self._matcher.entry_of_id.get(entry.id, NO_ENTRY))
        asked = self._reader.asked(ranking.words) if table is not None else None
        if table is None or asked is None:
            return ""
        section = section_of(table, asked, self._matcher, self._reader)
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

    def _sections(self, asked: Asked, ranking: Ranking) -> dict[Table, Section]:
        """The section that is asked for, by the table that it is of; in many there is none."""
        found: dict[Table, Section] = {}
        for table in dict.fromkeys(self._tables.by_entry.values()):
            section = section_of(table, asked, self._matcher, self._reader)
            if section is not None and self._is_of_table(asked, table, ranking):
                found[table] = section
        return found

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
