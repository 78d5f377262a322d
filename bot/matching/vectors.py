"""Turns many phrasings into vectors at once: features and worded phrasings in, a matrix and their `Wordings` out.

The same as `Features.vector` for each of them, in a tenth of the time. Used only to compile an index.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from bot.matching.counting import Ints, Numbered, blocks_of, numbered, pairs_of
from bot.matching.features import MEANING_SHARE, Features, Known, Worded, hashes_of
from bot.matching.packing import narrow_places, pack_shares
from bot.matching.wordings import Wordings

Floats = NDArray[np.float32]


def read_vectors(features: Features, phrasings: Sequence[Worded]) -> tuple[csr_matrix, Wordings]:
    """Return the phrasings' vectors as the rows of a matrix, and the same as their words."""
    numbers: dict[str, int] = {}
    rows = [(np.zeros(1, np.int64), np.zeros(0, np.int32), np.zeros(0, np.float32))]
    wholes = list(rows)
    spoken = [(np.zeros(1, np.int64), np.zeros(0, np.int64), np.zeros(0, np.float32))]
    for block in blocks_of(phrasings):
        text = numbered(block)
        known = [features.word(word) for word in text.vocabulary]
        whole, by_gram = _by_word(text, known, features), _by_gram(text, known, features)
        scales = _scale(whole, by_gram)
        rows.append(_joined(whole, by_gram))
        wholes.append((np.diff(whole.indptr), whole.indices, whole.data))
        places = np.array([numbers.setdefault(word, len(numbers)) for word in text.vocabulary], np.int64)
        spoken.append((np.bincount(text.owners, minlength=text.count), places[text.words], scales))
    starts, ids, values = _end_to_end(rows)
    whole_starts, whole_ids, whole_values = _end_to_end(wholes)
    word_starts, words, scales = _end_to_end(spoken)
    gram_starts, gram_ids, gram_values = _gram_table([features.word(word) for word in numbers])
    size = max(1, len(features.keys))
    wordings = Wordings(
        word_starts,
        narrow_places(words, len(numbers)),
        scales,
        whole_starts,
        narrow_places(whole_ids, size),
        pack_shares(whole_values),
        gram_starts,
        narrow_places(gram_ids, size),
        gram_values,
    )
    return csr_matrix((values, ids, starts), shape=(len(phrasings), size)), wordings


def _end_to_end(blocks: Sequence[tuple[NDArray[Any], ...]]) -> tuple[Ints, NDArray[Any], NDArray[Any]]:
    """Join blocks of sizes and what they count; the sizes become offsets."""
    sizes, *rest = (np.concatenate(one) for one in zip(*blocks, strict=True))
    return np.cumsum(sizes).astype(np.int64), rest[0], rest[1]


def _scale(whole: csr_matrix, by_gram: csr_matrix) -> Floats:
    """Bring both halves of each row to the same length and both together to length 1; return what that multiplied the
    second with."""
    halves = (whole, by_gram)
    both = np.sqrt(np.maximum(1, np.sum([np.diff(half.indptr) > 0 for half in halves], axis=0)))
    for half in halves:
        scales = (1 / (_lengths(half) * both)).astype(np.float32)
        half.data *= np.repeat(scales, np.diff(half.indptr))
    return scales


def _joined(whole: csr_matrix, by_gram: csr_matrix) -> tuple[Ints, NDArray[np.int32], Floats]:
    """Put the halves of each row side by side; return the sizes of the rows, ids and values."""
    sizes = [np.diff(half.indptr).astype(np.int64) for half in (whole, by_gram)]
    both = sizes[0] + sizes[1]
    starts = np.cumsum(both) - both
    ids, values = np.zeros(both.sum(), np.int32), np.zeros(both.sum(), np.float32)
    for half, size, first in ((whole, sizes[0], starts), (by_gram, sizes[1], starts + sizes[0])):
        places = np.arange(half.nnz) + np.repeat(first - half.indptr[:-1], size)
        ids[places] = half.indices
        values[places] = half.data
    return both, ids, values


def _by_word(text: Numbered, known: Sequence[Known], features: Features) -> csr_matrix:
    """Return phrasings by features: what their words, meanings and pairs weigh."""
    weights = np.array([one.weight for one in known])
    meant = np.array([MEANING_SHARE * features.weight(meaning) for meaning in text.meant])
    hashes, pairs = pairs_of(text)
    owners = np.concatenate([text.owners, text.meaning_owners, pairs.owners])
    places = np.concatenate(
        [
            np.array([one.place for one in known], np.int64)[text.words],
            features.places(hashes_of(text.meant))[text.meanings],
            features.places(hashes)[pairs.numbers],
        ]
    )
    values = np.concatenate(
        [weights[text.words], meant[text.meanings], np.sqrt(weights[pairs.firsts] * weights[pairs.seconds])]
    )
    found = places >= 0
    shape = (text.count, len(features.keys))
    return csr_matrix((values[found].astype(np.float32), (owners[found], places[found])), shape=shape)


def _by_gram(text: Numbered, known: Sequence[Known], features: Features) -> csr_matrix:
    starts, ids, values = _gram_table(known)
    table = csr_matrix((values, ids, starts), shape=(len(known), len(features.keys)))
    ones = np.ones(len(text.words), np.float32)
    words = csr_matrix((ones, (text.owners, text.words)), shape=(text.count, len(known)))
    product = words @ table
    product.sort_indices()
    return product


def _gram_table(known: Sequence[Known]) -> tuple[Ints, NDArray[np.int32], Floats]:
    """Return the n-grams of words, end to end, and where those of each begin."""
    ids = np.concatenate([np.zeros(0, np.int32), *(one.gram_ids for one in known)])
    values = np.concatenate([np.zeros(0, np.float32), *(one.gram_values for one in known)])
    return np.cumsum([0, *(len(one.gram_ids) for one in known)]), ids, values


def _lengths(rows: csr_matrix) -> Floats:
    """Return the length of each row; 1 for those that are empty."""
    squares = np.bincount(np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr)), rows.data**2, rows.shape[0])
    return np.sqrt(np.where(squares > 0, squares, 1)).astype(np.float32)
