"""Moves the sentence that answers the question to the front."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from bot.conversation.followup import asks_after
from bot.conversation.language_files import language_file
from bot.figures.told import told_figures
from bot.matching import Matcher, forms_of, read_facets
from bot.model import TIME_KINDS, Entry

_END = re.compile(r"[.!?](?:\*\*|[\"”)]){0,2} (?=[*\"“A-Z0-9])")
_MORE = 0.25
"""Share of what is asked, by rarity, that a sentence tells more than the first one, from which on it leads."""
_LEAST = 1.0
"""Weight of what is asked beyond the entry's own question: that of a common word. "Really?" asks for no sentence."""
_AMOUNTS = frozenset({"how many", "how much", "count"})
_ENDS = (".", "!", "?")
_WORDS = 4
"""Words of a sentence that can lead, at least."""


@dataclass(frozen=True, slots=True)
class _Openings:
    """How a sentence begins"""

    leaning: re.Pattern[str]
    """that leans on the one before it,"""
    settling: re.Pattern[str]
    """and that settles the question: nothing leads in its stead."""


@cache
def _openings(language: str) -> _Openings | None:
    words = language_file(language).get("sentences")
    if words is None:
        return None
    return _Openings(*(re.compile(rf"\W*(?:{words[name]})\b", re.IGNORECASE) for name in ("leaning", "settling")))


class Leading:
    """Knows what the words of a knowledge base weigh."""

    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher
        self._openings = _openings(matcher.lexicon.language)

    def led(self, entry: Entry, question: str) -> str:
        """The entry's answer, beginning with the sentence that tells most of the question, where the first one tells
        clearly less. Lists and tables stay where they are."""
        words = self._matcher.repaired(question)
        asks = self._matcher.followups.situations.weights(asks_after(words, self._matcher.lexicon.language))
        # What the entry is always asked with is what its first sentence answers.
        own = self._stems(entry.question)
        weights = {stem: weight / sum(asks.values()) for stem, weight in asks.items() if stem not in own}
        if self._openings is None:
            return entry.answer
        forms = forms_of(words, self._matcher.lexicon.language)
        paragraphs = [_parts(text, self._openings) for text in entry.answer.strip().split("\n\n")]
        first = paragraphs[0][0]
        if not _is_whole(first) or self._openings.settling.match(first):
            return entry.answer
        shares = {
            (number, place): self._share(part, weights)
            for number, parts in enumerate(paragraphs)
            for place, part in enumerate(parts)
            if _is_whole(part) and not self._openings.leaning.match(part) and self._leads(part, forms)
        }
        if sum(weight for stem, weight in asks.items() if stem not in own) < _LEAST:
            # It asks for nothing but a date or an amount.
            best = (0, 0) if asks or self.gives(first, forms) else next(iter(shares), (0, 0))
        else:
            best = max(shares, key=lambda at: shares[at], default=(0, 0))
            best = best if shares.get(best, 0.0) >= self._share(first, weights) + _MORE else (0, 0)
        if best == (0, 0):
            return entry.answer
        number, place = best
        paragraphs[0].insert(0, paragraphs[number].pop(place))
        return "\n\n".join(" ".join(parts) for parts in paragraphs if parts)

    def _leads(self, sentence: str, forms: Sequence[str]) -> bool:
        if len(sentence.split()) < _WORDS or sentence.rstrip('*"”)')[-1:] not in _ENDS:
            return False
        return self.gives(sentence, forms)

    def gives(self, text: str, forms: Sequence[str]) -> bool:
        """Whether it may be what such a question asks for: a date, an amount."""
        if "when" in forms:
            lexicon = self._matcher.lexicon
            return any(kind in TIME_KINDS for kind, _ in read_facets(lexicon.words(text), lexicon).values)
        return _AMOUNTS.isdisjoint(forms) or bool(told_figures(text))

    def _share(self, text: str, weights: Mapping[str, float]) -> float:
        return sum(weights.get(stem, 0.0) for stem in self._stems(text))

    def _stems(self, text: str) -> set[str]:
        return {self._matcher.lexicon.stem(word) for word in self._matcher.lexicon.words(text)}


def _parts(paragraph: str, openings: _Openings) -> list[str]:
    """Sentences, each with those behind it that lean on it; a list or table whole."""
    if "\n" in paragraph or paragraph[:1] in "-|#>":
        return [paragraph]
    starts = [0, *(found.end() for found in _END.finditer(paragraph)), len(paragraph)]
    parts: list[str] = []
    for start, end in zip(starts, starts[1:], strict=False):
        sentence = paragraph[start:end].strip()
        if parts and (sentence.startswith("(") or openings.leaning.match(sentence)):
            parts[-1] += f" {sentence}"
        else:
            parts.append(sentence)
    return parts


def _is_whole(text: str) -> bool:
    """Whether it is no list, and opens no mark or bracket that it does not close."""
    return "\n" not in text and text.count("**") % 2 == 0 and text.count("(") == text.count(")")
