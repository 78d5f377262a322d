"""Finds the sentences of an answer that tell what is asked: one to put in front, or those to give alone."""

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
class _Wanted:
    """What a question asks of an entry: "when does the chimney sweep come to the oven?", of "What is the oven?"."""

    weights: Mapping[str, float]  # What each word of the question weighs, by its stem.
    beyond: Mapping[str, float]
    """Those that the entry's own question lacks ("chimney", "sweep"): only these tell its sentences apart."""
    facets: frozenset[tuple[str, str]]  # Names and dates that the entry is not about as a whole.

    @property
    def weight(self) -> float:
        return sum(self.weights.values()) + _FACET * len(self.facets)

    @property
    def weight_beyond(self) -> float:
        return sum(self.beyond.values()) + _FACET * len(self.facets)

    def without_names(self) -> _Wanted:
        return replace(self, facets=frozenset(pair for pair in self.facets if pair[0] in TIME_KINDS))


class Leading:
    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher
        self._sentences = sentences_of(matcher)

    def with_lead(self, entry: Entry, question: str) -> str:
        """The entry's whole answer with the sentence in front that tells most of what is asked, where the first one
        tells clearly less; empty: it stands as it is. Nothing leads before a "No.", and no list or table does."""
        if self._sentences is None:
            return ""
        paragraphs, words = self._sentences.paragraphs(entry.answer), self._matcher.repaired(question)
        first = paragraphs[0][0]
        if self._sentences.stays(first):
            return ""
        forms = forms_of(words, self._matcher.lexicon.language)
        every = (sentence for sentences in paragraphs for sentence in sentences)
        able = (one for one in every if self._sentences.can_lead(one) and self.fits(one, forms))
        lead = self._lead(able, first, self._wanted(entry, words), forms)
        return _moved_to_front(lead, paragraphs) if lead is not None else ""

    def passages_on(self, entry: Entry, message: str) -> str:
        """Only the passages (sentences, lines of a list) of an answer told before that tell most of what a message
        asks; empty where that is little, or each tells as much."""
        if self._sentences is None:
            return ""
        words = self._matcher.repaired(message)
        wanted, forms = self._wanted(entry, words).without_names(), forms_of(words, self._matcher.lexicon.language)
        # What the entry is always asked with counts for nothing here: that was answered before.
        whole, passages = wanted.weight_beyond or 1.0, self._sentences.passages(entry.answer)
        told = [self._told(one, wanted) / whole if self.fits(one, forms) else 0.0 for one in passages]
        most = max(told)
        chosen = [one for one, share in zip(passages, told, strict=True) if share == most]
        return in_a_row(chosen) if most >= thresholds().telling.passage_from and len(chosen) < len(passages) else ""

    def fits(self, text: str, forms: Sequence[str]) -> bool:
        """Whether it holds a date or an amount, where the form of a question ("when", "how much") asks for one."""
        if "when" in forms and not _CLOCK.search(text):
            lexicon = self._matcher.lexicon
            return any(kind in TIME_KINDS for kind, _ in read_facets(lexicon.words(text), lexicon).values)
        return _AMOUNTS.isdisjoint(forms) or bool(stated_figures(text))

    def _lead(self, able: Iterator[str], first: str, wanted: _Wanted, forms: Sequence[str]) -> str | None:
        """The one of those `able` to lead that does so in place of the first sentence; None: the first one stays."""
        if wanted.weight_beyond < thresholds().telling.beyond_from:
            # A mere "when?" or "how much?" is told by the first sentence with a date or an amount.
            is_mere_form = not wanted.weights
            return next(able, None) if is_mere_form and not self.fits(first, forms) else None
        # Divided by all that is asked, words the entry is always asked with included: where these are most of it, no
        # sentence leads by enough, and the first one stays.
        whole = wanted.weight or 1.0
        best = max(able, key=lambda sentence: self._told(sentence, wanted) / whole, default=first)
        least = self._told(first, wanted) / whole + thresholds().telling.leads_by
        return best if self._told(best, wanted) / whole >= least else None

    def _wanted(self, entry: Entry, words: Sequence[str]) -> _Wanted:
        lexicon, guard = self._matcher.lexicon, self._matcher.guard
        number, names = self._matcher.entry_of_id.get(entry.id), lexicon.names(words)
        weights = self._matcher.words_told.weights(asks_after(words, lexicon.language))
        always = set(map(lexicon.stem, lexicon.words(entry.question)))
        if number is None:
            return _Wanted(weights, _without(weights, always), frozenset())
        own = (name for name in names if name.value in guard.core(number, name.kind))
        always.update(lexicon.stem(word) for name in own for word in words[name.start : name.end])
        asked = (pair for pair in read_facets(words, lexicon, names).values if pair[0] != QUANTITY)
        unlike = (pair for pair in asked if pair[1] not in guard.core(number, pair[0]))
        return _Wanted(weights, _without(weights, always), frozenset(unlike).difference(guard.pervasive))

    def _told(self, text: str, wanted: _Wanted) -> float:
        """The weight of what a sentence tells of that which the entry's own question lacks."""
        words, lexicon = self._matcher.lexicon.words(text), self._matcher.lexicon
        told = sum(wanted.beyond.get(stem, 0.0) for stem in set(map(lexicon.stem, words)))
        if wanted.facets:
            told += _FACET * len(wanted.facets.intersection(read_facets(words, lexicon).values))
        return told


def _moved_to_front(lead: str, paragraphs: Sequence[Sequence[str]]) -> str:
    """The text of paragraphs of sentences, with one of these first."""
    begun, *others = ([one for one in sentences if one is not lead] for sentences in paragraphs)
    return "\n\n".join(" ".join(sentences) for sentences in ([lead, *begun], *others) if sentences)


def _without(weights: Mapping[str, float], stems: Set[str]) -> dict[str, float]:
    return {stem: weight for stem, weight in weights.items() if stem not in stems}
