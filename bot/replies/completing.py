"""Works out what an answer leaves to its reader: an entry and the question that it answers in, the result out.

An entry may state the two prices that a question wants the difference of, and not the difference. A query that is bound
to the very rows and times that the question names tells the result if its figures are those that the entry states, and
the entry's answer follows it.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.conversation.queries.asked import Asked
from bot.conversation.queries.binding import COMPUTED, BoundQuery
from bot.conversation.queries.reader import FigureReader
from bot.conversation.queries.suiting import suits_any, unsaid_shares
from bot.figures import FigureAnswer, Operation
from bot.matching import Matcher, Ranking
from bot.model import Entry
from bot.replies.asked_figures import asked_of
from bot.replies.entry_times import is_about_time
from bot.replies.figured import Figured
from bot.replies.query_scales import NOTHING_STRANGE, measure_shares, number_of

_WORKED_OUT = COMPUTED - {Operation.EXTREME}
"""Operations whose result is a number of its own; the highest is one of the figures."""


class Completing:
    def __init__(self, matcher: Matcher, reader: FigureReader) -> None:
        self._matcher, self._reader = matcher, reader

    def result(self, entry: Entry, ranking: Ranking) -> Figured | None:
        """None where nothing is to be worked out, or the entry tells it; where the question leaves unsaid what it is
        of; and where more than one result may be meant."""
        if entry.labels or ranking.facets.carried or entry.id not in self._matcher.entry_of_id:
            return None
        asked = asked_of(ranking, self._matcher, self._reader)
        if asked is None or not any(one.operation in _WORKED_OUT for one in asked.cues.asked_for):
            return None
        queries = list(self._queries(entry, asked, ranking))
        held = [one for one in queries if not one.bound.query.counts_with_given]  # What is held says what it is of.
        found = {number_of(one.bound): one for one in held or queries}
        return next(iter(found.values())) if len(found) == 1 else None

    def _queries(self, entry: Entry, asked: Asked, ranking: Ranking) -> Iterator[Figured]:
        for number in measure_shares(ranking, self._matcher, self._reader):
            bound = self._reader.bind(asked, self._matcher.entries[number])
            if bound is None or not self._works_out(bound, entry) or not self._is_of_named(bound, asked):
                continue
            if self._takes_up_all(bound, number, asked, self._matcher.entry_of_id[entry.id], ranking):
                yield Figured(self._matcher.entries[number], bound, 1.0)

    def _works_out(self, bound: BoundQuery, entry: Entry) -> bool:
        """Whether it works out what is asked before all else, of figures that the entry states without their result."""
        answer, value, told = bound.answer, number_of(bound), self._reader.entry_figures(entry)
        if not isinstance(answer, FigureAnswer) or value is None or bound.query.operation not in _WORKED_OUT:
            return False
        if bound.weight < bound.other_weight or len(answer.operands) > len(bound.query.groups):
            return False  # Of the figures of a whole table none is named.
        return told.states_all(answer.operands) and not told.tells_result(value, answer.unit)

    def _is_of_named(self, bound: BoundQuery, asked: Asked) -> bool:
        """Whether the question names the things and times that the figures are of, and no unit of others."""
        pools, names = self._reader.pools, asked.whole.row_names
        if not (bound.uptake.names or bound.uptake.times) or not suits_any(asked, bound, self._reader):
            return False
        measures = [(group, pools.measures[group.measure]) for group in bound.query.groups]
        rows = [row for group, one in measures for row in pools.rows(one) if row.cell.id in group.cells]
        spans = [row.cell.span for row in rows if row.cell.span is not None]
        are_named = all(not any(met.isdisjoint(names) for met in row.exact) for row in rows)
        are_timed = all(any(one.meets(span) for one in asked.times.spans) for span in spans)
        units = asked.first_counted & pools.all_units
        return are_named and are_timed and all(units <= pools.stems(one.unit or "") for _, one in measures)

    def _takes_up_all(self, bound: BoundQuery, number: int, asked: Asked, entry: int, ranking: Ranking) -> bool:
        """Whether it explains as much of the question as the entry does."""
        uptake = bound.uptake
        # Figures without a date are of the time for which the entry states them.
        is_of_time = not uptake.times_left or is_about_time(entry, ranking, self._matcher)
        if not is_of_time or uptake.names_left or uptake.numbers_left:
            return False
        titles = {entry: frozenset[str](), number: self._reader.pools.titles_of(bound.query.groups)}
        strange = unsaid_shares(asked, titles, self._matcher.index)
        return strange[number] <= strange[entry] + NOTHING_STRANGE
