"""Counts the n-grams of all phrasings, and chooses the features to keep.

Used only to compile an index.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from math import log

import numpy as np
from numpy.typing import NDArray

from bot.matching.language.features import FEATURE_LIMIT, Features, Worded
from bot.matching.language.frequency import CommonWords
from bot.matching.language.ngrams import grams, hashes_of, pair_name

_BLOCK = 20_000
"""Phrasings processed at a time, which limits the memory."""

Ints = NDArray[np.int64]


def learn_features(phrasings: Sequence[Worded], outside: Sequence[Worded], common: CommonWords) -> Features:
    """Learn from phrasings, and from lines `outside` of the scope, whose words do not become known."""
    words: Counter[str] = Counter()
    for phrasing, meanings in phrasings:
        words.update({*phrasing, *meanings})
    counted = [(np.zeros(0, np.uint32), np.zeros(0, np.int64)), *map(_count, blocks_of([*phrasings, *outside]))]
    keys, numbers = np.unique(np.concatenate([keys for keys, _ in counted]), return_inverse=True)
    counts = np.bincount(numbers, np.concatenate([counts for _, counts in counted]), len(keys))
    kept = np.sort(np.lexsort((keys, -counts))[:FEATURE_LIMIT])
    idf = [log((1 + len(phrasings)) / (1 + count)) + 1 for count in counts[kept].tolist()]
    return Features(common, len(phrasings), dict(words), keys[kept], np.array(idf, np.float32))


@dataclass(frozen=True, slots=True)
class Numbered:
    """Phrasings as numbers, end to end: words, and the phrasing of each."""

    vocabulary: list[str]
    words: Ints
    owners: Ints
    meant: list[str]
    """Names and synonyms, each once."""
    meanings: Ints
    meaning_owners: Ints
    count: int


def numbered(phrasings: Sequence[Worded]) -> Numbered:
    vocabulary, words, owners = _distinct([words for words, _ in phrasings])
    return Numbered(vocabulary, words, owners, *_distinct([meanings for _, meanings in phrasings]), len(phrasings))


def _distinct(lines: Sequence[Sequence[str]]) -> tuple[list[str], Ints, Ints]:
    numbers: dict[str, int] = {}
    places = np.array([numbers.setdefault(word, len(numbers)) for word in chain.from_iterable(lines)], np.int64)
    return list(numbers), places, np.repeat(np.arange(len(lines)), [len(line) for line in lines])


def _count(phrasings: Sequence[Worded]) -> tuple[NDArray[np.uint32], Ints]:
    """Return the hashes of all features, and the number of phrasings with each."""
    text = numbered(phrasings)
    table = [hashes_of([word, *("#" + gram for gram in grams(word))]) for word in text.vocabulary]
    owners = np.repeat(text.owners, [len(table[word]) for word in text.words.tolist()])
    hashes = np.concatenate([np.zeros(0, np.uint32), *(table[word] for word in text.words.tolist())])
    pair_hashes, pairs = pairs_of(text)
    standing = (
        _distinct_in(np.concatenate([owners, pairs.owners]), np.concatenate([hashes, pair_hashes[pairs.numbers]])),
        _distinct_in(text.meaning_owners, hashes_of(text.meant)[text.meanings]),
    )
    hashes = np.sort(np.concatenate(standing))
    starts = _firsts(hashes)
    return hashes[starts], np.diff(starts, append=len(hashes))


def _distinct_in(owners: Ints, hashes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Return each hash once for each phrasing with it."""
    # Sorting is far faster here than numpy's `unique`, which fills a table of hashes.
    codes = np.sort(owners.astype(np.uint64) << np.uint64(32) | hashes)
    return (codes[_firsts(codes)] & np.uint64(0xFFFFFFFF)).astype(np.uint32)


def _firsts(ordered: NDArray[np.uint64] | NDArray[np.uint32]) -> Ints:
    """Return the places where another value begins."""
    first = np.ones(len(ordered), np.bool_)
    first[1:] = ordered[1:] != ordered[:-1]
    return np.flatnonzero(first)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of words: the number of each distinct pair, its phrasing, and its two words."""

    numbers: Ints
    owners: Ints
    firsts: Ints
    seconds: Ints


def pairs_of(text: Numbered) -> tuple[NDArray[np.uint32], Pairs]:
    """Return the hashes of the distinct pairs, and all pairs."""
    size = len(text.vocabulary)
    codes, owners, firsts, seconds = [], [], [], []
    for apart in (1, 2):
        together = np.flatnonzero(text.owners[:-apart] == text.owners[apart:])
        first, second = text.words[together], text.words[together + apart]
        codes.append(((apart - 1) * size + first) * size + second)
        owners.append(text.owners[together])
        firsts.append(first)
        seconds.append(second)
    distinct, numbers = np.unique(np.concatenate(codes), return_inverse=True)
    names = [
        pair_name(text.vocabulary[code // size % size], text.vocabulary[code % size], code // (size * size) + 1)
        for code in distinct.tolist()
    ]
    return hashes_of(names), Pairs(numbers, np.concatenate(owners), np.concatenate(firsts), np.concatenate(seconds))


def blocks_of(phrasings: Sequence[Worded]) -> Iterator[Sequence[Worded]]:
    return (phrasings[at : at + _BLOCK] for at in range(0, len(phrasings), _BLOCK))
