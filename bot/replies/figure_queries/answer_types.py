"""Ranks what is of the expected type first: a reason, or a figure of the dimension that is asked for; and tells what is
never asked in the form of a question."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import cache, partial
from math import log

from bot.conversation.followup import asks_after, compared_by
from bot.conversation.queries.binding import BoundQuery
from bot.conversation.queries.held.units_asked import DURATIONS
from bot.conversation.queries.reader import FigureReader
from bot.conversation.thresholds import thresholds
from bot.figures import Operation
from bot.matching import YES_OR_NO, Matcher, Ranking, besides, forms_of
from bot.model import QUANTITY, SMALL_TALK, Entry
from bot.replies.figure_text.figure_operations import WHO, WHY, asks_why

_OF_ONE_TYPE = frozenset((WHY, WHO))
"""Forms of a question that ask for a reason, or for a person or company; of times and places most answers tell some."""


class AnswerTypes:
    def __init__(self, matcher: Matcher, reader: FigureReader) -> None:
        self._matcher, self._reader = matcher, reader
        self._told: dict[str, frozenset[str]] = {}
        # Bound methods would hold this object in a cycle, and with it a bot that was replaced.
        self._asked_in = cache(partial(_forms_asked_in, matcher))
        self._is_overview = cache(partial(_asks_for_overview, matcher))

    def first(self, ranking: Ranking) -> Ranking:
        """Lowers candidates of the wrong type: no reason for "why", another amount, another comparison, no figure in
        the unit of "in kW?"."""
        if ranking.exact:
            return ranking
        for weighed in (self._reasons_first, self._overviews_last, self._compared_first, self._in_unit_first):
            ranking = weighed(ranking)
        return ranking

    def _reasons_first(self, ranking: Ranking) -> Ranking:
        """The chances of figures, which are no reason for anything, go to the other entries, and most of them to those
        that people ask "why"; if there is no other one, the figures stay."""
        if not asks_why(ranking.words, self._matcher.lexicon.language):
            return ranking
        others = [one for one in ranking.candidates if not self._matcher.entries[one.entry].labels]
        factor = thresholds().asking.not_asked_why
        worth = [one.confidence * (1 if WHY in self._asked_in(one.entry) else factor) for one in others]
        if not sum(worth):
            return ranking
        scale = sum(one.confidence for one in ranking.candidates) / sum(worth)
        weighed = [replace(one, confidence=min(1.0, it * scale)) for one, it in zip(others, worth, strict=True)]
        return replace(ranking, candidates=tuple(sorted(weighed, key=lambda one: -one.confidence)))

    def _overviews_last(self, ranking: Ranking) -> Ranking:
        """Lowers what only says what a thing is, where an amount is asked for that it does not speak of: "which
        warranty has the Lark?"."""
        amounts, speaks_of = ranking.facets.of(QUANTITY), self._matcher.guard.speaks_of

        def is_fine(entry: int) -> bool:
            return not self._is_overview(entry) or any(speaks_of(entry, QUANTITY, amount) for amount in amounts)

        factor = thresholds().asking.other_form
        return _weighed(ranking, lambda entry: 1.0 if is_fine(entry) else factor) if amounts else ranking

    def _compared_first(self, ranking: Ranking) -> Ranking:
        """Lowers what never says by what it is asked to compare: "cheaper than the Finch" is no answer to "is the Lark
        faster?". A table may tell it without the word."""
        lexicon, entries = self._matcher.lexicon, self._matcher.entries
        by = compared_by(ranking.words, lexicon.language)
        if not by or YES_OR_NO not in forms_of(ranking.words, lexicon.language):
            return ranking
        (says,) = self._matcher.index.said.say_any([[lexicon.stem(by)]])
        factor = thresholds().asking.other_form
        return _weighed(ranking, lambda entry: 1.0 if says[entry] or entries[entry].labels else factor)

    def _in_unit_first(self, ranking: Ranking) -> Ranking:
        asked, entries = self._reader.units.dimensions_asked(ranking.words), self._matcher.entries
        return _weighed(ranking, lambda entry: self.of_entry(entries[entry], asked)) if asked else ranking

    def of_entry(self, entry: Entry, asked: Collection[str]) -> float:
        """The factor for an entry where figures of a dimension are asked for."""
        is_fine = not asked or entry.topic == SMALL_TALK or not self._told_by(entry).isdisjoint(asked)
        return 1.0 if is_fine else thresholds().asking.other_dimension

    def of_query(self, bound: BoundQuery, asked: Collection[str]) -> float:
        """The same for a query."""
        if not asked or (bound.query.operation is Operation.DURATION and not DURATIONS.isdisjoint(asked)):
            return 1.0
        if bound.query.operation is Operation.RATIO:
            return thresholds().asking.other_dimension  # "Twice as much" has no unit.
        measures, dimensions = self._reader.pools.measures, self._reader.dimensions
        told = frozenset().union(*(dimensions.of_measure(measures[one.measure]) for one in bound.query.groups))
        if bound.query.operation is Operation.PER_UNIT:
            told |= dimensions.of_so_much_each(measures[bound.query.measure], bound.query.per)
        return 1.0 if not told.isdisjoint(asked) else thresholds().asking.other_dimension

    def of_form(self, number: int, forms: Collection[str]) -> float:
        """The factor for an entry where these are the forms of a question: what is never asked "who" names nobody."""
        asked = _OF_ONE_TYPE.intersection(forms)
        is_small = self._matcher.entries[number].topic == SMALL_TALK
        is_fine = not asked or is_small or not asked.isdisjoint(self._asked_in(number))
        return 1.0 if is_fine else thresholds().asking.other_form

    def _told_by(self, entry: Entry) -> frozenset[str]:
        """The dimensions of its figures, and those in which it is asked for them."""
        if entry.id not in self._told:
            dimensions, units, lexicon = self._reader.dimensions, self._reader.units, self._matcher.lexicon
            ways = (units.dimensions_asked(lexicon.words(text)) for text in entry.ways)
            own = self._reader.measures_for(entry)
            told = map(dimensions.of_measure, own) if own else (dimensions.told(entry.answer),)
            self._told[entry.id] = frozenset().union(*ways, *told)
        return self._told[entry.id]


def _weighed(ranking: Ranking, factor: Callable[[int], float]) -> Ranking:
    """The ranking with the chance of each candidate multiplied by the factor of its entry, which is above 0."""
    factors = [(one, factor(one.entry)) for one in ranking.candidates]
    weighed = [replace(one, score=one.score + log(by), confidence=one.confidence * by) for one, by in factors]
    return replace(ranking, candidates=tuple(sorted(weighed, key=lambda one: -one.confidence)))


def with_evidence(chances: Sequence[float], factors: Sequence[float]) -> list[float]:
    """Multiply each chance by its factor, then scale all, and the chance that none is right (factor 1), to their sum
    before. A chance whose product is 0 stays 0."""
    found = [chance * factor for chance, factor in zip(chances, factors, strict=True)]
    before = max(1.0, sum(chances))
    return [one * before / (sum(found) + before - sum(chances)) if one else 0.0 for one in found]


def _forms_asked_in(matcher: Matcher, number: int) -> frozenset[str]:
    """The forms in which an entry is asked for: "who", "why"."""
    ways = map(matcher.lexicon.words, matcher.entries[number].ways)
    return frozenset(form for way in ways for form in forms_of(way, matcher.lexicon.language))


def _asks_for_overview(matcher: Matcher, number: int) -> bool:
    """Whether the question of an entry says nothing but a name: "What is the Lark?"."""
    lexicon = matcher.lexicon
    words = lexicon.words(matcher.entries[number].question)
    names = [name for name in lexicon.names(words) if name.kind in matcher.kinds.named]
    return bool(names) and not asks_after(besides(words, names), lexicon.language)
