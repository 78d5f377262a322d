"""Ranks what gives a reason first, where a reason is asked for."""

from dataclasses import replace

from bot.conversation.thresholds import thresholds
from bot.matching import Matcher, Ranking
from bot.replies.asked_forms import AskedForms
from bot.replies.figure_operations import WHY, asks_why


class Reasons:
    def __init__(self, matcher: Matcher, asked_forms: AskedForms) -> None:
        self._matcher, self._asked_forms = matcher, asked_forms

    def first(self, ranking: Ranking) -> Ranking:
        """The ranking with the chances of figures, which are no reason for anything, given to the other entries, and
        most of them to those that people ask "why"; as it is where no reason is asked for."""
        if ranking.exact or not asks_why(ranking.words, self._matcher.lexicon.language):
            return ranking
        others = [one for one in ranking.candidates if not self._matcher.entries[one.entry].labels]
        factor = thresholds().asking.not_asked_why
        worth = [one.confidence * (1 if WHY in self._asked_forms.of(one.entry) else factor) for one in others]
        if not sum(worth):
            return ranking
        scale = sum(one.confidence for one in ranking.candidates) / sum(worth)
        weighed = [replace(one, confidence=min(1.0, it * scale)) for one, it in zip(others, worth, strict=True)]
        return replace(ranking, candidates=tuple(sorted(weighed, key=lambda one: -one.confidence)))
