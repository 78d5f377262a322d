"""Decides whether figures answer a question: by the likeliest query of its ranking, or the curated entry before it."""

from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from bot.conversation.followup import content
from bot.conversation.queries.binding import BoundQuery
from bot.conversation.queries.reader import FigureReader
from bot.conversation.queries.words.asked import Asked
from bot.figures import Reason, Refusal
from bot.matching import Matcher, Ranking, asks_for_picture
from bot.model import QUANTITY, TIME_KINDS, Entry
from bot.replies.figure_queries.asked_figures import asked_of, is_about_time, measure_shares
from bot.replies.figure_queries.chances import with_evidence
from bot.replies.figure_queries.figured import Chosen, number_of
from bot.replies.figure_queries.query_evidence import query_chances
from bot.replies.figure_queries.query_scales import Contender, QueryScales
from bot.replies.figure_queries.same_queries import likeliest, of_newest
from bot.replies.figure_queries.type_factors import TypeFactors

_FRONT = 4  # Candidates among which an entry is looked for that tells what is asked.
_AS_LIKELY = 0.65
"""Share of the likeliest query's probability that another one as likely has. Too low (0.5): an entry that begins with
the weight answers a question for the price. Too high (0.8): it does not answer with the price that it tells first."""


class Weighed(NamedTuple):
    queries: list[Chosen]  # The likeliest first, whether or not one of them answers.
    entry_chance: float  # The probability that the first entry, a curated one, answers itself, as of `Chosen`.


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
        return self._query_or_entry() if self.weighed.queries else None

    @cached_property
    def weighed(self) -> Weighed:
        asked = self._asked
        if asked is None:
            return Weighed([], 1.0)
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
        joined = of_newest(queries, self._matcher, self._reader.pools)
        return Weighed(sorted(joined, key=lambda one: -one.confidence), entry_chance)

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

    def _query_or_entry(self) -> Chosen:
        """The likeliest query, or the curated entry that answers in its place. The first of these that holds decides:

        1. The first entry, a curated one, tells the same: that entry.
        2. An entry near the front begins with the single figure: that entry.
        3. The first entry is a curated one: the query, to be compared with it.
        4. Nothing is held of what is asked, and an entry is about all that is named: that entry.
        5. The query falls short: the query, as sure as it is.
        6. Else the first entry is itself a table: figures answer, and only which ones is open: the query, at least as
           sure as its measure.
        """
        ranking, matcher, best = self._ranking, self._matcher, likeliest(self.weighed.queries)
        first = matcher.entries[ranking.candidates[0].entry]
        if best.agrees:
            return self._agreed(best, first)
        best = replace(best, entry_chance=self.weighed.entry_chance)
        telling = self._entry_telling(best)
        if telling is not None:
            return replace(best, entry=telling, stands_in=True)
        if not first.labels:
            return best
        if isinstance(best.bound.answer, Refusal) and best.bound.answer.reason is Reason.MISSING:
            on_named = self._entry_on_all_named()
            if on_named is not None:
                # It is as sure as the ranking; no chance of another entry stands against it.
                return Chosen(on_named, best.bound, ranking.confidence, stands_in=True)
        if best.falls_short:
            return best
        share = measure_shares(ranking, matcher, self._reader).get(matcher.entry_of_id[best.entry.id], 0.0)
        return replace(best, confidence=max(best.confidence, min(share, ranking.confidence)))

    def _agreed(self, best: Chosen, first: Entry) -> Chosen:
        """The first entry, with the query of the figure that it begins with, if that is about as likely as `best`. Its
        confidence is the chance that it answers by itself, and that of `best`; where an amount is asked for, that of
        all queries that it agrees with in place of `best`."""
        agreed, asked = [one for one in self.weighed.queries if one.agrees], self._asked
        about_as_likely = (one for one in agreed if one.confidence >= _AS_LIKELY * best.confidence)
        with_it = next((one for one in about_as_likely if self._begins_with(first, one)), best)
        # Where an amount is asked for, it answers whichever of those that it tells is meant.
        asks_for_amount = asked is not None and (asked.quantities or asked.amounts.hinted())
        answered = agreed if asks_for_amount else [best]
        # So `entry_chance` stays 0: the chance of the entry speaks for this answer, not against it.
        confidence = sum(one.confidence for one in answered) + self.weighed.entry_chance
        return replace(with_it, entry=first, stands_in=True, confidence=confidence)

    def _entry_telling(self, best: Chosen) -> Entry | None:
        """A curated entry near the front that begins with the single figure and is about the time that is named; where
        none is, only the first may be it."""
        if best.cell is None or number_of(best.bound) is None:
            return None
        ranking, timed = self._ranking, self._ranking.facets.finest_time() is not None
        front = (one.entry for one in ranking.candidates[: _FRONT if timed else 1])
        of_time = (entry for entry in front if not timed or is_about_time(entry, ranking, self._matcher))
        entries = map(self._matcher.entries.__getitem__, of_time)
        return next((one for one in entries if not one.labels and self._begins_with(one, best)), None)

    def _begins_with(self, entry: Entry, query: Chosen) -> bool:
        number = number_of(query.bound)
        return number is not None and self._reader.entry_figures(entry).begins_with(number)

    def _entry_on_all_named(self) -> Entry | None:
        """A curated entry near the front that is about the very time and names that the figures lack, and about the
        amount, if one is named."""
        facets, entries, core = self._ranking.facets, self._matcher.entries, self._matcher.guard.core
        named = [pair for pair in facets.values if pair[0] in (*TIME_KINDS, *self._matcher.kinds.exact)]
        amounts = facets.of(QUANTITY)

        def is_on_all(entry: int) -> bool:
            is_on_amount = not amounts or not core(entry, QUANTITY).isdisjoint(amounts)
            return is_on_amount and all(value in core(entry, kind) for kind, value in named)

        front = (one.entry for one in self._ranking.candidates[:_FRONT]) if named else ()
        return next((entries[one] for one in front if is_on_all(one) and not entries[one].labels), None)
