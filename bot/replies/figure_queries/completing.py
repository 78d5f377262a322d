"""Works out the result that a question wants of the figures that its answer states.

An entry may state the two prices that a question wants the difference of, and not the difference. A query that is bound
to the very rows and times that the question names tells the result if its figures are those that the entry states, and
the entry's answer follows it.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from bot.conversation.queries.binding import BoundQuery
from bot.conversation.queries.reader import FigureReader
from bot.conversation.queries.unsaid_words import unsaid_shares
from bot.conversation.queries.words.asked import Asked
from bot.figures import Operation
from bot.matching import Matcher, Ranking, compatible
from bot.model import QUANTITY, Entry
from bot.replies.figure_queries.asked_figures import is_about_time, measure_shares
from bot.replies.figure_queries.figured import Figured, number_of
from bot.replies.figure_queries.query_scales import NOTHING_STRANGE
from bot.replies.figure_queries.works_out import WORKED_OUT, rows_of, works_out

_COUNTING = frozenset({Operation.COUNT, Operation.THRESHOLD})


class _WorkedOut(NamedTuple):
    """A query that works out what is asked."""

    number: int  # Of the entry of its measure.
    bound: BoundQuery
    likeness: float  # How well the question names its column, as in `Binder.bind_columns`.
    is_named_best: bool  # Of the columns of its table.
    unsaid: float  # The share of the question that it leaves unexplained, with the entry of its measure.
    unsaid_by_entry: float  # The same of the entry whose answer states its figures.

    @property
    def explains_as_much(self) -> bool:
        return self.unsaid <= self.unsaid_by_entry + NOTHING_STRANGE

    @property
    def is_explained_by_entry(self) -> bool:
        """Whether the entry explains all of the question."""
        return self.unsaid_by_entry <= NOTHING_STRANGE


class Completing:
    def __init__(self, matcher: Matcher, reader: FigureReader) -> None:
        self._matcher, self._reader = matcher, reader

    def result(self, entry: Entry, ranking: Ranking, wholes: Iterable[str] = ()) -> Figured | None:
        """None if nothing is to be worked out, the entry tells it, the question does not say of what, or several
        results fit. `wholes`: what else a follow-up may ask, in full."""
        if entry.labels or entry.id not in self._matcher.entry_of_id:
            return None
        results = (self._result(entry, asked, ranking) for asked in self._read(ranking, wholes))
        return next((one for one in results if one is not None), None)

    def _read(self, ranking: Ranking, wholes: Iterable[str]) -> Iterator[Asked]:
        """The question as it stands, then with what a follow-up leaves unsaid."""
        alone = self._reader.asked(ranking.words)
        if alone is None or not any(one.operation in WORKED_OUT | _COUNTING for one in alone.cues.asked_for):
            return
        yield alone
        read = (self._reader.asked(self._matcher.repaired(text)) for text in wholes)
        yield from (one for one in read if one is not None)

    def _result(self, entry: Entry, asked: Asked, ranking: Ranking) -> Figured | None:
        """The result that all queries come to which fit best; None if they come to several. Those fit best that

        1. explain as much of the question as the entry, by the column named best,
        2. without such a query: those that the question names apart (`_named_apart`),
        3. in both cases: those of figures that are held, if there are any, since it is known what these are of.
        """
        found = list(self._worked_out(entry, asked, ranking))
        explaining = [one for one in found if one.is_named_best and one.explains_as_much]
        fitting = explaining or self._named_apart(found, asked, ranking)
        of_held = [one for one in fitting if not one.bound.query.counts_with_given]
        best = of_held or fitting
        if len({number_of(one.bound) for one in best}) != 1:
            return None
        told = best[-1]  # They come to the same number, so that any of them may tell it.
        return Figured(self._matcher.entries[told.number], told.bound, 1.0)

    def _worked_out(self, entry: Entry, asked: Asked, ranking: Ranking) -> Iterator[_WorkedOut]:
        matcher, reader, own = self._matcher, self._reader, self._matcher.entry_of_id[entry.id]
        for number in measure_shares(ranking, matcher, reader):
            likened = reader.binder.bind_columns(asked, matcher.entries[number])
            named_best = reader.binder.named_best(likened, asked) if likened else None
            for likeness, bound in likened:
                if not works_out(bound, entry, asked, reader) or not self._takes_up_all(bound, own, ranking):
                    continue
                # The entry explains what its ways of asking say; the query, what its figures are called, too.
                titles = {own: frozenset[str](), number: reader.pools.titles_of(bound.query.groups)}
                unsaid = unsaid_shares(asked, titles, matcher.index)
                yield _WorkedOut(number, bound, likeness, bound == named_best, unsaid[number], unsaid[own])

    def _named_apart(self, found: Sequence[_WorkedOut], asked: Asked, ranking: Ranking) -> list[_WorkedOut]:
        """Where the entry explains all of the question, which names each of the figures: of the columns whose figures
        the entry states, the one that the question names best; none of another amount than it asks for."""
        apart = [one for one in found if one.is_explained_by_entry and self._names_each(one.bound, asked)]
        able = [one for one in apart if not self._is_of_other_amount(one.number, ranking)]
        best = max((one.likeness for one in able), default=0.0)
        return [one for one in able if one.likeness == best]

    def _names_each(self, bound: BoundQuery, asked: Asked) -> bool:
        """Whether the question tells several figures apart by a name of each: "from the Pro to the Max"."""
        groups, names = bound.query.groups, asked.whole.row_names
        rows = {row.cell.id: row.met_by & names for one in groups for row in rows_of(one, self._reader)}
        different_names = set(rows.values())
        return len(groups) > 1 and len(different_names) == len(groups)

    def _is_of_other_amount(self, number: int, ranking: Ranking) -> bool:
        """Whether the question names an amount that the measure is not of: a loss, where it tells revenue."""
        own, named = self._matcher.guard.core(number, QUANTITY), ranking.facets.of(QUANTITY)
        return bool(own) and any(not any(compatible(value, other) for other in own) for value in named)

    def _takes_up_all(self, bound: BoundQuery, entry: int, ranking: Ranking) -> bool:
        """Whether it leaves no name, number or time of the question."""
        uptake = bound.uptake
        # Figures without a date are of the time for which the entry states them.
        is_of_time = not uptake.times_left or is_about_time(entry, ranking, self._matcher)
        return is_of_time and not uptake.names_left and not uptake.numbers_left
