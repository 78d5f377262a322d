"""Ranks answers of the type that a question asks for first: a reason, or a figure of a dimension."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from math import log

from bot.conversation.followup import asks_after, compared_by
from bot.conversation.queries.reader import FigureReader
from bot.conversation.thresholds import thresholds
from bot.matching import YES_OR_NO, Matcher, Ranking, Scored, besides, forms_of
from bot.model import QUANTITY
from bot.replies.figure_queries.type_factors import TypeFactors
from bot.replies.figure_text.figure_operations import WHY, asks_why


class AnswerTypes:
    def __init__(self, matcher: Matcher, reader: FigureReader) -> None:
        self._matcher, self._reader, self.factors = matcher, reader, TypeFactors(matcher, reader)
        # A bound method would hold this object in a cycle, and with it a bot that was replaced.
        self._is_overview = cache(partial(_asks_for_overview, matcher))

    def expected_first(self, ranking: Ranking) -> Ranking:
        """Lowers candidates of the wrong type: no reason for "why", another amount, another comparison, no figure in
        the unit of "in kW?". Reasons go before the rest, since they share out all chances as they were ranked."""
        if ranking.exact:
            return ranking
        for weighed in (self._reasons_first, self._overviews_last, self._compared_first, self._in_unit_first):
            ranking = weighed(ranking)
        return ranking

    def _reasons_first(self, ranking: Ranking) -> Ranking:
        """The chances of figures, which are no reason for anything, go to the other entries, and most of them to those
        that people ask "why"; if there is no other one, the figures stay.

        Scores stay, unlike in `_weighed`: a chance that is passed on makes no entry nearer to what is said. So
        `Ranking.log_shares` and the limits on scores (`near_to`) know nothing of it.
        """
        if not asks_why(ranking.words, self._matcher.lexicon.language):
            return ranking
        others = [one for one in ranking.candidates if not self._matcher.entries[one.entry].labels]
        factor, asked_in = thresholds().asking.not_asked_why, self.factors.forms_asked_in
        worth = [one.confidence * (1 if WHY in asked_in(one.entry) else factor) for one in others]
        if not sum(worth):
            return ranking
        scale = sum(one.confidence for one in ranking.candidates) / sum(worth)
        shared = [replace(one, confidence=min(1.0, it * scale)) for one, it in zip(others, worth, strict=True)]
        return _likeliest_first(ranking, shared)

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
        asked, entries = self._reader.units_asked.dimensions_asked(ranking.words), self._matcher.entries
        return _weighed(ranking, lambda entry: self.factors.of_entry(entries[entry], asked)) if asked else ranking


def _weighed(ranking: Ranking, factor: Callable[[int], float]) -> Ranking:
    """The ranking with the chance of each candidate multiplied by the factor of its entry, which is above 0."""
    factors = [(one, factor(one.entry)) for one in ranking.candidates]
    weighed = [replace(one, score=one.score + log(by), confidence=one.confidence * by) for one, by in factors]
    return _likeliest_first(ranking, weighed)


def _likeliest_first(ranking: Ranking, candidates: list[Scored]) -> Ranking:
    return replace(ranking, candidates=tuple(sorted(candidates, key=lambda one: -one.confidence)))


def _asks_for_overview(matcher: Matcher, number: int) -> bool:
    """Whether the question of an entry says nothing but a name: "What is the Lark?"."""
    lexicon = matcher.lexicon
    words = lexicon.words(matcher.entries[number].question)
    names = [name for name in lexicon.names(words) if name.kind in matcher.kinds.named]
    return bool(names) and not asks_after(besides(words, names), lexicon.language)
