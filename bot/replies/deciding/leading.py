"""Finds the sentence of an answer that tells what is asked, and moves it to the front."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from bot.conversation.followup import asks_after
from bot.conversation.thresholds import thresholds
from bot.figures.stated import stated_figures
from bot.matching import Matcher, forms_of, read_facets
from bot.model import QUANTITY, TIME_KINDS, Entry
from bot.replies.deciding.sentences import in_a_row, sentences_of

_AMOUNTS = frozenset({"how many", "how much", "count"})
_CLOCK = re.compile(r"\b\d{1,2}:[0-5]\d\b")
_FACET = 3.0  # Weight of a name or a date that is asked for: that of a rare word.


@dataclass(frozen=True, slots=True)
class _Asked:
    weights: Mapping[str, float]  # What each word of the question weighs, by its stem.
    beyond: Mapping[str, float]  # Those that the entry is not always asked with: only these tell its sentences apart.
    facets: frozenset[tuple[str, str]]  # Names and dates that the entry is not about as a whole.

    @property
    def weight(self) -> float:
        return sum(self.weights.values()) + _FACET * len(self.facets)

    @property
    def weight_beyond(self) -> float:
        return sum(self.beyond.values()) + _FACET * len(self.facets)


class Leading:
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
        begun, *others = ([part for part in parts if part is not lead] for parts in paragraphs)
        return "\n\n".join(" ".join(parts) for parts in ([lead, *begun], *others) if parts)

    def telling(self, entry: Entry, message: str) -> str:
        """The passages of the entry's answer (sentences, lines of a list) that tell most of what a message asks; empty
        where that is little, or each tells as much."""
        if self._sentences is None:
            return ""
        words = self._matcher.repaired(message)
        asked, forms = self._asked(entry, words), forms_of(words, self._matcher.lexicon.language)
        asked = replace(asked, facets=frozenset(pair for pair in asked.facets if pair[0] in TIME_KINDS))
        whole, passages = asked.weight_beyond or 1.0, self._sentences.passages(entry.answer)
        told = [self._told(part, asked) / whole if self.gives(part, forms) else 0.0 for part in passages]
        most = max(told)
        chosen = [part for part, share in zip(passages, told, strict=True) if share == most]
        return in_a_row(chosen) if most >= thresholds().telling.passage_from and len(chosen) < len(passages) else ""

    def _best(self, able: Iterator[str], first: str, asked: _Asked, forms: Sequence[str]) -> str | None:
        """The one of those `able` to lead that does so in place of the first sentence; None: the first one stays."""
        if asked.weight_beyond < thresholds().telling.beyond_from:
            # It asks for nothing but a date or an amount.
            return None if asked.weights or self.gives(first, forms) else next(able, None)
        whole = asked.weight or 1.0  # A sentence tells a small share where the entry is always asked so.
        best = max(able, key=lambda sentence: self._told(sentence, asked) / whole, default=first)
        least = self._told(first, asked) / whole + thresholds().telling.leads_by
        return best if self._told(best, asked) / whole >= least else None

    def _asked(self, entry: Entry, words: Sequence[str]) -> _Asked:
        """What is asked, also beyond what the entry is always asked with, which its first sentence answers."""
        lexicon, guard = self._matcher.lexicon, self._matcher.guard
        number, names = self._matcher.entry_of_id.get(entry.id), lexicon.names(words)
        weights = self._matcher.words_told.weights(asks_after(words, lexicon.language))
        always = set(map(lexicon.stem, lexicon.words(entry.question)))
        if number is None:
            return _Asked(weights, _without(weights, always), frozenset())
        own = (name for name in names if name.value in guard.core(number, name.kind))
        always.update(lexicon.stem(word) for name in own for word in words[name.start : name.end])
        asked = (pair for pair in read_facets(words, lexicon, names).values if pair[0] != QUANTITY)
        unlike = (pair for pair in asked if pair[1] not in guard.core(number, pair[0]))
        return _Asked(weights, _without(weights, always), frozenset(unlike).difference(guard.pervasive))

    def gives(self, text: str, forms: Sequence[str]) -> bool:
        """Whether it may be what such a question asks for: a date, an amount."""
        if "when" in forms and not _CLOCK.search(text):
            lexicon = self._matcher.lexicon
            return any(kind in TIME_KINDS for kind, _ in read_facets(lexicon.words(text), lexicon).values)
        return _AMOUNTS.isdisjoint(forms) or bool(stated_figures(text))

    def _told(self, text: str, asked: _Asked) -> float:
        """The weight of what is asked that a sentence tells beyond what the entry is always asked with."""
        words, lexicon = self._matcher.lexicon.words(text), self._matcher.lexicon
        told = sum(asked.beyond.get(stem, 0.0) for stem in set(map(lexicon.stem, words)))
        if asked.facets:
            told += _FACET * len(asked.facets.intersection(read_facets(words, lexicon).values))
        return told


def _without(weights: Mapping[str, float], stems: Set[str]) -> dict[str, float]:
    return {stem: weight for stem, weight in weights.items() if stem not in stems}
