"""Tells in which forms an entry is asked for ("who", "why"): its number in, their names out."""

from __future__ import annotations

from bot.matching import Matcher, forms_of


class AskedForms:
    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher
        self._of: dict[int, frozenset[str]] = {}

    def of(self, number: int) -> frozenset[str]:
        if number not in self._of:
            entry, lexicon = self._matcher.entries[number], self._matcher.lexicon
            ways = (lexicon.words(text) for text in (entry.question, *entry.phrasings))
            self._of[number] = frozenset(form for way in ways for form in forms_of(way, lexicon.language))
        return self._of[number]
