"""Finds the queries that a question may mean, and what speaks for each of them and for the first entry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import exp, log

from bot.conversation.queries.asked import Asked
from bot.conversation.queries.binding import COMPUTED, RELATED, BoundQuery
from bot.conversation.queries.reader import FigureReader
from bot.conversation.queries.taking import unsaid_shares
from bot.figures import FigureAnswer, Operation
from bot.figures.ids import series_of
from bot.matching import Matcher, Ranking, compatible
from bot.model import QUANTITY, SPAN, TIME_KINDS, Entry
from bot.replies.query_evidence import QueryEvidence

_NOTHING_STRANGE = 0.1
"""Share of a question that may be unknown to a measure that explains all of it: a typo, an aside."""
_DOUBT = 0.001
"""Nothing is surer than that it is not wrong by so much."""
_OF_ONE = frozenset({Operation.EXTREME, Operation.THRESHOLD})
"""Operations that may choose a single one of several figures."""


@dataclass(frozen=True, slots=True)
class Contender:
    """A query that competes for a question, or the first entry."""

    entry: int
    """Of a query the entry of its measure."""
    bound: BoundQuery | None
    """None: the first entry, a curated one, answers itself."""
    evidence: QueryEvidence


@dataclass(frozen=True, slots=True)
class _Query:
    entry: int
    share: float
    """That of its measure among all that was ranked."""
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
        titles = {one.entry: self._reader.pools.titles_of(one.bound.query.groups) for one in queries}
        strange = unsaid_shares(self._asked, {self._first: frozenset(), **titles}, self._matcher.index)
        found = [Contender(one.entry, one.bound, self._of_query(one, strange[one.entry])) for one in queries]
        if self._curated is not None:
            unworked = any(self._works_out_untold(one.bound, strange[one.entry], self._curated) for one in queries)
            found.append(Contender(self._first, None, self._of_entry(self._curated, strange[self._first], unworked)))
        return found

    def _queries(self) -> Iterator[_Query]:
        """That of each measure; of those that come to the same cells the likeliest, with the shares of all."""
        found: dict[tuple[object, ...], list[_Query]] = {}
        for entry, share in measure_shares(self._ranking, self._matcher, self._reader).items():
            bound = self._reader.bind(self._asked, self._matcher.entries[entry])
            if bound is not None:
                cells = tuple(group.cells for group in bound.query.groups)
                found.setdefault((bound.query.operation, cells), []).append(_Query(entry, share, bound))
        for same in found.values():
            likeliest = max(same, key=lambda one: one.share)
            yield replace(likeliest, share=min(1.0, sum(one.share for one in same)))

    def _of_query(self, query: _Query, strange: float) -> QueryEvidence:
        asked, bound, reader, curated = self._asked, query.bound, self._reader, self._curated
        entry, operation = self._matcher.entries[query.entry], bound.query.operation
        answered = isinstance(bound.answer, FigureAnswer) and bound.answer.result != ()
        told = curated is not None and (
            operation in (Operation.VALUE, Operation.LIST) or self._is_asked_for(operation, curated)
        )
        agreed = curated is not None and self._is_told(bound, curated)
        operands = float(len(bound.query.groups) > 1)
        is_one_value = operation is Operation.VALUE and number_of(bound) is not None and not operands
        suits = reader.suits_any(asked, bound)
        named, missed = self._ranking.facets.of(QUANTITY), self._quantities_missed(query.entry)
        return QueryEvidence(
            share=log(query.share),
            measured_share=log(query.share) if curated is None else 0.0,
            times=float(bound.uptake.times),
            times_left=float(bound.uptake.times_left),
            names_left=float(bound.uptake.names_left),
            operands=operands,
            operands_cue=operands * bound.weight,
            uncounted=bound.other,
            answered=float(answered),
            told=float(told),
            agreed=float(agreed),
            disagreed=float(curated is not None and is_one_value and not agreed),
            titled=reader.says_title(asked, entry, bound, self._matcher.index.common.weight),
            numbered=float(reader.counts(asked, bound)),
            strange=strange,
            numbers_left=float(bound.uptake.numbers_left),
            elsewhere=float(self._is_elsewhere(query)),
            lasted=float(answered and operation is Operation.DURATION),
            clash=float(0 < missed == len(named)),
            amounts_left=float(missed if missed < len(named) else 0),
            suited=float(bool(asked.amounts) and suits),
            unsuited=float(not suits),
        )

    def _of_entry(self, entry: Entry, strange: float, unworked: bool) -> QueryEvidence:
        asked, ranking, matcher = self._asked, self._ranking, self._matcher
        return QueryEvidence(
            entry=1.0,
            entry_sure=_log_odds(ranking.confidence),
            entry_share=ranking.shares()[self._first],
            entry_strange=strange,
            entry_timed=float(is_about_time(self._first, ranking, matcher)),
            entry_untimed=float(_leaves_out_time(self._first, ranking, matcher)),
            entry_numbers_left=float(self._reader.of_entry(entry).numbers_untold(asked)),
            entry_unworked=float(unworked),
            entry_seldom_sure=self._reader.of_entry(entry).unusual_operation(asked) * ranking.confidence,
        )

    def _is_asked_for(self, operation: Operation, entry: Entry) -> bool:
        return not self._reader.of_entry(entry).operations.isdisjoint(RELATED.get(operation, {operation}))

    def _is_told(self, bound: BoundQuery, entry: Entry) -> bool:
        """Whether an entry states the result of all that is asked: of several plain figures each, of the highest and
        the like its figure first."""
        answer, number, operation = bound.answer, number_of(bound), bound.query.operation
        if bound.uptake.times_left or bound.uncomputed or not isinstance(answer, FigureAnswer):
            return False
        values, told = [one.value for one in answer.operands], self._reader.of_entry(entry)
        if operation is Operation.VALUE and len(values) > 1:
            return all(isinstance(one, float) and told.states(one) for one in values)
        if number is not None:
            return told.states(number)
        chooses_one = operation in _OF_ONE and isinstance(answer.result, tuple) and len(answer.result) == 1
        return chooses_one and isinstance(values[0], float) and told.begins_with(values[0])

    def _works_out_untold(self, bound: BoundQuery, strange: float, entry: Entry) -> bool:
        """Whether a query works out all that is asked, and the entry does not tell what it comes to."""
        number = number_of(bound)
        if number is None or bound.query.operation not in COMPUTED or bound.weight < bound.other:
            return False
        uptake = bound.uptake
        takes_up_all = (uptake.times or uptake.names) and not uptake.left and not uptake.numbers_left
        return bool(takes_up_all) and strange <= _NOTHING_STRANGE and not self._reader.of_entry(entry).rounds(number)

    def _is_elsewhere(self, query: _Query) -> bool:
        names, matcher = self._asked.names, self._matcher
        uptake = query.bound.uptake
        places = [pair for pair in names if pair[0] in matcher.kinds.places]
        return uptake.names + uptake.names_left < len(names) and any(
            not matcher.guard.speaks_of(query.entry, *pair) for pair in places
        )

    def _quantities_missed(self, entry: int) -> int:
        """Number of quantities that the question names and a measure is not about; 0 where it is about none."""
        named, own = self._ranking.facets.of(QUANTITY), self._matcher.guard.core(entry, QUANTITY)
        return sum(not any(compatible(one, other) for other in own) for one in named) if own else 0


def measure_shares(ranking: Ranking, matcher: Matcher, reader: FigureReader) -> dict[int, float]:
    """By the entry of each measure: its own share, and those of entries on the same matter."""
    found: dict[int, float] = {}
    for number, share in ranking.shares().items():
        entry = matcher.entries[number]
        beside = {number} if entry.labels else {_entry_of(id, matcher) for id in reader.beside(entry)}
        for one in sorted(beside):
            found[one] = found.get(one, 0.0) + exp(share)
    return found


def _entry_of(measure: str, matcher: Matcher) -> int:
    """A column that is no entry of its own has that of its table."""
    return matcher.entry_of_id.get(measure, matcher.entry_of_id[series_of(measure)])


def number_of(bound: BoundQuery) -> float | None:
    """The result, where it is a single number."""
    answer = bound.answer
    return answer.result if isinstance(answer, FigureAnswer) and isinstance(answer.result, float) else None


def _log_odds(confidence: float) -> float:
    chance = min(max(confidence, _DOUBT), 1 - _DOUBT)
    return log(chance / (1 - chance))


def is_about_time(entry: int, ranking: Ranking, matcher: Matcher) -> bool:
    """Whether an entry is about the finest time that the question names; False where it names none."""
    return any(value in matcher.guard.core(entry, kind) for kind, value in _finest_times(ranking))


def _leaves_out_time(entry: int, ranking: Ranking, matcher: Matcher) -> bool:
    """Whether the question names a time, and the entry does not speak of the finest one."""
    times = _finest_times(ranking)
    mentioned = any(matcher.guard.mentions(entry, kind, value) for kind, value in times)
    return bool(times) and not mentioned and not is_about_time(entry, ranking, matcher)


def _finest_times(ranking: Ranking) -> list[tuple[str, str]]:
    """A span is finer than all other times."""
    facets, finest = ranking.facets, ranking.facets.finest_time()
    kind = SPAN if facets.of(SPAN) or finest is None else TIME_KINDS[finest]
    return [(kind, value) for value in facets.of(kind)]
