"""Decides whether figures answer a question: a ranking in, the likeliest query or the curated entry before it out."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace

from bot.conversation.followup import content
from bot.conversation.queries.binding import BoundQuery
from bot.conversation.queries.reader import FigureReader
from bot.conversation.queries.words.asked import TWO, Asked
from bot.figures import FigureAnswer, Operation, Reason, Refusal
from bot.matching import Matcher, Ranking, asks_for_picture
from bot.model import QUANTITY, TIME_KINDS, Entry
from bot.replies.figure_queries.asked_figures import asked_of, is_about_time, measure_shares
from bot.replies.figure_queries.chances import with_evidence
from bot.replies.figure_queries.figured import Chosen, number_of
from bot.replies.figure_queries.query_evidence import query_chances
from bot.replies.figure_queries.query_scales import Contender, QueryScales
from bot.replies.figure_queries.table import models_of
from bot.replies.figure_queries.type_factors import TypeFactors

_OF_TWO = TWO | {Operation.PER_UNIT}  # They make one result of two figures of a table.
_FRONT = 4  # Candidates among which an entry is looked for that tells what is asked.
_AS_LIKELY = 0.65
"""Share of the likeliest query's probability that another one as likely has. Too low (0.5): an entry that begins with
the weight answers a question for the price. Too high (0.8): it does not answer with the price that it tells first."""


class QueryChoice:
    """Chooses for one ranking: the queries of its candidates compete with each other and with its first entry."""

    def __init__(self, ranking: Ranking, matcher: Matcher, reader: FigureReader, factors: TypeFactors) -> None:
        self._ranking, self._matcher, self._reader, self._factors = ranking, matcher, reader, factors
        self._asked = asked_of(ranking, matcher, reader) if ranking.candidates else None

    def figured(self) -> Chosen | None:
        """None where no figures are asked for."""
        asked = self._asked
        if asked is None or asks_for_picture(self._ranking.words, asked.lexicon.language):
            return None
        if not content(asked.besides_times, asked.lexicon.language):
            return None  # A mere date.
        queries, entry_chance = self._weighed(asked)
        return self._query_or_entry(queries, entry_chance) if queries else None

    def contenders(self) -> list[Chosen]:
        """All queries, the likeliest first, whether or not one of them answers."""
        return self._weighed(self._asked)[0] if self._asked is not None else []

    def chance_of_entry(self) -> float:
        """The probability that the first entry answers itself: `Chosen.entry_chance` where there is no query."""
        return self._weighed(self._asked)[1] if self._asked is not None else 1.0

    def _weighed(self, asked: Asked) -> tuple[list[Chosen], float]:
        """The queries, the likeliest first; and the probability that the first entry, a curated one, answers itself."""
        found = QueryScales(asked, self._ranking, self._matcher, self._reader).weigh()
        entries, dimensions = self._matcher.entries, self._reader.units_asked.dimensions_asked(self._ranking.words)
        suits = [self._suits(one, dimensions) for one in found]
        chances = with_evidence(query_chances([one.evidence for one in found]), suits)
        queries = [
            Chosen(entries[one.entry], one.bound, chance, agrees=one.agrees, is_named=self._is_named(one.bound, asked))
            for one, chance in zip(found, chances, strict=True)
            if one.bound is not None
        ]
        entry_chance = sum(chance for one, chance in zip(found, chances, strict=True) if one.bound is None)
        return sorted(self._of_newest(queries), key=lambda one: -one.confidence), entry_chance

    def _is_named(self, bound: BoundQuery, asked: Asked) -> bool:
        if bound.weight or asked.says("how_many"):
            return True
        measures = (self._reader.pools.measures[group.measure] for group in bound.query.groups)
        titles = (f"{one.title} {one.noun} {one.unit or ''}" for one in measures)
        return any(not self._reader.pools.telling_stems(title).isdisjoint(asked.telling) for title in titles)

    def _suits(self, one: Contender, asked: frozenset[str]) -> float:
        """The factor for the dimensions of its figures, of which those are `asked` for."""
        if one.bound is None:
            return self._factors.of_entry(self._matcher.entries[one.entry], asked)
        return self._factors.of_query(one.bound, asked)

    def _of_newest(self, queries: Sequence[Chosen]) -> list[Chosen]:
        """Of queries for single figures that ask two tables on one model for the same, that of the newer one, with what
        speaks for both: nothing says which of the two is meant."""
        by_date = sorted(queries, key=lambda one: one.entry.as_of or "")
        return [_supported(same[-1], same) for same in _alike(by_date, self._cells_asked_for)]

    def _cells_asked_for(self, one: Chosen) -> Hashable:
        """Of a query for one figure in a table, or for what two of them make: the operation and their columns, the
        models that the table is about, and how much of the question it takes up where it counts."""
        pools, query = self._reader.pools, one.bound.query
        measures = [pools.measures[group.measure] for group in query.groups]
        are_cells = all(len(group.cells) == 1 for group in query.groups)
        if not are_cells or any(not of.column or pools.rows_of_own(of).timed for of in measures):
            return None
        is_of_two = query.operation in _OF_TWO and isinstance(one.bound.answer, FigureAnswer)
        if one.cell is None and not (is_of_two and len(measures) > 1):
            return None
        columns, uptake = tuple(of.column for of in measures), one.bound.uptake if one.cell is None else None
        models = models_of(self._matcher.entry_of_id[one.entry.id], self._matcher)
        return (query.operation, columns, models, uptake) if models else None

    def _query_or_entry(self, queries: Sequence[Chosen], entry_chance: float) -> Chosen:
        """The likeliest query, or the curated entry that answers in its place. The first of these that holds decides:

        1. The first entry, a curated one, tells the same: that entry.
        2. An entry near the front begins with the single figure: that entry.
        3. The first entry is a curated one: the query, to be compared with it.
        4. Nothing is held of what is asked, and an entry is about all that is named: that entry.
        5. The query falls short: the query, as sure as it is.
        6. Else the first entry is itself a table: figures answer, and only which ones is open: the query, at least as
           sure as its measure.
        """
        ranking, matcher, best = self._ranking, self._matcher, _likeliest(queries)
        first = matcher.entries[ranking.candidates[0].entry]
        if best.agrees:
            return self._agreed(queries, best, first, entry_chance)
        best = replace(best, entry_chance=entry_chance)
        telling = self._entry_telling(best)
        if telling is not None:
            return replace(best, entry=telling, stands_in=True)
        if not first.labels:
            return best
        if isinstance(best.bound.answer, Refusal) and best.bound.answer.reason is Reason.MISSING:
            on_named = self._entry_on_all_named()
            if on_named is not None:
                return Chosen(on_named, best.bound, ranking.confidence, stands_in=True)
        if best.falls_short:
            return best
        share = measure_shares(ranking, matcher, self._reader).get(matcher.entry_of_id[best.entry.id], 0.0)
        return replace(best, confidence=max(best.confidence, min(share, ranking.confidence)))

    def _agreed(self, queries: Sequence[Chosen], best: Chosen, first: Entry, entry_chance: float) -> Chosen:
        """The first entry, with the query of the figure that it begins with, if that is about as likely as `best`. The
        entry answers whichever query goes with it, so that its confidence is that of `best`, and its own."""
        agreed, asked = [one for one in queries if one.agrees], self._asked
        about_as_likely = (one for one in agreed if one.confidence >= _AS_LIKELY * best.confidence)
        with_it = next((one for one in about_as_likely if self._begins_with(first, one)), best)
        # Where an amount is asked for, it answers whichever of those that it tells is meant.
        asks_for_amount = asked is not None and (asked.quantities or asked.amounts.hinted())
        answered = agreed if asks_for_amount else [best]
        confidence = sum(one.confidence for one in answered) + entry_chance
        return replace(with_it, entry=first, stands_in=True, confidence=confidence)

    def _entry_telling(self, best: Chosen) -> Entry | None:
        """One that begins with the single figure and is about its time; without a time, only the first."""
        if best.cell is None or number_of(best.bound) is None:
            return None
        ranking, timed = self._ranking, self._ranking.facets.finest_time() is not None
        front = (one.entry for one in ranking.candidates[: _FRONT if timed else 1])
        of_time = (entry for entry in front if not timed or is_about_time(entry, ranking, self._matcher))
        curated = (one for one in map(self._matcher.entries.__getitem__, of_time) if not one.labels)
        return next((one for one in curated if self._begins_with(one, best)), None)

    def _begins_with(self, entry: Entry, query: Chosen) -> bool:
        number = number_of(query.bound)
        return number is not None and self._reader.entry_figures(entry).begins_with(number)

    def _entry_on_all_named(self) -> Entry | None:
        """A curated entry near the front that is about the very time, names and amount that the figures lack."""
        facets, matcher, core = self._ranking.facets, self._matcher, self._matcher.guard.core
        named = [pair for pair in facets.values if pair[0] in (*TIME_KINDS, *matcher.kinds.exact)]
        amounts, front = facets.of(QUANTITY), (one.entry for one in self._ranking.candidates[:_FRONT])
        on_named = (entry for entry in front if named and all(value in core(entry, kind) for kind, value in named))
        on_amount = (entry for entry in on_named if not amounts or not core(entry, QUANTITY).isdisjoint(amounts))
        return next((one for one in map(matcher.entries.__getitem__, on_amount) if not one.labels), None)


def _likeliest(queries: Sequence[Chosen]) -> Chosen:
    """The likeliest query of the likeliest result, with the probability of all that come to it."""
    together = (_supported(same[0], same) for same in _alike(queries, lambda one: _result(one.bound)))
    return max(together, key=lambda one: one.confidence)


def _alike(queries: Sequence[Chosen], key: Callable[[Chosen], Hashable]) -> Iterable[list[Chosen]]:
    """The queries by their key; one without a key is like no other."""
    found: dict[Hashable, list[Chosen]] = {}
    for place, one in enumerate(queries):
        found.setdefault(key(one) or place, []).append(one)
    return found.values()


def _supported(one: Chosen, same: Sequence[Chosen]) -> Chosen:
    """A query with what speaks for all that are the same."""
    return replace(one, confidence=sum(other.confidence for other in same))


def _result(bound: BoundQuery) -> Hashable:
    """Equal where two queries come to the same; None of a refusal."""
    answer = bound.answer
    if isinstance(answer, Refusal):
        return None
    # "A month on average" is an average, and so much per month.
    operation = answer.query.operation if number_of(bound) is None else None
    return operation, answer.result, answer.unit
