"""Moves the sentence that answers the question to the front."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from bot.conversation.followup import asks_after
from bot.conversation.language_files import language_file
from bot.conversation.thresholds import thresholds
from bot.figures.stated import stated_figures
from bot.matching import Matcher, forms_of, read_facets
from bot.model import QUANTITY, TIME_KINDS, Entry

_END = re.compile(r"[.!?](?:\*\*|[\"”)]){0,2} (?=[*\"“A-Z0-9])")
_AMOUNTS = frozenset({"how many", "how much", "count"})
DETAILS = _AMOUNTS | {"when"}
"""Forms of a question that ask for an amount or a date."""
_ENDS = (".", "!", "?")
_WORDS = 4
"""Words of a sentence that can lead, at least."""
_NAMED_WITHIN = 6
"""Words of a sentence within which it names what it is of."""
_FACET = 3.0
"""Weight of a name or a date that is asked for: that of a rare word."""


@dataclass(frozen=True, slots=True)
class _Openings:
    """How a sentence begins"""

    leaning: re.Pattern[str]
    """that leans on the one before it,"""
    one_of: re.Pattern[str]
    """that does so unless it names what it is of,"""
    settling: re.Pattern[str]
    """and that settles the question: nothing leads in its stead."""


@dataclass(frozen=True, slots=True)
class _Asked:
    weights: Mapping[str, float]
    """By the stem of each word of the question what it weighs,"""
    beyond_words: Mapping[str, float]
    """and of those that the entry is not always asked with."""
    facets: frozenset[tuple[str, str]]
    """Names and dates that the entry is not about as a whole."""

    @property
    def beyond(self) -> float:
        return sum(self.beyond_words.values()) + _FACET * len(self.facets)

    @property
    def total(self) -> float:
        return sum(self.weights.values()) + _FACET * len(self.facets) or 1.0


@cache
def _openings(language: str) -> _Openings | None:
    words = language_file(language).get("sentences")
    if words is None:
        return None
    return _Openings(
        *(re.compile(rf"\W*(?:{words[name]})\b", re.IGNORECASE) for name in ("leaning", "one_of", "settling"))
    )


class Leading:
    """Knows what the words of a knowledge base weigh."""

    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher
        self._openings = _openings(matcher.lexicon.language)

    def led(self, entry: Entry, question: str) -> str:
        """The entry's answer, beginning with the sentence that tells most of the question, where the first one tells
        clearly less. Lists and tables stay where they are."""
        if self._openings is None:
            return entry.answer
        paragraphs = [self._sentences(text, self._openings) for text in entry.answer.strip().split("\n\n")]
        first, words = paragraphs[0][0], self._matcher.repaired(question)
        if not _is_whole(first) or self._openings.settling.match(first):
            return entry.answer
        asked, forms = self._asked(entry, words), forms_of(words, self._matcher.lexicon.language)
        every = (part for parts in paragraphs for part in parts)
        able = (part for part in every if self._leads(part, forms, self._openings))
        lead = self._best(able, first, asked, forms)
        if lead is None:
            return entry.answer
        front, *behind = ([part for part in parts if part is not lead] for parts in paragraphs)
        return "\n\n".join(" ".join(parts) for parts in ([lead, *front], *behind) if parts)

    def telling(self, entry: Entry, message: str) -> str:
        """The passages of the entry's answer (sentences, lines of a list) that tell most of what a message asks; empty
        where that is little, or each tells as much."""
        if self._openings is None:
            return ""
        words = self._matcher.repaired(message)
        asked, forms = self._asked(entry, words), forms_of(words, self._matcher.lexicon.language)
        times = frozenset(pair for pair in asked.facets if pair[0] in TIME_KINDS)
        asked = replace(asked, weights=asked.beyond_words, facets=times)
        passages = [
            part for text in entry.answer.strip().split("\n\n") for part in self._passages(text, self._openings)
        ]
        told = [self._told(part, asked) if self.gives(part, forms) else 0.0 for part in passages]
        most = max(told)
        chosen = [part for part, share in zip(passages, told, strict=True) if share == most]
        return _written(chosen) if most >= thresholds().passage_from and len(chosen) < len(passages) else ""

    def _passages(self, paragraph: str, openings: _Openings) -> list[str]:
        """Sentences, and each line of a list."""
        return paragraph.split("\n") if "\n- " in paragraph else self._sentences(paragraph, openings)

    def _best(self, able: Iterator[str], first: str, asked: _Asked, forms: Sequence[str]) -> str | None:
        """The one of those `able` to lead that does so in place of the first sentence; None: the first one stays."""
        if asked.beyond < thresholds().beyond_from:
            # It asks for nothing but a date or an amount.
            return None if asked.weights or self.gives(first, forms) else next(able, None)
        best = max(able, key=lambda sentence: self._told(sentence, asked), default=first)
        return best if self._told(best, asked) >= self._told(first, asked) + thresholds().leads_by else None

    def _asked(self, entry: Entry, words: Sequence[str]) -> _Asked:
        """What is asked beyond what the entry is always asked with, which its first sentence answers."""
        lexicon, guard = self._matcher.lexicon, self._matcher.guard
        number, names = self._matcher.entry_of_id.get(entry.id, -1), lexicon.names(words)
        own = self._stems(entry.question)
        for name in names:
            if number >= 0 and name.value in guard.core(number, name.kind):
                own.update(lexicon.stem(word) for word in words[name.start : name.end])
        facets = frozenset(
            (kind, value)
            for kind, value in read_facets(words, lexicon, names).values
            if kind != QUANTITY and (kind, value) not in guard.pervasive
            if number >= 0 and value not in guard.core(number, kind)
        )
        weights = self._matcher.followups.situations.weights(asks_after(words, lexicon.language))
        beyond = {stem: weight for stem, weight in weights.items() if stem not in own}
        return _Asked(weights, beyond, facets)

    def _sentences(self, paragraph: str, openings: _Openings) -> list[str]:
        """Sentences, each with those behind it that lean on it; a list or table whole."""
        if "\n" in paragraph or paragraph[:1] in "-|#>":
            return [paragraph]
        starts = [0, *(found.end() for found in _END.finditer(paragraph)), len(paragraph)]
        parts: list[str] = []
        for start, end in zip(starts, starts[1:], strict=False):
            sentence = paragraph[start:end].strip()
            if parts and (sentence.startswith("(") or self._leans(sentence, openings)):
                parts[-1] += f" {sentence}"
            else:
                parts.append(sentence)
        return parts

    def _leans(self, sentence: str, openings: _Openings) -> bool:
        """Whether a sentence needs what stands before it: "it", or "the second" of what was named there."""
        if openings.leaning.match(sentence):
            return True
        if not openings.one_of.match(sentence):
            return False
        lexicon = self._matcher.lexicon
        begins = lexicon.words(" ".join(sentence.split()[:_NAMED_WITHIN]))
        return not any(name.kind in self._matcher.kinds.named for name in lexicon.names(begins))

    def _leads(self, sentence: str, forms: Sequence[str], openings: _Openings) -> bool:
        if not _is_whole(sentence) or self._leans(sentence, openings):
            return False
        is_long = len(sentence.split()) >= _WORDS and sentence.rstrip('*"”)')[-1:] in _ENDS
        return is_long and self.gives(sentence, forms)

    def gives(self, text: str, forms: Sequence[str]) -> bool:
        """Whether it may be what such a question asks for: a date, an amount."""
        if "when" in forms:
            lexicon = self._matcher.lexicon
            return any(kind in TIME_KINDS for kind, _ in read_facets(lexicon.words(text), lexicon).values)
        return _AMOUNTS.isdisjoint(forms) or bool(stated_figures(text))

    def _told(self, text: str, asked: _Asked) -> float:
        """The share of what is asked that a sentence tells."""
        words, lexicon = self._matcher.lexicon.words(text), self._matcher.lexicon
        told = sum(asked.beyond_words.get(stem, 0.0) for stem in {lexicon.stem(word) for word in words})
        if asked.facets:
            told += _FACET * len(asked.facets.intersection(read_facets(words, lexicon).values))
        return told / asked.total

    def _stems(self, text: str) -> set[str]:
        return {self._matcher.lexicon.stem(word) for word in self._matcher.lexicon.words(text)}


def _written(passages: Sequence[str]) -> str:
    """In a row, or as a list; a single line of a list stands for itself."""
    if len(passages) == 1:
        return passages[0].removeprefix("- ")
    text = ""
    for one in passages:
        text += ("\n" if one.startswith("- ") else " ") + one
    return text.strip()


def _is_whole(text: str) -> bool:
    """Whether it is no list, and opens no mark or bracket that it does not close."""
    return "\n" not in text and text.count("**") % 2 == 0 and text.count("(") == text.count(")")
