"""Ranks what is of the expected type first: a reason, or a figure of the dimension that is asked for; and tells what is
never asked in the form of a question."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from math import log

from bot.conversation.followup import asks_after, compared_by
from bot.conversation.queries.binding import BoundQuery
from bot.conversation.queries.held.units_asked import DURATIONS
from bot.conversation.queries.reader import FigureReader
from bot.conversation.thresholds import thresholds
from bot.figures import Operation
from bot.matching import YES_OR_NO, Matcher, Ranking, besides, forms_of
from bot.model import QUANTITY, SMALL_TALK, Entry
from bot.replies.figure_operations import WHO, WHY, asks_why

_OF_ONE_TYPE = frozenset((WHY, WHO))
"""Forms of a question that ask for a reason, or for a person or company; of times and places most answers tell some."""


class AnswerTypes:
    def __init__(self, matcher: Matcher, reader: FigureReader) -> None:
        self._matcher, self._reader = matcher, reader
        self._told: dict[str, frozenset[str]] = {}
        self._forms: dict[int, frozenset[str]] = {}
        self._overviews: dict[int, bool] = {}

    def first(self, ranking: Ranking) -> Ranking:
        """The ranking with the chances of what gives no reason, or tells no figure of the dimension, lowered where one
        is asked for, as "why" and "in kW?" do; likewise of what tells no such amount, or compares by something else."""
        ranking = self._compared_first(self._overviews_last(self._reasons_first(ranking)))
        asked = self._reader.units.dimensions_asked(ranking.words)
        if ranking.exact or not asked:
            return ranking
        return _weighed(ranking, [self.of_entry(self._matcher.entries[one.entry], asked) for one in ranking.candidates])

    def _overviews_last(self, ranking: Ranking) -> Ranking:
        """The ranking with the chances lowered of what only says what a thing is, where an amount is asked for that it
        does not speak of: "which warranty has the Lark?"."""
        amounts, mentions = ranking.facets.of(QUANTITY), self._matcher.guard.speaks_of
        if ranking.exact or not amounts:
            return ranking
        worth = [
            thresholds().asking.other_form
            if self._is_overview(one.entry) and not any(mentions(one.entry, QUANTITY, amount) for amount in amounts)
            else 1.0
            for one in ranking.candidates
        ]
        return _weighed(ranking, worth)

    def _compared_first(self, ranking: Ranking) -> Ranking:
        """The ranking with the chances lowered of what never says by what it is asked to compare: that the Lark is
        cheaper than the Finch is no answer to "is it faster?". A table may tell it without the word."""
        lexicon = self._matcher.lexicon
        by = compared_by(ranking.words, lexicon.language)
        if ranking.exact or not by or YES_OR_NO not in forms_of(ranking.words, lexicon.language):
            return ranking
        (says,) = self._matcher.index.said.say_any([[lexicon.stem(by)]])
        entries = self._matcher.entries
        is_fine = [bool(says[one.entry]) or bool(entries[one.entry].labels) for one in ranking.candidates]
        return _weighed(ranking, [1.0 if fine else thresholds().asking.other_form for fine in is_fine])

    def _is_overview(self, number: int) -> bool:
        """Whether its question says nothing but a name: "What is the Lark?"."""
        if number not in self._overviews:
            lexicon = self._matcher.lexicon
            words = lexicon.words(self._matcher.entries[number].question)
            names = [name for name in lexicon.names(words) if name.kind in self._matcher.kinds.named]
            self._overviews[number] = bool(names) and not asks_after(besides(words, names), lexicon.language)
        return self._overviews[number]

    def _reasons_first(self, ranking: Ranking) -> Ranking:
        """The ranking with the chances of figures, which are no reason for anything, given to the other entries, and
        most of them to those that people ask "why"; as it is where no reason is asked for."""
        if ranking.exact or not asks_why(ranking.words, self._matcher.lexicon.language):
            return ranking
        others = [one for one in ranking.candidates if not self._matcher.entries[one.entry].labels]
        factor = thresholds().asking.not_asked_why
        worth = [one.confidence * (1 if WHY in self._asked_in(one.entry) else factor) for one in others]
        if not sum(worth):
            return ranking
        scale = sum(one.confidence for one in ranking.candidates) / sum(worth)
        weighed = [replace(one, confidence=min(1.0, it * scale)) for one, it in zip(others, worth, strict=True)]
        return replace(ranking, candidates=tuple(sorted(weighed, key=lambda one: -one.confidence)))

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

    def _asked_in(self, number: int) -> frozenset[str]:
        """The forms in which an entry is asked for: "who", "why"."""
        if number not in self._forms:
            entry, lexicon = self._matcher.entries[number], self._matcher.lexicon
            ways = (lexicon.words(text) for text in (entry.question, *entry.phrasings))
            self._forms[number] = frozenset(form for way in ways for form in forms_of(way, lexicon.language))
        return self._forms[number]

    def _told_by(self, entry: Entry) -> frozenset[str]:
        """The dimensions of its figures, and those in which it is asked for them."""
        if entry.id not in self._told:
            dimensions, lexicon = self._reader.dimensions, self._matcher.lexicon
            ways = (
                self._reader.units.dimensions_asked(lexicon.words(text)) for text in (entry.question, *entry.phrasings)
            )
            own = self._reader.measures_for(entry)
            told = map(dimensions.of_measure, own) if own else (dimensions.told(entry.answer),)
            self._told[entry.id] = frozenset().union(*ways, *told)
        return self._told[entry.id]


def _weighed(ranking: Ranking, factors: Sequence[float]) -> Ranking:
    """The ranking with the chance of each candidate multiplied by its factor, which is above 0."""
    weighed = [
        replace(one, score=one.score + log(factor), confidence=one.confidence * factor)
        for one, factor in zip(ranking.candidates, factors, strict=True)
    ]
    return replace(ranking, candidates=tuple(sorted(weighed, key=lambda one: -one.confidence)))


def with_evidence(chances: Sequence[float], factors: Sequence[float]) -> list[float]:
    """The chances after what counts so many times as much for each; what is left to 1 is that none of them is right."""
    found = [chance * factor for chance, factor in zip(chances, factors, strict=True)]
    before = max(1.0, sum(chances))
    return [one * before / (sum(found) + before - sum(chances)) if one else 0.0 for one in found]
