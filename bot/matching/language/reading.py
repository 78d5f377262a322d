"""Reads a question: repairs its spelling, finds its facets, and makes its vector."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from bot.matching.language.facets import Facets, read_facets
from bot.matching.language.features import Features, TextVector
from bot.matching.language.frequency import CommonWords
from bot.matching.language.naming import Lexicon
from bot.matching.language.phrases import Found
from bot.matching.language.spelling import Repaired, Speller

_TEXTS_CACHED = 16  # Texts whose readings are cached: those of one turn.


@dataclass(frozen=True, slots=True, eq=False)
class HeardText:
    words: tuple[str, ...]
    repairs: tuple[tuple[str, str], ...]  # As in `Repaired`.
    synonyms: tuple[tuple[str, str], ...]  # Words of the question, each with the first of its synonyms.
    facets: Facets
    vector: TextVector


class Reader:
    def __init__(self, lexicon: Lexicon, speller: Speller, features: Features) -> None:
        self.lexicon, self.features = lexicon, features
        # Not methods: a cache that refers to its owner keeps it alive.
        self.repaired = lru_cache(_TEXTS_CACHED)(partial(_repaired, speller, lexicon))
        self.read = lru_cache(_TEXTS_CACHED)(partial(_read, self.repaired, lexicon, features))

    def vector_of(self, words: Sequence[str]) -> TextVector:
        """The vector of words whose spelling is not repaired."""
        return self.features.vector_of(words, concepts_of(self.lexicon.names(words), self.lexicon.synonyms(words)))


def _repaired(speller: Speller, lexicon: Lexicon, text: str) -> Repaired:
    repaired = speller.repair(lexicon.words(text))
    if any(right in lexicon.native.words["times"] for _, right in repaired.repairs):
        return repaired._replace(words=lexicon.words(" ".join(repaired.words)))  # A "secnd quarter" is one only now.
    return repaired


def _read(repair: Callable[[str], Repaired], lexicon: Lexicon, features: Features, text: str) -> HeardText:
    words, repairs = repair(text)
    names, synonyms = lexicon.names(words), lexicon.synonyms(words)
    heads = tuple((" ".join(words[one.start : one.end]), lexicon.head(one)) for one in synonyms)
    vector = features.vector_of(words, concepts_of(names, synonyms))
    return HeardText(words, repairs, heads, read_facets(words, lexicon, names), vector)


def concepts_of(names: Sequence[Found], synonyms: Sequence[Found]) -> tuple[str, ...]:
    """Names and synonyms as features."""
    return tuple(dict.fromkeys(f"§{one.kind}:{one.value}" for one in (*names, *synonyms)))


def speller_of(
    words: dict[str, int],
    pairs: Sequence[str],
    lexicon: Lexicon,
    common: CommonWords,
    says: Callable[[str], bool] = lambda _: False,
    labels: Iterable[str] = (),
) -> Speller:
    """`words` and `pairs`: as in `Texts`; `says`: whether an entry says a stem; `labels`: what figures are called."""
    known = dict(words)
    of_labels = dict.fromkeys(word for label in labels for word in lexicon.words(label))
    for word in (*lexicon.spelling_words(), *of_labels, *sorted(lexicon.native.words["known"])):
        known.setdefault(word, 1)
    together = frozenset((first, second) for first, _, second in (p.partition(" ") for p in pairs))
    return Speller(known, together, common, lambda word: says(lexicon.stem(word)))
