"""Weighs the words of unanswered questions by how much they tell about their subject.

What the knowledge base does not know tells most: who asks for child seats for the Comet asks for child seats.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.matching import Index
from bot.matching.facets import TIME_WORDS
from bot.matching.frequency import RARE
from bot.matching.naming import Lexicon

_MOST = 4.0
"""Weight of the rarest word; else one that nobody knows would outweigh all others."""
_LEAST = 0.33
"""Words of less weight ("old", "new") tell nothing."""
_KNOWN_SHARE = 0.4
"""What a word that the knowledge base knows weighs beside one that it does not."""
_OFTEN = 10
"""Questions from which on a word gains no more weight by standing in many."""
_SHORTEST = 4
"""Letters of a stem from which on another one can be a misspelling or a relative of it."""
_ROOT_SHARE = 0.6
"""Share of a stem that its root makes up at least: "rent" of "rental", but not "part" of "partner"."""


@dataclass(frozen=True, slots=True)
class Telling:
    unknown: Mapping[str, float]
    """Weights of the words that the knowledge base does not know,"""
    known: Mapping[str, float]
    """and of those that it does."""


def telling_words(questions: Sequence[Sequence[str]], index: Index, lexicon: Lexicon) -> tuple[Telling, ...]:
    """`questions`: the words of each, each question once. The result does not depend on their order."""
    stems = _Stems(index, lexicon)
    said = [stems.of(words) for words in questions]
    roots = stems.roots(Counter(stem for one in said for stem in one))
    said = [{roots.get(stem, stem) for stem in one} for one in said]
    counts = Counter(stem for one in said for stem in one)
    weights = {stem: stems.weight(stem) * (1 + log(min(count, _OFTEN))) for stem, count in counts.items()}
    return tuple(
        Telling(
            {stem: weights[stem] for stem in sorted(one) if weights[stem] and not stems.knows(stem)},
            {stem: weights[stem] for stem in sorted(one) if weights[stem] and stems.knows(stem)},
        )
        for one in said
    )


class _Stems:
    """Stems of words; a synonym counts as the first of its group."""

    def __init__(self, index: Index, lexicon: Lexicon) -> None:
        self._common = index.common
        self._lexicon = lexicon
        self._count = index.texts.count
        self._held: Counter[str] = Counter()
        for word, count in index.texts.words.items():
            self._held[lexicon.stem(word)] += count
        self._times = {lexicon.stem(word) for word in TIME_WORDS}
        self._forms: dict[str, set[str]] = {}

    def of(self, words: Sequence[str]) -> set[str]:
        found = {at: one for one in self._lexicon.synonyms(words) for at in range(one.start, one.end)}
        heads = [self._lexicon.head(found[at]) if at in found else word for at, word in enumerate(words)]
        stems = set()
        for word in heads:
            stem = self._lexicon.stem(word)
            self._forms.setdefault(stem, set()).add(word)
            stems.add(stem)
        return stems

    def knows(self, stem: str) -> bool:
        return stem in self._held

    def weight(self, stem: str) -> float:
        """That of its commonest form."""
        if stem in self._times or not stem.isalpha():
            return 0.0
        weight = min(_MOST, *(self._common.weight(form) for form in self._forms[stem]))
        if self.knows(stem):
            weight *= _KNOWN_SHARE * max(0.0, 1 - log(1 + self._held[stem]) / log(1 + self._count))
        return weight if weight >= _LEAST else 0.0

    def roots(self, counts: Counter[str]) -> dict[str, str]:
        """Of unknown stems: what a misspelt one was meant for, and the shorter one that a longer one is made from."""
        unknown = sorted(one for one in counts if len(one) >= _SHORTEST and one.isalpha() and not self.knows(one))
        rare = [one for one in unknown if all(self._common.zipf(form) <= RARE for form in self._forms[one])]
        words = sorted(set(unknown) - set(rare))
        found: dict[str, str] = {}
        for stem in rare:
            near = process.extract(stem, words, scorer=OSA.distance, score_cutoff=1 if len(stem) < 6 else 2, limit=None)
            likely = [(distance, -counts[word], word) for word, distance, _ in near if word[0] == stem[0]]
            if likely:
                found[stem] = min(likely)[2]
        there = set(words)
        for stem in words:
            starts = (stem[:size] for size in range(_SHORTEST, len(stem)) if size >= _ROOT_SHARE * len(stem))
            root = next((start for start in starts if start in there), None)
            if root is not None:
                found[stem] = root
        return {stem: found.get(root, root) for stem, root in found.items()}
