"""Weighs the words of unanswered questions by how much they tell about their subject.

What the knowledge base hardly knows tells most: who asks for child seats for the Comet asks for child seats. What
stands beside a word in other questions goes with it, more faintly: after "gift voucher" and "gift card", a card is like
a voucher.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from importlib.resources import files
from itertools import pairwise
from math import hypot, log

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.matching import RARE, Index, Lexicon, besides, is_wide
from bot.model import QUANTITY

Telling = Mapping[str, float]
"""Weights of words, together of length 1, less where they tell little; empty where no word tells anything."""

_MOST = 3.0
"""Weight of the rarest word; else one that nobody knows would outweigh all others. With less in all, a question tells
little."""
_LEAST = 0.33
"""Words of less weight ("old", "new") tell nothing."""
_OFTEN = 10
"""Questions from which on a word gains no more weight by standing in many."""
_GAIN = 3.0
"""What a word gains by that: what many ask for is what their questions are about."""
_FEW = 100
"""Questions that are thought of beside those that there are, so that the share of a word in few of them is no more than
a hint: a word is of a matter that is not held where it stands in more of them than of the ways of asking."""
_HELD = 0.7
"""How much less a word weighs that the base holds, as a power."""
_BESIDE = 0.1
"""Share of a word's questions in which another one must stand to go with it."""
_SLIGHT = 0.1
"""Share of a question's weight from which on a word counts, so that a crowd of questions takes no long time."""
_SHORTEST = 4
"""Letters of a stem from which on another one can be a misspelling or a relative of it."""
_ROOT_SHARE = 0.6
"""Share of a stem that its root makes up at least: "rent" of "rental", but not "part" of "partner"."""


def telling_words(questions: Sequence[Sequence[str]], index: Index, repairs: Mapping[str, str]) -> tuple[Telling, ...]:
    """`questions`: the words of each as typed, each question once; `repairs`: what misspelt words were taken for. The
    result does not depend on the order."""
    stems = _Stems(index)
    said = [stems.of(words) for words in _joined(stems.spelt(questions, repairs), stems.stem)]
    roots = stems.roots(Counter(stem for one in said for stem in one))
    said = [{roots.get(stem, stem) for stem in one} for one in said]
    counts = Counter(stem for one in said for stem in one)
    weights = {
        stem: stems.weight(stem, count / (min(_FEW, stems.count) + len(said))) * (1 + _GAIN * log(min(count, _OFTEN)))
        for stem, count in counts.items()
    }
    said = [{stem for stem in sorted(one) if weights[stem]} for one in said]
    beside = _beside(said, counts)
    return tuple(_with_beside({stem: weights[stem] for stem in sorted(one)}, beside) for one in said)


def _joined(questions: Sequence[Sequence[str]], stem: Callable[[str], str]) -> list[list[str]]:
    """What one writes as two words and another as one is one word: "dash cams"."""
    whole = {stem(word) for words in questions for word in words}
    joined = []
    for words in questions:
        one: list[str] = []
        for word in words:
            if one and stem(one[-1] + word) in whole:
                one.append(one[-1] + word)
            one.append(word)
        joined.append(one)
    return joined


def _beside(said: Sequence[set[str]], counts: Counter[str]) -> Mapping[str, Mapping[str, float]]:
    """For each word that stands in more than one question the share of these in which another one stands."""
    pairs: dict[str, Counter[str]] = {}
    for one in said:
        for stem in one:
            if counts[stem] > 1:
                pairs.setdefault(stem, Counter()).update(one - {stem})
    shares = {
        stem: {other: count / counts[stem] for other, count in sorted(found.items())} for stem, found in pairs.items()
    }
    return {
        stem: {other: share for other, share in found.items() if share >= _BESIDE} for stem, found in shares.items()
    }


def _with_beside(own: Mapping[str, float], beside: Mapping[str, Mapping[str, float]]) -> Telling:
    whole = dict(own)
    for stem, weight in own.items():
        for other, share in beside.get(stem, {}).items():
            whole[other] = whole.get(other, 0.0) + weight * share
    length = max(_MOST, hypot(*whole.values()))
    return {stem: weight / length for stem, weight in whole.items() if weight >= _SLIGHT * length}


class _Stems:
    """Stems of words; a synonym counts as the first of its group."""

    def __init__(self, index: Index) -> None:
        knowledge = index.texts.knowledge
        language, vocabulary = knowledge.manifest.language, knowledge.vocabulary
        synonyms = (*vocabulary.synonyms, *_said_for_the_same(language))
        self._lexicon = Lexicon(replace(vocabulary, synonyms=synonyms), language, index.texts.stems)
        self._common = index.common
        self.count = index.texts.count
        self._held: Counter[str] = Counter()
        for word, count in index.texts.words.items():
            self._held[self._lexicon.stem(word)] += count
        self._times = {self._lexicon.stem(word) for word in self._lexicon.native.words["times"]}
        self._forms: dict[str, set[str]] = {}

    def stem(self, word: str) -> str:
        return self._lexicon.stem(word)

    def of(self, words: Sequence[str]) -> set[str]:
        """Names are left out where anything else tells: a matter that is not held is so by whatever name."""
        names = [name for name in self._lexicon.names(words) if name.kind != QUANTITY]
        stems = self._of(besides(words, names))
        return stems if any(map(self.weight, stems)) else self._of(words)

    def _of(self, words: Sequence[str]) -> set[str]:
        found = {at: one for one in self._lexicon.synonyms(words) for at in range(one.start, one.end)}
        heads = [self._lexicon.head(found[at]) if at in found else word for at, word in enumerate(words)]
        stems = [self._lexicon.stem(word) for word in heads]
        for stem, word in zip(stems, heads, strict=True):
            self._forms.setdefault(stem, set()).add(word)
        # Where no spaces part words, two signs side by side are mostly one; either by itself stands in many others.
        signs = (one + other for one, other in pairwise(stems) if _is_sign(one) and _is_sign(other))
        pairs = {pair for pair in signs if self.weight(pair)}
        return {*stems}.difference(*pairs) | pairs

    def weight(self, stem: str, share: float = 1.0) -> float:
        """That of its commonest form; of two signs that of the lesser, of a single one half.

        `share`: of the questions in which it stands. Of signs it says little: each stands in many words.
        """
        if _is_sign(stem):
            return self._weight(stem) / 2
        if len(stem) == 2 and all(map(_is_sign, stem)):
            return min(map(self._weight, stem))
        return self._weight(stem, share)

    def _weight(self, stem: str, share: float = 1.0) -> float:
        if stem in self._times or not any(map(str.isalpha, stem)):
            return 0.0
        weight = min(_MOST, *(self._common.weight(form) for form in self._forms[stem]))
        weight *= max(0.0, 1 - log(1 + self._held[stem]) / log(1 + self.count * share)) ** _HELD
        return weight if weight >= _LEAST else 0.0

    def spelt(self, questions: Sequence[Sequence[str]], repairs: Mapping[str, str]) -> list[list[str]]:
        """A word that the language knows was meant as it stands: that the base does not hold it is why it is here."""
        typed = {word for words in questions for word in words}
        wrong = sorted(word for word in typed & repairs.keys() if self._common.zipf(word) <= RARE)
        right = sorted(word for word in typed.difference(wrong) if len(word) >= _SHORTEST and word.isalpha())
        meant = {}
        for word in wrong:
            most = OSA.distance(word, repairs[word])
            near = process.extract(word, right, scorer=OSA.distance, score_cutoff=most, limit=None)
            likely = [(distance, other) for other, distance, _ in near if other[0] == word[0]]
            meant[word] = min(likely)[1] if likely else repairs[word]
        return [[part for word in words for part in meant.get(word, word).split()] for words in questions]

    def roots(self, counts: Counter[str]) -> dict[str, str]:
        """Of unknown stems: what a misspelt one was meant for, and the shorter one that a longer one is made from."""
        long = sorted(one for one in counts if len(one) >= _SHORTEST and one.isalpha())
        unknown = [one for one in long if one not in self._held]
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
        # Stemmers leave the "s" of "dvds".
        found |= {one: one[:-1] for one in counts if one.endswith("s") and one[:-1] in counts}
        return {stem: found.get(root, root) for stem, root in found.items()}


def _is_sign(word: str) -> bool:
    return len(word) == 1 and is_wide(word)


def _said_for_the_same(language: str) -> tuple[tuple[str, ...], ...]:
    """None where there is no list for the language."""
    file = files("bot.curating") / f"same.{language.split('-')[0].casefold()}.txt"
    if not file.is_file():
        return ()
    lines = file.read_text("utf-8").splitlines()
    return tuple(tuple(line.split(", ")) for line in lines if line and not line.startswith("#"))
