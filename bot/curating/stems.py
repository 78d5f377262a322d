"""Brings words of unanswered questions to their stems, and weighs these by how rare they are and how little is held; a
misspelt word, a synonym, and the longer one of two relatives count as another."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import replace
from importlib.resources import files
from itertools import pairwise
from math import log

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.matching import RARE, Index, Lexicon, besides, is_wide
from bot.model import QUANTITY, base_language

SHORTEST = 4  # Letters of a stem from which on another one can be a misspelling or a relative of it.
_TWO_SLIPS_FROM = 6  # Letters of a stem from which on two of them may be wrong, not one alone.
RAREST = 3.0  # Weight of the rarest word; else one that nobody knows would outweigh all others.
_TELLS_FROM = 0.33  # Words of less weight ("old", "new") tell nothing.
_HELD_POWER = 0.7  # How much less a word weighs that the base holds.
_ROOT_SHARE = 0.6  # Least share of a stem that is its root: "rent" of "rental", but not "part" of "partner".


class Stems:
    """Of all the questions at once, since each form that a stem has in them can make it lighter."""

    def __init__(self, index: Index, questions: Sequence[Sequence[str]], repairs: Mapping[str, str]) -> None:
        knowledge = index.texts.knowledge
        language, vocabulary = knowledge.manifest.language, knowledge.vocabulary
        synonyms = (*vocabulary.synonyms, *_synonyms_in(language))
        self._lexicon = Lexicon(replace(vocabulary, synonyms=synonyms), language, index.texts.stems)
        self._common = index.common
        self._stem = self._lexicon.stem
        self.ways_of_asking = index.texts.phrasing_count
        self._held: Counter[str] = Counter()
        """In how many ways of asking each stem stands."""
        for word, count in index.texts.word_counts.items():
            self._held[self._stem(word)] += count
        self._times = {self._stem(word) for word in self._lexicon.native.words["times"]}
        self._forms: dict[str, set[str]] = {}
        """The words of each stem, as the questions spell them; those of names come last, as far as they count."""
        typed = self._typed(_joined(_spelt(questions, repairs, index.common.zipf), self._stem))
        roots = self._roots(counted(typed))
        self.of_questions = [{roots.get(stem, stem) for stem in stems} for stems in typed]

    def _typed(self, questions: Sequence[Sequence[str]]) -> list[set[str]]:
        """Names are left out where anything else tells: a matter that is not held is so by whatever name."""
        unnamed = []
        for words in questions:
            names = (name for name in self._lexicon.names(words) if name.kind != QUANTITY)
            unnamed.append(self._stems(besides(words, names)))
        tell = [any(map(self.weight, self._paired(stems))) for stems in unnamed]
        told = zip(unnamed, tell, questions, strict=True)
        whole = [stems if tells else self._stems(words) for stems, tells, words in told]
        return [self._paired(stems) for stems in whole]

    def _stems(self, words: Sequence[str]) -> list[str]:
        """A synonym counts as the first of its group."""
        found = {at: one for one in self._lexicon.synonyms(words) for at in range(one.start, one.end)}
        heads = [self._lexicon.head(found[at]) if at in found else word for at, word in enumerate(words)]
        stems = [self._stem(word) for word in heads]
        for stem, word in zip(stems, heads, strict=True):
            self._forms.setdefault(stem, set()).add(word)
        return stems

    def _paired(self, stems: Sequence[str]) -> set[str]:
        """Where no spaces part words, two signs side by side are mostly one; either by itself stands in many others."""
        signs = (one + other for one, other in pairwise(stems) if _is_sign(one) and _is_sign(other))
        pairs = {pair for pair in signs if self.weight(pair)}
        return {*stems}.difference(*pairs) | pairs

    def weight(self, stem: str, share: float = 1.0) -> float:
        """That of its commonest form; of two signs that of the lesser, of a single one half. `share`: of the questions
        in which it stands, which says little of signs: each stands in many words."""
        if _is_sign(stem):
            return self._weight(stem) / 2
        if len(stem) == 2 and all(map(_is_sign, stem)):
            return min(map(self._weight, stem))
        return self._weight(stem, share)

    def _weight(self, stem: str, share: float = 1.0) -> float:
        """Its rarity in the language, times (1 - log(1 + held) / log(1 + expected)) ** 0.7.

        `held`: ways of asking in which it stands; `expected`: those in which it would if the base asked for it as often
        as the questions do. A stem that stands in none keeps its weight, one that is held as often has none left.
        """
        if stem in self._times or not any(map(str.isalpha, stem)):
            return 0.0
        weight = min(RAREST, *(self._common.weight(form) for form in self._forms[stem]))
        weight *= max(0.0, 1 - log(1 + self._held[stem]) / log(1 + self.ways_of_asking * share)) ** _HELD_POWER
        return weight if weight >= _TELLS_FROM else 0.0

    def _roots(self, counts: Counter[str]) -> dict[str, str]:
        """What counts in the place of a stem: what a misspelt one was meant for, what a longer one is made from."""
        unknown = sorted(one for one in counts if _can_be_misspelt(one) and one not in self._held)
        rare = [one for one in unknown if all(self._common.zipf(form) <= RARE for form in self._forms[one])]
        words = sorted(set(unknown) - set(rare))
        there = set(words)
        slips = {stem: 1 if len(stem) < _TWO_SLIPS_FROM else 2 for stem in rare}
        found = {stem: word for stem in rare if (word := _nearest(stem, words, slips[stem], counts))}
        found |= {stem: root for stem in words if (root := _root(stem, there))}
        # Stemmers leave the "s" of "dvds".
        found |= {one: one[:-1] for one in counts if one.endswith("s") and one[:-1] in counts}
        return {stem: found.get(root, root) for stem, root in found.items()}


def _root(stem: str, words: Set[str]) -> str | None:
    starts = (stem[:size] for size in range(SHORTEST, len(stem)) if size >= _ROOT_SHARE * len(stem))
    return next((start for start in starts if start in words), None)


def _is_sign(word: str) -> bool:
    return len(word) == 1 and is_wide(word)


def _synonyms_in(language: str) -> tuple[tuple[str, ...], ...]:
    """None where there is no list for the language."""
    file = files("bot.curating") / f"same.{base_language(language)}.txt"
    if not file.is_file():
        return ()
    lines = file.read_text("utf-8").splitlines()
    return tuple(tuple(line.split(", ")) for line in lines if line and not line.startswith("#"))


def counted(questions: Sequence[set[str]]) -> Counter[str]:
    """In how many questions each stem stands."""
    return Counter(stem for stems in questions for stem in stems)


def _joined(questions: Sequence[Sequence[str]], stem: Callable[[str], str]) -> list[list[str]]:
    """With "dashcams" between "dash" and "cams" where another question has it as one word."""
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


def _spelt(
    questions: Sequence[Sequence[str]], repairs: Mapping[str, str], zipf: Callable[[str], float]
) -> list[list[str]]:
    """Return the words with misspelt ones as they were meant. A word that the language knows was meant as it stands:
    that the base does not hold it is why it is here."""
    typed = {word for words in questions for word in words}
    wrong = sorted(word for word in typed & repairs.keys() if zipf(word) <= RARE)
    right = sorted(filter(_can_be_misspelt, typed.difference(wrong)))
    slips = {word: OSA.distance(word, repairs[word]) for word in wrong}
    meant = {word: _nearest(word, right, slips[word], Counter()) or repairs[word] for word in wrong}
    return [[part for word in words for part in meant.get(word, word).split()] for words in questions]


def _can_be_misspelt(word: str) -> bool:
    return len(word) >= SHORTEST and word.isalpha()


def _nearest(wrong: str, words: Sequence[str], slips: int, counts: Counter[str]) -> str | None:
    """The nearest word with the same first letter and at most so many `slips`, of equals the commonest."""
    near = process.extract(wrong, words, scorer=OSA.distance, score_cutoff=slips, limit=None)
    likely = [(distance, -counts[word], word) for word, distance, _ in near if word[0] == wrong[0]]
    return min(likely)[2] if likely else None
