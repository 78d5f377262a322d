"""Counts the n-grams of all phrasings, and chooses the features to keep."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from math import log
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.matching.index.arrays import Ints
from bot.matching.language.features import FEATURE_LIMIT, Features, Worded
from bot.matching.language.frequency import CommonWords
from bot.matching.language.ngrams import gram_names, hashes_of, pair_name

_BLOCK = 20_000  # Phrasings processed at a time, which limits the memory.


def learn_features(phrasings: Sequence[Worded], outside: Sequence[Worded], common: CommonWords) -> Features:
    """Learn from phrasings, and from lines `outside` of the scope, whose words do not become known."""
    words = Counter(chain.from_iterable({*line.words, *line.concepts} for line in phrasings))
    counted = [(np.zeros(0, np.uint32), np.zeros(0, np.int64)), *map(_count, blocks_of([*phrasings, *outside]))]
    keys, numbers = np.unique(np.concatenate([keys for keys, _ in counted]), return_inverse=True)
    counts = np.bincount(numbers, np.concatenate([counts for _, counts in counted]), len(keys))
    kept = np.sort(np.lexsort((keys, -counts))[:FEATURE_LIMIT])
    idf = [log((1 + len(phrasings)) / (1 + count)) + 1 for count in counts[kept].tolist()]
    return Features(common, len(phrasings), dict(words), keys[kept], np.array(idf, np.float32))


class Occurrences(NamedTuple):
    """The words (or concepts) of all phrasings of a block, end to end."""

    distinct: list[str]
    numbers: Ints  # The place of each in `distinct`.
    owners: Ints  # The phrasing of each.
    lines: int  # How many phrasings there are.


def occurrences_in(block: Sequence[Worded]) -> tuple[Occurrences, Occurrences]:
    """Return the words of a block that is not empty, and its concepts."""
    words, concepts = zip(*block, strict=True)
    return _occurrences(words), _occurrences(concepts)


def _occurrences(lines: Sequence[Sequence[str]]) -> Occurrences:
    numbers: dict[str, int] = {}
    places = np.array([numbers.setdefault(word, len(numbers)) for word in chain.from_iterable(lines)], np.int64)
    owners = np.repeat(np.arange(len(lines)), [len(line) for line in lines])
    return Occurrences(list(numbers), places, owners, len(lines))


def _count(phrasings: Sequence[Worded]) -> tuple[NDArray[np.uint32], Ints]:
    """Return the hashes of all features, and the number of phrasings with each."""
    words, concepts = occurrences_in(phrasings)
    spelt = [hashes_of([word, *gram_names(word)]) for word in words.distinct]
    owners = np.repeat(words.owners, [len(spelt[number]) for number in words.numbers.tolist()])
    hashes = np.concatenate([np.zeros(0, np.uint32), *(spelt[number] for number in words.numbers.tolist())])
    pairs = pairs_of(words)
    of_words = _distinct_in(np.concatenate([owners, pairs.owners]), np.concatenate([hashes, pairs.hashes]))
    of_concepts = _distinct_in(concepts.owners, hashes_of(concepts.distinct)[concepts.numbers])
    hashes = np.sort(np.concatenate([of_words, of_concepts]))
    starts = _firsts(hashes)
    return hashes[starts], np.diff(starts, append=len(hashes))


def _distinct_in(owners: Ints, hashes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Return each hash once for each phrasing with it."""
    # The phrasing and the hash in one number; sorting is far faster than numpy's `unique`, which fills a table.
    codes = np.sort(owners.astype(np.uint64) << np.uint64(32) | hashes)
    return (codes[_firsts(codes)] & np.uint64(0xFFFFFFFF)).astype(np.uint32)


def _firsts(ordered: NDArray[np.uint64] | NDArray[np.uint32]) -> Ints:
    """Return the places where another value begins."""
    first = np.ones(len(ordered), np.bool_)
    first[1:] = ordered[1:] != ordered[:-1]
    return np.flatnonzero(first)


class Pairs(NamedTuple):
    """Pairs of words: the hash of each, its phrasing, and the numbers of its two words."""

    hashes: NDArray[np.uint32]
    owners: Ints
    firsts: Ints
    seconds: Ints


def pairs_of(words: Occurrences) -> Pairs:
    """Return all neighbours, then all words with one between them."""
    found = []
    for apart in (1, 2):
        at = np.flatnonzero(words.owners[:-apart] == words.owners[apart:])
        found.append((np.full_like(at, apart), words.owners[at], words.numbers[at], words.numbers[at + apart]))
    aparts, owners, firsts, seconds = map(np.concatenate, zip(*found, strict=True))
    shape = 3, max(1, len(words.distinct)), max(1, len(words.distinct))
    distinct, numbers = np.unique(np.ravel_multi_index((aparts, firsts, seconds), shape), return_inverse=True)
    names = [
        pair_name(words.distinct[first], words.distinct[second], apart)
        for apart, first, second in np.transpose(np.unravel_index(distinct, shape)).tolist()
    ]
    return Pairs(hashes_of(names)[numbers], owners, firsts, seconds)


def blocks_of(phrasings: Sequence[Worded]) -> Iterator[Sequence[Worded]]:
    return (phrasings[at : at + _BLOCK] for at in range(0, len(phrasings), _BLOCK))
