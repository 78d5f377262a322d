"""Finds the sentence of an answer that tells what is asked, and moves it to the front."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.conversation.followup import asks_after
from bot.conversation.thresholds import thresholds
from bot.figures.stated import stated_figures
from bot.matching import Matcher, forms_of, read_facets
from bot.model import QUANTITY, TIME_KINDS, Entry
from bot.replies.sentences import in_a_row, sentences_of

_AMOUNTS = frozenset({"how many", "how much", "count"})
AMOUNT_OR_DATE = _AMOUNTS | {"when"}
"""Forms of a question that ask for either."""
_FACET = 3.0
"""Weight of a name or a date that is asked for: that of a rare word."""


@dataclass(frozen=True, slots=True)
class _Asked:
    weights: Mapping[str, float]
    """By the stem of each word of the question what it weighs,"""
    beyond_weights: Mapping[str, float]
    """and of those that the entry is not always asked with: only these tell its sentences apart."""
    facets: frozenset[tuple[str, str]]
    """Names and dates that the entry is not about as a whole."""

    @property
    def beyond(self) -> float:
        return sum(self.beyond_weights.values()) + _FACET * len(self.facets)

    @property
    def whole(self) -> float:
        """What all that is asked weighs, so that a sentence tells a small share where the entry is always asked so."""
        return sum(self.weights.values()) + _FACET * len(self.facets) or 1.0


class Leading:
    """Knows what the words of a knowledge base weigh."""

    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher
        self._sentences = sentences_of(matcher)

    def led(self, entry: Entry, question: str) -> str:
        """The entry's answer, beginning with the sentence that tells most of the question, where the first one tells
        clearly less; empty where it stands as it is. Lists and tables stay where they are."""
        if self._sentences is None:
            return ""
        paragraphs, words = self._sentences.paragraphs(entry.answer), self._matcher.repaired(question)
        first = paragraphs[0][0]
        if self._sentences.stays(first):
            return ""
        asked, forms = self._asked(entry, words), forms_of(words, self._matcher.lexicon.language)
        every = (part for parts in paragraphs for part in parts)
        able = (part for part in every if self._sentences.can_lead(part) and self.gives(part, forms))
        lead = self._best(able, first, asked, forms)
        if lead is None:
            return ""
        next(parts for parts in paragraphs if lead in parts).remove(lead)
        paragraphs[0].insert(0, lead)
        return "\n\n".join(" ".join(parts) for parts in paragraphs if parts)

    def telling(self, entry: Entry, message: str) -> str:
        """The passages of the entry's answer (sentences, lines of a list) that tell most of what a message asks; empty
        where that is little, or each tells as much."""
        if self._sentences is None:
            return ""
        words = self._matcher.repaired(message)
        asked, forms = self._asked(entry, words), forms_of(words, self._matcher.lexicon.language)
        times = frozenset(pair for pair in asked.facets if pair[0] in TIME_KINDS)
        asked = replace(asked, weights=asked.beyond_weights, facets=times)
        passages = self._sentences.passages(entry.answer)
        told = [self._told(part, asked) if self.gives(part, forms) else 0.0 for part in passages]
        most = max(told)
        chosen = [part for part, share in zip(passages, told, strict=True) if share == most]
        return in_a_row(chosen) if most >= thresholds().passage_from and len(chosen) < len(passages) else ""

    def _best(self, able: Iterator[str], first: str, asked: _Asked, forms: Sequence[str]) -> str | None:
        """The one of those `able` to lead that does so in place of the first sentence; None: the first one stays."""
        if asked.beyond < thresholds().beyond_from:
            # It asks for nothing but a date or an amount.
            return None if asked.weights or self.gives(first, forms) else next(able, None)
        best = max(able, key=lambda sentence: self._told(sentence, asked), default=first)
        return best if self._told(best, asked) >= self._told(first, asked) + thresholds().leads_by else None

    def _asked(self, entry: Entry, words: Sequence[str]) -> _Asked:
        """What is asked, also beyond what the entry is always asked with, which its first sentence answers."""
        lexicon, guard = self._matcher.lexicon, self._matcher.guard
        number, names = self._matcher.entry_of_id.get(entry.id, -1), lexicon.names(words)
        always = self._stems(entry.question)
        for name in names:
            if number >= 0 and name.value in guard.core(number, name.kind):
                always.update(lexicon.stem(word) for word in words[name.start : name.end])
        facets = frozenset(
            (kind, value)
            for kind, value in read_facets(words, lexicon, names).values
            if kind != QUANTITY and (kind, value) not in guard.pervasive
            if number >= 0 and value not in guard.core(number, kind)
        )
        weights = self._matcher.followups.situations.weights(asks_after(words, lexicon.language))
        beyond = {stem: weight for stem, weight in weights.items() if stem not in always}
        return _Asked(weights, beyond, facets)

    def gives(self, text: str, forms: Sequence[str]) -> bool:
        """Whether it may be what such a question asks for: a date, an amount."""
        if "when" in forms:
            lexicon = self._matcher.lexicon
            return any(kind in TIME_KINDS for kind, _ in read_facets(lexicon.words(text), lexicon).values)
        return _AMOUNTS.isdisjoint(forms) or bool(stated_figures(text))

    def _told(self, text: str, asked: _Asked) -> float:
        """The share of what is asked that a sentence tells beyond what the entry is always asked with."""
        words, lexicon = self._matcher.lexicon.words(text), self._matcher.lexicon
        told = sum(asked.beyond_weights.get(stem, 0.0) for stem in {lexicon.stem(word) for word in words})
        if asked.facets:
            told += _FACET * len(asked.facets.intersection(read_facets(words, lexicon).values))
        return told / asked.whole

    def _stems(self, text: str) -> set[str]:
        return {self._matcher.lexicon.stem(word) for word in self._matcher.lexicon.words(text)}
