"""Corrects the spelling of unanswered questions, and finds the word behind a misspelt or longer one."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence, Set

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.matching import RARE

_SHORTEST = 4  # Letters of a stem from which on another one can be a misspelling or a relative of it.
_TWO_SLIPS_FROM = 6  # Letters of a stem from which on two of them may be wrong, not one alone.
_ROOT_SHARE = 0.6  # Least share of a stem that is its root: "rent" of "rental", but not "part" of "partner".


def spelt(
    questions: Sequence[Sequence[str]], repairs: Mapping[str, str], zipf: Callable[[str], float]
) -> list[list[str]]:
    """Return the words of the questions with misspelt ones corrected: to a word of another question that is at least as
    near as the repair, else to the repair. `repairs`: what the base takes each word for.

    A word that is common in the language is left as it is, though the base lacks it: that is why it was asked here.
    """
    typed = {word for words in questions for word in words}
    wrong = sorted(word for word in typed & repairs.keys() if zipf(word) <= RARE)
    right = sorted(filter(_is_compared, typed.difference(wrong)))
    most_slips = {word: OSA.distance(word, repairs[word]) for word in wrong}
    meant = {word: _nearest(word, right, most_slips[word], Counter()) or repairs[word] for word in wrong}
    # A repair may be of several words.
    return [[part for word in words for part in meant.get(word, word).split()] for words in questions]


def with_compounds(questions: Sequence[Sequence[str]], stem: Callable[[str], str]) -> list[list[str]]:
    """With "dashcams" between "dash" and "cams" where another question has it as one word."""
    whole = {stem(word) for words in questions for word in words}
    found = []
    for words in questions:
        extended: list[str] = []
        for word in words:
            if extended and stem(extended[-1] + word) in whole:
                extended.append(extended[-1] + word)
            extended.append(word)
        found.append(extended)
    return found


def stood_for(counts: Counter[str], held: Set[str], is_rare: Callable[[str], bool]) -> dict[str, str]:
    """Return what counts in the place of a stem: for a misspelt one what was meant, for a longer one what it is made
    from, for a plural its singular.

    `counts`: questions with each stem; `held`: stems of the base, which stand for themselves, except plurals;
    `is_rare`: only a stem that is rare in the language can be misspelt, and only for one that is not.
    """
    unknown = sorted(one for one in counts if _is_compared(one) and one not in held)
    known_to_language = [one for one in unknown if not is_rare(one)]
    rare = sorted(set(unknown).difference(known_to_language))
    # Of a stem in several of these the last counts: a plural stands for its singular, whatever else it may be.
    found = _misspelt(rare, known_to_language, counts) | _derived(known_to_language) | _plurals(counts.keys())
    # One step further: "rentel" stands for "rental", and so for "rent".
    return {stem: found.get(other, other) for stem, other in found.items()}


def _is_compared(word: str) -> bool:
    return len(word) >= _SHORTEST and word.isalpha()


def _misspelt(rare: Sequence[str], words: Sequence[str], counts: Counter[str]) -> dict[str, str]:
    most_slips = {stem: 1 if len(stem) < _TWO_SLIPS_FROM else 2 for stem in rare}
    return {stem: word for stem in rare if (word := _nearest(stem, words, most_slips[stem], counts))}


def _derived(stems: Sequence[str]) -> dict[str, str]:
    """By "rental": "rent", where another question asks by that."""
    there = set(stems)
    return {stem: root for stem in stems if (root := _root(stem, there))}


def _plurals(stems: Set[str]) -> dict[str, str]:
    """Stemmers leave the "s" of "dvds"."""
    return {stem: stem[:-1] for stem in stems if stem.endswith("s") and stem[:-1] in stems}


def _nearest(wrong: str, words: Sequence[str], most_slips: int, counts: Counter[str]) -> str | None:
    """The nearest word with the same first letter and no more slips than allowed; of equals the commonest."""
    near = process.extract(wrong, words, scorer=OSA.distance, score_cutoff=most_slips, limit=None)
    likely = [(distance, -counts[word], word) for word, distance, _ in near if word[0] == wrong[0]]
    return min(likely)[2] if likely else None


def _root(stem: str, words: Set[str]) -> str | None:
    starts = (stem[:size] for size in range(_SHORTEST, len(stem)) if size >= _ROOT_SHARE * len(stem))
    return next((start for start in starts if start in words), None)
