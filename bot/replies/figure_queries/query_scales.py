"""Finds the queries that a question may mean, and the evidence for each of them and for the first entry."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import log

from bot.conversation.queries.binding import COMPUTED, RELATED, BoundQuery
from bot.conversation.queries.held.entry_operations import unusual_weight, usual_operations
from bot.conversation.queries.over_time.measure_meant import measure_meant
from bot.conversation.queries.reader import FigureReader
from bot.conversation.queries.suiting import any_unit_suits, counts_things_asked, share_of_title_said
from bot.conversation.queries.unsaid_words import unsaid_shares
from bot.conversation.queries.words.asked import Asked
from bot.figures import FigureAnswer, FigureQuery, Operation
from bot.matching import Matcher, Ranking, compatible
from bot.model import QUANTITY, Entry
from bot.replies.figure_queries.asked_figures import is_about_time, leaves_out_time, measure_shares
from bot.replies.figure_queries.figured import number_of
from bot.replies.figure_queries.query_evidence import EntryEvidence, QueryEvidence

NOTHING_STRANGE = 0.1
"""Share of a question that may be unknown to a measure that explains all of it: a typo, an aside. A quarter gives more
wrong answers."""
_DOUBT = 0.001  # Nothing is counted as surer, right or wrong, than all but so much.
_OF_ONE = frozenset({Operation.EXTREME, Operation.THRESHOLD})
"""Operations that may choose a single one of several figures."""


@dataclass(frozen=True, slots=True)
class Contender:
    """A query that competes for a question, or the first entry."""

    entry: int  # Of a query the entry of its measure.
    bound: BoundQuery | None  # None: the first entry, a curated one, answers itself.
    evidence: QueryEvidence | EntryEvidence

    @property
    def agrees(self) -> bool:
        """Whether it is a query whose result the first entry, a curated one, tells."""
        return isinstance(self.evidence, QueryEvidence) and bool(self.evidence.agreed)


@dataclass(frozen=True, slots=True)
class _Query:
    entry: int
    share: float  # That of its measure among all that was ranked.
    bound: BoundQuery


class QueryScales:
    """Weighs the queries of one question, and its first entry where that is a curated one."""

    def __init__(self, asked: Asked, ranking: Ranking, matcher: Matcher, reader: FigureReader) -> None:
        """`ranking` has candidates."""
        self._asked, self._ranking, self._matcher, self._reader = asked, ranking, matcher, reader
        self._first = ranking.candidates[0].entry
        leader = matcher.entries[self._first]
        self._curated = None if leader.labels else leader

    def weigh(self) -> list[Contender]:
        queries = tuple(self._queries())
        titles = {one.entry: self._titles_of(one.bound.query) for one in queries}
        strange = unsaid_shares(self._asked, {self._first: frozenset(), **titles}, self._matcher.index)
        found = [Contender(one.entry, one.bound, self._of_query(one, strange[one.entry])) for one in queries]
        if self._curated is not None:
            unworked = any(self._works_out_untold(one.bound, strange[one.entry], self._curated) for one in queries)
            found.append(Contender(self._first, None, self._of_entry(self._curated, strange[self._first], unworked)))
        return found

    def _titles_of(self, query: FigureQuery) -> frozenset[str]:
        """Stems of what its figures are called; of so much per unit also those of the other names of their units."""
        pools = self._reader.pools
        names = pools.unit_names_of(query.groups) if query.operation is Operation.PER_UNIT else frozenset[str]()
        return pools.titles_of(query.groups) | names

    def _queries(self) -> Iterator[_Query]:
        """One query for each set of cells. Of several measures that reach the same cells, the one that owns them stays
        (else the likeliest), with the sum of their shares."""
        found: dict[tuple[object, ...], list[_Query]] = {}
        for entry, share in measure_shares(self._ranking, self._matcher, self._reader).items():
            bound = self._reader.binder.bind_entry(self._asked, self._matcher.entries[entry])
            if bound is not None:
                cells = tuple(group.cells for group in bound.query.groups)
                found.setdefault((bound.query.operation, cells), []).append(_Query(entry, share, bound))
        for same in found.values():
            likeliest = max(same, key=lambda one: (self._is_of_own(one), one.share))
            yield replace(likeliest, share=min(1.0, sum(one.share for one in same)))

    def _is_of_own(self, query: _Query) -> bool:
        """Whether it is of the measure that was ranked or one alike, and not of one that is meant in its place."""
        pools = self._reader.pools
        ranked = pools.measures.get(self._matcher.entries[query.entry].id)
        return ranked is None or measure_meant(self._asked, ranked, pools) is ranked

    def _of_query(self, query: _Query, strange: float) -> QueryEvidence:
        asked, bound, reader, uptake = self._asked, query.bound, self._reader, query.bound.uptake
        answered = isinstance(bound.answer, FigureAnswer) and bound.answer.result != ()
        told, agreed, disagreed = self._beside_curated(bound)
        clash, amounts_left = self._of_quantities(query.entry)
        compares, suits = len(bound.query.groups) > 1, any_unit_suits(asked, bound, reader)
        return QueryEvidence(
            share=log(query.share),
            measured_share=log(query.share) if self._curated is None else 0.0,
            times=float(uptake.times),
            times_left=float(uptake.times_left),
            names_left=float(uptake.names_left),
            numbers_left=float(uptake.numbers_left),
            operands=float(compares),
            operands_cue=bound.weight if compares else 0.0,
            uncounted=bound.other_weight,
            answered=float(answered),
            lasted=float(answered and bound.query.operation is Operation.DURATION),
            titled=share_of_title_said(asked, bound, self._matcher.entries[query.entry], reader),
            numbered=float(counts_things_asked(asked, bound, reader)),
            strange=strange,
            elsewhere=float(self._is_elsewhere(query)),
            suited=float(bool(asked.amounts.hinted()) and suits),
            unsuited=float(not suits),
            told=told,
            agreed=agreed,
            disagreed=disagreed,
            clash=clash,
            amounts_left=amounts_left,
        )

    def _beside_curated(self, bound: BoundQuery) -> tuple[float, float, float]:
        """The signs `told`, `agreed` and `disagreed`: what the first entry, if a curated one, tells of the query."""
        if self._curated is None:
            return 0.0, 0.0, 0.0
        operation, agreed = bound.query.operation, self._is_told(bound, self._curated)
        is_plain, asks_for = operation in (Operation.VALUE, Operation.LIST), RELATED.get(operation, {operation})
        told = is_plain or not asks_for.isdisjoint(usual_operations(self._reader.asked_for(self._curated)))
        gives_one = operation is Operation.VALUE and number_of(bound) is not None and len(bound.query.groups) < 2
        return float(told), float(agreed), float(gives_one and not agreed)

    def _of_quantities(self, entry: int) -> tuple[float, float]:
        """The signs `clash` and `amounts_left`: what is named and a measure is not about; none if it is about none."""
        named, own = self._ranking.facets.of(QUANTITY), self._matcher.guard.core(entry, QUANTITY)
        missed = sum(not any(compatible(one, other) for other in own) for one in named) if own else 0
        misses_all = 0 < missed == len(named)
        return float(misses_all), 0.0 if misses_all else float(missed)

    def _of_entry(self, entry: Entry, strange: float, unworked: bool) -> EntryEvidence:
        asked, ranking, matcher = self._asked, self._ranking, self._matcher
        sure = min(max(ranking.confidence, _DOUBT), 1 - _DOUBT)
        return EntryEvidence(
            entry_sure=log(sure / (1 - sure)),
            entry_share=ranking.log_shares()[self._first],
            entry_strange=strange,
            entry_timed=float(is_about_time(self._first, ranking, matcher)),
            entry_untimed=float(leaves_out_time(self._first, ranking, matcher)),
            entry_numbers_left=float(self._reader.entry_figures(entry).numbers_untold(asked)),
            entry_unworked=float(unworked),
            entry_seldom_sure=unusual_weight(self._reader.asked_for(entry), asked) * ranking.confidence,
        )

    def _is_told(self, bound: BoundQuery, entry: Entry) -> bool:
        """Whether an entry states the result of all that is asked."""
        if bound.uptake.times_left or bound.uncomputed or not isinstance(bound.answer, FigureAnswer):
            return False
        number, told, answer = number_of(bound), self._reader.entry_figures(entry), bound.answer
        if bound.query.operation is Operation.VALUE and len(answer.operands) > 1:
            return all(isinstance(one.value, float) and told.states(one.value) for one in answer.operands)
        if number is not None:
            return told.states(number)
        is_one = isinstance(answer.result, tuple) and len(answer.result) == 1
        chosen = answer.operands[0].value if is_one and bound.query.operation in _OF_ONE else None
        return isinstance(chosen, float) and told.begins_with(chosen)

    def _works_out_untold(self, bound: BoundQuery, strange: float, entry: Entry) -> bool:
        """Whether a query works out all that is asked, and the entry does not tell what it comes to."""
        number = number_of(bound)
        if number is None or bound.query.operation not in COMPUTED or bound.weight < bound.other_weight:
            return False
        uptake = bound.uptake
        takes_up_all = (uptake.times or uptake.names) and not uptake.left and not uptake.numbers_left
        told = self._reader.entry_figures(entry)
        return bool(takes_up_all) and strange <= NOTHING_STRANGE and not told.rounds(number)

    def _is_elsewhere(self, query: _Query) -> bool:
        """The sign `elsewhere`: "in Norway", of the sales in Denmark."""
        uptake, kinds, speaks_of = query.bound.uptake, self._matcher.kinds, self._matcher.guard.speaks_of
        # The uptake leaves out names of kinds that no row has. If fewer names are counted than were said, one of those
        # may be the place.
        is_any_uncounted = uptake.names + uptake.names_left < len(self._asked.names)
        places = (pair for pair in self._asked.names if pair[0] in kinds.places)
        return is_any_uncounted and not all(speaks_of(query.entry, *pair) for pair in places)
